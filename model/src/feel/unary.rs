//! The tests in the cells of a decision table: comparisons, ranges, lists and negation of literals.

use crate::Value;
use serde::Serialize;

/// A cell: what it asks of the value in its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unary {
    /// `-`: the column is not looked at.
    Any,
    /// One of these must hold.
    OneOf(Vec<Test>),
    /// None of these may hold.
    NoneOf(Vec<Test>),
}

/// One test against literals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// The same value.
    Equal(Value),
    /// Another value (`!=`).
    Unequal(Value),
    /// Between two bounds; an absent bound is open-ended. The flag says whether the bound itself counts.
    Range {
        /// Lower bound.
        low: Option<(Value, bool)>,
        /// Upper bound.
        high: Option<(Value, bool)>,
    },
}

impl Unary {
    /// Whether the value passes; `None` when the question makes no sense for it.
    pub fn holds(&self, value: &Value) -> Option<bool> {
        match self {
            Self::Any => Some(true),
            Self::OneOf(tests) => any(tests, value),
            Self::NoneOf(tests) => any(tests, value).map(|held| !held),
        }
    }

    /// Every literal in the cell.
    pub fn literals(&self) -> Vec<&Value> {
        let tests = match self {
            Self::Any => return vec![],
            Self::OneOf(tests) | Self::NoneOf(tests) => tests,
        };
        tests.iter().flat_map(Test::literals).collect()
    }
}

impl Test {
    /// Every literal in the test.
    pub fn literals(&self) -> Vec<&Value> {
        match self {
            Self::Equal(value) | Self::Unequal(value) => vec![value],
            Self::Range { low, high } => [low, high].into_iter().flatten().map(|(value, _)| value).collect(),
        }
    }

    fn holds(&self, value: &Value) -> Option<bool> {
        match self {
            Self::Equal(Value::Null) => Some(*value == Value::Null),
            Self::Unequal(Value::Null) => Some(*value != Value::Null),
            Self::Equal(literal) => same(value, literal),
            Self::Unequal(literal) => same(value, literal).map(|held| !held),
            Self::Range { low, high } => {
                let above = low.as_ref().map_or(Some(true), |(bound, closed)| beyond(bound, value, *closed));
                let below = high.as_ref().map_or(Some(true), |(bound, closed)| beyond(value, bound, *closed));
                Some(above? && below?)
            }
        }
    }
}

fn any(tests: &[Test], value: &Value) -> Option<bool> {
    let mut known = true;
    for test in tests {
        match test.holds(value) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => known = false,
        }
    }
    known.then_some(false)
}

fn same(value: &Value, literal: &Value) -> Option<bool> {
    match (value, literal) {
        (Value::Number { number: one }, Value::Number { number: two }) => Some(one == two),
        (Value::Text(one), Value::Text(two)) => Some(one == two),
        (Value::Boolean(one), Value::Boolean(two)) => Some(one == two),
        _ => None,
    }
}

/// Whether `high` lies beyond `low`, or on it where the bound counts.
fn beyond(low: &Value, high: &Value, closed: bool) -> Option<bool> {
    match (low, high) {
        (Value::Number { number: one }, Value::Number { number: two }) => {
            Some(one < two || closed && one == two)
        }
        (Value::Text(one), Value::Text(two)) => Some(one < two || closed && one == two),
        _ => None,
    }
}
