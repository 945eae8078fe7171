//! Every "no" that the rules can say, with the facts and the norm it protects.

use crate::{AssessmentId, Digest, Norm, OrderId, RunId, algorithm::ModelFinding};
use jiff::civil::Date;
use serde::Serialize;

/// Why a command was refused, or why a gate of the permit is shut. Closed: a new "no" is a new variant.
///
/// `Display` is for logs and developers; a face renders `code`, `facts` and `norm` in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Refusal {
    /// Nothing was registered under this identifier.
    #[error("no algorithm is registered under this identifier")]
    NotRegistered,
    /// The identifier is taken.
    #[error("an algorithm is already registered under this identifier")]
    AlreadyRegistered,
    /// The algorithm was taken out of use; only a new dossier can follow.
    #[error("the algorithm was withdrawn on {on}")]
    Withdrawn {
        /// The civil date of the withdrawal.
        on: Date,
    },
    /// No model was proposed yet.
    #[error("no model has been proposed")]
    NoModel,
    /// The model is not one that was proposed for this algorithm.
    #[error("model {model} was never proposed for this algorithm")]
    UnknownModel {
        /// The hash that was offered.
        model: Digest,
    },
    /// The model breaks the white-box rule.
    #[error("the model is not accepted: {} findings", findings.len())]
    ModelNotAccepted {
        /// What is wrong, each with its own norm.
        findings: Vec<ModelFinding>,
    },
    /// The same model was proposed before.
    #[error("model {model} was proposed before")]
    ModelAlreadyProposed {
        /// Its hash.
        model: Digest,
    },
    /// What is about to run is not what was registered.
    #[error("model {offered} is not the registered model {registered}")]
    ModelChanged {
        /// The hash of the model that is about to run.
        offered: Digest,
        /// The hash that assessment and registration stand for.
        registered: Digest,
    },
    /// No approved assessment stands for this model.
    #[error("no approved assessment stands for model {model}")]
    NotAssessed {
        /// The hash that has none.
        model: Digest,
    },
    /// The assessment was rejected.
    #[error("the assessment of model {model} was rejected")]
    AssessmentRejected {
        /// The hash that was judged.
        model: Digest,
    },
    /// The assessment's term has passed.
    #[error("the assessment was valid until {until}")]
    AssessmentExpired {
        /// The last day on which it counted.
        until: Date,
    },
    /// The identifier is taken.
    #[error("assessment {assessment} was submitted before")]
    AssessmentExists {
        /// Its identifier.
        assessment: AssessmentId,
    },
    /// No such assessment.
    #[error("assessment {assessment} was never submitted")]
    UnknownAssessment {
        /// Its identifier.
        assessment: AssessmentId,
    },
    /// A decided assessment takes no more signatures.
    #[error("assessment {assessment} is already decided")]
    AssessmentDecided {
        /// Its identifier.
        assessment: AssessmentId,
    },
    /// Fewer than two alternatives were weighed.
    #[error(
        "the assessment weighs {given} alternatives: at least 2 are needed, `no-algorithm` and `random-checks` among them"
    )]
    AlternativesMissing {
        /// How many were given.
        given: usize,
    },
    /// The next assessment is too far away.
    #[error("the assessment is to be repeated on {until}: at most 12 months from now, by {latest}")]
    TermTooLong {
        /// The end that was asked for.
        until: Date,
        /// The last end that is allowed.
        latest: Date,
    },
    /// The term ends before it starts.
    #[error("the assessment would end on {until}, which has passed")]
    TermPassed {
        /// The end that was asked for.
        until: Date,
    },
    /// One account cannot fill two roles.
    #[error("this account signed assessment {assessment} before")]
    SamePerson {
        /// The assessment.
        assessment: AssessmentId,
    },
    /// The role has signed already.
    #[error("the role {role} has signed already")]
    RoleTaken {
        /// The role's word.
        role: &'static str,
    },
    /// This role has no place under an assessment.
    #[error("the role {role} does not sign assessments")]
    RoleCannotSign {
        /// The role's word.
        role: &'static str,
    },
    /// Signatures are missing that the decision needs.
    #[error("signatures are missing: {}", missing.join(", "))]
    SignaturesMissing {
        /// The words of the roles that have not signed.
        missing: Vec<&'static str>,
    },
    /// No public entry stands for exactly this model.
    #[error("no public register entry stands for model {model}")]
    NotPublished {
        /// The hash that has none.
        model: Digest,
    },
    /// A decisive field of the register entry is empty.
    #[error("the register entry lacks {field}")]
    EntryIncomplete {
        /// The field's name in commands.
        field: &'static str,
    },
    /// A supervisor's order stops the algorithm.
    #[error("order {order} of the supervisor is in force")]
    Suspended {
        /// The order.
        order: OrderId,
        /// The last day of the order, if it has one.
        until: Option<Date>,
    },
    /// The identifier is taken.
    #[error("order {order} was issued before")]
    OrderExists {
        /// Its identifier.
        order: OrderId,
    },
    /// No such order is in force.
    #[error("order {order} is not in force")]
    OrderNotInForce {
        /// Its identifier.
        order: OrderId,
    },
    /// An order cannot end before it is given.
    #[error("the order would end on {until}, which has passed")]
    OrderEnded {
        /// The end that was asked for.
        until: Date,
    },
    /// The identifier is taken by another run.
    #[error("run {run} was recorded before with another outcome")]
    RunExists {
        /// Its identifier.
        run: RunId,
    },
    /// The counts of the run contradict each other or the declared selection rule.
    #[error("the counts of the run do not add up: {reason}")]
    RunInconsistent {
        /// What contradicts what.
        reason: &'static str,
    },
    /// The random share of the queue is below the declared one.
    #[error("{random} of {selected} selected people were drawn at random: {needed} are needed")]
    RandomShareTooSmall {
        /// Drawn at random.
        random: u64,
        /// The whole queue.
        selected: u64,
        /// The smallest number that meets the limit.
        needed: u64,
    },
    /// The permit does not hold; every shut gate is named.
    #[error("the permit does not hold: {} gates are shut", gates.len())]
    NoPermit {
        /// The reason of each shut gate, in the order of the gates.
        gates: Vec<Refusal>,
    },
}

impl Refusal {
    /// The norm that this refusal protects; none where it only guards an identifier.
    #[must_use]
    pub fn norm(&self) -> Option<Norm> {
        Some(match self {
            Self::NotRegistered | Self::NotPublished { .. } => Norm::R01,
            Self::Withdrawn { .. } => Norm::R10,
            Self::NoModel => Norm::W01,
            Self::UnknownModel { .. } | Self::ModelChanged { .. } => Norm::W02,
            Self::ModelNotAccepted { findings } => findings.first().map_or(Norm::W01, |first| first.norm),
            Self::ModelAlreadyProposed { .. } => Norm::W03,
            Self::NotAssessed { .. } | Self::UnknownAssessment { .. } => Norm::A01,
            Self::AssessmentRejected { .. } | Self::AssessmentDecided { .. } => Norm::A03,
            Self::AssessmentExpired { .. } | Self::TermTooLong { .. } | Self::TermPassed { .. } => Norm::A11,
            Self::AlternativesMissing { .. } => Norm::A07,
            Self::SamePerson { .. } => Norm::S03,
            Self::RoleTaken { .. } | Self::RoleCannotSign { .. } | Self::SignaturesMissing { .. } => {
                Norm::A09
            }
            Self::EntryIncomplete { .. } => Norm::R06,
            Self::Suspended { .. } | Self::OrderNotInForce { .. } => Norm::O04,
            Self::OrderEnded { .. } => Norm::O08,
            Self::RunInconsistent { .. } | Self::RunExists { .. } => Norm::L01,
            Self::RandomShareTooSmall { .. } => Norm::N07,
            Self::NoPermit { gates } => return gates.first().and_then(Self::norm),
            Self::AlreadyRegistered | Self::AssessmentExists { .. } | Self::OrderExists { .. } => {
                return None;
            }
        })
    }

    /// The stable name of the refusal, for problem types, message keys and tests.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotRegistered => "not-registered",
            Self::AlreadyRegistered => "already-registered",
            Self::Withdrawn { .. } => "withdrawn",
            Self::NoModel => "no-model",
            Self::UnknownModel { .. } => "unknown-model",
            Self::ModelNotAccepted { .. } => "model-not-accepted",
            Self::ModelAlreadyProposed { .. } => "model-already-proposed",
            Self::ModelChanged { .. } => "model-changed",
            Self::NotAssessed { .. } => "not-assessed",
            Self::AssessmentRejected { .. } => "assessment-rejected",
            Self::AssessmentExpired { .. } => "assessment-expired",
            Self::AssessmentExists { .. } => "assessment-exists",
            Self::UnknownAssessment { .. } => "unknown-assessment",
            Self::AssessmentDecided { .. } => "assessment-decided",
            Self::AlternativesMissing { .. } => "alternatives-missing",
            Self::TermTooLong { .. } => "term-too-long",
            Self::TermPassed { .. } => "term-passed",
            Self::SamePerson { .. } => "same-person",
            Self::RoleTaken { .. } => "role-taken",
            Self::RoleCannotSign { .. } => "role-cannot-sign",
            Self::SignaturesMissing { .. } => "signatures-missing",
            Self::NotPublished { .. } => "not-published",
            Self::EntryIncomplete { .. } => "entry-incomplete",
            Self::Suspended { .. } => "suspended",
            Self::OrderExists { .. } => "order-exists",
            Self::OrderNotInForce { .. } => "order-not-in-force",
            Self::OrderEnded { .. } => "order-ended",
            Self::RunExists { .. } => "run-exists",
            Self::RunInconsistent { .. } => "run-inconsistent",
            Self::RandomShareTooSmall { .. } => "random-share-too-small",
            Self::NoPermit { .. } => "no-permit",
        }
    }
}
