//! What can be proved about a model before it is used on anyone: gaps, overlaps, influence, monotony, differences.
//!
//! Sound: "proved" only when proved, with a proof that [`Proof::check`] accepts; every case that is shown was decided by
//! [`Model::evaluate`] first. Bounded: what takes more work than allowed is "not decided", never guessed.

mod difference;
mod encoded;
mod graph;
mod heap;
mod overlaps;
mod proof;
mod questions;
mod report;
mod solver;
mod space;
mod sums;
mod whole;
mod witness;

pub use difference::{Difference, Region, Side, difference};
pub use proof::{Misstep, Proof};
pub use report::{
    Analysis, AnalysisLimits, Bound, Finding, How, Influence, Monotony, Overlap, Reached, RuleAt, Shown,
    Total, Witness,
};
pub use whole::analyse;
