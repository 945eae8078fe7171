//! Buckets of one input: cuts through the numbers, or groups of words; and a place each for missing and unseen.

use crate::Decimal;
use crate::statistical::fact::Fact;
use serde::Serialize;

/// A border between two buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cut {
    /// Where.
    pub at: Decimal,
    /// Whether the number itself belongs to the bucket below.
    pub below: bool,
}

/// The buckets of one input. Behind them stand two more places: missing, then unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Buckets {
    /// Numbers between cuts, in rising order.
    Cuts(Vec<Cut>),
    /// Groups of words.
    Groups(Vec<Vec<String>>),
}

/// One input with its buckets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Axis {
    /// The input by its place.
    pub input: usize,
    /// Its buckets.
    pub buckets: Buckets,
}

impl Axis {
    /// How many buckets there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.buckets {
            Buckets::Cuts(cuts) => cuts.len() + 1,
            Buckets::Groups(groups) => groups.len(),
        }
    }

    /// Whether there are no buckets.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many places there are: the buckets, missing and unseen.
    #[must_use]
    pub const fn places(&self) -> usize {
        self.len() + 2
    }

    /// The place of a fact.
    #[must_use]
    pub fn place(&self, fact: &Fact) -> usize {
        match (&self.buckets, fact) {
            (_, Fact::Missing) => self.len(),
            (Buckets::Cuts(cuts), Fact::Number(number)) => {
                cuts.partition_point(|cut| *number > cut.at || !cut.below && *number == cut.at)
            }
            (Buckets::Groups(groups), Fact::Word(word)) => groups
                .iter()
                .position(|group| group.iter().any(|known| **known == **word))
                .unwrap_or(self.len() + 1),
            _ => self.len() + 1,
        }
    }

    /// The bucket in signs.
    #[must_use]
    pub fn text(&self, name: &str, place: usize) -> String {
        if place == self.len() {
            return format!("{name} is missing");
        }
        if place > self.len() {
            return format!("{name} is unknown here");
        }
        match &self.buckets {
            Buckets::Groups(groups) => {
                let words = groups.get(place).map(|group| group.join(", ")).unwrap_or_default();
                format!("{name} = {words}")
            }
            Buckets::Cuts(cuts) => {
                let lower = place.checked_sub(1).and_then(|before| cuts.get(before));
                between(name, lower, cuts.get(place))
            }
        }
    }

    /// Whether the cuts rise and no word stands in two groups.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match &self.buckets {
            Buckets::Cuts(cuts) => cuts.is_sorted_by(|one, two| one < two),
            Buckets::Groups(groups) => {
                let words: Vec<_> = groups.iter().flatten().collect();
                let distinct: std::collections::BTreeSet<_> = words.iter().collect();
                distinct.len() == words.len()
            }
        }
    }
}

fn between(name: &str, lower: Option<&Cut>, upper: Option<&Cut>) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower.at == upper.at => format!("{name} = {}", lower.at),
        (None, None) => format!("{name} is any number"),
        _ => {
            let from = lower.map(|cut| format!("{} {} ", cut.at, if cut.below { "<" } else { "≤" }));
            let to = upper.map(|cut| format!(" {} {}", if cut.below { "≤" } else { "<" }, cut.at));
            format!("{}{name}{}", from.unwrap_or_default(), to.unwrap_or_default())
        }
    }
}
