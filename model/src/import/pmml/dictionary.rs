//! The data dictionary: which values a field can hold.

use super::reading::{Kind, MOST_WORDS, constant};
use super::xml::{Element, attribute, children, finding, need, number};
use crate::Findings;
use crate::statistical::fact::{Domain, Fact, Interval};

/// A field of the dictionary.
pub struct Entry<'a> {
    pub node: Element<'a>,
    pub name: &'a str,
    pub kind: Kind,
    pub domain: Domain,
    pub absent: Vec<Fact>,
    /// Whether the file calls its numbers `float`.
    pub single: bool,
    /// Whether the file lists the words that can occur.
    pub listed: bool,
}

pub fn entry(node: Element<'_>) -> Result<Entry<'_>, Findings> {
    let (name, measured, data) = (need(node, "name")?, need(node, "optype")?, need(node, "dataType")?);
    let whole = data == "integer";
    let kind = match (measured, data) {
        ("continuous", "integer" | "float" | "double") => Kind::Number,
        ("categorical" | "ordinal", "string" | "integer" | "float" | "double" | "boolean")
        | (_, "boolean" | "string") => Kind::Word,
        _ => {
            let message = format!(
                "the field `{name}` is {measured} of type `{data}`: numbers, words and booleans are read"
            );
            return Err(finding(node, "unknown-type", message));
        }
    };
    if children(node, "Value").count() > MOST_WORDS {
        return Err(finding(
            node,
            "too-many-words",
            format!("the field `{name}` lists more than {MOST_WORDS} values"),
        ));
    }
    let (mut valid, mut absent) = (vec![], vec![]);
    for value in children(node, "Value") {
        let text = need(value, "value")?;
        match attribute(value, "property").unwrap_or("valid") {
            "valid" => valid.push(text),
            "missing" => absent.push(constant(value, kind, text)?),
            "invalid" => {}
            other => {
                return Err(finding(
                    value,
                    "unknown-property",
                    format!("the property `{other}` is not read"),
                ));
            }
        }
    }
    let mut intervals = children(node, "Interval").map(interval).collect::<Result<Vec<_>, _>>()?;
    let listed = !valid.is_empty() || data == "boolean";
    let domain = match kind {
        Kind::Number => {
            for text in valid {
                let point = constant(node, kind, text)?.value().as_number();
                intervals.push(Interval { from: point, from_included: true, to: point, to_included: true });
            }
            Domain::Number { whole, intervals }
        }
        Kind::Word if data == "boolean" && valid.is_empty() => {
            Domain::Words { values: vec!["true".to_owned(), "false".to_owned()] }
        }
        Kind::Word => Domain::Words { values: distinct(valid) },
    };
    Ok(Entry { node, name, kind, domain, absent, single: data == "float", listed })
}

fn distinct(words: Vec<&str>) -> Vec<String> {
    let mut known: Vec<String> = vec![];
    for word in words {
        if !known.iter().any(|other| other == word) {
            known.push(word.to_owned());
        }
    }
    known
}

pub fn interval(node: Element<'_>) -> Result<Interval, Findings> {
    let (from_included, to_included) = match need(node, "closure")? {
        "openOpen" => (false, false),
        "openClosed" => (false, true),
        "closedOpen" => (true, false),
        "closedClosed" => (true, true),
        other => return Err(finding(node, "unknown-closure", format!("the closure `{other}` is not read"))),
    };
    Ok(Interval {
        from: number(node, "leftMargin")?,
        from_included,
        to: number(node, "rightMargin")?,
        to_included,
    })
}
