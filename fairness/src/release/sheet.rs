//! A table of rows and columns with its totals as a reader sees it, made safe against itself and against earlier releases.

use super::audit::{Finding, Policy, Release, Sum, protect};
use crate::counts::Counts;
use crate::disparity::compare;
use crate::figure::Figure;
use serde::Serialize;

/// A table of counts: rows of equally many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The counts.
    pub rows: Vec<Vec<u64>>,
}

/// A table that may be published; nothing stands where a count is held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The cells.
    pub cells: Vec<Vec<Option<u64>>>,
    /// The sum of every row.
    pub rows: Vec<Option<u64>>,
    /// The sum of every column.
    pub columns: Vec<Option<u64>>,
    /// The sum of everything.
    pub total: Option<u64>,
    /// Small counts that stay exposed because of what was published before: do not publish this table.
    pub exposed: Vec<Finding>,
}

impl Sheet {
    /// Makes the table safe; `earlier` are tables of the same shape that were published before about the same people,
    /// with what was printed of them. A change between two releases is a count of people, too.
    #[must_use]
    pub fn publish(&self, earlier: &[(Self, Published)], policy: Policy) -> Published {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut release = Release::default();
        let now = self.places(&mut release);
        for (table, printed) in earlier {
            let before = table.places(&mut release);
            for (at, was) in before.clone().zip(printed.flat(width)) {
                if was.is_some() {
                    release.out.push(at);
                } else {
                    release.implied.push(at);
                }
            }
            for (one, two) in now.clone().zip(before) {
                difference(&mut release, policy, one, two);
            }
        }
        let (shown, exposed) = protect(&release, policy);
        let mut values = now.map(|at| {
            let count = release.counts.get(at).copied().unwrap_or(0);
            shown.get(at).copied().unwrap_or(false).then(|| rounded(count, policy.base))
        });
        let mut take = |many: usize| values.by_ref().take(many).collect::<Vec<_>>();
        let cells = self.rows.iter().map(|_| take(width)).collect();
        let (rows, columns) = (take(self.rows.len()), take(width));
        Published { cells, rows, columns, total: take(1).first().copied().flatten(), exposed }
    }

    /// Puts the table's cells, sums of rows, sums of columns and total into a release, in this order.
    fn places(&self, release: &mut Release) -> std::ops::Range<usize> {
        let start = release.counts.len();
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let height = self.rows.len();
        let cell = |row: &Vec<u64>, at: usize| row.get(at).copied().unwrap_or(0);
        for row in &self.rows {
            release.counts.extend((0..width).map(|at| cell(row, at)));
        }
        release.counts.extend(self.rows.iter().map(|row| sum(row.iter().copied())));
        release.counts.extend((0..width).map(|at| sum(self.rows.iter().map(|row| cell(row, at)))));
        release.counts.push(sum(self.rows.iter().flatten().copied()));
        let place = |row: usize, column: usize| start + row * width + column;
        let (sides, feet) = (start + height * width, start + height * width + height);
        for row in 0..height {
            release
                .sums
                .push(Sum { whole: sides + row, parts: (0..width).map(|at| place(row, at)).collect() });
        }
        for at in 0..width {
            release
                .sums
                .push(Sum { whole: feet + at, parts: (0..height).map(|row| place(row, at)).collect() });
        }
        let total = feet + width;
        release.sums.push(Sum { whole: total, parts: (sides..feet).collect() });
        release.sums.push(Sum { whole: total, parts: (feet..total).collect() });
        start..total + 1
    }
}

impl Published {
    fn flat(&self, width: usize) -> Vec<Option<u64>> {
        let cells = self.cells.iter().flat_map(|row| (0..width).map(|at| row.get(at).copied().flatten()));
        cells.chain(self.rows.clone()).chain(self.columns.clone()).chain([self.total]).collect()
    }
}

fn sum(counts: impl Iterator<Item = u64>) -> u64 {
    counts.fold(0, u64::saturating_add)
}

/// How many times as often a group is selected as a reference, from what may be printed: selected and total of each.
#[must_use]
pub fn printed_ratio(group: (Option<u64>, Option<u64>), reference: (Option<u64>, Option<u64>)) -> Figure {
    let (Some(one), Some(two)) = (counts(group), counts(reference)) else { return Figure::Suppressed };
    compare(one, two).into()
}

fn counts((selected, total): (Option<u64>, Option<u64>)) -> Option<Counts> {
    Some(Counts { selected: selected?, total: total? })
}

/// What two releases tell together. A count that did not change is taken for known to be the same, so that what was held
/// back before is not printed now; a count that changed by a few people, and was printed before, must not be printed now.
fn difference(release: &mut Release, policy: Policy, now: usize, before: usize) {
    let count = |at: usize| release.counts.get(at).copied().unwrap_or(0);
    let gap = count(now).abs_diff(count(before));
    if gap == 0 {
        release.sums.push(Sum { whole: now, parts: vec![before] });
    } else if gap < policy.threshold && release.out.contains(&before) {
        release.held.push(now);
    }
}

const fn rounded(count: u64, base: u64) -> u64 {
    if base <= 1 { count } else { count.saturating_add(base / 2) / base * base }
}
