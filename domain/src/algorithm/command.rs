//! What people may ask of an algorithm. Commands are imperative and carry the ids of what they create.

use super::facts::{AssessmentContent, ModelFacts, OrderTerms, RegistrationEntry, RunFacts, Signature};
use crate::{AssessmentId, Bilingual, Digest, OrderId, Text};

/// One request to change the record of an algorithm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Put an algorithm under safeguards.
    Register {
        /// What it is called in public.
        title: Bilingual,
        /// The public body that answers for it.
        body: Text,
        /// What it is for.
        purpose: Bilingual,
    },
    /// Offer a frozen model.
    ProposeModel {
        /// What was read from it.
        model: ModelFacts,
    },
    /// Hand in the assessment of a model.
    SubmitAssessment {
        /// Its new identifier.
        assessment: AssessmentId,
        /// The model that was assessed.
        model: Digest,
        /// What was weighed.
        content: AssessmentContent,
    },
    /// Sign an assessment in the caller's role; the approver's signature decides it.
    SignAssessment {
        /// Which.
        assessment: AssessmentId,
        /// The judgment and its reason.
        signature: Signature,
    },
    /// Make the register entry public for exactly one model.
    PublishRegistration {
        /// The model that the entry describes.
        model: Digest,
        /// The words of the entry; the logic is generated from the model.
        entry: RegistrationEntry,
    },
    /// Take the entry off the register; earlier versions stay findable.
    UnpublishRegistration {
        /// Why.
        reason: Text,
    },
    /// Record that a population was scored.
    RecordRun {
        /// Counts, digests and root.
        run: RunFacts,
    },
    /// Stop the algorithm as its supervisor.
    IssueOrder {
        /// Its new identifier.
        order: OrderId,
        /// Kind, power, reason and end.
        terms: OrderTerms,
    },
    /// End an order.
    LiftOrder {
        /// Which.
        order: OrderId,
        /// Why.
        reason: Text,
    },
    /// Take the algorithm out of use for good.
    Withdraw {
        /// Why.
        reason: Text,
    },
}
