//! Counts in, disparities with honest uncertainty out. It does not know where the counts came from.
//!
//! Floating point lives here and nowhere else: nothing in this crate decides about a person.

mod check;
mod counts;
pub mod cube;
mod curve;
mod dice;
mod disparity;
mod figure;
mod fisher;
mod interval;
pub mod measure;
mod multiplicity;
mod presumption;
mod rate;
pub mod release;
mod score;
mod score_difference;
pub mod search;
mod tally;
pub mod time;

pub use check::{Check, alike, independent, paired};
pub use counts::{Counts, Reason};
pub use dice::Dice;
pub use disparity::{Disparity, SMALLEST_GROUP, compare, difference, difference_by_score};
pub use figure::Figure;
pub use fisher::{Fisher, fisher};
pub use interval::Interval;
pub use multiplicity::{Comparison, Origin, adjusted, benjamini_hochberg, e_benjamini_hochberg, holm};
pub use presumption::{Presumption, presumption};
pub use rate::{Rate, guaranteed, rate};
pub use tally::{Confusion, Group, Question, Tally};
