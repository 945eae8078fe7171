//! From XML to the graph: names, types, requirements, and an order without circles.

use super::draft::Draft;
use super::graph::Definitions;
use super::types::Types;
use super::xml::{self, attribute, child, children, finding};
use super::{compile, xml::NAMESPACES};
use crate::Findings;
use roxmltree::Node as Xml;
use std::collections::BTreeSet;

impl Definitions {
    /// Reads a DMN file.
    ///
    /// # Errors
    /// What is wrong with it, with places.
    pub fn read(source: &[u8]) -> Result<Self, Findings> {
        definitions(source)
    }
}

const MOST_DECISIONS: usize = 200;

fn definitions(source: &[u8]) -> Result<Definitions, Findings> {
    let document = xml::parse(source)?;
    let root = document.root_element();
    if !xml::is(root, "definitions") {
        let spaces = NAMESPACES.join(", ");
        return Err(finding(
            root,
            "not-dmn",
            format!("expected `definitions` of DMN 1.1 to 1.5 (one of {spaces})"),
        ));
    }
    if let Some(import) = child(root, "import") {
        return Err(finding(import, "import", "imports are not read: put all decisions in one file"));
    }
    let types = Types::read(root)?;
    let ordered = in_order(drafts(root)?)?;
    let mut nodes = Vec::with_capacity(ordered.len());
    for draft in ordered {
        let node = compile::node(&draft, &nodes, &types)?;
        nodes.push(node);
    }
    let name = attribute(root, "name").unwrap_or_default().to_owned();
    Ok(Definitions { name, nodes })
}

fn drafts<'a, 'i>(root: Xml<'a, 'i>) -> Result<Vec<Draft<'a, 'i>>, Findings> {
    let elements: Vec<_> = children(root, "inputData").chain(children(root, "decision")).collect();
    if elements.len() > MOST_DECISIONS {
        return Err(finding(
            root,
            "too-large",
            format!(
                "the file has {} inputs and decisions: at most {MOST_DECISIONS} are read",
                elements.len()
            ),
        ));
    }
    let mut names = BTreeSet::new();
    let mut found = vec![];
    for xml in elements {
        let name =
            attribute(xml, "name").ok_or_else(|| finding(xml, "no-name", "the element has no name"))?;
        if !names.insert(name) {
            return Err(finding(xml, "name-twice", format!("the name `{name}` is given twice")));
        }
        let id = attribute(xml, "id").unwrap_or(name);
        let requires = children(xml, "informationRequirement")
            .flat_map(|requirement| requirement.children())
            .filter(|target| xml::is(*target, "requiredInput") || xml::is(*target, "requiredDecision"))
            .filter_map(xml::reference)
            .collect();
        found.push(Draft { xml, id, name, requires });
    }
    Ok(found)
}

/// Each node after what it requires; a circle or a missing node is a finding.
fn in_order<'a, 'i>(drafts: Vec<Draft<'a, 'i>>) -> Result<Vec<Draft<'a, 'i>>, Findings> {
    let known: Vec<&str> = drafts.iter().map(|draft| draft.id).collect();
    for draft in &drafts {
        if let Some(missing) = draft.requires.iter().find(|id| !known.contains(id)) {
            return Err(finding(
                draft.xml,
                "unknown-requirement",
                format!("`{}` requires `{missing}`, which is not in the file", draft.name),
            ));
        }
    }
    let (mut done, mut waiting): (Vec<Draft<'a, 'i>>, _) = (vec![], drafts);
    while !waiting.is_empty() {
        let ready = |draft: &Draft<'_, '_>| {
            draft.requires.iter().all(|id| done.iter().any(|before| before.id == *id))
        };
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(ready);
        if let (true, Some(stuck)) = (now.is_empty(), later.first()) {
            return Err(finding(
                stuck.xml,
                "circle",
                format!("`{}` requires itself, directly or through others", stuck.name),
            ));
        }
        done.extend(now);
        waiting = later;
    }
    Ok(done)
}
