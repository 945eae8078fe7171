//! The score interval of a ratio: all ratios that the counts do not contradict.

use crate::counts::{Counts, real};
use crate::interval::{Interval, Z};

/// Halvings of a bracket: more than a floating-point number has digits.
const HALVINGS: usize = 200;

/// The interval of Miettinen and Nurminen; only when somebody in the reference was selected.
pub fn ratio(group: Counts, reference: Counts) -> Interval {
    let estimate = group.share() / reference.share();
    let contradicted = |theta: f64| score(group, reference, theta);
    // The score falls as the ratio grows; each end is where it passes the quantile.
    let low =
        if group.selected == 0 { 0.0 } else { crossing(estimate, 0.5, |theta| contradicted(theta) < Z) };
    let start = if group.selected == 0 { 1.0 / real(group.total) } else { estimate };
    let high = crossing(start, 2.0, |theta| contradicted(theta) > -Z);
    Interval { estimate, low: low.min(estimate), high: high.max(estimate) }
}

/// Steps away from a ratio that is inside until one is outside, then halves the bracket on the logarithm.
fn crossing(inside: f64, step: f64, is_inside: impl Fn(f64) -> bool) -> f64 {
    let (mut inside, mut outside) = (inside, inside * step);
    for _ in 0..HALVINGS {
        if !is_inside(outside) {
            break;
        }
        (inside, outside) = (outside, outside * step);
    }
    for _ in 0..HALVINGS {
        let middle = (inside * outside).sqrt();
        if is_inside(middle) { inside = middle } else { outside = middle }
    }
    inside
}

/// How many standard errors the counts lie from a supposed ratio.
fn score(group: Counts, reference: Counts, theta: f64) -> f64 {
    let (selected, total) = (real(group.selected), real(group.total));
    let (selected0, total0) = (real(reference.selected), real(reference.total));
    let people = total + total0;
    // The likeliest rate of the reference if the ratio were theta: the smaller root of a quadratic, in the form
    // that loses no digits.
    let half = total * theta + selected + total0 + selected0 * theta;
    let both = selected + selected0;
    let root = (half * half - 4.0 * people * theta * both).max(0.0).sqrt();
    let rate0 = (2.0 * both / (half + root)).min(1.0);
    let rate = (theta * rate0).min(1.0);
    let variance = rate * (1.0 - rate) / total + theta * theta * rate0 * (1.0 - rate0) / total0;
    let gap = selected / total - theta * selected0 / total0;
    if gap == 0.0 { 0.0 } else { gap / (variance.max(0.0) * people / (people - 1.0)).sqrt() }
}
