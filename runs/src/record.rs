//! A person's record: the exact bytes that are committed to, in canonical order.

use crate::select::Route;
use model::{Contribution, Decimal, Evaluation, TableTrace, Value};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// What was stored of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// The person's place in the run, from 0.
    pub index: u64,
    /// The body's reference.
    pub person: String,
    /// The values, in the order of the model's inputs.
    pub case: Vec<Value>,
    /// What the model answered then.
    pub evaluation: Evaluation,
    /// By which route the person was selected, or not.
    pub route: Route,
    /// The exact bytes that were committed to.
    pub record: String,
    /// What they were sealed with.
    pub salt: ledger::commitment::Salt,
}

/// The record, its fields in the order of their names: serialised as it stands, it is canonical JSON (RFC 8785).
#[derive(Serialize)]
pub struct Record<'a> {
    pub case: Case<'a>,
    pub contributions: Vec<Step>,
    pub model: &'a str,
    pub outcome: &'a Value,
    pub person: &'a str,
    pub route: Route,
    pub run: &'a str,
    pub selected: bool,
    pub tables: Vec<Trace<'a>>,
}

/// The values by name, in the order of the names.
pub struct Case<'a> {
    pub sorted: &'a [(usize, &'a str)],
    pub values: &'a [Value],
}

impl Serialize for Case<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.sorted.len()))?;
        for (place, name) in self.sorted {
            map.serialize_entry(name, self.values.get(*place).unwrap_or(&Value::Null))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
pub struct Step {
    points: Decimal,
    rule: u16,
    table: u16,
}

#[derive(Serialize, PartialEq)]
pub struct Trace<'a> {
    matched: &'a [u16],
    output: &'a Value,
    table: u16,
}

pub fn points(contributions: &[Contribution]) -> Vec<Step> {
    contributions.iter().map(|one| Step { points: one.points, rule: one.rule, table: one.table }).collect()
}

pub fn traces(tables: &[TableTrace]) -> Vec<Trace<'_>> {
    tables.iter().map(|one| Trace { matched: &one.matched, output: &one.output, table: one.table }).collect()
}

/// The record as it is read back.
#[derive(Deserialize)]
pub struct Read {
    pub case: std::collections::BTreeMap<String, Value>,
    pub contributions: Vec<Contribution>,
    pub outcome: Value,
    pub person: String,
    pub route: Route,
    pub tables: Vec<TableTrace>,
}
