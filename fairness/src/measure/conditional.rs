//! Gaps among people in the same circumstances (N04): the same stratum of a lawful factor, pooled over strata.

use crate::check::Check;
use crate::counts::{Counts, Reason, real};
use crate::figure::Figure;
use crate::interval::{Interval, Z};
use serde::Serialize;

/// A group and its reference within one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stratum {
    /// The group.
    pub group: Counts,
    /// The reference.
    pub reference: Counts,
}

/// What holds over all strata together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pooled {
    /// The ratio of rates at equal circumstances (N. Mantel and W. Haenszel, JNCI 22, 1959), with the interval of
    /// S. Greenland and J. M. Robins, Biometrics 41, 1985.
    pub ratio: Figure,
    /// The ratio of odds, with the interval of J. Robins, N. Breslow and S. Greenland, Biometrics 42, 1986.
    pub odds: Figure,
    /// Whether there is any gap: the Cochran-Mantel-Haenszel test, without a continuity correction.
    pub gap: Option<Check>,
    /// Whether the odds differ between strata: the Breslow-Day test with Tarone's correction (Biometrika 72, 1985).
    pub differs: Option<Check>,
}

/// A stratum in floating point: a of n selected in the group, b of m in the reference.
#[derive(Clone, Copy)]
struct Row {
    a: f64,
    n: f64,
    b: f64,
    m: f64,
}

impl Row {
    fn all(self) -> f64 {
        self.n + self.m
    }

    fn picked(self) -> f64 {
        self.a + self.b
    }
}

/// Pools strata. Strata without people on one side say nothing and do not count.
#[must_use]
pub fn pooled(strata: &[Stratum]) -> Pooled {
    let fault = strata.iter().find_map(|one| one.group.fault().or(one.reference.fault()));
    if let Some(reason) = fault {
        let none = Figure::Undetermined { reason };
        return Pooled { ratio: none, odds: none, gap: None, differs: None };
    }
    let rows: Vec<Row> =
        strata.iter().filter(|one| one.group.total > 0 && one.reference.total > 0).map(row).collect();
    let odds = odds(&rows);
    let estimate = odds.value().map(|odds| odds.estimate).filter(|odds| *odds > 0.0);
    Pooled {
        ratio: ratio(&rows),
        odds,
        gap: gap(&rows),
        differs: estimate.and_then(|odds| differs(&rows, odds)),
    }
}

fn row(one: &Stratum) -> Row {
    let (group, reference) = (one.group, one.reference);
    Row {
        a: real(group.selected),
        n: real(group.total),
        b: real(reference.selected),
        m: real(reference.total),
    }
}

fn ratio(rows: &[Row]) -> Figure {
    if rows.is_empty() {
        return Figure::none(Reason::Nobody);
    }
    let sum = |part: fn(Row) -> f64| rows.iter().copied().map(part).sum::<f64>();
    let up = sum(|one| one.a * one.m / one.all());
    let down = sum(|one| one.b * one.n / one.all());
    if down == 0.0 {
        return Figure::NoReference;
    }
    let spread =
        sum(|one| (one.m * one.n * one.picked() - one.a * one.b * one.all()) / (one.all() * one.all()));
    logarithmic(up / down, (spread / (up * down)).sqrt())
}

fn odds(rows: &[Row]) -> Figure {
    if rows.is_empty() {
        return Figure::none(Reason::Nobody);
    }
    let sum = |part: fn(Row) -> f64| rows.iter().copied().map(part).sum::<f64>();
    let up = sum(|one| one.a * (one.m - one.b) / one.all());
    let down = sum(|one| one.b * (one.n - one.a) / one.all());
    if down == 0.0 {
        return Figure::NoReference;
    }
    // P and Q of the source: the shares on and off the diagonal; R and S the two products.
    let p = |one: Row| (one.a + one.m - one.b) / one.all();
    let q = |one: Row| (one.b + one.n - one.a) / one.all();
    let (mut pr, mut both, mut qs) = (0.0, 0.0, 0.0);
    for one in rows.iter().copied() {
        let (r, s) = (one.a * (one.m - one.b) / one.all(), one.b * (one.n - one.a) / one.all());
        pr += p(one) * r;
        both += p(one) * s + q(one) * r;
        qs += q(one) * s;
    }
    let variance = pr / (2.0 * up * up) + both / (2.0 * up * down) + qs / (2.0 * down * down);
    logarithmic(up / down, variance.sqrt())
}

/// An interval on the logarithm; at a ratio of nought only the upper end is open, and it is not known here.
fn logarithmic(estimate: f64, error: f64) -> Figure {
    if estimate == 0.0 || !error.is_finite() {
        return Figure::Value(Interval { estimate, low: 0.0, high: f64::INFINITY });
    }
    let factor = (Z * error).exp();
    Figure::Value(Interval { estimate, low: estimate / factor, high: estimate * factor })
}

fn gap(rows: &[Row]) -> Option<Check> {
    let (mut over, mut variance) = (0.0, 0.0);
    for one in rows.iter().filter(|one| one.all() > 1.0) {
        let all = one.all();
        over += one.a - one.n * one.picked() / all;
        variance += one.n * one.m * one.picked() * (all - one.picked()) / (all * all * (all - 1.0));
    }
    (variance > 0.0).then(|| Check::chi_square(over * over / variance, 1.0))
}

fn differs(rows: &[Row], odds: f64) -> Option<Check> {
    let (mut statistic, mut over, mut total, mut strata) = (0.0, 0.0, 0.0, 0_u64);
    for one in rows.iter().filter(|one| one.picked() > 0.0 && one.picked() < one.all()) {
        let expected = expected(*one, odds);
        let (n, m, picked) = (one.n, one.m, one.picked());
        let inverse =
            1.0 / expected + 1.0 / (n - expected) + 1.0 / (picked - expected) + 1.0 / (m - picked + expected);
        let variance = 1.0 / inverse;
        if variance.is_nan() || variance <= 0.0 {
            continue;
        }
        statistic += (one.a - expected) * (one.a - expected) / variance;
        over += one.a - expected;
        total += variance;
        strata += 1;
    }
    (strata > 1 && total > 0.0)
        .then(|| Check::chi_square((statistic - over * over / total).max(0.0), real(strata - 1)))
}

/// How many of the group would be selected if the odds ratio were this, the margins as they are: the root of a quadratic.
fn expected(one: Row, odds: f64) -> f64 {
    let (n, m, picked) = (one.n, one.m, one.picked());
    let lead = 1.0 - odds;
    let middle = m - picked + odds * (n + picked);
    let end = -odds * n * picked;
    // In the form that loses no digits; it also holds when the odds are 1 and the quadratic is a line.
    let root = (middle * middle - 4.0 * lead * end).max(0.0).sqrt();
    (-2.0 * end) / (middle + root)
}

/// Over-representation among those selected: the group's share of them less its share of the rest, from -1 to 1.
///
/// None when nobody or everybody was selected (S. Wachter, B. Mittelstadt and C. Russell, 2021).
#[must_use]
pub fn demographic_disparity(group: Counts, reference: Counts) -> Option<f64> {
    let both = group.with(reference);
    if group.fault().or(reference.fault()).is_some() || both.selected == 0 || both.others() == 0 {
        return None;
    }
    Some(real(group.selected) / real(both.selected) - real(group.others()) / real(both.others()))
}

/// The same within strata, weighted by their people; strata in which nobody or everybody was selected count as nought.
#[must_use]
pub fn conditional_disparity(strata: &[Stratum]) -> Option<f64> {
    let people: f64 = strata.iter().map(|one| real(one.group.total) + real(one.reference.total)).sum();
    let part = |one: &Stratum| {
        let all = real(one.group.total) + real(one.reference.total);
        demographic_disparity(one.group, one.reference).unwrap_or(0.0) * all
    };
    let known = strata.iter().any(|one| demographic_disparity(one.group, one.reference).is_some());
    known.then(|| strata.iter().map(part).sum::<f64>() / people)
}
