//! The widest gap between any two of many groups. It grows with their number even when all are equal, so it is given
//! only together with what chance alone would give.

use crate::counts::{Counts, Reason, real};
use crate::dice::Dice;
use crate::figure::Figure;
use crate::interval::Interval;

/// Worlds drawn in which all groups are equal.
const WORLDS: u64 = 200;

/// The widest gap in rates between any two groups: what was seen, and the middle and 95 % range of the gap in worlds
/// where the same numbers of people are selected by lot. Descriptive only: no comparison was named.
#[must_use]
pub fn widest(groups: &[Counts], seed: u64) -> (Figure, Figure) {
    if let Some(reason) = groups.iter().find_map(|one| one.fault()) {
        return (Figure::Undetermined { reason }, Figure::Undetermined { reason });
    }
    let Some(found) = gap(groups) else {
        return (Figure::none(Reason::Nobody), Figure::none(Reason::Nobody));
    };
    let mut dice = Dice::new(seed);
    let mut gaps: Vec<f64> = (0..WORLDS).filter_map(|_| gap(&by_lot(groups, &mut dice))).collect();
    gaps.sort_by(f64::total_cmp);
    let at = |share: usize| gaps.get(gaps.len().saturating_sub(1) * share / 1_000).copied().unwrap_or(0.0);
    let chance = Interval { estimate: at(500), low: at(25), high: at(975) };
    (Figure::Between { low: found, high: found }, Figure::Value(chance))
}

/// Differential fairness (J. Foulds and others, 2020): the largest difference of logarithms of rates between any two
/// groups, each rate with half a selected person and half another added. Descriptive only, and biased upward: it grows with
/// the number of groups. None when there are no people.
#[must_use]
pub fn differential(groups: &[Counts]) -> Option<f64> {
    let rates = groups.iter().filter(|one| one.total > 0 && one.fault().is_none());
    let logs = rates.map(|one| ((real(one.selected) + 0.5) / (real(one.total) + 1.0)).ln());
    let ends =
        logs.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| (low.min(one), high.max(one)));
    (ends.1 >= ends.0).then_some(ends.1 - ends.0)
}

fn gap(groups: &[Counts]) -> Option<f64> {
    let shares = groups.iter().filter(|one| one.total > 0).map(|one| one.share());
    let ends = shares
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), share| (low.min(share), high.max(share)));
    (ends.1 >= ends.0).then_some(ends.1 - ends.0)
}

/// The same people, the same number selected, but whom by lot.
fn by_lot(groups: &[Counts], dice: &mut Dice) -> Vec<Counts> {
    let all = groups.iter().fold(Counts { selected: 0, total: 0 }, |sum, one| sum.with(*one));
    let (mut people, mut selected) = (all.total, all.selected);
    let draw = |one: &Counts| {
        let drawn = dice.hypergeometric(people, selected, one.total);
        people -= one.total;
        selected -= drawn;
        Counts { selected: drawn, total: one.total }
    };
    groups.iter().map(draw).collect()
}
