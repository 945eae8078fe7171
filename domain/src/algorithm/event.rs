//! What happened. Past tense, hashed, kept for ever: a field may be added as optional, never changed or removed.

use super::facts::{
    AssessmentContent, ModelFacts, OrderTerms, Outcome, RegistrationEntry, RunFacts, Signature,
};
use crate::{Actor, AssessmentId, Bilingual, Digest, OrderId, Text};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One recorded fact about an algorithm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all_fields = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the command of the same name")]
pub enum Event {
    AlgorithmRegistered { title: Bilingual, body: Text, purpose: Bilingual },
    ModelProposed(ModelFacts),
    AssessmentSubmitted { assessment: AssessmentId, model: Digest, content: AssessmentContent },
    AssessmentSigned { assessment: AssessmentId, signature: Signature },
    AssessmentDecided { assessment: AssessmentId, outcome: Outcome },
    RegistrationPublished { model: Digest, entry: RegistrationEntry },
    RegistrationUnpublished { reason: Text },
    RunRecorded(RunFacts),
    OrderIssued { order: OrderId, terms: OrderTerms },
    OrderLifted { order: OrderId, reason: Text },
    AlgorithmWithdrawn { reason: Text },
}

impl Event {
    /// The name under which the event is stored and shown.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AlgorithmRegistered { .. } => "AlgorithmRegistered",
            Self::ModelProposed(_) => "ModelProposed",
            Self::AssessmentSubmitted { .. } => "AssessmentSubmitted",
            Self::AssessmentSigned { .. } => "AssessmentSigned",
            Self::AssessmentDecided { .. } => "AssessmentDecided",
            Self::RegistrationPublished { .. } => "RegistrationPublished",
            Self::RegistrationUnpublished { .. } => "RegistrationUnpublished",
            Self::RunRecorded(_) => "RunRecorded",
            Self::OrderIssued { .. } => "OrderIssued",
            Self::OrderLifted { .. } => "OrderLifted",
            Self::AlgorithmWithdrawn { .. } => "AlgorithmWithdrawn",
        }
    }
}

/// An event with where, when and by whom it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The position in the governance log: the leaf index.
    pub position: u64,
    /// When, UTC.
    pub at: Timestamp,
    /// By whom, in which role.
    pub by: Actor,
    /// What.
    pub event: Event,
}
