//! Walking the XML with places: every complaint names line and column.

use crate::{Findings, Place};
use roxmltree::{Document, Node, ParsingOptions};
use std::borrow::Cow;

/// The role of the rules file in messages.
pub const FILE: &str = "rules";
const LARGEST: usize = 4 * 1024 * 1024;
const MOST_NODES: u32 = 500_000;

/// The namespaces of DMN 1.1 to 1.6, oldest first.
pub const NAMESPACES: [&str; 6] = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
    "https://www.omg.org/spec/DMN/20240513/MODEL/",
];

pub fn parse(source: &[u8]) -> Result<Document<'_>, Findings> {
    let whole = |message: String| Findings::one("not-xml", Place::new(FILE, 1, 1), message);
    if source.len() > LARGEST {
        return Err(whole(format!("the file has {} bytes: at most {LARGEST} are read", source.len())));
    }
    let text = std::str::from_utf8(source).map_err(|error| {
        whole(format!("the file is not UTF-8 from byte {}: save it as UTF-8", error.valid_up_to()))
    })?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let place = Place::new(FILE, error.pos().row, error.pos().col);
        Findings::one("not-xml", place, format!("the file is not well-formed XML: {error}"))
    })
}

pub fn place(node: Node<'_, '_>) -> Place {
    let position = node.document().text_pos_at(node.range().start);
    Place::new(FILE, position.row, position.col)
}

/// The place of a byte of an element's text. The text was decoded: in the file `&lt;` takes four letters, not one.
pub fn place_in(node: Node<'_, '_>, byte: usize) -> Place {
    let source = node.document().input_text();
    let start = node.first_child().map_or(node.range().start, |text| text.range().start);
    let (mut decoded, mut raw, mut entity) = (0, start, false);
    for letter in source.get(start..node.range().end).unwrap_or_default().chars() {
        if decoded >= byte && !entity {
            break;
        }
        raw += letter.len_utf8();
        entity = letter == '&' || entity && letter != ';';
        decoded += if entity {
            0
        } else if letter == ';' {
            1
        } else {
            letter.len_utf8()
        };
    }
    let position = node.document().text_pos_at(raw);
    Place::new(FILE, position.row, position.col)
}

pub fn finding(node: Node<'_, '_>, code: &'static str, message: impl Into<String>) -> Findings {
    Findings::one(code, place(node), message)
}

pub fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element()
        && node.tag_name().name() == name
        && node.tag_name().namespace().is_some_and(|space| NAMESPACES.contains(&space))
}

pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

pub fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is(*child, name))
}

/// The element `text` below a node, with its words. A remark between them would hide what stands behind it.
pub fn text<'a, 'i>(node: Node<'a, 'i>) -> Option<(Node<'a, 'i>, Cow<'a, str>)> {
    let text = child(node, "text")?;
    let mut parts = text.children().filter_map(|part| part.text().filter(|_| part.is_text()));
    let first = parts.next().unwrap_or_default();
    let rest: String = parts.collect();
    let whole = if rest.is_empty() { Cow::Borrowed(first) } else { Cow::Owned(format!("{first}{rest}")) };
    Some((text, whole))
}

pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute(name).map(str::trim).filter(|value| !value.is_empty())
}

/// The fragment of `href="#id"`.
pub fn reference<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "href").and_then(|href| href.rsplit('#').next())
}
