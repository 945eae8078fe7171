//! Evidence that a group is picked more or less often, gathered period by period (an e-process). It may be looked at as
//! often as one likes: in a process without a gap it ever reaches 20 in at most 5 of 100 cases (J. Ville, 1939).
//!
//! Of m people picked from the group and the reference together, a come from the group; q is the group's share of both
//! populations. For a log ratio t: p(t) = q e^t / (q e^t + 1 - q). The evidence is the mean over a fixed prior on t of the
//! product over periods of (p/q)^a ((1-p)/(1-q))^(m-a).

use crate::counts::{Counts, Reason, real};
use crate::figure::Figure;
use crate::interval::Interval;
use serde::Serialize;

/// Log ratios of the prior on each side of nought, and their distance: ratios from about 1/20 to 20.
const SIDE: i32 = 120;
const STEP: f64 = 0.025;
/// The prior's spread: most weight on ratios between a half and two.
const SPREAD: f64 = 0.5;

/// Evidence gathered so far.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// For every log ratio: its prior weight (logarithm) and the likelihood (logarithm) without the factors it shares.
    grid: Vec<(f64, f64, f64)>,
    /// The likelihood of no gap.
    none: f64,
    periods: u64,
    highest: f64,
}

impl Default for Evidence {
    fn default() -> Self {
        let thetas = (-SIDE..=SIDE).map(|at| f64::from(at) * STEP);
        let weight = |theta: f64| -theta * theta / (2.0 * SPREAD * SPREAD);
        let total = log_sum(thetas.clone().map(weight));
        let grid = thetas.map(|theta| (theta, weight(theta) - total, 0.0)).collect();
        Self { grid, none: 0.0, periods: 0, highest: 0.0 }
    }
}

impl Evidence {
    /// Adds a period: how many were picked out of how many, in the group and in the reference.
    /// Periods in which nobody was picked, or a side has nobody, say nothing.
    pub fn add(&mut self, group: Counts, reference: Counts) {
        if group.fault().or(reference.fault()).is_some() || group.total == 0 || reference.total == 0 {
            return;
        }
        let share = real(group.total) / (real(group.total) + real(reference.total));
        let (mine, others) = (real(group.selected), real(reference.selected));
        let likelihood = |theta: f64| {
            // The logarithms of p and 1 - p with the part that all thetas share left out.
            let scale = (share * theta.exp() + 1.0 - share).ln();
            mine * (theta - scale) - others * scale
        };
        for (theta, _, gathered) in &mut self.grid {
            *gathered += likelihood(*theta);
        }
        self.none += likelihood(0.0);
        self.periods += 1;
        self.highest = self.highest.max(self.logarithm());
    }

    /// The evidence against "no gap": 1 says nothing, 20 is the alarm at 5 %.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.logarithm().exp()
    }

    /// The highest it ever was: an alarm once raised stays.
    #[must_use]
    pub fn highest(&self) -> f64 {
        self.highest.exp()
    }

    /// Whether it ever reached one over alpha.
    #[must_use]
    pub fn alarm(&self, alpha: f64) -> bool {
        self.highest >= -alpha.ln()
    }

    /// The ratios that the evidence does not contradict at this alpha, valid at any time; the estimate is the likeliest.
    /// Ends on the edge of the prior's grid are open: they are given as nought and infinity.
    #[must_use]
    pub fn ratio(&self, alpha: f64) -> Figure {
        if self.periods == 0 {
            return Figure::none(Reason::TooFewPeriods);
        }
        let mixed = self.mixed();
        let kept = self.grid.iter().filter(|(_, _, gathered)| mixed - gathered < -alpha.ln());
        let thetas: Vec<f64> = kept.map(|(theta, ..)| *theta).collect();
        let likeliest = self.grid.iter().max_by(|one, two| one.2.total_cmp(&two.2));
        let (Some(low), Some(high), Some(best)) = (thetas.first(), thetas.last(), likeliest) else {
            return Figure::none(Reason::DoesNotFit);
        };
        let edge = f64::from(SIDE) * STEP;
        let low = if *low <= -edge { 0.0 } else { (low - STEP).exp() };
        let high = if *high >= edge { f64::INFINITY } else { (high + STEP).exp() };
        Figure::Value(Interval { estimate: best.0.exp(), low, high })
    }

    fn mixed(&self) -> f64 {
        log_sum(self.grid.iter().map(|(_, weight, gathered)| weight + gathered))
    }

    fn logarithm(&self) -> f64 {
        self.mixed() - self.none
    }
}

/// Evidence from several groups against "no gap anywhere": the mean, which holds however the groups depend on each other.
#[must_use]
pub fn together(values: &[f64]) -> f64 {
    if values.is_empty() { 1.0 } else { values.iter().sum::<f64>() / real(values.len() as u64) }
}

/// The logarithm of a sum of exponentials.
fn log_sum(logarithms: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = logarithms.clone().fold(f64::NEG_INFINITY, f64::max);
    most + logarithms.map(|one| (one - most).exp()).sum::<f64>().ln()
}
