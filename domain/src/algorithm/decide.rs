//! From state and command to events or a refusal. Who may ask was settled before: the stamp proves it.

use super::command::Command;
use super::event::Event;
use super::facts::{ModelFacts, RegistrationEntry};
use super::state::Algorithm;
use super::{assessment, order, run};
use crate::{Digest, Refusal, Stamp, civil_date};

/// What the command would record, given everything recorded so far.
///
/// # Errors
/// The refusal that says which condition is missing and which norm asks for it.
pub fn decide(algorithm: &Algorithm, command: Command, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
    if let Command::Register { title, body, purpose } = command {
        return match algorithm.registered {
            Some(_) => Err(Refusal::AlreadyRegistered),
            None => Ok(vec![Event::AlgorithmRegistered { title, body, purpose }]),
        };
    }
    under_safeguards(algorithm, &command)?;
    match command {
        Command::Register { .. } => Err(Refusal::AlreadyRegistered),
        Command::ProposeModel { model } => propose(algorithm, model),
        Command::SubmitAssessment { assessment, model, content } => {
            assessment::submit(algorithm, assessment, model, content, stamp)
        }
        Command::SignAssessment { assessment, signature } => {
            assessment::sign(algorithm, assessment, signature, stamp)
        }
        Command::PublishRegistration { model, entry } => publish(algorithm, model, entry),
        Command::UnpublishRegistration { reason } => {
            match (&algorithm.registration, algorithm.current_model()) {
                (Some(_), _) => Ok(vec![Event::RegistrationUnpublished { reason }]),
                (None, Some(model)) => Err(Refusal::NotPublished { model }),
                (None, None) => Err(Refusal::NoModel),
            }
        }
        Command::RecordRun { run } => run::record(algorithm, run, stamp),
        Command::IssueOrder { order, terms } => order::issue(algorithm, order, terms, stamp),
        Command::LiftOrder { order, reason } => order::lift(algorithm, order, reason, stamp),
        Command::Withdraw { reason } => Ok(vec![Event::AlgorithmWithdrawn { reason }]),
    }
}

/// After a withdrawal only the supervisor's acts and the repetition of a known run still mean something.
fn under_safeguards(algorithm: &Algorithm, command: &Command) -> Result<(), Refusal> {
    if algorithm.registered.is_none() {
        return Err(Refusal::NotRegistered);
    }
    let still_allowed =
        matches!(command, Command::IssueOrder { .. } | Command::LiftOrder { .. } | Command::RecordRun { .. });
    match &algorithm.withdrawn {
        Some((_, evidence)) if !still_allowed => Err(Refusal::Withdrawn { on: civil_date(evidence.at) }),
        _ => Ok(()),
    }
}

fn propose(algorithm: &Algorithm, model: ModelFacts) -> Result<Vec<Event>, Refusal> {
    if !model.findings.is_empty() {
        return Err(Refusal::ModelNotAccepted { findings: model.findings });
    }
    if algorithm.knows(model.hash) {
        return Err(Refusal::ModelAlreadyProposed { model: model.hash });
    }
    Ok(vec![Event::ModelProposed(model)])
}

/// The entry describes a model that was proposed; its texts are non-empty by type (R06).
fn publish(algorithm: &Algorithm, model: Digest, entry: RegistrationEntry) -> Result<Vec<Event>, Refusal> {
    if !algorithm.knows(model) {
        return Err(Refusal::UnknownModel { model });
    }
    Ok(vec![Event::RegistrationPublished { model, entry }])
}
