//! What would have changed the outcome, for every row and each input alone: exact, because between two cut points
//! nothing changes, so only the ranges beside a value need a look.

use super::aim::Aim;
use super::beside::{ABOVE, Beside, NONE, Place};
use super::columns::Columns;
use super::grid::Grid;
use super::lanes::{BLOCK, Lane};
use super::load::Feed;
use super::nearest_chain::Chain;
use super::nearest_many::Many;
use super::nearest_one::One;
use super::plan::Plan;
use crate::Value;
use crate::frozen::Model;

/// The nearest changes of all rows.
#[derive(Debug)]
pub struct Nearest<'k> {
    plan: &'k Plan,
    /// By input, then by row: the range, and whether it lies above.
    found: Vec<Vec<u16>>,
}

/// Other values of one input, all with the same other outcome, and the nearest of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The nearest value that gives another outcome.
    pub to: Value,
    /// The lowest value of the range in which that outcome stays the same.
    pub lowest: Value,
    /// The highest.
    pub highest: Value,
}

impl Nearest<'_> {
    /// The nearest change of one input for one row; none where no value of this input alone gives another outcome, or
    /// where the row itself is not decided.
    #[must_use]
    pub fn change(&self, row: usize, input: usize) -> Option<Change> {
        let found = *self.found.get(input)?.get(row)?;
        if found == NONE {
            return None;
        }
        let grid = self.plan.grid(input)?;
        let range = usize::from(found & !ABOVE);
        let (lowest, highest) = (grid.value(*grid.first.get(range)?), grid.value(*grid.last.get(range)?));
        let to = if found & ABOVE == 0 { highest.clone() } else { lowest.clone() };
        Some(Change { to, lowest, highest })
    }
}

/// The nearest changes under a compiled model; none where the aim is not compiled.
pub fn of<'k>(
    (model, plan): (&'k Model, &'k Plan),
    columns: &Columns<'_>,
    aim: &Aim<'_>,
) -> Option<Nearest<'k>> {
    let grids: Vec<&Grid> = (0..plan.inputs).map(|input| plan.grid(input)).collect::<Option<_>>()?;
    let feeds: Vec<Feed<'_>> =
        columns.columns().iter().zip(&grids).map(|(column, grid)| Feed::of(*column, grid)).collect();
    let lanes: Vec<Lane<u16>> = grids.iter().map(|grid| ranges(grid)).collect();
    let beside: Vec<Beside> = grids.iter().map(|grid| Beside::of(grid)).collect();
    let block = BLOCK.min(columns.len());
    let (mut levels, mut ranges) = (vec![0; block], vec![0; block]);
    let mut places = vec![vec![Place::default(); block]; plan.inputs];
    let mut found = vec![Vec::with_capacity(columns.len()); plan.inputs];
    let (one, chain) = (One::of(plan, aim), Chain::of(plan, aim));
    if one.is_none() && chain.is_none() && !matches!(aim, Aim::Other) {
        return None;
    }
    let many = Many { model, plan, beside: &beside };
    for start in (0..columns.len()).step_by(BLOCK) {
        let rows = start..(start + BLOCK).min(columns.len());
        levels.truncate(rows.len());
        ranges.truncate(rows.len());
        for (((feed, lane), grid), places) in feeds.iter().zip(&lanes).zip(&grids).zip(&mut places) {
            places.truncate(rows.len());
            feed.load(rows.clone(), &mut levels);
            lane.write(&levels, &mut ranges);
            let stored = (rows.clone()).zip(levels.iter().zip(&ranges));
            for (place, (row, (level, range))) in places.iter_mut().zip(stored) {
                let units = if grid.raw { i64::from(*level) } else { feed.units(row).unwrap_or_default() };
                *place = Place { range: *range, units };
            }
        }
        match (&one, &chain) {
            (Some(one), _) => one.block(&beside, &places, &mut found),
            (None, Some(chain)) => chain.block(&beside, &places, &mut found),
            (None, None) => many.block(columns, rows, &places, &mut found),
        }
    }
    Some(Nearest { plan, found })
}

/// For each level the place of its range, counted from 1; 0 where it does not fit.
fn ranges(grid: &Grid) -> Lane<u16> {
    Lane::of(grid, |range| u16::try_from(range + 1).unwrap_or(0))
}
