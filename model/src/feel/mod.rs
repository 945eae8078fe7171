//! The part of FEEL that is read: cells of decision tables, and plain formulas over named values.
//!
//! Total and without side effects: no functions, no clock, no loops, bounded length and depth.

mod cells;
mod compute;
mod formula;
mod reader;
mod unary;

pub use cells::{literal, literals, parse};
pub use formula::{Formula, formula};
pub use reader::Misread;
pub use unary::{Test, Unary};
