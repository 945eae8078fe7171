//! Tables as people read them: the register shows these, generated from the frozen model (R02).

use crate::Value;
use crate::dmn::{Aggregator, HitPolicy};
use crate::frozen::Model;
use serde::Serialize;

/// A decision table, cell by cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableView {
    /// Its name.
    pub name: String,
    /// What happens when several rules hold: `unique`, `any`, `priority`, `first`, `rule-order`, `output-order`,
    /// `collect`, `sum`, `min`, `max` or `count`.
    pub policy: &'static str,
    /// What is looked at.
    pub columns: Vec<ColumnView>,
    /// What is answered.
    pub outputs: Vec<String>,
    /// The rows.
    pub rules: Vec<RuleView>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnView {
    /// The expression as written.
    pub expression: String,
    /// The declared input's place, if it is one; another table otherwise.
    pub input: Option<usize>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// Counted from 1.
    pub number: usize,
    /// One test a column, as written; `-` where it is not looked at.
    pub tests: Vec<String>,
    /// One value an output.
    pub outputs: Vec<String>,
    /// The author's words.
    pub annotation: String,
}

impl Model {
    /// Every table, in the order of deciding.
    #[must_use]
    pub fn tables(&self) -> Vec<TableView> {
        let view = |(node, table): &(usize, crate::dmn::Table)| TableView {
            name: self.node_name(*node).to_owned(),
            policy: policy(table.policy),
            columns: table
                .columns
                .iter()
                .map(|column| ColumnView {
                    expression: column.expression.clone(),
                    input: self.input_of(column.source.node),
                })
                .collect(),
            outputs: table.outputs.iter().map(|output| output.name.clone()).collect(),
            rules: (1..).zip(&table.rules).map(|(number, rule)| row(table, number, rule)).collect(),
        };
        self.tables_in_order().iter().map(view).collect()
    }
}

/// An output as people read it, with what it is multiplied with.
fn multiplied(table: &crate::dmn::Table, rule: &crate::dmn::Rule, output: &Value) -> String {
    let factors = rule.times.iter().filter_map(|place| table.columns.get(*place));
    factors.fold(output.to_string(), |text, column| format!("{text} × {}", column.expression))
}

fn row(table: &crate::dmn::Table, number: usize, rule: &crate::dmn::Rule) -> RuleView {
    RuleView {
        number,
        tests: rule
            .texts
            .iter()
            .map(|text| if text.is_empty() { "-".to_owned() } else { text.clone() })
            .collect(),
        outputs: rule.outputs.iter().map(|output| multiplied(table, rule, output)).collect(),
        annotation: rule.annotation.clone(),
    }
}

const fn policy(policy: HitPolicy) -> &'static str {
    match policy {
        HitPolicy::Unique => "unique",
        HitPolicy::Any => "any",
        HitPolicy::Priority => "priority",
        HitPolicy::First => "first",
        HitPolicy::RuleOrder => "rule-order",
        HitPolicy::OutputOrder => "output-order",
        HitPolicy::Collect(Aggregator::List) => "collect",
        HitPolicy::Collect(Aggregator::Sum) => "sum",
        HitPolicy::Collect(Aggregator::Min) => "min",
        HitPolicy::Collect(Aggregator::Max) => "max",
        HitPolicy::Collect(Aggregator::Count) => "count",
    }
}
