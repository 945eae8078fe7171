//! A table and the selection rule against themselves: what could never be decided, or would be decided by chance,
//! is refused at reading and not found out on a person.

use crate::declaration::Declaration;
use crate::dmn::{Aggregator, Definitions, HitPolicy, Table};
use crate::{Finding, Findings, SelectionRule, Value};

/// Every table decides, and the deciding one answers what the selection rule asks for.
pub fn check(
    declared: &Declaration,
    definitions: &Definitions,
    tables: &[(usize, Table)],
) -> Result<(), Findings> {
    let mut found = vec![];
    let mut say = |node: usize, code: &'static str, message: String| {
        if let Some(node) = definitions.nodes.get(node) {
            let message = format!("`{}`: {message}", node.name);
            found.push(Finding { code, norm: None, place: node.place.clone(), message });
        }
    };
    for (node, table) in tables {
        let wrong = aggregation(table).map(|message| ("aggregation", message));
        if let Some((code, message)) = wrong.or_else(|| Some(("priority", priority(table)?))) {
            say(*node, code, message);
        }
    }
    if let Some((node, table)) = tables.last()
        && let Some(message) = selection(&declared.selection.rule, table)
    {
        say(*node, "selection", message);
    }
    if found.is_empty() { Ok(()) } else { Err(Findings(found)) }
}

fn aggregation(table: &Table) -> Option<String> {
    let HitPolicy::Collect(Aggregator::Sum | Aggregator::Min | Aggregator::Max) = table.policy else {
        return None;
    };
    match answers(table) {
        None => Some("only one output can be put together".to_owned()),
        Some(answers) => {
            let word = answers.iter().find(|answer| answer.as_number().is_none())?;
            Some(format!("`{word}` is no number and cannot be put together with others"))
        }
    }
}

/// Without a list of outputs, best first, the order would be chance.
fn priority(table: &Table) -> Option<String> {
    if !matches!(table.policy, HitPolicy::Priority | HitPolicy::OutputOrder) {
        return None;
    }
    table.outputs.iter().enumerate().find_map(|(place, output)| {
        if output.allowed.is_empty() {
            return Some("the hit policy needs the output values in order of priority".to_owned());
        }
        let mut answers = table.rules.iter().filter_map(|rule| rule.outputs.get(place));
        let unlisted = answers.find(|answer| !output.allowed.contains(answer))?;
        Some(format!("`{unlisted}` is not among the output values, so it has no priority"))
    })
}

fn selection(rule: &SelectionRule, table: &Table) -> Option<String> {
    let counted = table.policy == HitPolicy::Collect(Aggregator::Count);
    let listed = matches!(
        table.policy,
        HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(Aggregator::List)
    );
    let single = answers(table).filter(|_| !listed);
    match rule {
        _ if counted => None,
        SelectionRule::Top { .. } | SelectionRule::Threshold { .. } => {
            let numbers = single.is_some_and(|answers| answers.iter().all(|one| one.as_number().is_some()));
            (!numbers).then(|| "the selection rule compares numbers, and not every answer is one".to_owned())
        }
        SelectionRule::Outcome { .. } if table.policy == HitPolicy::Collect(Aggregator::Sum) => None,
        SelectionRule::Outcome { equals } => {
            let Some(answers) = single else {
                return Some(
                    "the selection rule asks for one word, and several are answered together".to_owned(),
                );
            };
            let never =
                equals.iter().find(|word| answers.iter().all(|answer| answer.to_string() != **word))?;
            Some(format!("the selection rule asks for `{never}`, which is never answered"))
        }
    }
}

/// What a table of one output can answer, apart from sums.
fn answers(table: &Table) -> Option<Vec<&Value>> {
    let [output] = table.outputs.as_slice() else { return None };
    Some(table.rules.iter().flat_map(|rule| &rule.outputs).chain(&output.default).collect())
}
