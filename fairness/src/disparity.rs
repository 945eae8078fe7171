//! How much more often one group is selected than another.

use crate::counts::{Counts, Reason, real};
use crate::interval::{Interval, Z};
use crate::rate::wilson;
use crate::score;
use crate::score_difference;
use serde::Serialize;

/// The smallest group that is compared (N06, our default).
pub const SMALLEST_GROUP: u64 = 50;

/// From this many in every cell the ratio's interval on the logarithm holds its promise; below, the score interval.
const ENOUGH: u64 = 10;

/// What a comparison gives: never a silently missing number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Disparity {
    /// The group's rate divided by the reference's: how many times as often.
    Ratio(Interval),
    /// The group's rate less the reference's, from -1 to 1: how many more out of each person.
    Difference(Interval),
    /// A group is too small to say anything.
    TooFew {
        /// People in the smaller group.
        people: u64,
        /// People needed.
        needed: u64,
    },
    /// Nobody in the reference group was selected: there is no ratio.
    NoReference,
    /// The counts give no figure.
    Undetermined {
        /// Why.
        reason: Reason,
    },
}

/// How many times as often the group is selected as the reference.
///
/// Where every cell has ten people or more: Katz's interval on the logarithm (D. Katz et al., Biometrics 34, 1978).
/// Otherwise the score interval (O. Miettinen and M. Nurminen, Statistics in Medicine 4, 1985), which also holds when
/// nobody in the group was selected: the ratio is then 0, with an upper end.
#[must_use]
pub fn compare(group: Counts, reference: Counts) -> Disparity {
    if let Some(obstacle) = obstacle(group, reference) {
        return obstacle;
    }
    if reference.selected == 0 {
        return Disparity::NoReference;
    }
    let plenty = group.rarer().min(reference.rarer()) >= ENOUGH;
    Disparity::Ratio(if plenty { katz(group, reference) } else { score::ratio(group, reference) })
}

/// How many more of each person in the group are selected than in the reference: times 1,000, people per thousand.
///
/// Newcombe's interval from two of Wilson's (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10).
#[must_use]
pub fn difference(group: Counts, reference: Counts) -> Disparity {
    if let Some(obstacle) = obstacle(group, reference) {
        return obstacle;
    }
    let (one, two) = (wilson(group), wilson(reference));
    let estimate = one.estimate - two.estimate;
    let below = (one.estimate - one.low).hypot(two.high - two.estimate);
    let above = (one.high - one.estimate).hypot(two.estimate - two.low);
    Disparity::Difference(Interval { estimate, low: estimate - below, high: estimate + above })
}

/// The same with the score interval, for a second opinion where groups are small
/// (O. Miettinen and M. Nurminen, Statistics in Medicine 4, 1985).
#[must_use]
pub fn difference_by_score(group: Counts, reference: Counts) -> Disparity {
    if let Some(obstacle) = obstacle(group, reference) {
        return obstacle;
    }
    Disparity::Difference(score_difference::difference(group, reference))
}

fn obstacle(group: Counts, reference: Counts) -> Option<Disparity> {
    if let Some(reason) = group.fault().or(reference.fault()) {
        return Some(Disparity::Undetermined { reason });
    }
    let people = group.total.min(reference.total);
    (people < SMALLEST_GROUP).then_some(Disparity::TooFew { people, needed: SMALLEST_GROUP })
}

fn katz(group: Counts, reference: Counts) -> Interval {
    let part = |counts: Counts| 1.0 / real(counts.selected) - 1.0 / real(counts.total);
    let ratio = group.share() / reference.share();
    let factor = (Z * (part(group) + part(reference)).sqrt()).exp();
    Interval { estimate: ratio, low: ratio / factor, high: ratio * factor }
}
