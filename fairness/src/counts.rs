//! A group as it comes from counting.

use serde::{Deserialize, Serialize};

/// Counts up to here are exact in floating point.
const MOST_PEOPLE: u64 = 1 << 52;

/// A group in counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// How many were selected.
    pub selected: u64,
    /// How many there are.
    pub total: u64,
}

/// Why counts give no figure at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// More are selected than there are: the counting is wrong.
    MoreSelectedThanThere,
    /// More people than can be counted exactly here.
    TooMany,
    /// There is nobody to measure.
    Nobody,
    /// Everybody is alike in what is compared: there is nothing to set against it.
    NoVariation,
    /// The truth about people who were not checked is unknown: only a random sample can tell.
    NoRandomSample,
    /// Even if everybody in the group were selected, numbers this small could not show it.
    NotVisible,
    /// Fewer periods than a course over time needs.
    TooFewPeriods,
    /// The input does not fit the question: another shape, or a number that is not finite.
    DoesNotFit,
}

impl Counts {
    /// Counts that can be; none when more are selected than there are.
    #[must_use]
    pub const fn new(selected: u64, total: u64) -> Option<Self> {
        if selected <= total { Some(Self { selected, total }) } else { None }
    }

    /// What is wrong with these counts, if anything.
    pub(crate) const fn fault(self) -> Option<Reason> {
        if self.selected > self.total {
            Some(Reason::MoreSelectedThanThere)
        } else if self.total > MOST_PEOPLE {
            Some(Reason::TooMany)
        } else {
            None
        }
    }

    /// The selected share; only for sound counts of at least one person.
    pub(crate) fn share(self) -> f64 {
        real(self.selected) / real(self.total)
    }

    /// Those who were not selected.
    #[must_use]
    pub const fn others(self) -> u64 {
        self.total.saturating_sub(self.selected)
    }

    /// Two groups taken together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            selected: self.selected.saturating_add(other.selected),
            total: self.total.saturating_add(other.total),
        }
    }

    /// The smaller of those selected and those not.
    pub(crate) const fn rarer(self) -> u64 {
        let others = self.total - self.selected;
        if self.selected < others { self.selected } else { others }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts were checked to lie below 2^52")]
pub const fn real(count: u64) -> f64 {
    count as f64
}
