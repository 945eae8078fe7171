//! Reading formulas: from text to [`Expression`]. Names are found by what is in scope where they stand.
//!
//! Total: length, depth and the number of operators are bounded, and every mistake has its place.

mod ast;
mod kinds;
mod names;
mod parser;
mod primary;
mod scan;
mod tests;
mod words;

pub use ast::{
    Arguments, Bounds, Column, Expression, Grid, Kind, Lambda, Operator, Output, Over, Tests, Turn,
};
pub use kinds::inferred;
pub use names::Vocabulary;
pub use parser::{expression, tests_of};
pub use scan::tidy;
