//! The score interval of a difference: all differences that the counts do not contradict.

use crate::counts::{Counts, real};
use crate::interval::{Interval, Z};

/// Halvings of a bracket: to the last digits of a difference.
const HALVINGS: usize = 52;

/// The interval of Miettinen and Nurminen (Statistics in Medicine 4, 1985); only for sound counts of at least one person each.
pub fn difference(group: Counts, reference: Counts) -> Interval {
    let estimate = group.share() - reference.share();
    // The score falls as the supposed difference grows; each end is where it passes the quantile.
    let low = crossing(estimate, -1.0, |supposed| score(group, reference, supposed) < Z);
    let high = crossing(estimate, 1.0, |supposed| score(group, reference, supposed) > -Z);
    Interval { estimate, low, high }
}

fn crossing(inside: f64, edge: f64, is_inside: impl Fn(f64) -> bool) -> f64 {
    let (mut inside, mut outside) = (inside, edge);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(inside, outside);
        if is_inside(middle) { inside = middle } else { outside = middle }
    }
    inside
}

/// How many standard errors the counts lie from a supposed difference.
fn score(group: Counts, reference: Counts, supposed: f64) -> f64 {
    let (total, total0) = (real(group.total), real(reference.total));
    let rate0 = likeliest(group, reference, supposed);
    let rate = rate0 + supposed;
    let variance = rate * (1.0 - rate) / total + rate0 * (1.0 - rate0) / total0;
    let people = total + total0;
    let gap = group.share() - reference.share() - supposed;
    if gap == 0.0 { 0.0 } else { gap / (variance.max(0.0) * people / (people - 1.0)).sqrt() }
}

/// The likeliest rate of the reference if the difference were this: where the slope of the likelihood, which only falls,
/// passes nought. Halving needs no formula for cubics and cannot fail to find its bracket.
fn likeliest(group: Counts, reference: Counts, supposed: f64) -> f64 {
    let (selected, others) = (real(group.selected), real(group.others()));
    let (selected0, others0) = (real(reference.selected), real(reference.others()));
    let part = |count: f64, rate: f64| if count > 0.0 { count / rate } else { 0.0 };
    let rises = |rate0: f64| {
        let rate = rate0 + supposed;
        part(selected, rate) + part(selected0, rate0) > part(others, 1.0 - rate) + part(others0, 1.0 - rate0)
    };
    let (mut low, mut high) = ((-supposed).max(0.0), (1.0 - supposed).min(1.0));
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if rises(middle) { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}
