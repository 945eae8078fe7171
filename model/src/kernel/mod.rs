//! Columnar kernels: a frozen model compiled to integer cut points and rule sets, for millions of people at a time.
//!
//! Exact by construction: numbers stand on the fixed point that the declaration proves, what a cell says of a range is
//! asked of the cell itself, and a row with a value that is absent or cannot occur is handed to
//! [`crate::Model::evaluate`], which decides or says why not. Kernels know slices, no files and no column format.

mod aim;
mod answers;
mod beside;
mod bits;
mod columns;
mod decided;
mod door;
mod grid;
mod judge;
mod lanes;
mod load;
mod narrow;
mod nearest;
mod nearest_chain;
mod nearest_many;
mod nearest_one;
mod online;
mod plan;
mod run;
mod sets;
mod terms;
mod wide;
mod word;

pub use bits::Bits;
pub use columns::{Column, Columns, TooShort};
pub use decided::Decided;
pub use door::Kernel;
pub use nearest::{Change, Nearest};
