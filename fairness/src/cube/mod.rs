//! The evidence: exact counts of people by attributes, period, process step and outcome, made in one pass.
//! Everything else is computed from a cube. It does not know files, columns or dictionaries of any format.

mod axes;
mod build;
mod bytes;
mod cells;
mod fault;
mod rounded;
mod wide;

pub use axes::{Axis, MISSING, Role, Shape, WIDEST};
pub use build::{Builder, Column};
pub use cells::Cube;
pub use fault::Fault;
pub use rounded::{RoundedCounts, RoundedTable, Span};
pub use wide::{Counted, Marginals, Plan};

pub(crate) use cells::{collapsed, summed};
pub(crate) use wide::subsets;
