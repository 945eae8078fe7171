//! The axes of a cube and the place of a cell: a mixed-radix number, the last axis running fastest.

use super::fault::Fault;
use serde::{Deserialize, Serialize};

/// The code of a missing value; it has a level of its own after the named ones.
pub const MISSING: u32 = u32::MAX;

/// Cells of the widest cube that is held whole.
pub const WIDEST: usize = 20_000_000;

/// What an axis tells about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A property of a person.
    Attribute,
    /// When it happened, in order.
    Period,
    /// How far a person came in the process: the last step reached, in order.
    Step,
    /// What was found.
    Outcome,
}

/// One axis: a name and its levels; a level for missing values follows the named ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Its name, unique in a cube.
    pub name: String,
    /// What it tells.
    pub role: Role,
    /// Its named levels; a code is a place in this list.
    pub levels: Vec<String>,
}

impl Axis {
    /// An axis with named levels.
    #[must_use]
    pub fn new(name: &str, role: Role, levels: &[&str]) -> Self {
        Self { name: name.to_owned(), role, levels: levels.iter().map(|&level| level.to_owned()).collect() }
    }

    /// Levels with the one for missing values.
    #[must_use]
    pub const fn radix(&self) -> usize {
        self.levels.len() + 1
    }

    /// The place of a level by its name.
    #[must_use]
    pub fn level(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|level| level == name)
    }

    fn sound(&self) -> bool {
        let mut names: Vec<_> = self.levels.iter().collect();
        names.sort_unstable();
        names.dedup();
        let once = names.len() == self.levels.len();
        !self.name.is_empty() && !self.levels.is_empty() && once && self.levels.len() < MISSING as usize
    }
}

/// The axes of a cube with the distance between neighbouring cells of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    axes: Vec<Axis>,
    strides: Vec<usize>,
    cells: usize,
}

impl Shape {
    /// The shape of these axes, if it spans at most so many cells.
    ///
    /// # Errors
    /// An axis that is not sound, or too many cells.
    pub fn new(axes: Vec<Axis>, most: usize) -> Result<Self, Fault> {
        for (place, axis) in axes.iter().enumerate() {
            let twice = axes.iter().take(place).any(|other| other.name == axis.name);
            if twice || !axis.sound() {
                return Err(Fault::Axis { axis: place });
            }
        }
        let mut cells = 1_usize;
        let mut strides = Vec::with_capacity(axes.len());
        for axis in axes.iter().rev() {
            strides.push(cells);
            cells = cells.checked_mul(axis.radix()).ok_or(Fault::TooWide { most })?;
            if cells > most || u32::try_from(cells).is_err() {
                return Err(Fault::TooWide { most });
            }
        }
        strides.reverse();
        Ok(Self { axes, strides, cells })
    }

    /// The axes, in their order.
    #[must_use]
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// How many cells there are.
    #[must_use]
    pub const fn cells(&self) -> usize {
        self.cells
    }

    /// The place of an axis by its name.
    #[must_use]
    pub fn axis(&self, name: &str) -> Option<usize> {
        self.axes.iter().position(|axis| axis.name == name)
    }

    /// An axis' radix and stride.
    #[must_use]
    pub fn spacing(&self, axis: usize) -> Option<(usize, usize)> {
        Some((self.axes.get(axis)?.radix(), *self.strides.get(axis)?))
    }

    /// The level on one axis of the cell at a place.
    #[must_use]
    pub fn level(&self, axis: usize, place: usize) -> Option<usize> {
        let (radix, stride) = self.spacing(axis)?;
        Some(place.checked_div(stride)? % radix)
    }

    /// The place of the cell with these levels, one an axis.
    #[must_use]
    pub fn place(&self, levels: &[usize]) -> Option<usize> {
        if levels.len() != self.axes.len() {
            return None;
        }
        let mut place = 0;
        for ((level, axis), stride) in levels.iter().zip(&self.axes).zip(&self.strides) {
            if *level >= axis.radix() {
                return None;
            }
            place += level * stride;
        }
        Some(place)
    }
}
