//! Whole populations in columns: read, score, select, store, look up.
//!
//! A run lives in a folder of its own: values that can be erased, and commitments that cannot change. Nothing
//! of a run is visible before all of it is. The crate knows neither the log nor who may do what.

mod cases;
mod count;
mod found;
mod problem;
mod record;
mod run;
mod score;
mod segments;
mod select;
mod store;
mod summary;
mod verify;

pub use cases::{BY_ROW, Cases, Source};
pub use count::{Counted, Wanted, Weight, count};
pub use found::{QueueLine, RunProof};
pub use problem::{CaseFault, RunProblem};
pub use record::PersonRecord;
pub use run::{Progress, RunInput, Stage, execute};
pub use select::{Route, select};
pub use store::RunStore;
pub use summary::{Counts, RunSummary, Segment, StagedRun};
pub use verify::RunDamage;

/// A source of randomness that the caller injects: this crate never rolls dice itself.
pub trait Chance: Send {
    /// Fills the bytes.
    fn fill(&mut self, bytes: &mut [u8]);
}
