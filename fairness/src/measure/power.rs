//! What could have been seen: the smallest ratio that these numbers would have shown, so that silence is not read as
//! fairness.

use crate::counts::{Reason, real};
use crate::curve::normal_quantile;
use crate::figure::Figure;

/// Error allowed, two-sided.
const ALPHA: f64 = 0.05;

/// The chance wanted to see a gap that is there.
const POWER: f64 = 0.8;

/// The smallest ratio above 1 that a test at 5 % sees in 80 of 100 cases.
#[must_use]
pub fn detectable(group: u64, reference: u64, rate: f64) -> Figure {
    detectable_among(group, reference, rate, 1)
}

/// The same when so many comparisons were made (Bonferroni).
///
/// The ratio at which `|p1 - p0| = a x sqrt(p q (1/n1 + 1/n0)) + b x sqrt(p1 q1/n1 + p0 q0/n0)`, p the pooled rate, a and b the quantiles
/// (J. L. Fleiss, Statistical Methods for Rates and Proportions). `Between(x, x)`: it is a property of the numbers and
/// has no interval. `NotVisible` when not even selecting everybody would be seen.
#[must_use]
pub fn detectable_among(group: u64, reference: u64, rate: f64, comparisons: u64) -> Figure {
    if group == 0 || reference == 0 || comparisons == 0 {
        return Figure::none(Reason::Nobody);
    }
    if rate == 0.0 {
        return Figure::NoReference;
    }
    if !(rate > 0.0 && rate < 1.0) {
        return Figure::none(Reason::DoesNotFit);
    }
    let (one, two) = (real(group), real(reference));
    let error = normal_quantile(1.0 - ALPHA / real(comparisons) / 2.0);
    let power = normal_quantile(POWER);
    let seen = |other: f64| {
        let pooled = (one * other + two * rate) / (one + two);
        let equal = (pooled * (1.0 - pooled) * (1.0 / one + 1.0 / two)).sqrt();
        let apart = (other * (1.0 - other) / one + rate * (1.0 - rate) / two).sqrt();
        other - rate >= error * equal + power * apart
    };
    if !seen(1.0) {
        return Figure::none(Reason::NotVisible);
    }
    let (mut low, mut high) = (rate, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if seen(middle) { high = middle } else { low = middle }
    }
    let ratio = high / rate;
    Figure::Between { low: ratio, high: ratio }
}
