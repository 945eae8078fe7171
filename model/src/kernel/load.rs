//! From a column to levels, block by block. Whatever is absent or cannot occur becomes [`UNFIT`].

use super::bits::Bits;
use super::columns::Column;
use super::grid::{Grid, Shape, UNFIT};
use crate::Value;
use std::ops::Range;

/// A column with the grid that it feeds.
pub struct Feed<'a> {
    column: Column<'a>,
    grid: &'a Grid,
    /// For each key of the dictionary its level; none where they are the same.
    keys: Option<Vec<i32>>,
}

impl<'a> Feed<'a> {
    pub fn of(column: Column<'a>, grid: &'a Grid) -> Self {
        let keys = match (column, &grid.shape) {
            (Column::Words { words, .. }, Shape::Listed(values)) => {
                let same = words.iter().zip(values).all(|(word, value)| is(value, word));
                (!same || words.len() != values.len()).then(|| {
                    let level = |word: &&str| values.iter().position(|value| is(value, word));
                    let level = |word| level(word).and_then(|at| i32::try_from(at).ok()).unwrap_or(UNFIT);
                    words.iter().map(level).collect()
                })
            }
            _ => None,
        };
        Self { column, grid, keys }
    }

    /// The levels of these rows.
    pub fn load(&self, rows: Range<usize>, levels: &mut [i32]) {
        let valid = match self.column {
            Column::Numbers { units, scale, valid } => {
                self.numbers(units.get(rows.clone()).unwrap_or_default(), scale, levels);
                valid
            }
            Column::Words { keys, valid, .. } => {
                self.words(keys.get(rows.clone()).unwrap_or_default(), levels);
                valid
            }
            Column::Flags { bits, valid } => {
                let fits = matches!(&self.grid.shape, Shape::Listed(values) if values.first() == Some(&Value::Boolean(false)));
                for (row, level) in rows.clone().zip(&mut *levels) {
                    *level = if fits { i32::from(bits.get(row)) } else { UNFIT };
                }
                valid
            }
            Column::Values { rows: all, place, width } => {
                let of_rows = all.chunks_exact(width.max(1)).skip(rows.start);
                for (row, level) in of_rows.zip(levels) {
                    let units = row.get(place).and_then(|value| self.grid.units(value));
                    *level = units.map_or(UNFIT, |units| self.grid.level(units));
                }
                return;
            }
        };
        if let Some(valid) = valid {
            blank(valid, rows, levels);
        }
    }

    /// The whole number that stands for the value of one row.
    pub fn units(&self, row: usize) -> Option<i64> {
        match (self.column, &self.grid.shape) {
            (Column::Numbers { units, scale, .. }, Shape::Number { scale: own }) => {
                rescaled(*units.get(row)?, scale, *own)
            }
            _ => self.grid.units(&self.column.value(row)),
        }
    }

    fn words(&self, keys: &[u32], levels: &mut [i32]) {
        match (&self.keys, &self.grid.shape) {
            (Some(known), _) => {
                for (key, level) in keys.iter().zip(levels) {
                    let place = usize::try_from(*key).unwrap_or(usize::MAX);
                    *level = known.get(place).copied().unwrap_or(UNFIT);
                }
            }
            // A key behind the dictionary lies behind the grid, too: one that looks negative before it.
            (None, Shape::Listed(_)) => {
                for (key, level) in keys.iter().zip(levels) {
                    *level = key.cast_signed();
                }
            }
            (None, Shape::Number { .. }) => levels.fill(UNFIT),
        }
    }

    fn numbers(&self, units: &[i64], scale: u8, levels: &mut [i32]) {
        let Shape::Number { scale: own } = self.grid.shape else {
            levels.fill(UNFIT);
            return;
        };
        if scale == own && self.grid.raw && self.grid.step == 1 {
            narrowed(units, levels);
        } else if scale == own {
            for (units, level) in units.iter().zip(levels) {
                *level = self.grid.level(*units);
            }
        } else {
            for (units, level) in units.iter().zip(levels) {
                *level = rescaled(*units, scale, own).map_or(UNFIT, |units| self.grid.level(units));
            }
        }
    }
}

fn is(value: &Value, word: &str) -> bool {
    matches!(value, Value::Text(known) if **known == *word)
}

/// Numbers whose range fits are shortened; the few that do not fit cannot occur, and stay out of the range.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is cut off is looked at, and mended where there is any"
)]
fn narrowed(units: &[i64], levels: &mut [i32]) {
    let mut lost = 0;
    for (units, level) in units.iter().zip(&mut *levels) {
        lost |= units.wrapping_add(1 << 31).cast_unsigned() >> 32;
        *level = *units as i32;
    }
    if lost != 0 {
        for (units, level) in units.iter().zip(levels) {
            *level = i32::try_from(*units).unwrap_or(UNFIT);
        }
    }
}

/// The same number on another fixed point, if it is whole there.
fn rescaled(units: i64, from: u8, to: u8) -> Option<i64> {
    let factor = 10_i64.checked_pow(u32::from(from.abs_diff(to)))?;
    if from < to {
        return units.checked_mul(factor);
    }
    (units % factor == 0).then_some(units / factor)
}

fn blank(valid: Bits<'_>, rows: Range<usize>, levels: &mut [i32]) {
    for (row, level) in rows.zip(levels) {
        if !valid.get(row) {
            *level = UNFIT;
        }
    }
}
