//! What a rules file is, before anybody has declared anything about it.

use crate::dmn::{Definitions, Logic, Node};
use crate::statistical::ReadingLimits;
use crate::statistical::fact::{Domain, Field};
use crate::{Finding, Findings, Limits, forbidden, import};
use serde::Serialize;

/// What a rules file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// What the file calls itself.
    pub name: String,
    /// The family of readable models that it belongs to.
    pub family: &'static str,
    /// What it reads: name, and what it can hold.
    pub inputs: Vec<(String, String)>,
    /// What it is made of: each table or each count, in words.
    pub parts: Vec<String>,
    /// What stands against its use; none means that it may be declared and proposed.
    pub findings: Vec<Finding>,
    /// What its reader should know; nothing in it stands against its use.
    pub notes: Vec<Finding>,
}

/// Says what a rules file is: DMN, PMML, EBM, or a scorecard.
///
/// # Errors
/// Everything that is wrong, with places; or why files of this kind are refused.
pub fn survey(rules: &[u8], limits: &Limits) -> Result<Survey, Findings> {
    if import::is_dmn(rules) {
        Ok(of_tables(&Definitions::read(rules)?, limits))
    } else {
        of_numbers(rules, limits)
    }
}

fn of_tables(definitions: &Definitions, limits: &Limits) -> Survey {
    let (mut inputs, mut parts, mut findings, mut rules) = (vec![], vec![], vec![], 0);
    for node in &definitions.nodes {
        match &node.logic {
            Logic::Input => {
                inputs.push((node.name.clone(), what(node)));
                findings.extend(forbidden_name(node));
            }
            Logic::Table(table) => {
                rules += table.rules.len();
                parts.push(format!(
                    "{}: {} rules × {} columns",
                    node.name,
                    table.rules.len(),
                    table.columns.len()
                ));
            }
            Logic::Formula => {
                findings.push(outside(node, &format!("`{}` is decided by a formula", node.name)));
            }
            Logic::Outside(reason) => findings.push(outside(node, reason)),
        }
    }
    for (code, norm, count, limit, word) in [
        ("too-many-inputs", "W09", inputs.len(), limits.inputs, "inputs"),
        ("too-many-rules", "W01", rules, limits.rules, "rules"),
    ] {
        if count > limit {
            let message =
                format!("the file has {count} {word}: with more than {limit} nobody can read it any more");
            findings.push(Finding {
                code,
                norm: Some(norm),
                place: crate::Place::new("rules", 1, 1),
                message,
            });
        }
    }
    let name = definitions.name.clone();
    Survey { name, family: "decision-table", inputs, parts, findings, notes: definitions.notes.clone() }
}

fn outside(node: &Node, reason: &str) -> Finding {
    let message = format!("{reason}: about people only decision tables over named values decide");
    Finding { code: "outside-subset", norm: Some("W01"), place: node.place.clone(), message }
}

fn forbidden_name(node: &Node) -> Option<Finding> {
    let (what, word) = forbidden::ground(&node.name)?;
    let message =
        format!("the input `{}` stands for {what} (`{word}`): it is never used in a risk profile", node.name);
    Some(Finding { code: "forbidden-input", norm: Some("N01"), place: node.place.clone(), message })
}

fn what(node: &Node) -> String {
    let allowed: Vec<String> = node.kind.allowed.iter().map(ToString::to_string).collect();
    match (node.kind.kind, allowed.as_slice()) {
        (None, []) => "no type is said".to_owned(),
        (Some(kind), []) => kind.word().to_owned(),
        (_, allowed) => format!("one of {}", allowed.join(", ")),
    }
}

fn of_numbers(rules: &[u8], limits: &Limits) -> Result<Survey, Findings> {
    let read = import::read(rules)?;
    let sizes = ReadingLimits {
        inputs: limits.inputs,
        rules: limits.rules,
        buckets: limits.buckets,
        conditions: limits.conditions,
        ..ReadingLimits::default()
    };
    let found = read.model.measured(&sizes);
    let counts = [
        (found.terms, "terms"),
        (found.pairs, "terms over two inputs"),
        (found.buckets, "buckets"),
        (found.rules, "leaves or rules"),
        (found.depth, "tests behind each other"),
        (found.conditions, "conditions"),
    ];
    let parts =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    Ok(Survey {
        name: read.model.name().to_owned(),
        family: found.family,
        inputs: read.model.fields().iter().map(|field| (field.name.clone(), holds(field))).collect(),
        parts: parts.collect(),
        findings: found.findings,
        notes: read.notes,
    })
}

fn holds(field: &Field) -> String {
    match &field.domain {
        Domain::Words { values } => format!("one of {}", values.join(", ")),
        Domain::Number { whole, intervals } => {
            let kind = if *whole { "a whole number" } else { "a number" };
            let list: Vec<_> = intervals.iter().map(ToString::to_string).collect();
            if list.is_empty() { kind.to_owned() } else { format!("{kind} in {}", list.join(" or ")) }
        }
    }
}
