//! The declaration against the rules: both must speak of the same inputs, in the same kinds of values.

use crate::declaration::{Declaration, Input, InputType};
use crate::dmn::{Definitions, Table};
use crate::{Finding, Findings, Place, Value};

/// Each input of the rules is declared, and nothing is declared that the rules do not read.
pub fn bind(
    declared: &Declaration,
    definitions: &Definitions,
    goal: usize,
    places: &[Place],
) -> Result<Vec<usize>, Findings> {
    use crate::dmn::Logic;
    let needed = definitions.needed(goal);
    let needs = |node: usize| needed.get(node) == Some(&true);
    let mut found = vec![];
    let mut bound = vec![];
    for (input, place) in declared.inputs.iter().zip(places) {
        let node = definitions.find(&input.name).filter(|node| needs(*node));
        match node {
            Some(node) => bound.push(node),
            None => found.push(Finding {
                code: "unused-input",
                norm: Some("W09"),
                place: place.clone(),
                message: format!(
                    "the rules never read the input `{}`: take it out of the declaration",
                    input.name
                ),
            }),
        }
    }
    for (place, node) in definitions.nodes.iter().enumerate() {
        let read = matches!(node.logic, Logic::Input) && needs(place);
        if read && !bound.contains(&place) {
            found.push(Finding {
                code: "undeclared-input",
                norm: Some("W09"),
                place: node.place.clone(),
                message: format!("the rules read `{}`, which the declaration does not name", node.name),
            });
        }
    }
    if found.is_empty() { Ok(bound) } else { Err(Findings(found)) }
}

/// A test that the declared values can never meet would silently never hold.
pub fn fits(
    declared: &Declaration,
    inputs: &[usize],
    tables: &[(usize, Table)],
    places: &[Place],
) -> Result<(), Findings> {
    let mut found = vec![];
    for ((input, node), place) in declared.inputs.iter().zip(inputs).zip(places) {
        let mut literals = tables.iter().flat_map(|(_, table)| literals(table, *node));
        if let Some(message) = literals.find_map(|literal| unfit(input, literal)) {
            found.push(Finding { code: "unfit-test", norm: None, place: place.clone(), message });
        }
    }
    if found.is_empty() { Ok(()) } else { Err(Findings(found)) }
}

/// What the tests on an input compare it with.
fn literals(table: &Table, node: usize) -> impl Iterator<Item = &Value> {
    let about = table.columns.iter().enumerate().filter(move |(_, column)| column.source.node == node);
    about
        .flat_map(|(place, _)| table.rules.iter().filter_map(move |rule| rule.tests.get(place)))
        .flat_map(|test| test.literals())
}

fn unfit(input: &Input, literal: &Value) -> Option<String> {
    let fits = match (input.kind, literal) {
        (_, Value::Null)
        | (InputType::Number, Value::Number { .. })
        | (InputType::Boolean, Value::Boolean(_)) => true,
        (InputType::Text, Value::Text(word)) => input.values.iter().any(|known| **known == **word),
        _ => false,
    };
    (!fits).then(|| {
        format!(
            "the input `{}`: the rules ask for `{literal}`, which it can never be as it is declared",
            input.name
        )
    })
}
