//! The ranges beside a value, nearest first, and how the one that was found is written down.

use super::grid::{Grid, Shape};
use crate::Value;

/// In the place of a range: no value of the input alone changes the outcome.
pub const NONE: u16 = u16::MAX;
/// The range lies above the row's own.
pub const ABOVE: u16 = 1 << 15;

/// Where a row stands on the grid of an input.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// The range, counted from 1; 0 where the value does not fit.
    pub range: u16,
    /// The value itself.
    pub units: i64,
}

impl Place {
    /// The range, counted from 0.
    #[inline]
    pub fn own(self) -> Option<usize> {
        usize::from(self.range).checked_sub(1)
    }
}

/// The other ranges of an input.
#[derive(Debug)]
pub struct Beside {
    first: Vec<i64>,
    last: Vec<i64>,
    /// Words and flags lie equally far apart: they come in the order of their values.
    listed: Option<Vec<u16>>,
}

impl Beside {
    pub fn of(grid: &Grid) -> Self {
        let listed = match &grid.shape {
            Shape::Number { .. } => None,
            Shape::Listed(values) => {
                let mut sorted: Vec<(&Value, u16)> = values.iter().zip(0..).collect();
                sorted.sort();
                Some(sorted.into_iter().map(|(_, place)| place).collect())
            }
        };
        Self { first: grid.first.clone(), last: grid.last.clone(), listed }
    }

    /// The nearest range that `changes` the outcome, written down; of two equally near ones that with lower values.
    #[inline]
    pub fn nearest(&self, place: Place, mut changes: impl FnMut(usize) -> bool) -> u16 {
        let Some(own) = place.own() else { return NONE };
        if let Some(listed) = &self.listed {
            let mut others = listed.iter().filter(|range| usize::from(**range) != own);
            return others.find(|range| changes(usize::from(**range))).copied().unwrap_or(NONE);
        }
        let above = (own + 1..self.first.len()).find(|range| changes(*range));
        let below = (0..own).rev().find(|range| changes(*range));
        let written = |range: usize, side: u16| u16::try_from(range).map_or(NONE, |range| range | side);
        match (below, above) {
            (None, None) => NONE,
            (Some(below), None) => written(below, 0),
            (None, Some(above)) => written(above, ABOVE),
            (Some(below), Some(above)) => {
                // Neighbouring values of one fixed point: the differences fit.
                let down = self.last.get(below).map_or(i64::MAX, |last| place.units.wrapping_sub(*last));
                let up = self.first.get(above).map_or(i64::MAX, |first| first.wrapping_sub(place.units));
                if down <= up { written(below, 0) } else { written(above, ABOVE) }
            }
        }
    }
}
