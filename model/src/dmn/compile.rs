//! From a table's XML to its checked form: every cell is read once, and must fit its column's type.

use super::draft::{self, Draft, Form};
use super::graph::{Logic, Node};
use super::source::Source;
use super::table::{Aggregator, Column, HitPolicy, Output, Rule, Table};
use super::types::{Kind, Type, Types, listed};
use super::xml::{attribute, child, children, finding, place, place_in, text};
use crate::feel::{self, Misread, Unary};
use crate::{Finding, Findings, Place, Value};
use roxmltree::Node as Xml;

const MOST_RULES: usize = 10_000;
const MOST_COLUMNS: usize = 200;
/// Whoever has so many mistakes mends these first.
const MOST_FINDINGS: usize = 50;

/// Reads one node; `before` are the nodes that it may name.
pub fn node(draft: &Draft<'_, '_>, place: Place, before: &[Node], types: &Types) -> Result<Node, Findings> {
    let type_of = |xml: Xml<'_, '_>| attribute(xml, "typeRef").map(|name| types.named(name));
    let (logic, kind) = match draft::form(draft) {
        Form::Input => (Logic::Input, None),
        Form::Outside(reason) => (Logic::Outside(reason), None),
        Form::Formula(xml) => (Logic::Formula, type_of(xml)),
        Form::Table(xml) => {
            let read = table(xml, draft, before, types)?;
            (read.map_or_else(Logic::Outside, |table| Logic::Table(Box::new(table))), type_of(xml))
        }
    };
    let requires = draft.requires.iter().filter_map(|id| before.iter().position(|node| node.id_is(id)));
    Ok(Node {
        name: draft.name.to_owned(),
        kind: child(draft.xml, "variable").and_then(type_of).or(kind).unwrap_or_default(),
        place,
        logic,
        requires: requires.collect(),
        id: draft.id.to_owned(),
    })
}

type OrOutside<T> = Result<Result<T, String>, Findings>;

fn table(xml: Xml<'_, '_>, draft: &Draft<'_, '_>, before: &[Node], types: &Types) -> OrOutside<Table> {
    let policy = policy(xml)?;
    let mut columns = vec![];
    for input in children(xml, "input") {
        match column(input, draft, before, types)? {
            Ok(column) => columns.push(column),
            Err(reason) => return Ok(Err(reason)),
        }
    }
    let outputs =
        children(xml, "output").map(|node| output(node, types, draft)).collect::<Result<Vec<_>, _>>()?;
    if columns.len() > MOST_COLUMNS || outputs.is_empty() {
        return Err(finding(
            xml,
            "columns",
            format!("a table has 1 to {MOST_COLUMNS} columns and at least one output"),
        ));
    }
    let rules: Vec<_> = children(xml, "rule").collect();
    if rules.is_empty() || rules.len() > MOST_RULES {
        return Err(finding(
            xml,
            "rules",
            format!("a table has 1 to {MOST_RULES} rules, this one has {}", rules.len()),
        ));
    }
    let mut table = Table { policy, columns, outputs, rules: vec![] };
    let mut found = vec![];
    for xml in rules {
        match rule(xml, &table) {
            Ok(rule) => table.rules.push(rule),
            Err(Findings(more)) => found.extend(more),
        }
        if found.len() >= MOST_FINDINGS {
            break;
        }
    }
    if found.is_empty() { Ok(Ok(table)) } else { Err(Findings(found)) }
}

fn policy(xml: Xml<'_, '_>) -> Result<HitPolicy, Findings> {
    let aggregator = match attribute(xml, "aggregation") {
        None => Aggregator::List,
        Some("SUM") => Aggregator::Sum,
        Some("MIN") => Aggregator::Min,
        Some("MAX") => Aggregator::Max,
        Some("COUNT") => Aggregator::Count,
        Some(other) => {
            return Err(finding(
                xml,
                "aggregation",
                format!("`{other}` is no aggregation: SUM, MIN, MAX or COUNT"),
            ));
        }
    };
    match attribute(xml, "hitPolicy").unwrap_or("UNIQUE") {
        "UNIQUE" => Ok(HitPolicy::Unique),
        "ANY" => Ok(HitPolicy::Any),
        "PRIORITY" => Ok(HitPolicy::Priority),
        "FIRST" => Ok(HitPolicy::First),
        "RULE ORDER" => Ok(HitPolicy::RuleOrder),
        "OUTPUT ORDER" => Ok(HitPolicy::OutputOrder),
        "COLLECT" => Ok(HitPolicy::Collect(aggregator)),
        other => Err(finding(
            xml,
            "hit-policy",
            format!(
                "`{other}` is no hit policy: UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT"
            ),
        )),
    }
}

fn column(input: Xml<'_, '_>, draft: &Draft<'_, '_>, before: &[Node], types: &Types) -> OrOutside<Column> {
    let expression = child(input, "inputExpression")
        .ok_or_else(|| finding(input, "no-expression", "the column has no input expression"))?;
    let (node, words) = text(expression)
        .ok_or_else(|| finding(expression, "no-expression", "the input expression is empty"))?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((source, named)) = resolve(&words, draft, before) else {
        let plain = words.chars().all(|c| c.is_alphanumeric() || " _.-".contains(c));
        let reason = format!("the input expression `{words}` of `{}` is more than a name", draft.name);
        let unknown =
            format!("`{words}` is not among what `{}` requires: declare it as a requirement", draft.name);
        return if plain {
            Err(Findings::one("unknown-name", place(node), unknown))
        } else {
            Ok(Err(reason))
        };
    };
    let mut kind = attribute(expression, "typeRef").map(|name| types.named(name)).unwrap_or_default();
    if kind.kind.is_none() {
        kind = named;
    }
    if let Some(values) = child(input, "inputValues") {
        kind.allowed = listed(values)?;
    }
    Ok(Ok(Column { expression: words, source, kind }))
}

/// The longest required name that the expression starts with, and the parts behind it.
fn resolve(words: &str, draft: &Draft<'_, '_>, before: &[Node]) -> Option<(Source, Type)> {
    let candidates =
        before.iter().enumerate().filter(|(_, node)| draft.requires.iter().any(|id| node.id_is(id)));
    let (place, node, rest) = candidates
        .filter_map(|(place, node)| words.strip_prefix(node.name.as_str()).map(|rest| (place, node, rest)))
        .filter(|(.., rest)| rest.is_empty() || rest.trim_start().starts_with('.'))
        .max_by_key(|(_, node, _)| node.name.len())?;
    let parts: Vec<String> = rest.split('.').skip(1).map(|part| part.trim().to_owned()).collect();
    let kind = parts.iter().try_fold(&node.kind, |kind, part| kind.parts.get(part));
    Some((Source { node: place, parts }, kind.cloned().unwrap_or_default()))
}

fn output(xml: Xml<'_, '_>, types: &Types, draft: &Draft<'_, '_>) -> Result<Output, Findings> {
    let kind = attribute(xml, "typeRef").map(|name| types.named(name)).unwrap_or_default();
    let allowed = child(xml, "outputValues").map(listed).transpose()?.filter(|values| !values.is_empty());
    let default = child(xml, "defaultOutputEntry").map(|entry| result(entry, draft.name)).transpose()?;
    let name = attribute(xml, "name").unwrap_or_default().to_owned();
    Ok(Output { name, allowed: allowed.unwrap_or(kind.allowed), default })
}

fn rule(xml: Xml<'_, '_>, table: &Table) -> Result<Rule, Findings> {
    let cells: Vec<_> = children(xml, "inputEntry").collect();
    let results: Vec<_> = children(xml, "outputEntry").collect();
    if cells.len() != table.columns.len() || results.len() != table.outputs.len() {
        let message = format!(
            "the rule has {} input and {} output cells, the table has {} and {} columns",
            cells.len(),
            results.len(),
            table.columns.len(),
            table.outputs.len()
        );
        return Err(finding(xml, "cells", message));
    }
    let mut found: Vec<Finding> = vec![];
    let mut rule =
        Rule { tests: vec![], texts: vec![], outputs: vec![], times: vec![], annotation: annotation(xml) };
    for (entry, column) in cells.into_iter().zip(&table.columns) {
        match cell(entry, column) {
            Ok((test, words)) => {
                rule.tests.push(test);
                rule.texts.push(words);
            }
            Err(Findings(more)) => found.extend(more),
        }
    }
    for (entry, output) in results.into_iter().zip(&table.outputs) {
        match result(entry, &output.name) {
            Ok(value) => rule.outputs.push(value),
            Err(Findings(more)) => found.extend(more),
        }
    }
    if found.is_empty() { Ok(rule) } else { Err(Findings(found)) }
}

fn annotation(xml: Xml<'_, '_>) -> String {
    let beside = children(xml, "annotationEntry").filter_map(text).map(|(_, words)| words.trim().to_owned());
    let above = child(xml, "description").and_then(|node| node.text()).map(|words| words.trim().to_owned());
    beside.chain(above).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

fn cell(entry: Xml<'_, '_>, column: &Column) -> Result<(Unary, String), Findings> {
    let (node, words) = text(entry)
        .ok_or_else(|| finding(entry, "empty-cell", "the cell is empty: write `-` for any value"))?;
    let test = if words.trim().is_empty() { Ok(Unary::Any) } else { feel::parse(&words) };
    let test = test.map_err(|error| {
        misread(
            "bad-cell",
            (node, &words),
            &error,
            &format!("cell `{}` of column `{}`", words.trim(), column.expression),
        )
    })?;
    for literal in test.literals() {
        fits(node, literal, column)?;
    }
    Ok((test, words.trim().to_owned()))
}

/// A test on another kind of value, or on a value that cannot occur, would silently never be met.
fn fits(node: Xml<'_, '_>, literal: &Value, column: &Column) -> Result<(), Findings> {
    let (Some(wanted), Some(given)) = (column.kind.kind, Kind::of(literal)) else {
        return Ok(());
    };
    if wanted != given {
        return Err(finding(
            node,
            "wrong-type",
            format!(
                "column `{}` holds {}, the cell asks for {}",
                column.expression,
                wanted.word(),
                given.word()
            ),
        ));
    }
    let listed = &column.kind.allowed;
    if given == Kind::Text && !listed.is_empty() && !listed.contains(literal) {
        let values: Vec<_> = listed.iter().map(ToString::to_string).collect();
        return Err(finding(
            node,
            "not-allowed",
            format!(
                "`{literal}` is not among the values of column `{}`: {}",
                column.expression,
                values.join(", ")
            ),
        ));
    }
    Ok(())
}

fn result(entry: Xml<'_, '_>, output: &str) -> Result<Value, Findings> {
    let (node, words) =
        text(entry).ok_or_else(|| finding(entry, "empty-cell", "the output cell is empty"))?;
    feel::literal(&words).map_err(|error| {
        misread(
            "bad-output",
            (node, &words),
            &error,
            &format!("output cell `{}` of `{output}`", words.trim()),
        )
    })
}

/// Why a cell is not read; one that asks for the day would decide otherwise tomorrow (W02).
fn misread(code: &'static str, (node, words): (Xml<'_, '_>, &str), error: &Misread, cell: &str) -> Findings {
    let (norm, what) = if clock(words) {
        (Some("W02"), "the outcome would depend on the day on which it is asked: make the date an input")
    } else {
        (None, error.message.as_str())
    };
    let place = place_in(node, error.byte);
    Findings(vec![Finding { code, norm, place, message: format!("the {cell}: {what}") }])
}

fn clock(words: &str) -> bool {
    words.contains("now()") || words.contains("today()")
}
