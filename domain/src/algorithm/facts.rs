//! What commands and events say: plain facts, without a rule among them.

use crate::{Actor, Bilingual, Digest, Norm, RunId, Sealed, Text};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where in the log a fact stands, since when, and by whose act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The leaf index in the governance log.
    pub position: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
}

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

/// A lighter way to reach the aim, with its estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Alternative {
    /// `no-algorithm`, `random-checks`, or a name of its own.
    pub name: Text,
    /// What it would cost and bring.
    pub estimate: Text,
}

/// What an assessment weighs. The full questionnaire is kept as a document and stands here by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessmentContent {
    /// SHA-256 of the document.
    pub document: Digest,
    /// Aim, suitability and necessity in short.
    pub balance: Text,
    /// At least two, `no-algorithm` and `random-checks` always (A07).
    pub alternatives: Vec<Alternative>,
    /// The last day on which the assessment counts (A11).
    pub valid_until: Date,
}

/// What a signatory judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It may go on.
    Approved,
    /// It may not (A03).
    Rejected,
}

/// A signature under an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    /// The judgment.
    pub outcome: Outcome,
    /// Its reason.
    pub reason: Text,
    /// The signatory's name, in the vault.
    pub signatory: Sealed<Text>,
}

/// What an order does to the running system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderKind {
    /// No new scores and selections while it is in force.
    Suspend,
}

/// What an order says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderTerms {
    /// What it does.
    pub kind: OrderKind,
    /// The model it stops; every model of the algorithm when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Digest>,
    /// The statute and article that give the power.
    pub power: Text,
    /// Why.
    pub reason: Text,
    /// The last day; until lifted when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What a run did, in counts and digests; no person is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunFacts {
    /// Its identifier.
    pub run: RunId,
    /// The hash of the model that scored, computed anew from its bytes.
    pub model: Digest,
    /// What the run was for, for example the month.
    pub label: Text,
    /// SHA-256 of the file with the cases.
    pub cases_digest: Digest,
    /// How many people were scored.
    pub people: u64,
    /// How many of them go to a caseworker.
    pub selected: u64,
    /// Selected because they met the rule.
    pub targeted: u64,
    /// Selected by the draw.
    pub random: u64,
    /// The Merkle root over one leaf a person, in file order.
    pub people_root: Digest,
    /// The seed of the draw, in the vault: public, it would tell random from targeted (H08).
    pub seed: Sealed<[u8; 32]>,
}
