//! What the events of one algorithm add up to.

use super::{AssessmentContent, Evidence, OrderTerms, Outcome, RunFacts, Signature};
use crate::{Actor, AssessmentId, Bilingual, Digest, Norm, OrderId, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing that is wrong with a model, as found by whoever read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ModelFinding {
    /// The stable name of the finding.
    pub code: String,
    /// The norm that the model breaks.
    pub norm: Norm,
    /// Where in which file.
    pub place: String,
    /// What is wrong, in English.
    pub message: String,
}

/// What was read from a model's bytes; the model itself is kept by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ModelFacts {
    /// SHA-256 over everything that determines the outcome.
    pub hash: Digest,
    /// The kind of model, for example `decision-table`.
    pub family: String,
    /// How many inputs about a person it reads.
    pub inputs: u32,
    /// How many rules it has.
    pub rules: u32,
    /// The declared share of the queue that is drawn at random, in ten-thousandths (N07).
    pub random_share_permyriad: u32,
    /// What is wrong with it; a model with findings is never recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<ModelFinding>,
}

/// The words of a public register entry; the logic comes from the model itself (R02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegistrationEntry {
    /// What the algorithm does, in B1 language.
    pub description: Bilingual,
    /// Statute and article.
    pub legal_basis: Text,
    /// Where the input comes from.
    pub sources: Text,
    /// What an outcome may lead to (R04).
    pub consequences: Bilingual,
    /// How a person can object (R06).
    pub objection: Bilingual,
    /// The role that answers for it (R13).
    pub responsible: Text,
}

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
