//! Counts in, disparities with honest uncertainty out. It does not know where the counts came from.
//!
//! Floating point lives here and nowhere else: nothing in this crate decides about a person.

mod disparity;
mod interval;
mod presumption;
mod rate;

pub use disparity::{Disparity, compare};
pub use interval::Interval;
pub use presumption::{Presumption, presumption};
pub use rate::{Counts, rate};
