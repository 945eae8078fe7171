//! Reading formulas: from text to [`Expression`]. Names are found by what is in scope where they stand.
//!
//! Total: length, depth and the number of operators are bounded, and every mistake has its place.

mod kinds;
mod names;
mod parser;
mod primary;
mod scan;
mod tests;
mod words;

pub use kinds::inferred;
pub use names::Vocabulary;
pub use parser::{expression, tests_of};
pub use scan::tidy;
