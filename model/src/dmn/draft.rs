//! A node whose table is not read yet.

use super::graph::{Logic, Node};
use super::types::Types;
use super::xml::{self, attribute, child};
use roxmltree::Node as Xml;

/// A node before its tables are read.
pub struct Draft<'a, 'i> {
    pub xml: Xml<'a, 'i>,
    pub id: &'a str,
    pub name: &'a str,
    pub requires: Vec<&'a str>,
}

/// How a decision is decided.
pub fn logic<'a, 'i>(draft: &Draft<'a, 'i>) -> Result<Xml<'a, 'i>, Logic> {
    if xml::is(draft.xml, "inputData") {
        return Err(Logic::Input);
    }
    if let Some(table) = child(draft.xml, "decisionTable") {
        return Ok(table);
    }
    let skipped = [
        "variable",
        "informationRequirement",
        "knowledgeRequirement",
        "authorityRequirement",
        "question",
        "allowedAnswers",
        "description",
        "extensionElements",
    ];
    let other = draft.xml.children().find(|node| {
        node.is_element()
            && !skipped.contains(&node.tag_name().name())
            && xml::is(*node, node.tag_name().name())
    });
    let form = other.map_or("nothing", |node| node.tag_name().name());
    Err(Logic::Outside(format!("`{}` is decided by {form}, not by a decision table", draft.name)))
}

pub fn node(draft: &Draft<'_, '_>, before: &[Node], types: &Types, logic: Logic) -> Node {
    let declared = child(draft.xml, "variable").and_then(|variable| attribute(variable, "typeRef"));
    let requires = |id: &&str| before.iter().position(|node| node.id_is(id));
    Node {
        name: draft.name.to_owned(),
        kind: declared.map(|name| types.named(name)).unwrap_or_default(),
        place: xml::place(draft.xml),
        logic,
        requires: draft.requires.iter().filter_map(requires).collect(),
        id: draft.id.to_owned(),
    }
}
