//! The element `Scorecard`.

use super::predicate;
use super::reading::{Reading, marked};
use super::xml::{Element, attribute, child, children, finding, need, need_number, number, only, place};
use crate::Findings;
use crate::import::noted::{MOST_FINDINGS, unreadable};
use crate::statistical::Form;
use crate::statistical::additive::{Additive, Cell, Link, Lookup, Output, Reasons, Term};

const MOST_ATTRIBUTES: usize = 1_000;

pub fn read(reading: &mut Reading, node: Element<'_>) -> Result<Form, Findings> {
    if attribute(node, "isScorable") == Some("false") {
        return Err(finding(node, "not-for-scoring", "the file says that it is not meant for deciding"));
    }
    let reasons = match (attribute(node, "useReasonCodes"), attribute(node, "reasonCodeAlgorithm")) {
        (Some("false"), _) => None,
        (_, None | Some("pointsBelow")) => Some(Reasons::PointsBelow),
        (_, Some("pointsAbove")) => Some(Reasons::PointsAbove),
        (_, Some(other)) => {
            return Err(finding(
                node,
                "unknown-algorithm",
                format!("the reason code algorithm `{other}` is not read"),
            ));
        }
    };
    let list = child(node, "Characteristics")
        .ok_or_else(|| finding(node, "missing-element", "there are no `Characteristics`"))?;
    only(list, &["Characteristic"])?;
    let (mut terms, mut wrong) = (vec![], vec![]);
    for one in children(list, "Characteristic") {
        match characteristic(reading, one, node) {
            Ok(lookup) => terms.push(Term::Lookup(lookup)),
            Err(Findings(found)) => wrong.extend(found),
        }
    }
    if !wrong.is_empty() {
        wrong.truncate(MOST_FINDINGS);
        return Err(Findings(wrong));
    }
    let intercept = number(node, "initialScore")?.unwrap_or_default();
    Ok(Form::Additive(Additive { intercept, terms, link: Link::Identity, output: Output::Score, reasons }))
}

fn characteristic(reading: &mut Reading, node: Element<'_>, card: Element<'_>) -> Result<Lookup, Findings> {
    only(node, &["Attribute"])?;
    if children(node, "Attribute").count() > MOST_ATTRIBUTES {
        let message =
            format!("the characteristic has more than {MOST_ATTRIBUTES} attributes: nobody can read so many");
        return Err(unreadable(place(node), message));
    }
    let code = attribute(node, "reasonCode");
    let mut attributes = vec![];
    for one in children(node, "Attribute") {
        if let Some(formula) = child(one, "ComplexPartialScore") {
            return Err(finding(
                formula,
                "computed-points",
                "computed points are not read: write them as buckets",
            ));
        }
        let test = predicate::of(reading, one)?;
        let reason = attribute(one, "reasonCode").or(code).map(str::to_owned);
        attributes.push((test, Cell::Adds { points: need_number(one, "partialScore")?, reason }));
    }
    let first = attributes.iter().flat_map(|(test, _)| test.inputs()).next();
    let input = first.and_then(|input| reading.fields.get(input)).map(|field| field.name.clone());
    let name = attribute(node, "name").map(str::to_owned).or(input).unwrap_or_default();
    let (marks, inputs) = marked(attributes.iter().map(|(test, _)| test));
    let mut lookup = reading.tabulate(node, &name, (&marks, &inputs), &|facts| {
        for (test, cell) in &attributes {
            if test.holds(facts)? == Some(true) {
                return Ok(cell.clone());
            }
        }
        Ok(Cell::Refused)
    })?;
    lookup.baseline = number(node, "baselineScore")?.or(number(card, "baselineScore")?);
    Ok(lookup)
}

/// The name of the model.
pub fn name(node: Element<'_>) -> String {
    attribute(node, "modelName").or_else(|| need(node, "functionName").ok()).unwrap_or("model").to_owned()
}
