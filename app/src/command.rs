//! What the faces may ask: the domain's commands in the words that a person or client can give.

use domain::algorithm::{Alternative, OrderKind, Outcome, RegistrationEntry};
use domain::{AlgorithmId, AssessmentId, Bilingual, Digest, OrderId, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A request to change the record. Commands carry the ids of what they create, so that a retry is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are explained on `domain::algorithm::Command`")]
pub enum Command {
    Register {
        algorithm: AlgorithmId,
        title: Bilingual,
        body: Text,
        purpose: Bilingual,
    },
    /// The model folder's two files; `app` reads, freezes and judges them before the domain decides.
    ProposeModel {
        algorithm: AlgorithmId,
        declaration: String,
        source: String,
    },
    SubmitAssessment {
        algorithm: AlgorithmId,
        assessment: AssessmentId,
        model: Digest,
        document: Digest,
        balance: Text,
        alternatives: Vec<Alternative>,
        valid_until: Date,
    },
    /// Signed in the caller's role; the signatory's name comes from the caller's account, never from the request.
    SignAssessment {
        algorithm: AlgorithmId,
        assessment: AssessmentId,
        outcome: Outcome,
        reason: Text,
    },
    PublishRegistration {
        algorithm: AlgorithmId,
        model: Digest,
        entry: RegistrationEntry,
    },
    UnpublishRegistration {
        algorithm: AlgorithmId,
        reason: Text,
    },
    IssueOrder {
        algorithm: AlgorithmId,
        order: OrderId,
        kind: OrderKind,
        #[serde(default)]
        model: Option<Digest>,
        power: Text,
        reason: Text,
        #[serde(default)]
        until: Option<Date>,
    },
    LiftOrder {
        algorithm: AlgorithmId,
        order: OrderId,
        reason: Text,
    },
    Withdraw {
        algorithm: AlgorithmId,
        reason: Text,
    },
}

impl Command {
    /// The algorithm whose record the command touches.
    #[must_use]
    pub const fn algorithm(&self) -> AlgorithmId {
        match self {
            Self::Register { algorithm, .. }
            | Self::ProposeModel { algorithm, .. }
            | Self::SubmitAssessment { algorithm, .. }
            | Self::SignAssessment { algorithm, .. }
            | Self::PublishRegistration { algorithm, .. }
            | Self::UnpublishRegistration { algorithm, .. }
            | Self::IssueOrder { algorithm, .. }
            | Self::LiftOrder { algorithm, .. }
            | Self::Withdraw { algorithm, .. } => *algorithm,
        }
    }

    /// The name of the act in the policies.
    #[must_use]
    pub const fn action(&self) -> &'static str {
        match self {
            Self::Register { .. } => "register",
            Self::ProposeModel { .. } => "propose-model",
            Self::SubmitAssessment { .. } => "submit-assessment",
            Self::SignAssessment { .. } => "sign-assessment",
            Self::PublishRegistration { .. } => "publish-registration",
            Self::UnpublishRegistration { .. } => "unpublish-registration",
            Self::IssueOrder { .. } => "issue-order",
            Self::LiftOrder { .. } => "lift-order",
            Self::Withdraw { .. } => "withdraw",
        }
    }
}

/// What was recorded for a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recorded {
    /// The algorithm whose stream grew.
    pub algorithm: AlgorithmId,
    /// What the command created or touched: the id of the assessment, order, run or model.
    pub subject: String,
    /// The events, each with its place in the log; empty when a repeated command was recognised.
    pub events: Vec<RecordedEvent>,
    /// Whether the same command had been recorded before.
    pub repeated: bool,
}

/// One event as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedEvent {
    /// The leaf index.
    pub position: u64,
    /// The event's name.
    pub kind: String,
    /// The RFC 6962 leaf hash of its entry.
    pub leaf: String,
    /// When, UTC.
    pub at: jiff::Timestamp,
}
