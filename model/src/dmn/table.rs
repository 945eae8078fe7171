//! One decision table, and which of its rules hold for given values.

use super::types::Type;
use crate::decimal::Rounding;
use crate::feel::Unary;
use crate::{Decimal, Value};
use serde::Serialize;

/// Digits behind the point of a product with a coefficient.
const POINT_DIGITS: i32 = 9;

/// What happens when several rules hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HitPolicy {
    /// At most one may hold.
    Unique,
    /// All that hold must agree.
    Any,
    /// The one whose output stands first among the allowed outputs.
    Priority,
    /// The first.
    First,
    /// All, in the order of the rules.
    RuleOrder,
    /// All, in the order of the allowed outputs.
    OutputOrder,
    /// All, put together.
    Collect(Aggregator),
}

/// How collected outputs are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregator {
    /// A list.
    List,
    /// Added up.
    Sum,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// How many.
    Count,
}

/// A column that is looked at: whose value, and where it was written.
#[derive(Debug, Clone)]
pub struct Column {
    /// The expression: a name, or a name with parts.
    pub expression: String,
    /// Which node of the graph it names, and which parts of it.
    pub source: super::source::Source,
    /// What it may hold.
    pub kind: Type,
}

/// An output column.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its name; empty where there is only one.
    pub name: String,
    /// Allowed outputs, best first.
    pub allowed: Vec<Value>,
    /// What holds when no rule does.
    pub default: Option<Value>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Rule {
    /// One test a column.
    pub tests: Vec<Unary>,
    /// The tests as written, for people.
    pub texts: Vec<String>,
    /// One value an output.
    pub outputs: Vec<Value>,
    /// The columns with whose values the one output, a coefficient, is multiplied; nearly always none. Only where
    /// the outputs are collected.
    pub times: Vec<usize>,
    /// The author's words beside the rule.
    pub annotation: String,
}

/// A decision table.
#[derive(Debug, Clone)]
pub struct Table {
    /// What happens when several rules hold.
    pub policy: HitPolicy,
    /// The columns that are looked at.
    pub columns: Vec<Column>,
    /// The columns that are answered.
    pub outputs: Vec<Output>,
    /// The rows.
    pub rules: Vec<Rule>,
}

impl Table {
    /// The rules that hold, by their place from 0; the column whose value a test makes no sense for otherwise:
    /// then nothing is decided.
    pub fn matches(&self, values: &[&Value]) -> Result<Vec<u16>, usize> {
        let mut matched = Vec::new();
        for (place, rule) in (0_u16..).zip(&self.rules) {
            if rule.holds(values)? {
                matched.push(place);
                if self.policy == HitPolicy::First {
                    break;
                }
            }
        }
        Ok(matched)
    }
}

impl Rule {
    fn holds(&self, values: &[&Value]) -> Result<bool, usize> {
        for (column, (test, value)) in self.tests.iter().zip(values).enumerate() {
            match test.holds(value) {
                Some(true) => {}
                Some(false) => return Ok(false),
                None => return Err(column),
            }
        }
        Ok(true)
    }

    /// What the rule adds to a collection: its output, or its coefficient times the values of its factors, rounded
    /// once to the digits of points, so that products add up exactly. Null where that cannot be computed.
    pub fn adds(&self, table: &Table, looked_at: &[&Value]) -> Value {
        if self.times.is_empty() {
            self.output(table)
        } else {
            self.product(looked_at).map_or(Value::Null, Value::number)
        }
    }

    fn product(&self, looked_at: &[&Value]) -> Option<Decimal> {
        let mut product = self.outputs.first()?.as_number()?;
        for column in &self.times {
            product = product.rounded_product(looked_at.get(*column)?.as_number()?).ok()?;
        }
        product.to_places(POINT_DIGITS, Rounding::HalfEven).ok()
    }

    /// The output as one value: the only one, or a group by name.
    pub fn output(&self, table: &Table) -> Value {
        combine(table, &self.outputs)
    }
}

/// One value from one value a column.
pub fn combine(table: &Table, values: &[Value]) -> Value {
    match (values, table.outputs.as_slice()) {
        ([only], [_]) => only.clone(),
        _ => Value::Context(
            table.outputs.iter().map(|output| output.name.clone()).zip(values.iter().cloned()).collect(),
        ),
    }
}
