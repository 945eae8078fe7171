//! What a file holds beside the standard: other languages are refused, other elements are ignored and noted.

use super::xml::{NAMESPACES, attribute, finding, place};
use crate::{Finding, Findings};
use roxmltree::Node as Xml;
use std::collections::BTreeSet;

/// Pictures of diagrams: nobody misses them in a decision.
const PICTURES: [&str; 3] = ["/DMNDI/", "/DI/", "/DC/"];

/// Every expression is in the standard's language. Another one could mean anything, and its kind with other values for
/// what goes wrong would decide otherwise.
pub fn language(root: Xml<'_, '_>) -> Result<(), Findings> {
    for node in root.descendants().filter(Xml::is_element) {
        let Some(named) = attribute(node, "expressionLanguage") else { continue };
        let plain = named.trim().to_lowercase();
        let other = plain.contains("b-feel") || !plain.contains("feel");
        if !plain.is_empty() && other {
            let message = format!("the expressions are in `{named}`: only FEEL is read");
            return Err(finding(node, "other-language", message));
        }
    }
    Ok(())
}

/// One note for each namespace that is not the standard's, where it first appears.
pub fn notes(root: Xml<'_, '_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let foreign = |node: &Xml<'_, '_>| {
        let space = node.tag_name().namespace().unwrap_or_default();
        let known = NAMESPACES.contains(&space) || PICTURES.iter().any(|picture| space.ends_with(picture));
        (!known).then(|| space.to_owned())
    };
    let elements = root.descendants().filter(Xml::is_element);
    let first =
        elements.filter_map(|node| foreign(&node).filter(|space| seen.insert(space.clone())).zip(Some(node)));
    let note = |(space, node): (String, Xml<'_, '_>)| Finding {
        code: "ignored-extension",
        norm: None,
        place: place(node),
        message: format!("elements of `{space}` are ignored: they decide nothing here"),
    };
    first.map(note).collect()
}
