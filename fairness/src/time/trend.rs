//! Whether rates rise or fall over ordered levels: periods, or an attribute with an order.

use crate::check::Check;
use crate::counts::{Counts, Reason, real};
use crate::curve::normal_tail;
use crate::figure::Figure;
use crate::interval::{Interval, Z};
use serde::Serialize;

/// A trend in rates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Trend {
    /// Above nought when the rates rise.
    pub z: f64,
    /// Two-sided, as a chi-square with one degree of freedom.
    pub check: Check,
    /// How often chance alone rises as much.
    pub rising: f64,
}

/// The test of W. Cochran and P. Armitage (1955) for a trend in rates over equally spaced levels. None when nothing varies.
#[must_use]
pub fn trend(levels: &[Counts]) -> Option<Trend> {
    if levels.iter().any(|one| one.fault().is_some()) {
        return None;
    }
    let all = levels.iter().fold(Counts { selected: 0, total: 0 }, |sum, one| sum.with(*one));
    let people = real(all.total);
    if all.total == 0 {
        return None;
    }
    let rate = real(all.selected) / people;
    let scored = || levels.iter().enumerate().map(|(at, one)| (real(at as u64), one));
    let mean = scored().map(|(at, one)| at * real(one.total)).sum::<f64>() / people;
    let over: f64 =
        scored().map(|(at, one)| (at - mean) * (real(one.selected) - real(one.total) * rate)).sum();
    let spread: f64 = scored().map(|(at, one)| real(one.total) * (at - mean) * (at - mean)).sum();
    let variance = rate * (1.0 - rate) * spread;
    let z = over / variance.sqrt();
    (variance > 0.0).then(|| Trend { z, check: Check::chi_square(z * z, 1.0), rising: normal_tail(z) })
}

/// How a ratio moves: the factor it is multiplied by each period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Slope {
    /// The factor a period, with its interval; 1 is steady.
    pub factor: Figure,
    /// Periods that could be used: somebody was picked on both sides.
    pub periods: usize,
}

/// The slope of the logarithm of the ratio over equally spaced periods, weighted by what each period can tell.
#[must_use]
pub fn slope(periods: &[(Counts, Counts)]) -> Slope {
    let mut rows = Vec::new();
    for (at, (group, reference)) in periods.iter().enumerate() {
        let sound = group.fault().or(reference.fault()).is_none();
        if sound && group.selected > 0 && reference.selected > 0 {
            let part = |one: &Counts| 1.0 / real(one.selected) - 1.0 / real(one.total);
            let variance = (part(group) + part(reference)).max(f64::EPSILON);
            rows.push((real(at as u64), (group.share() / reference.share()).ln(), 1.0 / variance));
        }
    }
    let sum = |part: fn(&(f64, f64, f64)) -> f64| rows.iter().map(part).sum::<f64>();
    let weight = sum(|row| row.2);
    let (middle, level) = (sum(|row| row.0 * row.2) / weight, sum(|row| row.1 * row.2) / weight);
    let spread: f64 = rows.iter().map(|row| row.2 * (row.0 - middle) * (row.0 - middle)).sum();
    if rows.len() < 3 || spread <= 0.0 {
        return Slope { factor: Figure::none(Reason::TooFewPeriods), periods: rows.len() };
    }
    let rise = rows.iter().map(|row| row.2 * (row.0 - middle) * (row.1 - level)).sum::<f64>() / spread;
    let half = Z / spread.sqrt();
    let factor = Interval { estimate: rise.exp(), low: (rise - half).exp(), high: (rise + half).exp() };
    Slope { factor: Figure::Value(factor), periods: rows.len() }
}
