//! Reading models that other tools wrote: PMML, EBM as JSON, scorecards. Each complaint names its place.
//!
//! What nobody can follow is refused with the reason: ensembles, networks, machines (W01). Nothing is guessed.

mod csv;
pub mod ebm;
mod json;
mod noted;
mod number;
pub mod pmml;
pub mod scorecard;
mod sniff;

pub use noted::Imported;
pub use sniff::{is_dmn, read};
