//! Tests of a PMML file.

use super::reading::Reading;
use super::xml::{Element, child, elements, finding, need};
use crate::Findings;
use crate::statistical::fact::Fact;
use crate::statistical::formula::Marks;
use crate::statistical::predicate::{Comparison, Predicate};

pub const NAMES: [&str; 5] = ["SimplePredicate", "CompoundPredicate", "SimpleSetPredicate", "True", "False"];

/// The one test of an element.
pub fn of(reading: &mut Reading, node: Element<'_>) -> Result<Predicate, Findings> {
    let mut tests = elements(node).filter(|child| NAMES.contains(&child.tag_name().name()));
    match (tests.next(), tests.next()) {
        (Some(test), None) => read(reading, test),
        (None, _) => {
            Err(finding(node, "missing-element", format!("`{}` has no test", node.tag_name().name())))
        }
        (Some(_), Some(second)) => {
            Err(finding(second, "two-tests", "a second test stands here: put both into one"))
        }
    }
}

fn read(reading: &mut Reading, node: Element<'_>) -> Result<Predicate, Findings> {
    match node.tag_name().name() {
        "True" => Ok(Predicate::Always),
        "False" => Ok(Predicate::Never),
        "SimplePredicate" => simple(reading, node),
        "SimpleSetPredicate" => among(reading, node),
        _ => compound(reading, node),
    }
}

fn compound(reading: &mut Reading, node: Element<'_>) -> Result<Predicate, Findings> {
    let mut parts = vec![];
    for part in elements(node) {
        if !NAMES.contains(&part.tag_name().name()) {
            return Err(finding(part, "unknown-element", format!("`{}` is no test", part.tag_name().name())));
        }
        parts.push(read(reading, part)?);
    }
    if parts.is_empty() {
        return Err(finding(node, "missing-element", "nothing is put together here"));
    }
    match need(node, "booleanOperator")? {
        "and" => Ok(Predicate::And(parts)),
        "or" => Ok(Predicate::Or(parts)),
        "xor" => Ok(Predicate::Xor(parts)),
        "surrogate" => Ok(Predicate::Surrogate(parts)),
        other => Err(finding(node, "unknown-operator", format!("the operator `{other}` is not read"))),
    }
}

fn simple(reading: &mut Reading, node: Element<'_>) -> Result<Predicate, Findings> {
    let named = tested(reading, node)?;
    let of = named.formula.clone();
    let how = match need(node, "operator")? {
        "isMissing" => return Ok(Predicate::Missing { of, missing: true }),
        "isNotMissing" => return Ok(Predicate::Missing { of, missing: false }),
        "equal" => Comparison::Equal,
        "notEqual" => Comparison::Unequal,
        "lessThan" => Comparison::Below,
        "lessOrEqual" => Comparison::AtMost,
        "greaterThan" => Comparison::Above,
        "greaterOrEqual" => Comparison::AtLeast,
        other => {
            return Err(finding(node, "unknown-operator", format!("the operator `{other}` is not read")));
        }
    };
    let with = reading.constant(node, &named, need(node, "value")?)?;
    let order = !matches!(how, Comparison::Equal | Comparison::Unequal);
    if order && matches!(with, Fact::Word(_)) {
        return Err(finding(node, "wrong-kind", "words have no order here: only numbers are compared so"));
    }
    Ok(Predicate::Compare { of, how, with })
}

fn among(reading: &mut Reading, node: Element<'_>) -> Result<Predicate, Findings> {
    let named = tested(reading, node)?;
    let inside = match need(node, "booleanOperator")? {
        "isIn" => true,
        "isNotIn" => false,
        other => {
            return Err(finding(node, "unknown-operator", format!("the operator `{other}` is not read")));
        }
    };
    let list = child(node, "Array").ok_or_else(|| finding(node, "missing-element", "the list is missing"))?;
    let mut facts = vec![];
    for text in items(list.text().unwrap_or_default()) {
        facts.push(reading.constant(list, &named, &text)?);
    }
    Ok(Predicate::Among { of: named.formula, facts, inside })
}

/// What is tested: an input, or bins and lists of inputs.
fn tested(reading: &Reading, node: Element<'_>) -> Result<super::reading::Named, Findings> {
    let name = need(node, "field")?;
    let named = reading.taken(node, name)?;
    let mut marks = Marks::default();
    named.formula.moving(&mut marks);
    let plain = matches!(named.formula, crate::statistical::formula::Formula::Input(_));
    if plain || marks.moving.is_empty() {
        return Ok(named);
    }
    let message = format!("`{name}` is a computed number: only inputs, bins and lists are tested");
    Err(finding(node, "computed-test", message))
}

/// The items of an array: words between spaces, or in quotes that a backslash escapes.
fn items(text: &str) -> Vec<String> {
    let (mut found, mut item, mut quoted, mut begun) = (vec![], String::new(), false, false);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if quoted => item.extend(letters.next()),
            '"' => (quoted, begun) = (!quoted, true),
            _ if letter.is_whitespace() && !quoted => {
                if begun {
                    found.push(std::mem::take(&mut item));
                }
                begun = false;
            }
            _ => {
                item.push(letter);
                begun = true;
            }
        }
    }
    if begun {
        found.push(item);
    }
    found
}
