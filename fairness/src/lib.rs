//! Counts in, disparities with honest uncertainty out. It does not know where the counts came from.
//!
//! Floating point lives here and nowhere else: nothing in this crate decides about a person.

mod counts;
mod disparity;
mod interval;
mod presumption;
mod rate;
mod score;

pub use counts::{Counts, Reason};
pub use disparity::{Disparity, SMALLEST_GROUP, compare, difference};
pub use interval::Interval;
pub use presumption::{Presumption, presumption};
pub use rate::{Rate, rate};
