//! From text to values and back.

use super::given::{some, text, text_or};
use super::{Builtin, Run};
use crate::Decimal;
use crate::feel::evaluate::identical;
use crate::feel::value::{Feel, Range, Shape};

pub const ALL: &[Builtin] = &[
    Builtin {
        name: "number",
        forms: &[&["from"], &["from", "grouping separator", "decimal separator"]],
        run: Run::Plain(number),
    },
    Builtin { name: "string", forms: &[&["from"]], run: Run::Plain(string) },
    Builtin { name: "not", forms: &[&["negand"]], run: Run::Plain(not) },
    Builtin { name: "is", forms: &[&["value1", "value2"]], run: Run::Plain(is) },
];

fn number(given: &[Feel]) -> Option<Feel> {
    if given.len() == 2 {
        return None;
    }
    if let (1, Feel::Number(number)) = (given.len(), given.first()?) {
        return Some(Feel::Number(*number));
    }
    let (from, grouping, point) = (text(given, 0)?, text_or(given, 1, "")?, text_or(given, 2, "")?);
    let grouped = grouping.is_empty() || [" ", ",", "."].contains(&grouping) && grouping != point;
    if !grouped || !["", ".", ","].contains(&point) || (1..=2).any(|place| is_empty(given, place)) {
        return None;
    }
    let bare = if grouping.is_empty() { from.to_string() } else { from.replace(grouping, "") };
    let bare = if point.is_empty() { bare } else { bare.replace(point, ".") };
    let body = bare.strip_prefix('-').unwrap_or(&bare);
    let starts = body.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.');
    Decimal::read_rounded(&bare).ok().filter(|_| starts).map(Feel::Number)
}

/// Whether an empty text is given, which is no separator.
fn is_empty(given: &[Feel], place: usize) -> bool {
    text(given, place).is_some_and(|text| text.is_empty())
}

fn string(given: &[Feel]) -> Option<Feel> {
    some(given, 0).map(|value| Feel::text(&written(value)))
}

/// A value as text.
fn written(value: &Feel) -> String {
    match value {
        Feel::Text(text) => text.to_string(),
        other => within(other),
    }
}

/// A value as it stands in a list or context: texts in quotation marks.
fn within(value: &Feel) -> String {
    match value {
        Feel::Null => "null".to_owned(),
        Feel::Boolean(flag) => flag.to_string(),
        Feel::Number(number) => number.to_string(),
        Feel::Text(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        Feel::Date(date) => date.to_string(),
        Feel::Time(time) => time.to_string(),
        Feel::DateTime(moment) => moment.to_string(),
        Feel::Days(days) => days.to_string(),
        Feel::Months(months) => months.to_string(),
        Feel::List(items) => format!("[{}]", items.iter().map(within).collect::<Vec<_>>().join(", ")),
        Feel::Context(entries) => {
            let entries = entries.iter().map(|(name, value)| format!("{name}: {}", within(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Feel::Range(range) => range_text(range),
        Feel::Function(_) => "function".to_owned(),
    }
}

fn range_text(range: &Range) -> String {
    let (low, high) = (within(&range.low), within(&range.high));
    let equals = |included: bool| if included { "=" } else { "" };
    match range.shape {
        Shape::Equal => format!("={low}"),
        Shape::Unequal => format!("!={low}"),
        Shape::Half if range.low.is_null() => format!("<{}{high}", equals(range.high_in)),
        Shape::Half => format!(">{}{low}", equals(range.low_in)),
        Shape::Interval => {
            let open = if range.low_in { '[' } else { '(' };
            let close = if range.high_in { ']' } else { ')' };
            format!("{open}{low}..{high}{close}")
        }
    }
}

fn not(given: &[Feel]) -> Option<Feel> {
    match given.first()?.single() {
        Feel::Boolean(flag) => Some(Feel::Boolean(!flag)),
        _ => None,
    }
}

fn is(given: &[Feel]) -> Option<Feel> {
    Some(Feel::Boolean(identical(given.first()?, given.get(1)?)))
}

impl std::fmt::Display for Feel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&within(self))
    }
}
