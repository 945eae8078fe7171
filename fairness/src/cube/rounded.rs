//! Aggregates only: a published table whose counts were rounded. Every count is then a span, and stays one in sums.

use super::axes::Axis;
use super::build::Builder;
use super::cells::Cube;
use super::fault::Fault;
use crate::counts::Counts;
use serde::Serialize;

/// A count that is only known to lie between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// No fewer than this.
    pub low: u64,
    /// What was printed.
    pub printed: u64,
    /// No more than this.
    pub high: u64,
}

impl Span {
    /// A count printed in multiples of a base: the truth is at most half a base away. Base 0 or 1 means exact.
    #[must_use]
    pub const fn rounded(printed: u64, base: u64) -> Self {
        let half = base / 2;
        Self { low: printed.saturating_sub(half), printed, high: printed.saturating_add(half) }
    }

    /// The sum of spans.
    #[must_use]
    pub fn sum(spans: &[Self]) -> Self {
        let total = |pick: fn(&Self) -> u64| spans.iter().map(pick).fold(0, u64::saturating_add);
        Self {
            low: total(|span| span.low),
            printed: total(|span| span.printed),
            high: total(|span| span.high),
        }
    }
}

/// A group of which only spans are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RoundedCounts {
    /// How many were selected.
    pub selected: Span,
    /// How many there are.
    pub total: Span,
}

impl RoundedCounts {
    /// As it was printed.
    #[must_use]
    pub const fn printed(self) -> Counts {
        Counts { selected: self.selected.printed, total: self.total.printed }
    }

    /// The four corners: every true group lies between them. More selected than people cannot be and is cut off.
    #[must_use]
    pub fn corners(self) -> [Counts; 4] {
        let corner = |selected: u64, total: u64| Counts { selected: selected.min(total), total };
        let (few, many) = (self.selected.low, self.selected.high);
        let (small, large) = (self.total.low, self.total.high);
        [corner(few, small), corner(few, large), corner(many, small), corner(many, large)]
    }
}

/// A published table of counts: a cube of printed numbers with the base they were rounded to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundedTable {
    cube: Cube,
    base: u64,
}

impl RoundedTable {
    /// A table from its rows: the levels of a cell, one an axis, and the printed count.
    ///
    /// # Errors
    /// Axes or levels that are not sound.
    pub fn new(axes: Vec<Axis>, base: u64, rows: &[(Vec<usize>, u64)]) -> Result<Self, Fault> {
        let mut builder = Builder::new(axes, super::WIDEST)?;
        for (levels, printed) in rows {
            builder.add(levels, *printed)?;
        }
        Ok(Self { cube: builder.finish()?, base })
    }

    /// The printed numbers.
    #[must_use]
    pub const fn printed(&self) -> &Cube {
        &self.cube
    }

    /// The base of the rounding.
    #[must_use]
    pub const fn base(&self) -> u64 {
        self.base
    }

    /// The sum of all cells that a rule picks by their levels; every cell brings its own rounding.
    #[must_use]
    pub fn sum(&self, picked: impl Fn(&[usize]) -> bool) -> Span {
        let shape = self.cube.shape();
        let axes = shape.axes().len();
        let mut spans = Vec::new();
        for (place, printed) in self.cube.cells().iter().enumerate() {
            let levels: Vec<usize> = (0..axes).filter_map(|axis| shape.level(axis, place)).collect();
            // The level of missing values was not printed: a nought there is exact.
            let unprinted = levels.iter().zip(shape.axes()).any(|(level, axis)| *level == axis.levels.len());
            if picked(&levels) {
                let base = if unprinted && *printed == 0 { 0 } else { self.base };
                spans.push(Span::rounded(*printed, base));
            }
        }
        Span::sum(&spans)
    }
}
