//! The element `TreeModel`.

use super::predicate;
use super::reading::{Kind, Reading, constant};
use super::xml::{Element, attribute, child, children, finding, need, need_number, only};
use crate::statistical::Form;
use crate::statistical::fact::Fact;
use crate::statistical::tree::{Node, Tree, Unknown};
use crate::{Decimal, Findings};

pub fn read(reading: &mut Reading, model: Element<'_>) -> Result<Form, Findings> {
    let kind = match need(model, "functionName")? {
        "classification" => Kind::Word,
        "regression" => Kind::Number,
        other => return Err(finding(model, "unknown-function", format!("`{other}` is not read here"))),
    };
    let unknown = match attribute(model, "missingValueStrategy").unwrap_or("none") {
        "none" => Unknown::Next,
        "nullPrediction" => Unknown::Refuse,
        "lastPrediction" => Unknown::Last,
        "defaultChild" => Unknown::Named,
        "weightedConfidence" | "aggregateNodes" => {
            let message =
                "the file mixes leaves where a value is missing: here nothing is decided on a missing value";
            reading.note(model, "missing-value", message);
            Unknown::Refuse
        }
        other => {
            return Err(finding(model, "unknown-strategy", format!("the strategy `{other}` is not read")));
        }
    };
    let last_holds = match attribute(model, "noTrueChildStrategy").unwrap_or("returnNullPrediction") {
        "returnNullPrediction" => false,
        "returnLastPrediction" => true,
        other => {
            return Err(finding(model, "unknown-strategy", format!("the strategy `{other}` is not read")));
        }
    };
    let root =
        child(model, "Node").ok_or_else(|| finding(model, "missing-element", "the tree has no `Node`"))?;
    let nodes = nodes(reading, root, kind)?;
    Ok(Form::Tree(Tree { name: super::cards::name(model), nodes, unknown, last_holds }))
}

/// The nodes in the order of the file: each behind its parent.
fn nodes(reading: &mut Reading, root: Element<'_>, kind: Kind) -> Result<Vec<Node>, Findings> {
    let (mut nodes, mut open): (Vec<Node>, Vec<(Element<'_>, Option<usize>)>) = (vec![], vec![(root, None)]);
    while let Some((element, parent)) = open.pop() {
        let place = nodes.len();
        nodes.push(node(reading, element, kind)?);
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            parent.branches.push(place);
        }
        let below: Vec<_> = children(element, "Node").map(|one| (one, Some(place))).collect();
        open.extend(below.into_iter().rev());
    }
    named(root, &mut nodes)?;
    Ok(nodes)
}

fn node(reading: &mut Reading, element: Element<'_>, kind: Kind) -> Result<Node, Findings> {
    only(element, &[&predicate::NAMES[..], &["Node", "ScoreDistribution", "Partition"]].concat())?;
    let test = predicate::of(reading, element)?;
    let mut counts = vec![];
    for one in children(element, "ScoreDistribution") {
        counts.push((need(one, "value")?.to_owned(), need_number(one, "recordCount")?));
    }
    let outcome = attribute(element, "score").map(|text| constant(element, kind, text)).transpose()?;
    let outcome = outcome.or_else(|| most(&counts));
    Ok(Node { test, branches: vec![], outcome, counts, otherwise: None })
}

/// Without a score the most frequent value holds; of equal ones the first.
fn most(counts: &[(String, Decimal)]) -> Option<Fact> {
    let mut best: Option<&(String, Decimal)> = None;
    for one in counts {
        if best.is_none_or(|(_, most)| one.1 > *most) {
            best = Some(one);
        }
    }
    best.map(|(value, _)| Fact::word(value))
}

/// The default branch of each node, by the ids of the file.
fn named(root: Element<'_>, nodes: &mut [Node]) -> Result<(), Findings> {
    let elements =
        || root.descendants().filter(|one| super::xml::is_pmml(*one) && one.tag_name().name() == "Node");
    let ids: Vec<_> = elements().map(|one| attribute(one, "id")).collect();
    for (node, element) in nodes.iter_mut().zip(elements()) {
        let Some(default) = attribute(element, "defaultChild") else { continue };
        let branch = node.branches.iter().find(|branch| ids.get(**branch) == Some(&Some(default)));
        let missing =
            || finding(element, "unknown-node", format!("no branch of this node has the id `{default}`"));
        node.otherwise = Some(*branch.ok_or_else(missing)?);
    }
    Ok(())
}
