//! What every measurement gives: a value with its range, or the reason why there is none. Nothing is left out or capped.

use crate::counts::Reason;
use crate::disparity::Disparity;
use crate::interval::Interval;
use crate::rate::Rate;
use serde::Serialize;

/// A measured figure. The reader can always tell "no difference" from "could not be seen". An upper end that nothing bounds
/// is infinite, which JSON writes as `null`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Figure {
    /// The estimate with its 95 % interval.
    Value(Interval),
    /// Nobody in the reference group was selected: there is no ratio.
    NoReference,
    /// A group is too small to say anything.
    TooFew {
        /// People in the smaller group.
        people: u64,
        /// People needed.
        needed: u64,
    },
    /// Held back so that nobody can be recognised.
    Suppressed,
    /// Only bounds are known: the inputs were rounded, or part of them is unknown.
    Between {
        /// No lower than this.
        low: f64,
        /// No higher than this.
        high: f64,
    },
    /// The counts give no figure.
    Undetermined {
        /// Why.
        reason: Reason,
    },
}

impl Figure {
    /// The estimate with its interval, where there is one.
    #[must_use]
    pub const fn value(self) -> Option<Interval> {
        if let Self::Value(interval) = self { Some(interval) } else { None }
    }

    /// The lowest and highest this figure can be, where it has bounds.
    #[must_use]
    pub const fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Self::Value(Interval { low, high, .. }) | Self::Between { low, high } => Some((low, high)),
            Self::NoReference | Self::TooFew { .. } | Self::Suppressed | Self::Undetermined { .. } => None,
        }
    }

    /// The same figure in another unit: every number times a factor of nought or more.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        match self {
            Self::Value(Interval { estimate, low, high }) => {
                Self::Value(Interval { estimate: estimate * factor, low: low * factor, high: high * factor })
            }
            Self::Between { low, high } => Self::Between { low: low * factor, high: high * factor },
            Self::NoReference | Self::TooFew { .. } | Self::Suppressed | Self::Undetermined { .. } => self,
        }
    }

    /// No figure, for this reason.
    pub(crate) const fn none(reason: Reason) -> Self {
        Self::Undetermined { reason }
    }
}

impl From<Disparity> for Figure {
    fn from(disparity: Disparity) -> Self {
        match disparity {
            Disparity::Ratio(interval) | Disparity::Difference(interval) => Self::Value(interval),
            Disparity::TooFew { people, needed } => Self::TooFew { people, needed },
            Disparity::NoReference => Self::NoReference,
            Disparity::Undetermined { reason } => Self::Undetermined { reason },
        }
    }
}

impl From<Rate> for Figure {
    fn from(rate: Rate) -> Self {
        match rate {
            Rate::Value(interval) => Self::Value(interval),
            Rate::Nobody => Self::none(Reason::Nobody),
            Rate::Undetermined { reason } => Self::Undetermined { reason },
        }
    }
}
