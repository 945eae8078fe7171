//! What the faces show. Values, never words: labels and dates are worded by the face in the reader's language.

use domain::algorithm::{Assessment, GateKind, ModelFacts, Order, RegistrationEntry, RunFacts};
use domain::{AlgorithmId, AssessmentId, Bilingual, Digest, Norm, OrderId, Refusal, Role, RunId, Text};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

/// A line in the register.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterLine {
    /// What it is called.
    pub title: Bilingual,
    /// Who answers for it.
    pub body: String,
    /// What it is for.
    pub purpose: Bilingual,
    /// Where it comes from.
    pub origin: Origin,
}

/// Whether an algorithm is under safeguards here, or only described in an imported register.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub enum Origin {
    /// Under safeguards: its permit can be asked.
    Safeguarded { algorithm: AlgorithmId, permit_holds: bool, withdrawn: bool },
    /// Only described: a record of an imported register snapshot.
    Described {
        record: String,
        status: String,
        legal_basis: String,
        assessment: String,
        url: String,
        changed: String,
    },
}

/// A page of the register.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterPage {
    /// The lines on this page: those under safeguards first.
    pub lines: Vec<RegisterLine>,
    /// How many lines match in all.
    pub total: u64,
    /// How many of them are under safeguards.
    pub safeguarded: u64,
    /// The page's number from 1.
    pub page: u64,
    /// How many pages there are.
    pub pages: u64,
}

/// One gate of the permit.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GateView {
    /// Which condition.
    pub kind: GateKind,
    /// Whether it is open.
    pub open: bool,
    /// Why it is shut.
    pub refusal: Option<Refusal>,
    /// The norm that it keeps: the refusal's own where it is shut.
    pub norm: NormView,
    /// Where in the log the facts stand.
    pub evidence: Vec<EvidenceView>,
}

/// A norm with where to read it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NormView {
    /// The requirement's id.
    pub id: Norm,
    /// Statute and article.
    pub citation: &'static str,
}

impl From<Norm> for NormView {
    fn from(id: Norm) -> Self {
        Self { id, citation: id.citation() }
    }
}

/// A place in the governance log.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceView {
    /// The leaf index.
    pub position: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// In which role somebody acted.
    pub role: Role,
}

/// The permit of an algorithm today.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermitView {
    /// Whether output may be produced.
    pub holds: bool,
    /// The civil date it was computed for.
    pub day: Date,
    /// The model it is about.
    pub model: Option<Digest>,
    /// Every gate, in order.
    pub gates: Vec<GateView>,
}

/// Everything about one algorithm.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlgorithmView {
    /// Its identifier.
    pub id: AlgorithmId,
    /// What it is called.
    pub title: Bilingual,
    /// Who answers for it.
    pub body: Text,
    /// What it is for.
    pub purpose: Bilingual,
    /// Its permit, computed now.
    pub permit: PermitView,
    /// The public entry, if one stands.
    pub registration: Option<RegistrationEntry>,
    /// Every accepted model, newest first.
    pub versions: Vec<VersionView>,
    /// Every assessment, newest first.
    pub assessments: Vec<AssessmentView>,
    /// Every order, newest first.
    pub orders: Vec<OrderView>,
    /// Every run, newest first.
    pub runs: Vec<RunLine>,
    /// Reason and date of withdrawal.
    pub withdrawn: Option<(Text, Date)>,
}

/// A model as one version of an algorithm.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// Counted from 1, oldest first.
    pub number: usize,
    /// What was recorded of it.
    pub facts: ModelFacts,
    /// Where it stands in the log.
    pub evidence: EvidenceView,
    /// Whether it is the registered one.
    pub registered: bool,
}

/// An assessment with who signed.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentView {
    /// Its identifier.
    pub id: AssessmentId,
    /// The model that was assessed.
    pub model: Digest,
    /// The balance, alternatives and term.
    pub content: domain::algorithm::AssessmentContent,
    /// Role, judgment and reason of each signature.
    pub signatures: Vec<(Role, domain::algorithm::Outcome, Text)>,
    /// The decision, once taken.
    pub outcome: Option<domain::algorithm::Outcome>,
    /// Where the submission stands.
    pub evidence: EvidenceView,
}

impl AssessmentView {
    /// Shows an assessment under its identifier.
    #[must_use]
    pub fn new(id: AssessmentId, assessment: &Assessment) -> Self {
        let signed = |(actor, signature): &(domain::Actor, domain::algorithm::Signature)| {
            (actor.role, signature.outcome, signature.reason.clone())
        };
        Self {
            id,
            model: assessment.model,
            content: assessment.content.clone(),
            signatures: assessment.signatures.iter().map(signed).collect(),
            outcome: assessment.outcome.map(|(outcome, _)| outcome),
            evidence: assessment.evidence.into(),
        }
    }
}

impl From<domain::algorithm::Evidence> for EvidenceView {
    fn from(evidence: domain::algorithm::Evidence) -> Self {
        Self { position: evidence.position, at: evidence.at, role: evidence.by.role }
    }
}

/// An order and whether it stops anything today.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    /// Its identifier.
    pub id: OrderId,
    /// What it says.
    pub terms: domain::algorithm::OrderTerms,
    /// Where it stands.
    pub evidence: EvidenceView,
    /// Where its lifting stands.
    pub lifted: Option<EvidenceView>,
    /// Whether it is in force today.
    pub in_force: bool,
}

impl OrderView {
    /// Shows an order under its identifier on a day.
    #[must_use]
    pub fn new(id: OrderId, order: &Order, day: Date) -> Self {
        Self {
            id,
            terms: order.terms.clone(),
            evidence: order.evidence.into(),
            lifted: order.lifted.map(Into::into),
            in_force: order.in_force_on(day),
        }
    }
}

/// A run in a list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunLine {
    /// Counts and digests.
    pub facts: RunFacts,
    /// Where it stands.
    pub evidence: EvidenceView,
}

/// A run on its own page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// Whose run it is.
    pub algorithm: AlgorithmId,
    /// What that is called.
    pub title: Bilingual,
    /// Counts and digests.
    pub facts: RunFacts,
    /// Where it stands.
    pub evidence: EvidenceView,
    /// How many people got each outcome (or band of outcomes), largest first; cells under ten are left out (S07).
    pub outcomes: Vec<(String, u64)>,
}

/// A model as people read it: the declaration and its tables, straight from the frozen bytes (R02).
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelPage {
    /// Whose model it is.
    pub algorithm: AlgorithmId,
    /// Its hash.
    pub hash: Digest,
    /// Title, inputs, selection rule, contact.
    pub declaration: model::Declaration,
    /// Every table in reading order.
    pub tables: Vec<model::TableView>,
    /// The tree that the rules were written as, if they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<model::TreeView>,
}

/// What differs between two versions.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Where in the canonical form, for example `tables/2/rules/3/output`.
    pub path: String,
    /// What stood there, if anything.
    pub before: Option<String>,
    /// What stands there now, if anything.
    pub after: Option<String>,
}

/// Why this person got this outcome, and what they can do (C03, C04, C10).
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationView {
    /// Whose run it was.
    pub algorithm: AlgorithmId,
    /// What that is called.
    pub title: Bilingual,
    /// Who answers for it.
    pub body: Text,
    /// Which run.
    pub run: RunId,
    /// What the run was for.
    pub label: Text,
    /// When it was recorded.
    pub at: Timestamp,
    /// The person's reference as the body knows it.
    pub person: String,
    /// Whether a caseworker gets the case, and by which route.
    pub route: runs::Route,
    /// The full explanation of the model.
    pub explanation: model::Explanation,
    /// The declaration it was made from: words, sources, contact.
    pub declaration: model::Declaration,
    /// The register entry's words on objection, if one stands.
    pub objection: Option<Bilingual>,
    /// The model that decided.
    pub model: Digest,
    /// Where the run stands in the log.
    pub position: u64,
    /// The person's code for the page with this explanation.
    pub code: String,
}

/// The log from outside.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogView {
    /// How many entries there are.
    pub size: u64,
    /// The origin line.
    pub origin: String,
    /// The key with which checkpoints are verified.
    pub key: String,
    /// The newest signed checkpoint, as text.
    pub checkpoint: Option<String>,
    /// Entries, newest first.
    pub entries: Vec<EntryView>,
    /// The page's number from 1.
    pub page: u64,
    /// How many pages there are.
    pub pages: u64,
}

/// A log that was written as a plain folder of tiles.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    /// The origin line.
    pub origin: String,
    /// The key with which the checkpoint is verified.
    pub key: String,
    /// How many entries the folder holds.
    pub size: u64,
    /// The signed root, in hexadecimal.
    pub root: String,
}

/// One entry of the log, exactly as hashed.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryView {
    /// The leaf index.
    pub position: u64,
    /// The event's name.
    pub kind: String,
    /// Whose stream.
    pub stream: String,
    /// When.
    pub at: Timestamp,
    /// The leaf hash.
    pub leaf: String,
    /// The exact bytes.
    pub entry: String,
}
