//! A finished cube: its counts, what is missing, sums over axes, and joining.

use super::axes::{Axis, Shape, WIDEST};
use super::fault::Fault;

/// Exact counts by the levels of every axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    shape: Shape,
    cells: Vec<u64>,
    total: u64,
}

impl Cube {
    pub(super) fn new(shape: Shape, cells: Vec<u64>) -> Result<Self, Fault> {
        if cells.len() != shape.cells() {
            return Err(Fault::OtherAxes);
        }
        let sum = cells.iter().try_fold(0_u64, |sum, cell| sum.checked_add(*cell));
        let total = sum.ok_or(Fault::Overflow)?;
        Ok(Self { shape, cells, total })
    }

    /// The axes and the order of the cells.
    #[must_use]
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The counts, the last axis running fastest.
    #[must_use]
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// Everybody.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// The count of one cell by its levels.
    #[must_use]
    pub fn at(&self, levels: &[usize]) -> Option<u64> {
        self.cells.get(self.shape.place(levels)?).copied()
    }

    /// For each axis, how many people have no value on it.
    #[must_use]
    pub fn missing(&self) -> Vec<u64> {
        let axes = 0..self.shape.axes().len();
        axes.map(|axis| self.levels(axis).last().copied().unwrap_or(0)).collect()
    }

    /// How many people are on each level of one axis, the missing ones last; empty when there is no such axis.
    #[must_use]
    pub fn levels(&self, axis: usize) -> Vec<u64> {
        let Some((radix, stride)) = self.shape.spacing(axis) else { return Vec::new() };
        let mut found = vec![0; radix];
        for (block, cells) in self.cells.chunks(stride.max(1)).enumerate() {
            if let Some(level) = found.get_mut(block % radix) {
                *level += cells.iter().sum::<u64>();
            }
        }
        found
    }

    /// The cube over only these axes, everything else summed; the axes keep their order.
    ///
    /// # Errors
    /// An axis that is not there.
    pub fn marginal(&self, axes: &[usize]) -> Result<Self, Fault> {
        if axes.iter().any(|axis| *axis >= self.shape.axes().len()) {
            return Err(Fault::Unknown);
        }
        let mut radices: Vec<(usize, bool)> = Vec::new();
        let mut kept = Vec::new();
        for (place, axis) in self.shape.axes().iter().enumerate() {
            radices.push((axis.radix(), axes.contains(&place)));
            kept.extend(axes.contains(&place).then(|| axis.clone()));
        }
        Ok(Self {
            shape: Shape::new(kept, WIDEST)?,
            cells: collapsed(&self.cells, &radices),
            total: self.total,
        })
    }

    /// The people on one level of one axis, as a cube over the other axes.
    ///
    /// # Errors
    /// An axis or level that is not there.
    pub fn slice(&self, axis: usize, level: usize) -> Result<Self, Fault> {
        let (radix, stride) = self.shape.spacing(axis).ok_or(Fault::Unknown)?;
        if level >= radix {
            return Err(Fault::Unknown);
        }
        let rest: Vec<Axis> = self.shape.axes().to_vec();
        let others = rest.into_iter().enumerate().filter(|(place, _)| *place != axis);
        let blocks = self.cells.chunks(stride).skip(level).step_by(radix);
        let cells = blocks.flatten().copied().collect();
        Self::new(Shape::new(others.map(|(_, axis)| axis).collect(), WIDEST)?, cells)
    }

    /// Two cubes over the same axes added up: in any order and grouping the same cube.
    ///
    /// # Errors
    /// Other axes, or more people than can be held.
    pub fn merge(&self, other: &Self) -> Result<Self, Fault> {
        if self.shape != other.shape {
            return Err(Fault::OtherAxes);
        }
        let pairs = self.cells.iter().zip(&other.cells);
        let sums: Option<Vec<u64>> = pairs.map(|(one, two)| one.checked_add(*two)).collect();
        Self::new(self.shape.clone(), sums.ok_or(Fault::Overflow)?)
    }
}

/// Sums an array over the axes that are not kept: a radix and whether it is kept, slowest axis first.
pub fn collapsed<T: Copy + Default + std::ops::AddAssign>(cells: &[T], radices: &[(usize, bool)]) -> Vec<T> {
    let mut cells = cells.to_vec();
    // The fastest axes first: each step then leaves fewer cells for the next.
    let mut inner = 1;
    for (radix, keep) in radices.iter().rev() {
        if *keep {
            inner *= radix;
        } else {
            cells = summed(&cells, *radix, inner);
        }
    }
    cells
}

/// Sums over the axis of this radix whose levels lie `inner` cells apart.
pub fn summed<T: Copy + Default + std::ops::AddAssign>(cells: &[T], radix: usize, inner: usize) -> Vec<T> {
    if inner == 1 {
        let sum = |block: &[T]| {
            block.iter().fold(T::default(), |mut sum, cell| {
                sum += *cell;
                sum
            })
        };
        return cells.chunks(radix.max(1)).map(sum).collect();
    }
    let mut sums = vec![T::default(); cells.len() / radix.max(1)];
    for (sum, block) in sums.chunks_mut(inner.max(1)).zip(cells.chunks((radix * inner).max(1))) {
        for level in block.chunks(inner.max(1)) {
            for (sum, cell) in sum.iter_mut().zip(level) {
                *sum += *cell;
            }
        }
    }
    sums
}
