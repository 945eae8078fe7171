//! A cube read with a question in mind: who was picked, and what was true. Attributes and periods stay.

use crate::counts::Counts;
use crate::cube::{Axis, Cube, Fault, Shape, WIDEST, collapsed};
use serde::Serialize;
use std::ops::AddAssign;

/// Who counts as picked, and what counts as true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The axis that tells how far people came, and the level from which they count as picked.
    pub picked: (usize, usize),
    /// The axis with the truth and the level that means "there was something"; other named levels mean "nothing".
    pub truth: Option<(usize, usize)>,
}

/// People of a group by whether they were picked and whether there was something to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Confusion {
    /// Picked, and there was something (true positives).
    pub found: u64,
    /// Picked, and there was nothing (false positives).
    pub wrong: u64,
    /// Not picked, and there was something (false negatives).
    pub missed: u64,
    /// Not picked, and there was nothing (true negatives).
    pub spared: u64,
    /// Picked, truth unknown.
    pub picked_open: u64,
    /// Not picked, truth unknown.
    pub left_open: u64,
    /// Not known whether picked.
    pub unplaced: u64,
}

impl Confusion {
    /// Picked out of everybody of whom it is known whether they were picked.
    #[must_use]
    pub const fn picked(&self) -> Counts {
        let selected = self.found.saturating_add(self.wrong).saturating_add(self.picked_open);
        let left = self.missed.saturating_add(self.spared).saturating_add(self.left_open);
        Counts { selected, total: selected.saturating_add(left) }
    }

    /// Everybody.
    #[must_use]
    pub const fn people(&self) -> u64 {
        self.picked().total.saturating_add(self.unplaced)
    }
}

impl AddAssign for Confusion {
    fn add_assign(&mut self, other: Self) {
        self.found = self.found.saturating_add(other.found);
        self.wrong = self.wrong.saturating_add(other.wrong);
        self.missed = self.missed.saturating_add(other.missed);
        self.spared = self.spared.saturating_add(other.spared);
        self.picked_open = self.picked_open.saturating_add(other.picked_open);
        self.left_open = self.left_open.saturating_add(other.left_open);
        self.unplaced = self.unplaced.saturating_add(other.unplaced);
    }
}

/// People who share levels: on each named axis, any of these levels. Without conditions it is everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Group {
    /// An axis of the tally and the levels that belong to the group; the level behind the named ones is "missing".
    pub conditions: Vec<(usize, Vec<usize>)>,
}

impl Group {
    /// Everybody on one level of each of these axes.
    #[must_use]
    pub fn of(conditions: &[(usize, usize)]) -> Self {
        Self { conditions: conditions.iter().map(|(axis, level)| (*axis, vec![*level])).collect() }
    }
}

impl Group {
    /// Whether the cell at a place belongs to the group.
    #[must_use]
    pub fn holds(&self, shape: &Shape, place: usize) -> bool {
        let on = |(axis, levels): &(usize, Vec<usize>)| {
            shape.level(*axis, place).is_some_and(|level| levels.contains(&level))
        };
        self.conditions.iter().all(on)
    }
}

/// The counts of a question by attributes and periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    shape: Shape,
    cells: Vec<Confusion>,
}

impl Tally {
    /// Reads a cube with a question.
    ///
    /// # Errors
    /// An axis or level of the question that is not there.
    pub fn new(cube: &Cube, question: Question) -> Result<Self, Fault> {
        let (steps, from) = question.picked;
        let asked = [Some(steps), question.truth.map(|(axis, _)| axis)];
        let known = |axis: usize, level: usize| {
            cube.shape().axes().get(axis).is_some_and(|found| level < found.levels.len())
        };
        let truthful = question.truth.is_none_or(|(axis, level)| known(axis, level) && axis != steps);
        if !known(steps, from) || !truthful {
            return Err(Fault::Unknown);
        }
        let kept: Vec<Axis> = cube.shape().axes().to_vec();
        let kept = kept.into_iter().enumerate().filter(|(place, _)| !asked.contains(&Some(*place)));
        let shape = Shape::new(kept.map(|(_, axis)| axis).collect(), WIDEST)?;
        let mut cells = vec![Confusion::default(); shape.cells()];
        let mut spacings: Vec<_> =
            asked.iter().flatten().filter_map(|axis| cube.shape().spacing(*axis)).collect();
        // The slower axis first: taking it out does not move the faster one.
        spacings.sort_by_key(|(_, stride)| std::cmp::Reverse(*stride));
        for (place, count) in cube.cells().iter().enumerate().filter(|(_, count)| **count > 0) {
            let mut target = place;
            for (radix, stride) in &spacings {
                target = target / (stride * radix) * stride + target % stride;
            }
            let reading = Reading::of(cube.shape(), question, place);
            if let Some(cell) = cells.get_mut(target) {
                *reading.cell(cell) += count;
            }
        }
        Ok(Self { shape, cells })
    }

    /// The axes that are left.
    #[must_use]
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The counts, the last axis running fastest.
    #[must_use]
    pub fn cells(&self) -> &[Confusion] {
        &self.cells
    }

    /// The counts of a group.
    #[must_use]
    pub fn group(&self, group: &Group) -> Confusion {
        self.sum(|place| self.holds(group, place))
    }

    /// The counts of everybody outside a group.
    #[must_use]
    pub fn rest(&self, group: &Group) -> Confusion {
        self.sum(|place| !self.holds(group, place))
    }

    /// The counts over only these axes; the axes keep their order.
    ///
    /// # Errors
    /// An axis that is not there.
    pub fn marginal(&self, axes: &[usize]) -> Result<Self, Fault> {
        if axes.iter().any(|axis| *axis >= self.shape.axes().len()) {
            return Err(Fault::Unknown);
        }
        let all = self.shape.axes().iter().enumerate();
        let radices: Vec<_> =
            all.clone().map(|(place, axis)| (axis.radix(), axes.contains(&place))).collect();
        let kept = all.filter(|(place, _)| axes.contains(place)).map(|(_, axis)| axis.clone()).collect();
        Ok(Self { shape: Shape::new(kept, WIDEST)?, cells: collapsed(&self.cells, &radices) })
    }

    /// Whether the cell at a place belongs to a group.
    #[must_use]
    pub fn holds(&self, group: &Group, place: usize) -> bool {
        group.holds(&self.shape, place)
    }

    fn sum(&self, belongs: impl Fn(usize) -> bool) -> Confusion {
        let mut sum = Confusion::default();
        for (place, cell) in self.cells.iter().enumerate() {
            if cell.people() > 0 && belongs(place) {
                sum += *cell;
            }
        }
        sum
    }
}

/// What a cell of the cube says: picked or not, true or not, where known.
#[derive(Clone, Copy)]
struct Reading {
    picked: Option<bool>,
    truth: Option<bool>,
}

impl Reading {
    fn of(shape: &Shape, question: Question, place: usize) -> Self {
        let named = |axis: usize| {
            let level = shape.level(axis, place)?;
            shape.axes().get(axis).filter(|found| level < found.levels.len()).map(|_| level)
        };
        let (steps, from) = question.picked;
        let truth = question.truth.and_then(|(axis, yes)| named(axis).map(|level| level == yes));
        Self { picked: named(steps).map(|level| level >= from), truth }
    }

    const fn cell(self, cell: &mut Confusion) -> &mut u64 {
        match (self.picked, self.truth) {
            (Some(true), Some(true)) => &mut cell.found,
            (Some(true), Some(false)) => &mut cell.wrong,
            (Some(false), Some(true)) => &mut cell.missed,
            (Some(false), Some(false)) => &mut cell.spared,
            (Some(true), None) => &mut cell.picked_open,
            (Some(false), None) => &mut cell.left_open,
            (None, _) => &mut cell.unplaced,
        }
    }
}
