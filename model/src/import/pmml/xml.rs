//! Walking the elements of a PMML file with places.

use crate::import::noted::FILE;
use crate::{Decimal, Findings, Place};
use roxmltree::{Document, Node, ParsingOptions};

pub type Element<'a> = Node<'a, 'a>;

const LARGEST: usize = 16 * 1024 * 1024;
const MOST_NODES: u32 = 1_000_000;
const NAMESPACE: &str = "http://www.dmg.org/PMML-";
/// Elements inside elements, at most.
const DEEPEST: usize = 200;

pub fn parse(text: &str) -> Result<Document<'_>, Findings> {
    if text.len() > LARGEST {
        let message = format!("the file has {} bytes: at most {LARGEST} are read", text.len());
        return Err(Findings::one("too-large", Place::new(FILE, 1, 1), message));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let place = Place::new(FILE, error.pos().row, error.pos().col);
        Findings::one("not-xml", place, format!("the file is not well-formed XML: {error}"))
    })?;
    match too_deep(&document) {
        Some(place) => {
            Err(Findings::one("too-deep", place, format!("elements stand deeper than {DEEPEST} here")))
        }
        None => Ok(document),
    }
}

/// Children stand behind their parents, so one pass tells the depth of each.
fn too_deep(document: &Document<'_>) -> Option<Place> {
    let mut open: Vec<roxmltree::NodeId> = vec![];
    for node in document.descendants().filter(Node::is_element) {
        let parent = node.parent().map(|parent| parent.id());
        while open.last().is_some_and(|last| Some(*last) != parent) {
            open.pop();
        }
        open.push(node.id());
        if open.len() > DEEPEST {
            let position = document.text_pos_at(node.range().start);
            return Some(Place::new(FILE, position.row, position.col));
        }
    }
    None
}

pub fn place(node: Element<'_>) -> Place {
    let position = node.document().text_pos_at(node.range().start);
    Place::new(FILE, position.row, position.col)
}

pub fn finding(node: Element<'_>, code: &'static str, message: impl Into<String>) -> Findings {
    Findings::one(code, place(node), message)
}

pub fn is_pmml(node: Element<'_>) -> bool {
    node.is_element() && node.tag_name().namespace().is_some_and(|space| space.starts_with(NAMESPACE))
}

pub fn elements(node: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    node.children().filter(|child| is_pmml(*child) && child.tag_name().name() != "Extension")
}

pub fn children<'a>(node: Element<'a>, name: &'a str) -> impl Iterator<Item = Element<'a>> {
    elements(node).filter(move |child| child.tag_name().name() == name)
}

pub fn child<'a>(node: Element<'a>, name: &'a str) -> Option<Element<'a>> {
    children(node, name).next()
}

pub fn attribute<'a>(node: Element<'a>, name: &str) -> Option<&'a str> {
    node.attribute(name).map(str::trim)
}

pub fn need<'a>(node: Element<'a>, name: &str) -> Result<&'a str, Findings> {
    attribute(node, name).ok_or_else(|| {
        let message = format!("`{}` needs the attribute `{name}`", node.tag_name().name());
        finding(node, "missing-attribute", message)
    })
}

/// An exact number; none if the attribute is not there.
pub fn number(node: Element<'_>, name: &str) -> Result<Option<Decimal>, Findings> {
    let read = |text| crate::import::number::exact(text);
    attribute(node, name)
        .map(read)
        .transpose()
        .map_err(|error| finding(node, "not-a-number", format!("the attribute `{name}`: {error}")))
}

pub fn need_number(node: Element<'_>, name: &str) -> Result<Decimal, Findings> {
    need(node, name)?;
    Ok(number(node, name)?.unwrap_or_default())
}

/// Refuses elements that this reader does not understand: they could change an outcome.
pub fn only(node: Element<'_>, known: &[&str]) -> Result<(), Findings> {
    match elements(node).find(|child| !known.contains(&child.tag_name().name())) {
        None => Ok(()),
        Some(other) => {
            let (inner, outer) = (other.tag_name().name(), node.tag_name().name());
            Err(finding(
                other,
                "unknown-element",
                format!("`{inner}` in `{outer}` is not read, and it could matter"),
            ))
        }
    }
}
