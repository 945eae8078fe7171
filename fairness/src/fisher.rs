//! Fisher's exact test of a table of two by two, for any counts, without a logarithm of a factorial.
//!
//! The chance of every table with the same margins follows from its neighbour's by a fraction. Starting at the most
//! likely table keeps every term exact to a few ulps, also for tables of millions (R. A. Fisher, 1935).

use crate::counts::real;
use serde::Serialize;

/// Tables this much likelier than the one seen still count as equally likely: equal chances differ in the last digits.
const TIE: f64 = 1e-7;

/// Chances of the table seen and of those no likelier.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fisher {
    /// Two-sided: the chance of all tables that are no likelier than the one seen.
    pub p: f64,
    /// Two-sided, with those exactly as likely counted half.
    pub mid_p: f64,
    /// The chance of at least so many in the first cell.
    pub more: f64,
    /// The chance of at most so many in the first cell.
    pub fewer: f64,
}

/// The test of the table `[a, b]` over `[c, d]`; counts below 2^50.
#[must_use]
pub fn fisher(table: [u64; 4]) -> Fisher {
    let [seen, beside, below, across] = table.map(real);
    let (row, column, people) = (seen + beside, seen + below, seen + beside + below + across);
    let (least, most) = ((row + column - people).max(0.0), row.min(column));
    let mode = ((row + 1.0) * (column + 1.0) / (people + 2.0)).floor().clamp(least, most);
    let rest = people - row - column;
    // The chance of one more in the first cell, as a multiple.
    let step = |k: f64| (row - k) * (column - k) / ((k + 1.0) * (rest + k + 1.0));
    let weight = weight(seen, mode, &step);
    let mut sums = Sums { seen, weight, all: 0.0, no_likelier: 0.0, tied: 0.0, more: 0.0, fewer: 0.0 };
    let (mut k, mut chance) = (mode, 1.0);
    while k <= most && chance > 0.0 {
        sums.add(k, chance);
        chance *= step(k);
        k += 1.0;
    }
    (k, chance) = (mode, 1.0);
    while k > least && chance > 0.0 {
        k -= 1.0;
        chance /= step(k);
        sums.add(k, chance);
    }
    let share = |part: f64| (part / sums.all).min(1.0);
    Fisher {
        p: share(sums.no_likelier),
        mid_p: share(sums.no_likelier - sums.tied / 2.0),
        more: share(sums.more),
        fewer: share(sums.fewer),
    }
}

/// The chance of the table seen, the most likely one being 1.
fn weight(seen: f64, mode: f64, step: &impl Fn(f64) -> f64) -> f64 {
    let (mut k, mut chance) = (mode, 1.0);
    while k < seen && chance > 0.0 {
        chance *= step(k);
        k += 1.0;
    }
    while k > seen && chance > 0.0 {
        k -= 1.0;
        chance /= step(k);
    }
    chance
}

struct Sums {
    seen: f64,
    weight: f64,
    all: f64,
    no_likelier: f64,
    tied: f64,
    more: f64,
    fewer: f64,
}

impl Sums {
    fn add(&mut self, k: f64, chance: f64) {
        self.all += chance;
        if chance <= self.weight * (1.0 + TIE) {
            self.no_likelier += chance;
            if chance >= self.weight * (1.0 - TIE) {
                self.tied += chance;
            }
        }
        if k >= self.seen {
            self.more += chance;
        }
        if k <= self.seen {
            self.fewer += chance;
        }
    }
}
