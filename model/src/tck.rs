//! The standard's test cases: one file of them against the files that it is about.
//!
//! Pure: takes bytes. Which files there are, and how the result is shown, is for the caller.

use crate::dmn::{Library, Outcome};
use crate::feel::evaluate;
use crate::feel::value::{Entries, Feel, temporal_literal};
use crate::{Decimal, Findings};
use roxmltree::{Document, Node as Xml};

/// What became of one expected result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// As expected.
    Passed,
    /// Another value.
    Failed {
        /// What the test case expects, as text.
        expected: String,
        /// What was found, as text.
        found: String,
    },
    /// It is not computed, for this reason.
    Refused(String),
}

/// One expected result of one test case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The test case.
    pub case: String,
    /// The decision, service or function whose result is expected.
    pub name: String,
    /// What became of it.
    pub verdict: Verdict,
}

/// Runs one file of test cases. `files` are the names and bytes of the files beside it: the one that it names is
/// tested, the others may be imported.
///
/// # Errors
/// When the test cases cannot be read, or name a file that is not there.
pub fn run(cases: &[u8], files: &[(&str, &[u8])]) -> Result<Vec<Checked>, String> {
    let text =
        std::str::from_utf8(cases).map_err(|error| format!("the test cases are not UTF-8: {error}"))?;
    let tests = Document::parse(text).map_err(|error| format!("the test cases are not XML: {error}"))?;
    let root = tests.root_element();
    let model = child(root, "modelName").and_then(|node| node.text()).unwrap_or_default().trim();
    let source = files.iter().find(|(name, _)| *name == model).map(|(_, bytes)| *bytes);
    let source = source.ok_or_else(|| format!("the file `{model}` that the test cases name is not there"))?;
    let others: Vec<&[u8]> =
        files.iter().filter(|(name, _)| *name != model).map(|(_, bytes)| *bytes).collect();
    let library = Library::read(source, &others);
    Ok(children(root, "testCase").flat_map(|case| one_case(library.as_ref(), case)).collect())
}

fn one_case(library: Result<&Library, &Findings>, case: Xml<'_, '_>) -> Vec<Checked> {
    let inputs: Entries = children(case, "inputNode")
        .map(|node| (node.attribute("name").unwrap_or_default().into(), value(node)))
        .collect();
    let results = children(case, "resultNode").map(|result| {
        let name = result.attribute("name").unwrap_or_default().to_owned();
        let expected = child(result, "expected").map_or(Feel::Null, value);
        let verdict = match library {
            Err(findings) => Verdict::Refused(findings.to_string()),
            Ok(library) => judged(asked(library, case, &name, &inputs), &expected),
        };
        Checked { case: case.attribute("id").unwrap_or_default().to_owned(), name, verdict }
    });
    results.collect()
}

/// A decision, or the part of what a service answers that bears the name of the result.
fn asked(library: &Library, case: Xml<'_, '_>, name: &str, inputs: &Entries) -> Outcome {
    match (case.attribute("invocableName"), case.attribute("type")) {
        (Some(called), Some("decisionService" | "bkm")) => match library.invoke(called, inputs) {
            Outcome::Value(value) if name != called => Outcome::Value(match value.entry(name) {
                Some(part) => part.clone(),
                None => value,
            }),
            outcome => outcome,
        },
        (Some(called), _) => library.decide(called, inputs),
        _ => library.decide(name, inputs),
    }
}

fn judged(outcome: Outcome, expected: &Feel) -> Verdict {
    match outcome {
        Outcome::Outside(reason) => Verdict::Refused(reason),
        Outcome::Value(found) if same(&found, expected) => Verdict::Passed,
        Outcome::Value(found) => Verdict::Failed { expected: expected.to_string(), found: found.to_string() },
    }
}

/// As the test set compares: its numbers were computed in floating point, so they agree within 10^-8.
#[must_use]
pub fn same(found: &Feel, expected: &Feel) -> bool {
    match (found, expected) {
        (Feel::Number(one), Feel::Number(two)) => {
            let near = Decimal::scaled(1, 8);
            let apart = one.rounded_difference(*two).map(Decimal::size);
            one == two || apart.is_ok_and(|apart| near.is_ok_and(|near| apart <= near))
        }
        (Feel::List(one), Feel::List(two)) => {
            one.len() == two.len() && one.iter().zip(two.iter()).all(|(one, two)| same(one, two))
        }
        (Feel::Context(one), Feel::Context(two)) => {
            let part = |(name, value)| expected.entry(name).is_some_and(|other| same(value, other));
            one.len() == two.len() && one.iter().map(|(name, value)| (&**name, value)).all(part)
        }
        (Feel::Days(_), Feel::Months(_))
        | (Feel::Months(_), Feel::Days(_))
        | (Feel::Date(_), Feel::DateTime(_))
        | (Feel::DateTime(_), Feel::Date(_)) => false,
        _ => evaluate::identical(found, expected) || evaluate::equal(found, expected) == Some(true),
    }
}

fn value(node: Xml<'_, '_>) -> Feel {
    let components: Vec<_> = children(node, "component").collect();
    if !components.is_empty() {
        let named = components.into_iter();
        let named = named.map(|part| (part.attribute("name").unwrap_or_default().into(), value(part)));
        return Feel::context(named.collect());
    }
    if let Some(list) = child(node, "list") {
        if attribute(list, "nil") == "true" {
            return Feel::Null;
        }
        return Feel::list(children(list, "item").map(value).collect());
    }
    child(node, "value").map_or(Feel::Null, single)
}

fn single(node: Xml<'_, '_>) -> Feel {
    if attribute(node, "nil") == "true" {
        return Feel::Null;
    }
    let text = node.text().unwrap_or_default();
    let kind = attribute(node, "type");
    match kind.rsplit(':').next().unwrap_or_default() {
        "boolean" => Feel::Boolean(matches!(text.trim(), "true" | "1")),
        "decimal" | "double" | "float" | "integer" | "int" | "long" => {
            Decimal::read_rounded(text.trim()).map_or(Feel::Null, Feel::Number)
        }
        "date" | "time" | "dateTime" | "duration" => temporal_literal(text.trim()),
        _ => Feel::text(text),
    }
}

fn attribute<'a>(node: Xml<'a, '_>, name: &str) -> &'a str {
    let found = node.attributes().find(|attribute| attribute.name() == name);
    found.map_or("", |attribute| attribute.value())
}

fn children<'a, 'i>(node: Xml<'a, 'i>, name: &'static str) -> impl Iterator<Item = Xml<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn child<'a, 'i>(node: Xml<'a, 'i>, name: &'static str) -> Option<Xml<'a, 'i>> {
    children(node, name).next()
}
