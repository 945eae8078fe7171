//! Register, algorithm, permit and model.

use super::{Bilingual, Day, Digest, Identifier, Instant, Norm, RunLine, Words};
use utoipa::ToSchema;

/// A page of the register.
#[derive(ToSchema)]
pub struct RegisterPage {
    /// Those under safeguards first.
    pub lines: Vec<RegisterLine>,
    /// How many match in all.
    pub total: u64,
    /// How many of them are under safeguards.
    pub safeguarded: u64,
    /// From 1.
    pub page: u64,
    /// How many pages there are.
    pub pages: u64,
}

/// A line in the register.
#[derive(ToSchema)]
pub struct RegisterLine {
    /// What it is called.
    pub title: Bilingual,
    /// Who answers for it.
    pub body: String,
    /// What it is for.
    pub purpose: Bilingual,
    /// Under safeguards, or only described.
    pub origin: Origin,
}

/// Whether an algorithm is under safeguards here, or only described in an imported register.
#[derive(ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Origin {
    /// Under safeguards.
    Safeguarded {
        /// Its identifier.
        algorithm: Identifier,
        /// Whether it may run today.
        #[serde(rename = "permitHolds")]
        permit_holds: bool,
        /// Whether it was taken out of use.
        withdrawn: bool,
    },
    /// Only described.
    Described {
        /// The record's identifier in that register.
        record: String,
        /// As that register says.
        status: String,
        /// As that register says.
        #[serde(rename = "legalBasis")]
        legal_basis: String,
        /// As that register says.
        assessment: String,
        /// As that register says.
        url: String,
        /// As that register says.
        changed: String,
    },
}

/// An algorithm under safeguards.
#[derive(ToSchema)]
pub struct Algorithm {
    /// Its identifier.
    pub id: Identifier,
    /// What it is called.
    pub title: Bilingual,
    /// Who answers for it.
    pub body: Words,
    /// What it is for.
    pub purpose: Bilingual,
    /// Computed at this moment.
    pub permit: Permit,
    /// The public entry, if one stands.
    pub registration: Option<RegistrationEntry>,
    /// Newest first.
    pub versions: Vec<Version>,
    /// Newest first.
    pub assessments: Vec<Assessment>,
    /// Newest first.
    pub orders: Vec<Order>,
    /// Newest first.
    pub runs: Vec<RunLine>,
    /// Reason and day, once taken out of use.
    pub withdrawn: Option<Vec<String>>,
}

/// The permit: computed from what is recorded, never stored, never granted by hand.
#[derive(ToSchema)]
pub struct Permit {
    /// Whether output about people may be produced.
    pub holds: bool,
    /// The day it was computed for.
    pub day: Day,
    /// The model it is about.
    pub model: Option<Digest>,
    /// Every condition, in order.
    pub gates: Vec<Gate>,
}

/// One condition of the permit.
#[derive(ToSchema)]
pub struct Gate {
    /// Which: registered, model, frozen, assessment, registration or orders.
    pub kind: String,
    /// Whether it is met.
    pub open: bool,
    /// Why it is not.
    pub refusal: Option<Refusal>,
    /// The norm that it keeps.
    pub norm: Norm,
    /// Where in the log the facts stand.
    pub evidence: Vec<Evidence>,
}

/// A refusal: its `code`, which `/problems/{code}` explains, and the facts that belong to that code.
#[derive(ToSchema)]
#[schema(value_type = Object, example = json!({ "code": "suspended", "until": null }))]
pub struct Refusal(pub serde_json::Value);

/// A place in the log.
#[derive(ToSchema)]
pub struct Evidence {
    /// The leaf index.
    pub position: u64,
    /// When it was recorded.
    pub at: Instant,
    /// In which role somebody acted.
    pub role: String,
}

/// The public entry.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationEntry {
    /// What the algorithm does, in plain words.
    pub description: Bilingual,
    /// Statute and article.
    pub legal_basis: Words,
    /// Where the input comes from.
    pub sources: Words,
    /// What an outcome may lead to.
    pub consequences: Bilingual,
    /// How a person can object.
    pub objection: Bilingual,
    /// The role that answers for it.
    pub responsible: Words,
}

/// A model as a version of the algorithm.
#[derive(ToSchema)]
pub struct Version {
    /// From 1, oldest first.
    pub number: u64,
    /// What was recorded of it.
    pub facts: ModelFacts,
    /// Where it stands in the log.
    pub evidence: Evidence,
    /// Whether the public entry is about it.
    pub registered: bool,
}

/// What was read from a model.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ModelFacts {
    /// SHA-256 over everything that determines the outcome.
    pub hash: Digest,
    /// The kind of model.
    pub family: String,
    /// How many inputs about a person it reads.
    pub inputs: u32,
    /// How many rules it has.
    pub rules: u32,
    /// The share drawn by lot, in ten-thousandths of the queue.
    pub random_share_permyriad: u32,
}

/// A human-rights assessment.
#[derive(ToSchema)]
pub struct Assessment {
    /// Its identifier.
    pub id: Identifier,
    /// The model that was assessed.
    pub model: Digest,
    /// What was weighed.
    pub content: AssessmentContent,
    /// Role, judgment and reason of each signature.
    pub signatures: Vec<Vec<String>>,
    /// The decision, once taken: approved or rejected.
    pub outcome: Option<String>,
    /// Where the submission stands.
    pub evidence: Evidence,
}

/// What was weighed.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentContent {
    /// SHA-256 of the document.
    pub document: Digest,
    /// Aim, suitability and necessity in short.
    pub balance: Words,
    /// Lighter ways to reach the aim.
    pub alternatives: Vec<Alternative>,
    /// The last day on which it counts.
    pub valid_until: Day,
}

/// A lighter way to reach the aim.
#[derive(ToSchema)]
pub struct Alternative {
    /// `no-algorithm`, `random-checks`, or a name of its own.
    pub name: Words,
    /// What it would cost and bring.
    pub estimate: Words,
}

/// An order of the supervisor.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Its identifier.
    pub id: Identifier,
    /// What it says.
    pub terms: OrderTerms,
    /// Where it stands.
    pub evidence: Evidence,
    /// Where its lifting stands.
    pub lifted: Option<Evidence>,
    /// Whether it is in force today.
    pub in_force: bool,
}

/// What an order says.
#[derive(ToSchema)]
pub struct OrderTerms {
    /// `suspend`.
    pub kind: String,
    /// The one model it stops; every model when absent.
    pub model: Option<Digest>,
    /// The statute and article that give the power.
    pub power: Words,
    /// Why.
    pub reason: Words,
    /// The last day; until lifted when absent.
    pub until: Option<Day>,
}

/// A model as people read it.
#[derive(ToSchema)]
pub struct Model {
    /// Whose it is.
    pub algorithm: Identifier,
    /// Its hash.
    pub hash: Digest,
    /// The declaration, format waarborg-model/1, as frozen: inputs with source, ground and reason; the selection rule.
    #[schema(value_type = Object)]
    pub declaration: serde_json::Value,
    /// Every table in the order of deciding.
    pub tables: Vec<Table>,
    /// The tree that the rules were written as; absent where they were not.
    #[schema(value_type = Option<Object>, nullable = false)]
    pub tree: Option<serde_json::Value>,
}

/// What was proved about a model. Every answer is `never` with how it was proved, `found` with made-up cases that the
/// model itself decided, or `not-decided` with why.
#[derive(ToSchema)]
pub struct Analysis {
    /// The model.
    pub model: Digest,
    /// Table by table, cases in which no rule holds.
    #[schema(value_type = Vec<Object>)]
    pub gaps: Vec<serde_json::Value>,
    /// Table by table, cases in which rules hold together that may not.
    #[schema(value_type = Vec<Object>)]
    pub contradictions: Vec<serde_json::Value>,
    /// Pairs of rules that hold together, the first fifty.
    #[schema(value_type = Vec<Object>)]
    pub overlaps: Vec<serde_json::Value>,
    /// How many such pairs there are.
    pub overlapping: u64,
    /// Rules that never decide.
    #[schema(value_type = Vec<Object>)]
    pub idle: Vec<serde_json::Value>,
    /// What can come out, where outcomes are not sums.
    #[schema(value_type = Vec<Object>)]
    pub outcomes: Vec<serde_json::Value>,
    /// The least and the most that a sum can come to.
    #[schema(value_type = Option<Object>)]
    pub total: Option<serde_json::Value>,
    /// Input by input, whether it alone can change the outcome.
    #[schema(value_type = Vec<Object>)]
    pub influences: Vec<serde_json::Value>,
    /// Number by number, in which direction it moves the outcome.
    #[schema(value_type = Vec<Object>)]
    pub monotony: Vec<serde_json::Value>,
    /// Bound by bound, whether it matters.
    #[schema(value_type = Vec<Object>)]
    pub bounds: Vec<serde_json::Value>,
}

/// A decision table.
#[derive(ToSchema)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What happens when several rules hold.
    pub policy: String,
    /// What is looked at.
    pub columns: Vec<Column>,
    /// What is answered.
    pub outputs: Vec<String>,
    /// The rows.
    pub rules: Vec<Rule>,
}

/// What a table looks at.
#[derive(ToSchema)]
pub struct Column {
    /// As written.
    pub expression: String,
    /// The place of the declared input; null for another table.
    pub input: Option<u64>,
}

/// A row.
#[derive(ToSchema)]
pub struct Rule {
    /// From 1.
    pub number: u64,
    /// One a column; `-` where it is not looked at.
    pub tests: Vec<String>,
    /// One an output.
    pub outputs: Vec<String>,
    /// The author's words.
    pub annotation: String,
}
