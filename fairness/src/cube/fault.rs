//! What can be wrong with counts that come in.

use std::fmt;

/// Why a cube cannot be made, read or joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The axes span more cells than may be held.
    TooWide {
        /// Cells at most.
        most: usize,
    },
    /// An axis has no name, no levels, or a name or level twice.
    Axis {
        /// Which axis, from 0.
        axis: usize,
    },
    /// As many columns are needed as there are axes.
    Columns {
        /// Columns needed.
        needed: usize,
        /// Columns given.
        given: usize,
    },
    /// A column has another number of rows than the first.
    Rows {
        /// Which axis, from 0.
        axis: usize,
    },
    /// A code stands for no level of its axis.
    Code {
        /// Which axis, from 0.
        axis: usize,
        /// Which row of this batch, from 0.
        row: usize,
        /// The code.
        code: u32,
    },
    /// Counts add up to more than can be held.
    Overflow,
    /// Cubes with different axes cannot be joined.
    OtherAxes,
    /// Bytes that no cube writes.
    Bytes {
        /// Where, from 0.
        place: usize,
    },
    /// No axis or level of this name or number.
    Unknown,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooWide { most } => {
                write!(out, "the axes span more than {most} cells: count marginals, or merge levels")
            }
            Self::Axis { axis } => {
                write!(out, "axis {axis} needs a name of its own and at least one level, each named once")
            }
            Self::Columns { needed, given } => {
                write!(out, "{given} columns were given: give {needed}, one an axis")
            }
            Self::Rows { axis } => {
                write!(out, "the column of axis {axis} has another number of rows than the first")
            }
            Self::Code { axis, row, code } => {
                write!(out, "row {row}: code {code} stands for no level of axis {axis}")
            }
            Self::Overflow => out.write_str("the counts add up to more than can be held"),
            Self::OtherAxes => out.write_str("the cubes have different axes: join cubes with the same axes"),
            Self::Bytes { place } => write!(out, "byte {place}: this is not a cube as it is written here"),
            Self::Unknown => out.write_str("there is no such axis or level"),
        }
    }
}

impl std::error::Error for Fault {}
