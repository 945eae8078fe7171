//! The beginning of a declaration: what the rules read, with everything left open that only people can say.

use crate::dmn::{Definitions, Kind, Logic, Node};
use crate::import::{self};
use crate::statistical::Statistical;
use crate::statistical::fact::{Domain, Field};
use crate::{Findings, Value};
use std::fmt::Write as _;

/// A `model.toml` to fill in for a rules file. What is left open is empty or marked with `TODO`, and is refused as long
/// as it is.
///
/// # Errors
/// Why the rules cannot be read.
pub fn draft(rules: &[u8]) -> Result<String, Findings> {
    if import::is_dmn(rules) {
        let definitions = Definitions::read(rules)?;
        let decision = definitions.decisions().last().copied().unwrap_or_default().to_owned();
        let inputs = definitions.nodes.iter().filter(|node| matches!(node.logic, Logic::Input));
        return Ok(whole(&definitions.name, &decision, inputs.map(of_node)));
    }
    let model = import::read(rules)?.model;
    let fields = of_fields(&model);
    Ok(whole(model.name(), "outcome", fields.into_iter()))
}

/// An input: its name, and the lines that say what it can be.
type Drafted = (String, String);

fn whole(title: &str, decision: &str, inputs: impl Iterator<Item = Drafted>) -> String {
    let mut text = format!(
        "# What the body says about its model. Fill in what is empty; `waarborg model check` says what is missing.\n\
         format = \"waarborg-model/1\"\ndecision = {decision:?}\n"
    );
    for (part, about) in [
        ("title", "what people call it"),
        ("contact", "who may be asked, with telephone"),
        ("outcome", "what the outcome is, in words"),
    ] {
        let known = if part == "title" { title } else { "" };
        let _ = write!(text, "\n# {about}\n[{part}]\nnl = {known:?}\nen = {known:?}\n");
    }
    for (name, kind) in inputs {
        let _ = write!(
            text,
            "\n[[inputs]]\nname = {name:?}\n{kind}changeable = false # may an explanation propose another value?\n\
             ground = \"\" # statute and article\nlabel = {{ nl = {name:?}, en = {name:?} }}\n\
             source = {{ nl = \"\", en = \"\" }} # where it comes from\n\
             reason = {{ nl = \"\", en = \"\" }} # why it matters, plainly\n"
        );
    }
    text.push_str(
        "\n# Who goes to a caseworker: rule = \"top\" with k, \"threshold\" with at_least, or \"outcome\" with equals.\n\
         [selection]\nrule = \"top\"\nk = 100\nrandom_share = \"0.25\" # drawn by lot, among all others\n\
         meaning = { nl = \"\", en = \"\" } # what being selected means for a person\n",
    );
    text
}

fn of_node(node: &Node) -> Drafted {
    let words: Vec<String> = node.kind.allowed.iter().filter_map(text_of).collect();
    let kind = match node.kind.kind {
        Some(Kind::Number) => number("TODO", "TODO", "1"),
        Some(Kind::Boolean) => "type = \"boolean\"\n".to_owned(),
        _ if words.is_empty() => {
            "type = \"text\"\nvalues = [] # TODO: every word that can occur\n".to_owned()
        }
        _ => format!("type = \"text\"\nvalues = {words:?}\n"),
    };
    (node.name.clone(), kind)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

fn of_fields(model: &Statistical) -> Vec<Drafted> {
    let read = model.form().inputs();
    let fields = model.fields().iter().enumerate().filter(|(place, _)| read.contains(place));
    fields.map(|(_, field)| (field.name.clone(), of_field(field))).collect()
}

fn of_field(field: &Field) -> String {
    match &field.domain {
        Domain::Words { values } => format!("type = \"text\"\nvalues = {values:?}\n"),
        Domain::Number { whole, intervals } => {
            let bounds = intervals.first().map(|one| (one.from, one.to)).unwrap_or_default();
            let text =
                |bound: Option<crate::Decimal>| bound.map_or("TODO".to_owned(), |bound| bound.to_string());
            number(&text(bounds.0), &text(bounds.1), if *whole { "1" } else { "0.01" })
        }
    }
}

fn number(minimum: &str, maximum: &str, step: &str) -> String {
    format!("type = \"number\"\nminimum = {minimum:?}\nmaximum = {maximum:?}\nstep = {step:?}\n")
}
