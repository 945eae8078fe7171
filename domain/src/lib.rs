//! Who may do what, and when: state and command in, events or a refusal out.
//!
//! Everything here is a pure function. The crate knows no SQL, HTTP, files, clock or random numbers, and
//! none of the other crates: a model is its hash and a list of findings, a run is its counts and its root.
//! The one idea is [`algorithm::Permit`]: it is computed from recorded events each time it is asked for.

pub mod algorithm;
mod calendar;
mod facts;
mod ids;
mod norm;
mod refusal;
mod stamp;
mod text;

pub use calendar::civil_date;
pub use facts::{Digest, DigestError, Sealed};
pub use ids::{AccountId, AlgorithmId, AssessmentId, IdError, OrderId, RunId};
pub use norm::Norm;
pub use refusal::Refusal;
pub use stamp::{Actor, Role, Stamp};
pub use text::{Bilingual, Text, TextError};
