//! From XML to the graph: names, types, requirements, and an order without circles.

use super::draft::Draft;
use super::foreign;
use super::graph::Definitions;
use super::types::Types;
use super::xml::{self, attribute, child, children, finding};
use super::{compile, xml::NAMESPACES};
use crate::{Findings, Place};
use roxmltree::Node as Xml;
use std::collections::{BTreeMap, BTreeSet};

impl Definitions {
    /// Reads a DMN file.
    ///
    /// # Errors
    /// What is wrong with it, with places.
    pub fn read(source: &[u8]) -> Result<Self, Findings> {
        definitions(source)
    }
}

const MOST_DECISIONS: usize = 2_000;

fn definitions(source: &[u8]) -> Result<Definitions, Findings> {
    let document = xml::parse(source)?;
    let root = document.root_element();
    if !xml::is(root, "definitions") {
        let spaces = NAMESPACES.join(", ");
        return Err(finding(
            root,
            "not-dmn",
            format!("expected `definitions` of DMN 1.1 to 1.6 (one of {spaces})"),
        ));
    }
    if let Some(import) = child(root, "import") {
        return Err(finding(import, "import", "imports are not read: put all decisions in one file"));
    }
    foreign::language(root)?;
    let types = Types::read(root)?;
    let ordered = in_order(drafts(root)?)?;
    let mut nodes = Vec::with_capacity(ordered.len());
    for (draft, place) in ordered.iter().zip(places(&ordered, document.input_text())) {
        let node = compile::node(draft, place, &nodes, &types)?;
        nodes.push(node);
    }
    let name = attribute(root, "name").unwrap_or_default().to_owned();
    Ok(Definitions { name, nodes, notes: foreign::notes(root) })
}

/// Where each node stands, in one pass over the text.
fn places(drafts: &[Draft<'_, '_>], text: &str) -> Vec<Place> {
    let mut starts: Vec<(usize, usize)> =
        drafts.iter().enumerate().map(|(node, draft)| (draft.xml.range().start, node)).collect();
    starts.sort_unstable();
    let mut found = vec![Place::new(xml::FILE, 1, 1); drafts.len()];
    let (mut line, mut column, mut letters) = (1, 1, text.char_indices().peekable());
    for (start, node) in starts {
        while let Some((_, letter)) = letters.next_if(|(byte, _)| *byte < start) {
            (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        if let Some(place) = found.get_mut(node) {
            *place = Place::new(xml::FILE, line, column);
        }
    }
    found
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
    let (mut names, mut ids) = (BTreeSet::new(), BTreeSet::new());
    let mut found = vec![];
    for xml in elements {
        let name =
            attribute(xml, "name").ok_or_else(|| finding(xml, "no-name", "the element has no name"))?;
        if !names.insert(name) {
            return Err(finding(xml, "name-twice", format!("the name `{name}` is given twice")));
        }
        let id = attribute(xml, "id").unwrap_or(name);
        if !ids.insert(id) {
            return Err(finding(xml, "id-twice", format!("the id `{id}` of `{name}` is given twice")));
        }
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
    let known: BTreeMap<&str, usize> =
        drafts.iter().enumerate().map(|(place, draft)| (draft.id, place)).collect();
    let mut required_by: Vec<Vec<usize>> = vec![vec![]; drafts.len()];
    for (place, draft) in drafts.iter().enumerate() {
        for id in &draft.requires {
            let missing = || {
                let message = format!("`{}` requires `{id}`, which is not in the file", draft.name);
                finding(draft.xml, "unknown-requirement", message)
            };
            let target = *known.get(id).ok_or_else(missing)?;
            required_by.get_mut(target).into_iter().for_each(|list| list.push(place));
        }
    }
    let mut open: Vec<usize> = drafts.iter().map(|draft| draft.requires.len()).collect();
    let mut now: Vec<usize> = (0..open.len()).filter(|place| open.get(*place) == Some(&0)).collect();
    let mut levels: Vec<Option<usize>> = vec![None; drafts.len()];
    for level in 0..drafts.len() {
        let mut next = vec![];
        for place in now {
            levels.get_mut(place).into_iter().for_each(|slot| *slot = Some(level));
            for above in required_by.get(place).into_iter().flatten() {
                let left = open.get_mut(*above).map_or(0, |left| {
                    *left -= 1;
                    *left
                });
                if left == 0 {
                    next.push(*above);
                }
            }
        }
        now = next;
    }
    if let Some((_, stuck)) = levels.iter().zip(&drafts).find(|(level, _)| level.is_none()) {
        let message = format!("`{}` requires itself, directly or through others", stuck.name);
        return Err(finding(stuck.xml, "circle", message));
    }
    let mut ordered: Vec<_> = levels.into_iter().zip(drafts).collect();
    ordered.sort_by_key(|(level, _)| *level);
    Ok(ordered.into_iter().map(|(_, draft)| draft).collect())
}
