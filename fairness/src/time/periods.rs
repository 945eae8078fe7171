//! The four series' counts, read from a cube: periods, who was checked by risk and who by lot, and what was found.

use super::series::{Looked, Period};
use crate::counts::Counts;
use crate::cube::{Cube, Fault};
use crate::tally::Group;

/// Which axes of a cube tell what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The periods, in order.
    pub period: usize,
    /// How people came to be checked: the axis, the level for "by risk" and the level for "by lot"; other levels are not
    /// checked.
    pub check: (usize, usize, usize),
    /// What was found: the axis and the level for "something"; a missing outcome is not a check yet.
    pub truth: (usize, usize),
}

/// Every named period, for a group (by axes of the cube) and everybody else. People without a period are left out; they
/// show in the cube's missing counts.
///
/// # Errors
/// An axis that is not there.
pub fn periods(cube: &Cube, group: &Group, reading: Reading) -> Result<Vec<Period>, Fault> {
    let shape = cube.shape();
    let named = |axis: usize| shape.axes().get(axis).map(|axis| axis.levels.len()).ok_or(Fault::Unknown);
    let (many, outcomes) = (named(reading.period)?, named(reading.truth.0)?);
    let checks = named(reading.check.0)?;
    let none = Counts { selected: 0, total: 0 };
    let nobody = Looked { people: 0, risk: none, random: none };
    let mut found = vec![Period { group: nobody, others: nobody }; many];
    for (place, count) in cube.cells().iter().enumerate().filter(|(_, count)| **count > 0) {
        let level = |axis: usize| shape.level(axis, place).unwrap_or(usize::MAX);
        let Some(period) = found.get_mut(level(reading.period)) else { continue };
        let side = if group.holds(shape, place) { &mut period.group } else { &mut period.others };
        side.people += count;
        let (check, truth) = (level(reading.check.0), level(reading.truth.0));
        if check >= checks || truth >= outcomes {
            continue;
        }
        let hit = if truth == reading.truth.1 { *count } else { 0 };
        let one = Counts { selected: hit, total: *count };
        if check == reading.check.1 {
            side.risk = side.risk.with(one);
        } else if check == reading.check.2 {
            side.random = side.random.with(one);
        }
    }
    Ok(found)
}
