//! The algorithm under safeguards: one stream, one consistency boundary, so that the binding rule is an `if`.
//!
//! [`decide`] answers what a command would record; [`Algorithm::evolve`] folds what was recorded;
//! [`Permit`] is what the recorded facts allow on a given day.

mod assessment;
mod command;
mod decide;
mod event;
mod evolve;
mod facts;
mod order;
mod permit;
mod run;
mod state;

pub use command::Command;
pub use decide::decide;
pub use event::{Event, Recorded};
pub use facts::{
    Alternative, AssessmentContent, Evidence, ModelFacts, ModelFinding, OrderKind, OrderTerms, Outcome,
    RegistrationEntry, RunFacts, Signature,
};
pub use permit::{Gate, GateKind, Permit};
pub use state::{Algorithm, Assessment, Order, Registration, Run};
