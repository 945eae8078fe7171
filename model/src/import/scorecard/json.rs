//! A scorecard as JSON: a start, and for each input its buckets with points.
//!
//! ```json
//! {"name": "help", "initialScore": 100, "characteristics": [
//!   {"input": "income", "attributes": [
//!     {"lowInclusive": null, "highExclusive": 15000, "points": 18, "reasonCode": "LOW"}]}]}
//! ```

use super::build::{Card, Characteristic, Line, When, freeze};
use crate::Decimal;
use crate::Findings;
use crate::import::json::{Json, Kind, Source, parse};
use crate::import::noted::Imported;

/// Reads a scorecard. An attribute holds between two numbers, for a word (`equals`), for words (`oneOf`) or for
/// a missing value (`"missing": true`).
///
/// # Errors
/// What is wrong, with its place.
pub fn from_json(text: &str) -> Result<Imported, Findings> {
    let json = parse(text)?;
    let source = Source { text };
    known(&source, &json, &["name", "initialScore", "characteristics"])?;
    let name = json.get("name").map_or(Ok("scorecard"), |name| source.text_of(name))?.to_owned();
    let start = json.get("initialScore").map_or(Ok(Decimal::ZERO), |start| source.number(start))?;
    let mut characteristics = vec![];
    for one in source.items(source.need(&json, "characteristics")?)? {
        characteristics.push(characteristic(&source, one)?);
    }
    Ok(Imported { model: freeze(&Card { name, start, characteristics })?, notes: vec![] })
}

fn known(source: &Source<'_>, json: &Json<'_>, names: &[&str]) -> Result<(), Findings> {
    let Kind::Object(members) = &json.kind else {
        return Err(source.finding(json, "wrong-kind", "expected a group of members in braces"));
    };
    match members.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        None => Ok(()),
        Some((name, value)) => {
            let message = format!("`{name}` is not known here; known are {}", names.join(", "));
            Err(source.finding(value, "unknown-member", message))
        }
    }
}

fn characteristic(source: &Source<'_>, json: &Json<'_>) -> Result<Characteristic, Findings> {
    known(source, json, &["input", "attributes", "reasonCode"])?;
    let input = source.text_of(source.need(json, "input")?)?.to_owned();
    let code = json.get("reasonCode").map(|code| source.text_of(code)).transpose()?;
    let mut lines = vec![];
    for attribute in source.items(source.need(json, "attributes")?)? {
        lines.push(line(source, attribute, code)?);
    }
    Ok(Characteristic { place: source.place(json), input, lines })
}

fn line(source: &Source<'_>, json: &Json<'_>, code: Option<&str>) -> Result<Line, Findings> {
    known(
        source,
        json,
        &["lowInclusive", "highExclusive", "equals", "oneOf", "missing", "points", "reasonCode"],
    )?;
    let points = source.number(source.need(json, "points")?)?;
    let own = json.get("reasonCode").map(|code| source.text_of(code)).transpose()?;
    let bound = |name: &str| json.get(name).filter(|bound| !bound.is_null());
    let number = |name: &str| bound(name).map(|bound| source.number(bound)).transpose();
    let word = |json: &Json<'_>| source.text_of(json).map(str::to_owned);
    let numeric = json.get("lowInclusive").is_some() || json.get("highExclusive").is_some();
    let when = match (numeric, json.get("equals"), json.get("oneOf"), json.get("missing")) {
        (true, None, None, None) => When::Between(number("lowInclusive")?, number("highExclusive")?),
        (false, Some(equal), None, None) => When::Words(vec![word(equal)?]),
        (false, None, Some(list), None) => {
            When::Words(source.items(list)?.iter().map(word).collect::<Result<_, _>>()?)
        }
        (false, None, None, Some(Json { kind: Kind::Boolean(true), .. })) => When::Missing,
        _ => {
            let message = "an attribute needs one of: `lowInclusive` with `highExclusive`, `equals`, `oneOf`, `\"missing\": true`";
            return Err(source.finding(json, "wrong-attribute", message));
        }
    };
    Ok(Line { place: source.place(json), when, points, reason: own.or(code).map(str::to_owned) })
}
