//! What the events of one algorithm add up to.

use super::facts::{
    AssessmentContent, Evidence, ModelFacts, OrderTerms, Outcome, RegistrationEntry, RunFacts, Signature,
};
use crate::{Actor, AssessmentId, Bilingual, Digest, OrderId, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An assessment with its signatures and outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The model that was assessed.
    pub model: Digest,
    /// What was weighed.
    pub content: AssessmentContent,
    /// Who signed, and what.
    pub signatures: Vec<(Actor, Signature)>,
    /// The decision and where it stands.
    pub outcome: Option<(Outcome, Evidence)>,
    /// Where the submission stands.
    pub evidence: Evidence,
}

/// The public entry that stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The model that it describes.
    pub model: Digest,
    /// Its words.
    pub entry: RegistrationEntry,
    /// Where the publication stands.
    pub evidence: Evidence,
}

/// An order and whether it was lifted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What it says.
    pub terms: OrderTerms,
    /// Where it stands.
    pub evidence: Evidence,
    /// Where its lifting stands.
    pub lifted: Option<Evidence>,
}

impl Order {
    /// Whether the order stops anything on this day.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        self.lifted.is_none() && self.terms.until.is_none_or(|until| day <= until)
    }
}

/// A recorded run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Counts and digests.
    pub facts: RunFacts,
    /// Where it stands.
    pub evidence: Evidence,
}

/// An algorithm as its events tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Algorithm {
    /// Title, body and purpose, once registered.
    pub registered: Option<(Bilingual, Text, Bilingual, Evidence)>,
    /// Every accepted model, oldest first.
    pub models: Vec<(ModelFacts, Evidence)>,
    /// Every assessment.
    pub assessments: BTreeMap<AssessmentId, Assessment>,
    /// The public entry that stands now.
    pub registration: Option<Registration>,
    /// Every order.
    pub orders: BTreeMap<OrderId, Order>,
    /// Every run, oldest first.
    pub runs: Vec<Run>,
    /// Reason and place of the withdrawal.
    pub withdrawn: Option<(Text, Evidence)>,
    /// How many events were folded: the version of the stream.
    pub version: u64,
}

impl Algorithm {
    /// The facts of a proposed model.
    #[must_use]
    pub fn model(&self, hash: Digest) -> Option<&ModelFacts> {
        self.models.iter().map(|(facts, _)| facts).find(|facts| facts.hash == hash)
    }

    /// Whether this model was proposed here.
    #[must_use]
    pub fn knows(&self, hash: Digest) -> bool {
        self.model(hash).is_some()
    }

    /// The model that the algorithm stands for now: the registered one, else the newest proposed one.
    #[must_use]
    pub fn current_model(&self) -> Option<Digest> {
        let registered = self.registration.as_ref().map(|entry| entry.model);
        registered.or_else(|| self.models.last().map(|(facts, _)| facts.hash))
    }
}
