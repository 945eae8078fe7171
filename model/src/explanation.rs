//! Why this outcome: data from which every text for citizen, caseworker and court is made.

use crate::dmn::Table;
use crate::frozen::Model;
use crate::{Contribution, Evaluation, Selection, TableTrace, Value};
use serde::{Deserialize, Serialize};

/// What another outcome means for a counterfactual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// Any other outcome.
    Other,
    /// A number on the other side of this bound, which itself counts as above.
    Across(crate::Decimal),
    /// The other answer of the model's own selection rule.
    Selection,
}

/// Why one person got one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The outcome.
    pub outcome: Value,
    /// The person's values, in the order of the inputs.
    pub case: Vec<(String, Value)>,
    /// Every table, in the order of deciding, with the rules that held.
    pub tables: Vec<TableExplanation>,
    /// What each rule added, largest first; empty where the outcome is no sum.
    pub contributions: Vec<Step>,
    /// Inputs that no rule which held looked at.
    pub not_decisive: Vec<String>,
    /// The smallest changes that give another outcome: fewest inputs, then smallest steps.
    pub counterfactuals: Vec<Counterfactual>,
}

/// A table with what held in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableExplanation {
    /// Its name.
    pub name: String,
    /// The rules that held.
    pub rules: Vec<MatchedRule>,
    /// What it answered.
    pub output: Value,
}

/// A rule that held, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedRule {
    /// Counted from 1.
    pub number: u16,
    /// The author's words beside the rule.
    pub annotation: String,
    /// Each condition that was looked at.
    pub cells: Vec<Cell>,
    /// What the rule answers.
    pub output: Value,
}

/// A condition and the value that met it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The column: an input's name or a table's.
    pub column: String,
    /// The test as written.
    pub test: String,
    /// The value that met it.
    pub value: Value,
}

/// What one rule added, and on what grounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Added to the outcome.
    pub points: crate::Decimal,
    /// The conditions of the rule.
    pub cells: Vec<Cell>,
    /// The author's words beside the rule.
    pub annotation: String,
}

/// A change of values that would have given another outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterfactual {
    /// Input, value now, value then.
    pub changes: Vec<(String, Value, Value)>,
    /// The outcome then.
    pub outcome: Value,
}

impl Model {
    /// Explains an evaluation of this case by this model. Pure: the same three give the same explanation.
    #[must_use]
    pub fn explain(&self, case: &[Value], evaluation: &Evaluation, goal: &Goal) -> Explanation {
        self.explained(case, evaluation, self.counterfactuals(case, evaluation, goal))
    }

    /// The explanation with counterfactuals that were found elsewhere.
    pub(crate) fn explained(
        &self,
        case: &[Value],
        evaluation: &Evaluation,
        counterfactuals: Vec<Counterfactual>,
    ) -> Explanation {
        let mut values = self.given(case);
        for (trace, (node, _)) in evaluation.tables.iter().zip(self.tables_in_order()) {
            if let Some(slot) = values.get_mut(*node) {
                slot.clone_from(&trace.output);
            }
        }
        let explained = evaluation.tables.iter().zip(self.tables_in_order());
        let tables: Vec<_> =
            explained.map(|(trace, (node, table))| self.table(trace, *node, table, &values)).collect();
        Explanation {
            outcome: evaluation.outcome.clone(),
            case: self.inputs().iter().map(|input| input.name.clone()).zip(case.iter().cloned()).collect(),
            contributions: self.steps(&evaluation.contributions, &values),
            not_decisive: self.not_decisive(&tables),
            counterfactuals,
            tables,
        }
    }

    /// What the model's selection rule makes of an outcome, as a goal for counterfactuals.
    #[must_use]
    pub fn goal(selection: &Selection, cut_off: Option<crate::Decimal>) -> Goal {
        match (&selection.rule, cut_off) {
            (crate::SelectionRule::Top { .. }, Some(bound)) => Goal::Across(bound),
            (crate::SelectionRule::Top { .. }, None) => Goal::Other,
            _ => Goal::Selection,
        }
    }

    fn table(&self, trace: &TableTrace, node: usize, table: &Table, values: &[Value]) -> TableExplanation {
        let rules = trace.matched.iter().filter_map(|place| {
            let rule = table.rules.get(usize::from(*place))?;
            let looked_at: Vec<&Value> =
                table.columns.iter().map(|column| column.source.look(values)).collect();
            let output = rule.adds(table, &looked_at);
            Some(MatchedRule {
                number: place + 1,
                annotation: rule.annotation.clone(),
                cells: cells(table, *place, values),
                output,
            })
        });
        TableExplanation {
            name: self.node_name(node).to_owned(),
            rules: rules.collect(),
            output: trace.output.clone(),
        }
    }

    fn steps(&self, contributions: &[Contribution], values: &[Value]) -> Vec<Step> {
        let step = |one: &Contribution| {
            let (_, table) = self.tables_in_order().get(usize::from(one.table))?;
            let annotation = table.rules.get(usize::from(one.rule))?.annotation.clone();
            Some(Step { points: one.points, cells: cells(table, one.rule, values), annotation })
        };
        let mut steps: Vec<_> = contributions.iter().filter_map(step).collect();
        steps.sort_by_key(|step| std::cmp::Reverse(step.points));
        steps
    }

    fn not_decisive(&self, tables: &[TableExplanation]) -> Vec<String> {
        let looked_at = |name: &str| {
            let mut cells = tables.iter().flat_map(|table| &table.rules).flat_map(|rule| &rule.cells);
            cells.any(|cell| cell.column == name || cell.column.starts_with(&format!("{name}.")))
        };
        self.inputs().iter().map(|input| &input.name).filter(|name| !looked_at(name)).cloned().collect()
    }
}

/// The conditions of a rule that look at something, and the values that its coefficient is multiplied with.
fn cells(table: &Table, rule: u16, values: &[Value]) -> Vec<Cell> {
    let Some(rule) = table.rules.get(usize::from(rule)) else {
        return vec![];
    };
    let columns = table.columns.iter().zip(rule.tests.iter().zip(&rule.texts));
    let looked_at = columns.filter(|(_, (test, _))| **test != crate::feel::Unary::Any);
    let cell = |(column, (_, text)): (&crate::dmn::Column, (_, &String))| Cell {
        column: column.expression.clone(),
        test: text.clone(),
        value: column.source.look(values).clone(),
    };
    let factor = |place: &usize| {
        let (column, coefficient) = (table.columns.get(*place)?, rule.outputs.first()?);
        let value = column.source.look(values).clone();
        Some(Cell { column: column.expression.clone(), test: format!("× {coefficient}"), value })
    };
    looked_at.map(cell).chain(rule.times.iter().filter_map(factor)).collect()
}
