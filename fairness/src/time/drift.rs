//! Drift of inputs: whether the people who come in still look like those a profile was made for.

use crate::check::{Check, independent};
use crate::counts::real;
use crate::curve::ln_gamma;
use serde::Serialize;

/// People added to every level before shares are taken, so that an empty level does not make the index infinite.
const SMOOTH: f64 = 0.5;

/// How far one field moved between two periods.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Drift {
    /// The population-stability index: the sum of (share - share before) x ln(share / share before). Descriptive: it grows
    /// with the number of levels and when there are few people.
    pub index: f64,
    /// What the index would be on average if nothing had moved.
    pub index_by_chance: f64,
    /// Whether the two periods differ.
    pub check: Option<Check>,
}

/// Compares people a level, before and now.
#[must_use]
pub fn drift(before: &[u64], now: &[u64]) -> Drift {
    let levels = real(before.len().max(1) as u64);
    let sum = |counts: &[u64]| real(counts.iter().sum());
    let (all, all0) = (sum(now), sum(before));
    let share = |count: u64, all: f64| (real(count) + SMOOTH) / (all + SMOOTH * levels);
    let part = |(before, now): (&u64, &u64)| {
        let (one, two) = (share(*now, all), share(*before, all0));
        (one - two) * (one / two).ln()
    };
    Drift {
        index: before.iter().zip(now).map(part).sum(),
        index_by_chance: (levels - 1.0) * (1.0 / all.max(1.0) + 1.0 / all0.max(1.0)),
        check: independent(&[before.to_vec(), now.to_vec()]),
    }
}

/// Watches one field period after period against a reference that is taken as given (the register, or the people a
/// profile was made for). It may be looked at as often as one likes.
///
/// The evidence of each period is the chance of its counts under a Dirichlet prior around what was seen so far, over their
/// chance under the reference; the product is an e-process.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DriftWatch {
    reference: Vec<f64>,
    seen: Vec<f64>,
    logarithm: f64,
    highest: f64,
}

/// People's worth of the reference in the prior.
const PRIOR: f64 = 50.0;

impl DriftWatch {
    /// Watches against the shares of these people; every level gets half a person more, so that none is impossible.
    #[must_use]
    pub fn new(reference: &[u64]) -> Self {
        let all: f64 = reference.iter().map(|count| real(*count) + SMOOTH).sum();
        let shares: Vec<f64> = reference.iter().map(|count| (real(*count) + SMOOTH) / all).collect();
        let seen = shares.iter().map(|share| share * PRIOR).collect();
        Self { reference: shares, seen, logarithm: 0.0, highest: 0.0 }
    }

    /// Adds the people of a period, a level each.
    pub fn add(&mut self, now: &[u64]) {
        let all: f64 = now.iter().map(|count| real(*count)).sum();
        let weight: f64 = self.seen.iter().sum();
        self.logarithm += ln_gamma(weight) - ln_gamma(weight + all);
        for ((count, seen), share) in now.iter().zip(&mut self.seen).zip(&self.reference) {
            let count = real(*count);
            self.logarithm += ln_gamma(*seen + count) - ln_gamma(*seen) - count * share.ln();
            *seen += count;
        }
        self.highest = self.highest.max(self.logarithm);
    }

    /// The evidence that the field moved.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.logarithm.exp()
    }

    /// Whether it ever reached one over alpha.
    #[must_use]
    pub fn alarm(&self, alpha: f64) -> bool {
        self.highest >= -alpha.ln()
    }
}
