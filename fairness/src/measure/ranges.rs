//! Figures over inputs that are not exact: rounded counts, and people whose group is unknown. The statistical interval
//! is taken at every corner of what the inputs can be, and the outermost ends are kept.

use super::conditional::{Stratum, pooled};
use crate::counts::{Counts, Reason};
use crate::cube::RoundedCounts;
use crate::disparity::{Disparity, compare, difference};
use crate::figure::Figure;

/// The ratio between rounded groups.
///
/// `Value` when the rounding cannot move it, `Between` otherwise: the ends hold for every true table and its interval.
#[must_use]
pub fn rounded_ratio(group: RoundedCounts, reference: RoundedCounts) -> Figure {
    over_corners(&group.corners(), &reference.corners(), compare)
}

/// The difference between rounded groups.
#[must_use]
pub fn rounded_difference(group: RoundedCounts, reference: RoundedCounts) -> Figure {
    over_corners(&group.corners(), &reference.corners(), difference)
}

/// The ratio if the people of unknown group were assigned in the worst and in the best way (N06): all selected ones to
/// the group and all others to the reference, and the other way round.
#[must_use]
pub fn unknowns_ratio(group: Counts, reference: Counts, unknown: Counts) -> Figure {
    at_extremes(group, reference, unknown, compare)
}

/// The difference at both extremes of the unknown.
#[must_use]
pub fn unknowns_difference(group: Counts, reference: Counts, unknown: Counts) -> Figure {
    at_extremes(group, reference, unknown, difference)
}

fn at_extremes(
    group: Counts,
    reference: Counts,
    unknown: Counts,
    measure: fn(Counts, Counts) -> Disparity,
) -> Figure {
    if let Some(reason) = unknown.fault() {
        return Figure::Undetermined { reason };
    }
    let picked = Counts { selected: unknown.selected, total: unknown.selected };
    let others = Counts { selected: 0, total: unknown.others() };
    let worst = measure(group.with(picked), reference.with(others));
    let best = measure(group.with(others), reference.with(picked));
    joined(&[measure(group, reference), worst, best])
}

fn over_corners(group: &[Counts], reference: &[Counts], measure: fn(Counts, Counts) -> Disparity) -> Figure {
    let pairs = group.iter().flat_map(|one| reference.iter().map(move |two| measure(*one, *two)));
    joined(&pairs.collect::<Vec<_>>())
}

/// The outermost ends of several answers. Where only some have no reference, the ratio has no upper end.
fn joined(answers: &[Disparity]) -> Figure {
    let figures: Vec<Figure> = answers.iter().map(|answer| Figure::from(*answer)).collect();
    let Some(first) = figures.first().copied() else { return Figure::none(Reason::Nobody) };
    if figures.iter().all(|figure| *figure == first) {
        return first;
    }
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for figure in &figures {
        match (figure.bounds(), figure) {
            (Some(bounds), _) => {
                low = low.min(bounds.0);
                high = high.max(bounds.1);
            }
            (None, Figure::NoReference) => high = f64::INFINITY,
            (None, other) => return *other,
        }
    }
    if low.is_finite() { Figure::Between { low, high } } else { Figure::NoReference }
}

/// The pooled ratio over strata whose counts were rounded: group and reference of each.
///
/// More selected of the group and fewer of the reference raise it, so do fewer people in the group and more in the
/// reference; the two outermost tables give the ends of the intervals.
#[must_use]
pub fn pooled_range(strata: &[(RoundedCounts, RoundedCounts)]) -> Figure {
    let table = |group: usize, reference: usize| {
        let corner =
            |counts: RoundedCounts, at: usize| counts.corners().get(at).copied().unwrap_or(counts.printed());
        let stratum = |(one, two): &(RoundedCounts, RoundedCounts)| Stratum {
            group: corner(*one, group),
            reference: corner(*two, reference),
        };
        pooled(&strata.iter().map(stratum).collect::<Vec<_>>()).ratio
    };
    // Corners: few of few, few of many, many of few, many of many.
    let (lowest, highest) = (table(1, 2), table(2, 1));
    match (lowest.bounds(), highest.bounds()) {
        (Some((low, _)), Some((_, high))) => Figure::Between { low, high },
        (Some((low, _)), None) => Figure::Between { low, high: f64::INFINITY },
        (None, _) => lowest,
    }
}
