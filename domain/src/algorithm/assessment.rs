//! The human-rights assessment: what was weighed, who signed, what was decided.

use super::event::Event;
use super::facts::{AssessmentContent, ModelFacts, Signature};
use super::state::{Algorithm, Assessment};
use crate::{AssessmentId, Digest, Refusal, Role, Stamp, civil_date};
use jiff::{ToSpan, civil::Date};

/// The roles that must have signed before the approver may decide (A09).
const TEAM: [Role; 3] = [Role::ProductOwner, Role::DataScientist, Role::Lawyer];
/// At most this many months until the assessment is repeated (A11, our default).
const LONGEST_TERM_MONTHS: i32 = 12;

pub(super) fn submit(
    algorithm: &Algorithm,
    assessment: AssessmentId,
    model: Digest,
    content: AssessmentContent,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    proposed(algorithm, model)?;
    if algorithm.assessments.contains_key(&assessment) {
        return Err(Refusal::AssessmentExists { assessment });
    }
    weighed(&content)?;
    in_term(content.valid_until, civil_date(stamp.at()))?;
    Ok(vec![Event::AssessmentSubmitted { assessment, model, content }])
}

pub(super) fn sign(
    algorithm: &Algorithm,
    id: AssessmentId,
    signature: Signature,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let assessment = algorithm.assessments.get(&id).ok_or(Refusal::UnknownAssessment { assessment: id })?;
    if assessment.outcome.is_some() {
        return Err(Refusal::AssessmentDecided { assessment: id });
    }
    let role = stamp.actor().role;
    may_sign(algorithm, assessment, id, stamp)?;
    let outcome = signature.outcome;
    let signed = Event::AssessmentSigned { assessment: id, signature };
    if role != Role::Approver {
        return Ok(vec![signed]);
    }
    everyone_signed(assessment)?;
    Ok(vec![signed, Event::AssessmentDecided { assessment: id, outcome }])
}

fn proposed(algorithm: &Algorithm, model: Digest) -> Result<&ModelFacts, Refusal> {
    algorithm
        .models
        .iter()
        .map(|(facts, _)| facts)
        .find(|facts| facts.hash == model)
        .ok_or(Refusal::UnknownModel { model })
}

fn weighed(content: &AssessmentContent) -> Result<(), Refusal> {
    let named = |name| content.alternatives.iter().any(|other| other.name.as_str() == name);
    if named("no-algorithm") && named("random-checks") {
        return Ok(());
    }
    Err(Refusal::AlternativesMissing { given: content.alternatives.len() })
}

fn in_term(until: Date, today: Date) -> Result<(), Refusal> {
    let latest = today.saturating_add(LONGEST_TERM_MONTHS.months());
    if until < today {
        return Err(Refusal::TermPassed { until });
    }
    if until > latest {
        return Err(Refusal::TermTooLong { until, latest });
    }
    Ok(())
}

/// Distinct people in distinct roles; nobody signs below their own model (A09, S03).
fn may_sign(
    algorithm: &Algorithm,
    assessment: &Assessment,
    id: AssessmentId,
    stamp: &Stamp,
) -> Result<(), Refusal> {
    let actor = stamp.actor();
    if !TEAM.contains(&actor.role) && actor.role != Role::Approver {
        return Err(Refusal::RoleCannotSign { role: actor.role.word() });
    }
    if assessment.signatures.iter().any(|(signed, _)| signed.account == actor.account) {
        return Err(Refusal::SamePerson { assessment: id });
    }
    if assessment.signatures.iter().any(|(signed, _)| signed.role == actor.role) {
        return Err(Refusal::RoleTaken { role: actor.role.word() });
    }
    let own_work = algorithm
        .models
        .iter()
        .any(|(facts, evidence)| facts.hash == assessment.model && evidence.by.account == actor.account);
    if actor.role == Role::Approver && (own_work || assessment.evidence.by.account == actor.account) {
        return Err(Refusal::SamePerson { assessment: id });
    }
    Ok(())
}

fn everyone_signed(assessment: &Assessment) -> Result<(), Refusal> {
    let signed = |role: &Role| assessment.signatures.iter().any(|(actor, _)| actor.role == *role);
    let missing: Vec<_> = TEAM.iter().filter(|role| !signed(role)).map(|role| role.word()).collect();
    if missing.is_empty() { Ok(()) } else { Err(Refusal::SignaturesMissing { missing }) }
}
