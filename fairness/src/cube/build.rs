//! Counting: one pass over dictionary codes into the mixed-radix array.

use super::axes::{Axis, MISSING, Shape};
use super::cells::Cube;
use super::fault::Fault;

/// Rows that are placed before they are counted: small enough to stay in the nearest cache.
const BATCH: usize = 2_048;

/// One column of codes, a code a row; [`MISSING`] says that there is no value.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// The codes.
    pub codes: &'a [u32],
    /// The axis' level of each code, where the dictionary of these rows has an order of its own.
    pub levels: Option<&'a [u32]>,
}

impl<'a> From<&'a [u32]> for Column<'a> {
    fn from(codes: &'a [u32]) -> Self {
        Self { codes, levels: None }
    }
}

/// Counts rows batch by batch.
#[derive(Debug, Clone)]
pub struct Builder {
    shape: Shape,
    cells: Vec<u64>,
}

impl Builder {
    /// A builder over these axes, if they span at most so many cells.
    ///
    /// # Errors
    /// An axis that is not sound, or too many cells.
    pub fn new(axes: Vec<Axis>, most: usize) -> Result<Self, Fault> {
        let shape = Shape::new(axes, most)?;
        let cells = vec![0; shape.cells()];
        Ok(Self { shape, cells })
    }

    /// Counts rows, one column an axis. A refused batch is not counted at all.
    ///
    /// # Errors
    /// A wrong number of columns or rows, or a code without a level.
    pub fn count(&mut self, columns: &[Column<'_>]) -> Result<(), Fault> {
        let rows = self.rows(columns)?;
        for (axis, column) in columns.iter().enumerate() {
            self.known(axis, column)?;
        }
        let mut places = [0_u32; BATCH];
        let mut done = 0;
        while done < rows {
            let batch = BATCH.min(rows - done);
            let Some(places) = places.get_mut(..batch) else { return Err(Fault::Overflow) };
            places.fill(0);
            for (axis, column) in columns.iter().enumerate() {
                let Some(codes) = column.codes.get(done..done + batch) else {
                    return Err(Fault::Rows { axis });
                };
                self.place(axis, codes, column.levels, places);
            }
            for place in places.iter() {
                if let Some(cell) = self.cells.get_mut(*place as usize) {
                    *cell += 1;
                }
            }
            done += batch;
        }
        Ok(())
    }

    /// Adds so many people to one cell, given by its levels; a level behind the named ones means missing.
    ///
    /// # Errors
    /// Levels that are not there, or more people than can be held.
    pub fn add(&mut self, levels: &[usize], people: u64) -> Result<(), Fault> {
        let place = self.shape.place(levels).ok_or(Fault::Unknown)?;
        let cell = self.cells.get_mut(place).ok_or(Fault::Unknown)?;
        *cell = cell.checked_add(people).ok_or(Fault::Overflow)?;
        Ok(())
    }

    /// The finished cube.
    ///
    /// # Errors
    /// More people than can be held.
    pub fn finish(self) -> Result<Cube, Fault> {
        Cube::new(self.shape, self.cells)
    }

    fn rows(&self, columns: &[Column<'_>]) -> Result<usize, Fault> {
        let needed = self.shape.axes().len();
        if columns.len() != needed {
            return Err(Fault::Columns { needed, given: columns.len() });
        }
        let rows = columns.first().map_or(0, |column| column.codes.len());
        match columns.iter().position(|column| column.codes.len() != rows) {
            Some(axis) => Err(Fault::Rows { axis }),
            None => Ok(rows),
        }
    }

    /// Every code has a level, or is missing.
    fn known(&self, axis: usize, column: &Column<'_>) -> Result<(), Fault> {
        let named = self.named(axis);
        let strange = |level: u32| level >= named && level != MISSING;
        let wrong = match column.levels {
            // Without a branch in the loop, so that many codes are looked at together.
            None => column.codes.iter().fold(false, |wrong, code| wrong | strange(*code)),
            Some(levels) => {
                levels.iter().any(|level| strange(*level)) || {
                    let known = u32::try_from(levels.len()).unwrap_or(MISSING);
                    column.codes.iter().any(|code| *code >= known && *code != MISSING)
                }
            }
        };
        if !wrong {
            return Ok(());
        }
        let level = |code: u32| match column.levels {
            Some(levels) if code != MISSING => levels.get(code as usize).copied().unwrap_or(MISSING - 1),
            _ => code,
        };
        let found = column.codes.iter().enumerate().find(|(_, code)| strange(level(**code)));
        found.map_or(Ok(()), |(row, code)| Err(Fault::Code { axis, row, code: *code }))
    }

    fn named(&self, axis: usize) -> u32 {
        let named = self.shape.axes().get(axis).map_or(0, |axis| axis.levels.len());
        u32::try_from(named).unwrap_or(MISSING)
    }

    /// Moves each row's place along one axis; the codes were checked.
    fn place(&self, axis: usize, codes: &[u32], levels: Option<&[u32]>, places: &mut [u32]) {
        let named = self.named(axis);
        let stride = self.shape.spacing(axis).map_or(0, |(_, stride)| stride);
        let stride = u32::try_from(stride).unwrap_or(0);
        let level = |code: u32| code.min(named);
        match levels {
            None => {
                for (place, code) in places.iter_mut().zip(codes) {
                    *place = place.wrapping_add(level(*code).wrapping_mul(stride));
                }
            }
            Some(levels) => {
                for (place, code) in places.iter_mut().zip(codes) {
                    let found = levels.get(*code as usize).copied().unwrap_or(MISSING);
                    *place = place.wrapping_add(level(found).wrapping_mul(stride));
                }
            }
        }
    }
}
