//! A refusal in the reader's language, with the norm it protects.

use super::{Lang, date, short, word};
use app::Problem;
use domain::Refusal;
use domain::algorithm::ModelFinding;
use serde_json::Value;

/// A refusal in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is missing, and what to do.
    pub words: String,
    /// The requirement's id and where to read it, where a norm is protected.
    pub norm: Option<(String, &'static str)>,
}

/// Every reason of a refusal: each shut gate, each finding.
#[must_use]
pub fn refused(lang: Lang, refusal: &Refusal) -> Vec<Refused> {
    match refusal {
        Refusal::NoPermit { gates } => gates.iter().flat_map(|gate| refused(lang, gate)).collect(),
        Refusal::ModelNotAccepted { findings } => findings.iter().map(|found| finding(lang, found)).collect(),
        one => vec![Refused {
            words: word(lang, &format!("refusal-{}", one.code()), &borrowed(&facts(lang, one))),
            norm: one.norm().map(|norm| (norm.id(), norm.citation())),
        }],
    }
}

fn finding(lang: Lang, found: &ModelFinding) -> Refused {
    let facts = [("place", found.place.clone()), ("message", found.message.clone())];
    Refused {
        words: word(lang, &format!("finding-{}", found.code), &facts),
        norm: Some((found.norm.id(), found.norm.citation())),
    }
}

/// The refusal as lines for a terminal.
#[must_use]
pub fn refusal_lines(lang: Lang, refusal: &Refusal) -> Vec<String> {
    let line = |one: Refused| match one.norm {
        Some((id, citation)) => format!("{} [{id}: {citation}]", one.words),
        None => one.words,
    };
    refused(lang, refusal).into_iter().map(line).collect()
}

/// Any problem as lines for a terminal or a page.
#[must_use]
pub fn problem_lines(lang: Lang, problem: &Problem) -> Vec<String> {
    match problem {
        Problem::Refused(refusal) => refusal_lines(lang, refusal),
        Problem::Forbidden { role, action } => {
            let role = word(lang, &format!("role-{role}"), &[]);
            let action = word(lang, &format!("action-{action}"), &[]);
            vec![word(lang, "problem-forbidden", &[("role", role), ("action", action)])]
        }
        Problem::NotFound { kind, id } => {
            let kind = word(lang, &format!("kind-{}", kind.replace(' ', "-")), &[]);
            vec![word(lang, "problem-not-found", &[("kind", kind), ("id", id.clone())]).trim_end().to_owned()]
        }
        Problem::Conflict { what } => vec![word(lang, "problem-conflict", &[("what", what.clone())])],
        Problem::Pending { position } => {
            vec![word(lang, "problem-pending", &[("position", position.to_string())])]
        }
        Problem::Halted { why } => vec![word(lang, "problem-halted", &[("why", why.clone())])],
        Problem::Invalid(faults) => {
            faults.iter().map(|fault| format!("{}: {}", fault.place, fault.message)).collect()
        }
        Problem::Fault { id, .. } => vec![word(lang, "problem-fault", &[("id", id.clone())])],
    }
}

/// The facts of a refusal by name, as a reader writes them.
fn facts(lang: Lang, refusal: &Refusal) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::to_value(refusal) else { return vec![] };
    fields.into_iter().map(|(name, fact)| (name, spelled(lang, &fact))).collect()
}

fn spelled(lang: Lang, fact: &Value) -> String {
    match fact {
        Value::String(text) => match text.parse() {
            Ok(day) => date(lang, day),
            Err(_) if text.len() == 64 => short(text),
            Err(_) => text.clone(),
        },
        Value::Array(items) => {
            let roles =
                items.iter().filter_map(Value::as_str).map(|role| word(lang, &format!("role-{role}"), &[]));
            roles.collect::<Vec<_>>().join(", ")
        }
        Value::Null => "\u{2013}".to_owned(),
        other => other.to_string(),
    }
}

fn borrowed(facts: &[(String, String)]) -> Vec<(&str, String)> {
    facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect()
}
