//! How much more often one group is selected than another.

use crate::interval::{Interval, Z};
use crate::rate::{Counts, rate, real};
use serde::Serialize;

/// The smallest group that is compared (N06, our default).
const SMALLEST_GROUP: u64 = 50;

/// What a comparison gives: never a silently missing number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Disparity {
    /// The ratio of the rates with its interval.
    Ratio(Interval),
    /// A group is too small to say anything.
    TooFew {
        /// People in the smaller group.
        people: u64,
        /// People needed.
        needed: u64,
    },
    /// Nobody in the reference group was selected: there is no ratio.
    NoReference,
    /// Nobody in the group was selected while others were: the ratio is nought, its interval has no lower end.
    Nobody,
}

/// The ratio of the group's rate to the reference's, with Katz's interval on the logarithm.
///
/// Source: D. Katz et al., Biometrics 34, 1978.
#[must_use]
pub fn compare(group: Counts, reference: Counts) -> Disparity {
    let people = group.total.min(reference.total);
    if people < SMALLEST_GROUP {
        return Disparity::TooFew { people, needed: SMALLEST_GROUP };
    }
    if reference.selected == 0 {
        return Disparity::NoReference;
    }
    if group.selected == 0 {
        return Disparity::Nobody;
    }
    let (Some(one), Some(two)) = (rate(group), rate(reference)) else {
        return Disparity::TooFew { people, needed: SMALLEST_GROUP };
    };
    let ratio = one.estimate / two.estimate;
    let part = |counts: Counts| 1.0 / real(counts.selected) - 1.0 / real(counts.total);
    let factor = (Z * (part(group) + part(reference)).sqrt()).exp();
    Disparity::Ratio(Interval { estimate: ratio, low: ratio / factor, high: ratio * factor })
}
