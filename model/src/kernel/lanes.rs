//! The innermost loops: from the levels of a source to rule sets, many rows at a time.

use super::grid::Grid;
use super::word::Word;

/// Rows that are decided together: what they need stays in the first cache.
pub const BLOCK: usize = 1024;
/// Rows whose sets are kept in registers while all cut points pass by.
const CHUNK: usize = 32;
/// With more cut points than this a lookup is faster.
pub const MOST_STEPS: usize = 24;

/// A row's place on its source's grid: the number itself or the place of its range.
pub type Levels = Vec<Vec<i32>>;

/// What a source does to sets of rules, or to any other bits that are constant between its cut points.
#[derive(Debug)]
pub enum Lane<W> {
    /// From nothing on: at each cut point the difference to the range before. No branch and no lookup.
    Steps(Vec<(i32, W)>),
    /// One set a range.
    Lookup(Vec<W>),
}

impl<W: Word> Lane<W> {
    /// Bits that are constant on each range; nothing where a value does not fit.
    pub fn of(grid: &Grid, bits: impl Fn(usize) -> W) -> Self {
        let mut before = W::default();
        let mut steps = vec![];
        for range in 0..=grid.len() {
            let now = if range < grid.len() { bits(range) } else { W::default() };
            if now != before {
                steps.push((grid.start(range), now ^ before));
                before = now;
            }
        }
        if steps.len() <= MOST_STEPS || grid.raw && !grid.is_listed() {
            Self::Steps(steps)
        } else {
            Self::Lookup((0..grid.len()).map(bits).collect())
        }
    }

    /// Leaves in each row's bits only those that its level has.
    pub fn and(&self, levels: &[i32], rows: &mut [W]) {
        match self {
            Self::Steps(steps) => each(levels, rows, steps, |row, found| row & found),
            Self::Lookup(bits) => {
                for (row, level) in rows.iter_mut().zip(levels) {
                    *row = *row & look(bits, *level);
                }
            }
        }
    }

    /// Writes each row's bits.
    pub fn write(&self, levels: &[i32], rows: &mut [W]) {
        match self {
            Self::Steps(steps) => each(levels, rows, steps, |_, found| found),
            Self::Lookup(bits) => {
                for (row, level) in rows.iter_mut().zip(levels) {
                    *row = look(bits, *level);
                }
            }
        }
    }
}

#[inline]
fn look<W: Word>(bits: &[W], level: i32) -> W {
    let place = usize::try_from(level.cast_unsigned()).unwrap_or(usize::MAX);
    bits.get(place).copied().unwrap_or_default()
}

#[inline]
fn each<W: Word>(levels: &[i32], rows: &mut [W], steps: &[(i32, W)], put: impl Fn(W, W) -> W) {
    let (chunks, rest) = levels.as_chunks::<CHUNK>();
    let (rows, left) = rows.as_chunks_mut::<CHUNK>();
    for (chunk, row) in chunks.iter().zip(rows) {
        let mut found = [W::default(); CHUNK];
        for (cut, change) in steps {
            for (found, level) in found.iter_mut().zip(chunk) {
                *found = *found ^ (W::when(level >= cut) & *change);
            }
        }
        for (row, found) in row.iter_mut().zip(found) {
            *row = put(*row, found);
        }
    }
    for (level, row) in rest.iter().zip(left) {
        let passed = steps.iter().take_while(|(cut, _)| cut <= level);
        *row = put(*row, passed.fold(W::default(), |found, (_, change)| found ^ *change));
    }
}
