//! Requests to change the record.

use super::{Alternative, Bilingual, Day, Digest, Identifier, Instant, RegistrationEntry, Words};
use utoipa::ToSchema;

/// A request to change the record. It carries the identifiers of what it creates, so that a repeat is recognised.
#[derive(ToSchema)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// Put an algorithm under safeguards. Role: product-owner.
    Register {
        /// Its new identifier.
        algorithm: Identifier,
        /// What it is called in public.
        title: Bilingual,
        /// Who answers for it.
        body: Words,
        /// What it is for.
        purpose: Bilingual,
    },
    /// Offer a model. Role: data-scientist.
    ProposeModel {
        /// Whose it is.
        algorithm: Identifier,
        /// The text of model.toml.
        #[schema(max_length = 1_000_000)]
        declaration: String,
        /// The text of the DMN file.
        #[schema(max_length = 4_000_000)]
        source: String,
    },
    /// Hand in an assessment. Role: product-owner.
    SubmitAssessment {
        /// Of which algorithm.
        algorithm: Identifier,
        /// Its new identifier.
        assessment: Identifier,
        /// The model that was assessed.
        model: Digest,
        /// SHA-256 of the document.
        document: Digest,
        /// Aim, suitability and necessity in short.
        balance: Words,
        /// At least `no-algorithm` and `random-checks`.
        #[schema(max_items = 50)]
        alternatives: Vec<Alternative>,
        /// The last day on which it counts, at most 12 months ahead.
        #[serde(rename = "validUntil")]
        valid_until: Day,
    },
    /// Sign an assessment in the caller's role; the approver's signature decides.
    SignAssessment {
        /// Of which algorithm.
        algorithm: Identifier,
        /// Which assessment.
        assessment: Identifier,
        /// The judgment.
        outcome: Judgment,
        /// Its reason.
        reason: Words,
    },
    /// Make the entry for exactly one model public. Role: product-owner.
    PublishRegistration {
        /// Of which algorithm.
        algorithm: Identifier,
        /// The model that the entry describes.
        model: Digest,
        /// Its words.
        entry: RegistrationEntry,
    },
    /// Take the entry off the register. Role: product-owner.
    UnpublishRegistration {
        /// Of which algorithm.
        algorithm: Identifier,
        /// Why.
        reason: Words,
    },
    /// Stop an algorithm. Role: supervisor.
    IssueOrder {
        /// Which algorithm.
        algorithm: Identifier,
        /// The order's new identifier.
        order: Identifier,
        /// What it does.
        kind: OrderKind,
        /// Only this model; every model when absent.
        #[schema(required = false)]
        model: Option<Digest>,
        /// The statute and article that give the power.
        power: Words,
        /// Why.
        reason: Words,
        /// The last day; until lifted when absent.
        #[schema(required = false)]
        until: Option<Day>,
    },
    /// End an order. Role: supervisor.
    LiftOrder {
        /// Of which algorithm.
        algorithm: Identifier,
        /// Which order.
        order: Identifier,
        /// Why.
        reason: Words,
    },
    /// Take an algorithm out of use for good. Role: product-owner.
    Withdraw {
        /// Which algorithm.
        algorithm: Identifier,
        /// Why.
        reason: Words,
    },
}

/// A judgment on an assessment.
#[derive(ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judgment {
    /// It may go on.
    Approved,
    /// It may not.
    Rejected,
}

/// What an order does.
#[derive(ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OrderKind {
    /// No new scores and selections while it is in force.
    Suspend,
}

/// What was recorded.
#[derive(ToSchema)]
pub struct Recorded {
    /// Whose stream grew.
    pub algorithm: Identifier,
    /// The identifier of what was created or touched.
    pub subject: String,
    /// The events; none when a repeated command was recognised.
    pub events: Vec<RecordedEvent>,
    /// Whether the same command had been recorded before.
    pub repeated: bool,
}

/// An event as it stands in the log.
#[derive(ToSchema)]
pub struct RecordedEvent {
    /// The leaf index.
    pub position: u64,
    /// Its name.
    pub kind: String,
    /// The RFC 6962 leaf hash of its entry.
    pub leaf: Digest,
    /// When.
    pub at: Instant,
}
