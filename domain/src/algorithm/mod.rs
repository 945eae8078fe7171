//! The algorithm under safeguards: one stream, one consistency boundary, so that the binding rule is an `if`.
//!
//! [`decide`] answers what a command would record; [`Algorithm::evolve`] folds what was recorded;
//! [`Permit`] is what the recorded facts allow on a given day.

mod assessment;
mod command;
mod decide;
mod event;
mod evolve;
mod order;
mod permit;
mod run;
mod state;

pub use assessment::{Alternative, AssessmentContent, Outcome, Signature};
pub use command::Command;
pub use decide::decide;
pub use event::{Event, Recorded};
pub use order::{OrderKind, OrderTerms};
pub use permit::{Evidence, Gate, GateKind, Permit};
pub use run::RunFacts;
pub use state::{
    Algorithm, Assessment, ModelFacts, ModelFinding, Order, Registration, RegistrationEntry, Run,
};
