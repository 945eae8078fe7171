//! A table whose rules fit into one word: sets for a block of rows, and what follows from them.

use super::answers::{Answers, Kind};
use super::grid::Grid;
use super::lanes::{BLOCK, Lane, Levels};
use super::sets::Sets;
use super::word::Word;

/// What a block of rows gets from a table beside its sets.
pub struct Decisions<'a> {
    /// The bit of the rule whose answer it is; the number of rules for the default.
    pub codes: &'a mut [i32],
    /// Sums and counts.
    pub totals: &'a mut [i64],
    /// Not zero where the row must be decided by itself.
    pub apart: &'a mut [u8],
}

/// The compiled table.
#[derive(Debug)]
pub struct Narrow<W> {
    lanes: Vec<(usize, Lane<W>)>,
    /// The mark that every test made sense.
    fit: W,
    /// By code: what may hold together with it.
    agree: Vec<W>,
    /// By byte of the set: the sum of its points.
    sums: Vec<[i64; 256]>,
    groups: Vec<W>,
    default: bool,
}

impl<W: Word> Narrow<W> {
    pub fn of(answers: &Answers, sets: &[Sets], grids: &[Option<Grid>]) -> Option<Self> {
        let word = |set: &[u64]| W::cut(set.first().copied().unwrap_or_default());
        let lane = |sets: &Sets| {
            let grid = grids.get(sets.source)?.as_ref()?;
            Some((sets.source, Lane::of(grid, |range| word(sets.of(range)))))
        };
        let fit = W::cut(1 << answers.rules());
        Some(Self {
            lanes: sets.iter().map(lane).collect::<Option<_>>()?,
            fit,
            agree: (0..answers.values.len()).map(|code| word(answers.group(code)) | fit).collect(),
            sums: sums_by_byte(&answers.points),
            groups: answers.groups.iter().map(|group| word(group)).collect(),
            default: answers.values.len() > answers.rules(),
        })
    }

    /// The rules that hold, with the mark, for each row of a block.
    pub fn sets(&self, levels: &Levels, rows: &mut [W]) {
        let mut fresh = true;
        for (source, lane) in &self.lanes {
            let Some(levels) = levels.get(*source) else { continue };
            if fresh {
                lane.write(levels, rows);
            } else {
                lane.and(levels, rows);
            }
            fresh = false;
        }
        if fresh {
            // Nothing is looked at: every rule holds for everybody.
            rows.fill(W::cut((self.fit.wide() << 1).wrapping_sub(1)));
        }
    }

    /// What the sets answer. `rows` are the block's, no more than [`BLOCK`].
    pub fn decide(&self, kind: Kind, rows: &[W], out: &mut Decisions<'_>) {
        let unfit = |row: W| row & self.fit == W::default();
        let nothing = |row: W| !self.default && row == self.fit;
        match kind {
            Kind::First => coded(rows, out, |row, _| unfit(row) | nothing(row)),
            Kind::Unique => coded(rows, out, |row, _| {
                let rules = (row & self.fit ^ row).wide();
                unfit(row) | nothing(row) | (rules & rules.wrapping_sub(1) != 0)
            }),
            Kind::Any => coded(rows, out, |row, code| {
                let agree = usize::try_from(code).ok().and_then(|code| self.agree.get(code));
                unfit(row) | nothing(row) | agree.is_none_or(|agree| row & *agree != row)
            }),
            Kind::Sum => self.totalled(rows, out, |row| self.sum(row)),
            Kind::Count => self.totalled(rows, out, |row| {
                let held = self.groups.iter().filter(|group| row & **group != W::default());
                i64::try_from(held.count()).unwrap_or(i64::MAX)
            }),
            Kind::List => {
                for (row, apart) in rows.iter().zip(&mut *out.apart) {
                    *apart |= u8::from(unfit(*row) | nothing(*row));
                }
            }
        }
    }

    #[inline]
    fn totalled(&self, rows: &[W], out: &mut Decisions<'_>, total: impl Fn(W) -> i64) {
        let outs = out.totals.iter_mut().zip(&mut *out.apart);
        for (row, (sum, bad)) in rows.iter().zip(outs) {
            *sum = total(*row);
            *bad |= u8::from(*row & self.fit == W::default());
        }
    }

    #[inline]
    fn sum(&self, row: W) -> i64 {
        let bytes = row.wide().to_le_bytes();
        let parts = self.sums.iter().zip(bytes);
        parts.fold(0, |sum, (sums, byte)| {
            // Every sum of points was proven to fit when the table was compiled.
            sum.wrapping_add(sums.get(usize::from(byte)).copied().unwrap_or_default())
        })
    }
}

#[inline]
fn coded<W: Word>(rows: &[W], out: &mut Decisions<'_>, apart: impl Fn(W, i32) -> bool) {
    let outs = out.codes.iter_mut().zip(&mut *out.apart);
    for (row, (code, bad)) in rows.iter().zip(outs) {
        *code = row.first().cast_signed();
        *bad |= u8::from(apart(*row, *code));
    }
}

/// For each byte of a set that holds rules with points, the sum of them.
pub fn sums_by_byte(points: &[i64]) -> Vec<[i64; 256]> {
    (0..points.len().div_ceil(8)).map(|byte| sums(points, byte)).collect()
}

fn sums(points: &[i64], byte: usize) -> [i64; 256] {
    let mut sums = [0; 256];
    for (set, sum) in sums.iter_mut().enumerate() {
        let eight = points.iter().skip(byte * 8).take(8).enumerate();
        *sum = eight.filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, points)| points).sum();
    }
    sums
}

const _: () = assert!(BLOCK.is_multiple_of(32), "whole chunks keep the loops in registers");
