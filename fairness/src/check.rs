//! A statistical test: what was computed, and how often chance alone does as much.

use crate::counts::{Counts, real};
use crate::curve::chi_square_tail;
use crate::fisher::fisher;
use serde::Serialize;

/// From this expected count in every cell the chi-square distribution may be used.
const EXPECTED: f64 = 5.0;

/// A test's outcome.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Check {
    /// The statistic.
    pub statistic: f64,
    /// Its degrees of freedom; 0 for an exact test.
    pub freedom: f64,
    /// How often chance alone gives at least as much.
    pub p: f64,
}

impl Check {
    /// A chi-square statistic.
    #[must_use]
    pub fn chi_square(statistic: f64, freedom: f64) -> Self {
        Self { statistic, freedom, p: chi_square_tail(statistic, freedom) }
    }
}

/// Whether a group and a reference are picked alike: the score chi-square test where every expected count is 5 or more,
/// otherwise Fisher's exact test with the mid-p correction (H. O. Lancaster, JASA 56, 1961). None for an empty table.
#[must_use]
pub fn alike(group: Counts, reference: Counts) -> Option<Check> {
    if group.fault().or(reference.fault()).is_some() || group.total == 0 || reference.total == 0 {
        return None;
    }
    let both = group.with(reference);
    let (picked, people) = (real(both.selected), real(both.total));
    let smallest = real(group.total.min(reference.total)) * picked.min(people - picked) / people;
    if smallest < EXPECTED {
        let found = fisher([group.selected, group.others(), reference.selected, reference.others()]);
        return Some(Check { statistic: found.p, freedom: 0.0, p: found.mid_p });
    }
    let (a, b) = (real(group.selected), real(group.others()));
    let (c, d) = (real(reference.selected), real(reference.others()));
    let cross = a * d - b * c;
    let statistic =
        cross * (cross / real(group.total) / real(reference.total)) / (picked * (people - picked) / people);
    Some(Check::chi_square(statistic, 1.0))
}

/// Whether the same people fare alike under two versions of themselves (test persons that differ in one attribute): of
/// those who fare differently, how many are picked only as the first and only as the second. People who fare the same
/// both times say nothing (Q. `McNemar`, 1947); exact, with the mid-p correction. None when nobody fares differently.
#[must_use]
pub fn paired(only_first: u64, only_second: u64) -> Option<Check> {
    let (all, fewer) = (only_first.checked_add(only_second)?, only_first.min(only_second));
    if all == 0 {
        return None;
    }
    // The chance of so few heads or fewer, a coin a person, relative to the middle.
    let half = real(all) / 2.0;
    let (mut chance, mut sum, mut below, mut seen) = (1.0, 0.0, 0.0, 0.0);
    let middle = all / 2;
    for heads in (0..=middle).rev() {
        let twin = if heads * 2 == all { 1.0 } else { 2.0 };
        sum += twin * chance;
        if heads < fewer {
            below += 2.0 * chance;
        }
        if heads == fewer {
            seen = chance;
        }
        chance *= real(heads) / real(all - heads + 1);
        if chance == 0.0 {
            break;
        }
    }
    let p = ((below + seen) / sum).min(1.0);
    let gap = real(only_first.max(only_second)) - half;
    Some(Check { statistic: 2.0 * gap, freedom: 0.0, p })
}

/// Whether rows are alike: Pearson's chi-square with (rows - 1) x (columns - 1) degrees of freedom over rows and columns
/// that have people. None when fewer than two of either have.
#[must_use]
pub fn independent(table: &[Vec<u64>]) -> Option<Check> {
    let rows: Vec<f64> = table.iter().map(|row| row.iter().map(|cell| real(*cell)).sum()).collect();
    let width = table.iter().map(Vec::len).max()?;
    let column = |at: usize| table.iter().filter_map(|row| row.get(at)).map(|cell| real(*cell)).sum::<f64>();
    let columns: Vec<f64> = (0..width).map(column).collect();
    let total: f64 = rows.iter().sum();
    let filled = |sums: &[f64]| sums.iter().filter(|sum| **sum > 0.0).count();
    let (down, across) = (filled(&rows), filled(&columns));
    if down < 2 || across < 2 {
        return None;
    }
    let mut statistic = 0.0;
    for (row, sum) in table.iter().zip(&rows) {
        for (at, column) in columns.iter().enumerate() {
            let expected = sum * column / total;
            if expected > 0.0 {
                let gap = real(row.get(at).copied().unwrap_or(0)) - expected;
                statistic += gap * gap / expected;
            }
        }
    }
    Some(Check::chi_square(statistic, real((down as u64 - 1) * (across as u64 - 1))))
}
