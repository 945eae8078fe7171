//! The permit: what the recorded facts allow on a given day. Never stored, never granted by hand.
//!
//! Each gate is open with its evidence or shut with a refusal that names the norm it protects.

use super::facts::{Evidence, Outcome};
use super::state::{Algorithm, Assessment, Order};
use crate::{Digest, Norm, Refusal, civil_date};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The conditions, in the order in which a body meets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateKind {
    /// Under safeguards, and not withdrawn.
    Registered,
    /// A readable model was proposed.
    Model,
    /// What runs is what was registered.
    Frozen,
    /// An approved, unexpired assessment stands for this model.
    Assessment,
    /// A public entry stands for this model.
    Registration,
    /// No order stops it.
    Orders,
}

impl GateKind {
    /// Every gate, in order.
    pub const ALL: [Self; 6] =
        [Self::Registered, Self::Model, Self::Frozen, Self::Assessment, Self::Registration, Self::Orders];

    /// The norm that the gate keeps.
    #[must_use]
    pub const fn norm(self) -> Norm {
        match self {
            Self::Registered => Norm::R10,
            Self::Model => Norm::W01,
            Self::Frozen => Norm::W02,
            Self::Assessment => Norm::A01,
            Self::Registration => Norm::R01,
            Self::Orders => Norm::O04,
        }
    }

    /// The word used in views and message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Model => "model",
            Self::Frozen => "frozen",
            Self::Assessment => "assessment",
            Self::Registration => "registration",
            Self::Orders => "orders",
        }
    }
}

/// One condition with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Which condition.
    pub kind: GateKind,
    /// The facts that open it (none needed where nothing stands in the way), or why it is shut.
    pub answer: Result<Vec<Evidence>, Refusal>,
}

/// All gates for one model on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    /// The model it is about, if there is one.
    pub model: Option<Digest>,
    /// The civil date it was computed for.
    pub day: Date,
    /// Every gate, in order.
    pub gates: Vec<Gate>,
}

type Answer = Result<Vec<Evidence>, Refusal>;

impl Permit {
    /// The permit of the model that the algorithm stands for now.
    #[must_use]
    pub fn of(algorithm: &Algorithm, day: Date) -> Self {
        Self::compute(algorithm, algorithm.current_model(), day)
    }

    /// The permit for exactly the model that is about to run.
    #[must_use]
    pub fn for_model(algorithm: &Algorithm, model: Digest, day: Date) -> Self {
        Self::compute(algorithm, Some(model), day)
    }

    /// Output may be produced only on `Ok`.
    ///
    /// # Errors
    /// [`Refusal::NoPermit`] with the reason of every shut gate.
    pub fn holds(&self) -> Result<(), Refusal> {
        let gates: Vec<_> =
            self.gates.iter().filter_map(|gate| gate.answer.as_ref().err().cloned()).collect();
        if gates.is_empty() { Ok(()) } else { Err(Refusal::NoPermit { gates }) }
    }

    fn compute(algorithm: &Algorithm, model: Option<Digest>, day: Date) -> Self {
        let gates = GateKind::ALL.map(|kind| Gate { kind, answer: answer(kind, algorithm, model, day) });
        Self { model, day, gates: gates.into() }
    }
}

fn answer(kind: GateKind, algorithm: &Algorithm, model: Option<Digest>, day: Date) -> Answer {
    match kind {
        GateKind::Registered => registered(algorithm),
        GateKind::Orders => orders(algorithm, model, day),
        GateKind::Model => proposed(algorithm, model.ok_or(Refusal::NoModel)?),
        GateKind::Frozen => frozen(algorithm, model.ok_or(Refusal::NoModel)?),
        GateKind::Assessment => assessed(algorithm, model.ok_or(Refusal::NoModel)?, day),
        GateKind::Registration => published(algorithm, model.ok_or(Refusal::NoModel)?),
    }
}

fn registered(algorithm: &Algorithm) -> Answer {
    if let Some((_, evidence)) = &algorithm.withdrawn {
        return Err(Refusal::Withdrawn { on: civil_date(evidence.at) });
    }
    algorithm.registered.as_ref().map(|(.., evidence)| vec![*evidence]).ok_or(Refusal::NotRegistered)
}

fn proposed(algorithm: &Algorithm, model: Digest) -> Answer {
    let found = algorithm.models.iter().find(|(facts, _)| facts.hash == model);
    found.map(|(_, evidence)| vec![*evidence]).ok_or(Refusal::UnknownModel { model })
}

fn frozen(algorithm: &Algorithm, model: Digest) -> Answer {
    match &algorithm.registration {
        Some(entry) if entry.model != model => {
            Err(Refusal::ModelChanged { offered: model, registered: entry.model })
        }
        Some(entry) => Ok(vec![entry.evidence]),
        None => proposed(algorithm, model),
    }
}

fn published(algorithm: &Algorithm, model: Digest) -> Answer {
    let entry = algorithm.registration.as_ref().filter(|entry| entry.model == model);
    entry.map(|entry| vec![entry.evidence]).ok_or(Refusal::NotPublished { model })
}

/// A rejection stands until a later assessment of the same model is approved (A03).
fn assessed(algorithm: &Algorithm, model: Digest, day: Date) -> Answer {
    let decided = algorithm.assessments.values().filter(|found| found.model == model);
    let latest = decided
        .filter_map(|found| found.outcome.map(|(outcome, evidence)| (evidence, outcome, found)))
        .max_by_key(|(evidence, ..)| evidence.position);
    match latest {
        None => Err(Refusal::NotAssessed { model }),
        Some((_, Outcome::Rejected, _)) => Err(Refusal::AssessmentRejected { model }),
        Some((evidence, Outcome::Approved, found)) => unexpired(found, evidence, day),
    }
}

fn unexpired(assessment: &Assessment, evidence: Evidence, day: Date) -> Answer {
    let until = assessment.content.valid_until;
    if day > until {
        Err(Refusal::AssessmentExpired { until })
    } else {
        Ok(vec![assessment.evidence, evidence])
    }
}

fn orders(algorithm: &Algorithm, model: Option<Digest>, day: Date) -> Answer {
    let stops = |order: &Order| {
        order.in_force_on(day)
            && order.terms.model.is_none_or(|scope| model.is_none_or(|running| running == scope))
    };
    match algorithm.orders.iter().find(|(_, order)| stops(order)) {
        Some((id, order)) => Err(Refusal::Suspended { order: *id, until: order.terms.until }),
        None => Ok(algorithm.orders.values().filter_map(|order| order.lifted).collect()),
    }
}
