//! Folding recorded events into state. Total: what was recorded is never refused afterwards.

use super::event::{Event, Recorded};
use super::facts::Evidence;
use super::state::{Algorithm, Assessment, Order, Registration, Run};

impl Algorithm {
    /// The state after all these events, oldest first.
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Recorded>) -> Self {
        events.into_iter().fold(Self::default(), Self::evolve)
    }

    /// The state after one more event.
    #[must_use]
    pub fn evolve(mut self, recorded: &Recorded) -> Self {
        let evidence = Evidence { position: recorded.position, at: recorded.at, by: recorded.by };
        self.version += 1;
        self.apply(recorded.event.clone(), evidence);
        self
    }

    fn apply(&mut self, event: Event, evidence: Evidence) {
        match event {
            Event::AlgorithmRegistered { title, body, purpose } => {
                self.registered = Some((title, body, purpose, evidence));
            }
            Event::ModelProposed(facts) => self.models.push((facts, evidence)),
            Event::RegistrationPublished { model, entry } => {
                self.registration = Some(Registration { model, entry, evidence });
            }
            Event::RegistrationUnpublished { .. } => self.registration = None,
            Event::RunRecorded(facts) => self.runs.push(Run { facts, evidence }),
            Event::OrderIssued { order, terms } => {
                self.orders.insert(order, Order { terms, evidence, lifted: None });
            }
            Event::OrderLifted { order, .. } => {
                if let Some(found) = self.orders.get_mut(&order) {
                    found.lifted = Some(evidence);
                }
            }
            Event::AlgorithmWithdrawn { reason } => self.withdrawn = Some((reason, evidence)),
            assessed => self.apply_assessment(assessed, evidence),
        }
    }

    fn apply_assessment(&mut self, event: Event, evidence: Evidence) {
        match event {
            Event::AssessmentSubmitted { assessment, model, content } => {
                let new = Assessment { model, content, signatures: vec![], outcome: None, evidence };
                self.assessments.insert(assessment, new);
            }
            Event::AssessmentSigned { assessment, signature } => {
                if let Some(found) = self.assessments.get_mut(&assessment) {
                    found.signatures.push((evidence.by, signature));
                }
            }
            Event::AssessmentDecided { assessment, outcome } => {
                if let Some(found) = self.assessments.get_mut(&assessment) {
                    found.outcome = Some((outcome, evidence));
                }
            }
            _ => {}
        }
    }
}
