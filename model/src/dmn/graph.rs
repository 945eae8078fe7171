//! The graph of inputs and decisions, in an order in which each node stands after what it requires.

use super::table::{Semantics, Table};
use super::types::Type;
use crate::feel::Formula;
use crate::{Place, Value, hit};
use std::collections::BTreeMap;

/// An input or a decision.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// What it may hold.
    pub kind: Type,
    /// Where it stands in the file.
    pub place: Place,
    /// How it is decided; an input is given.
    pub logic: Logic,
    /// The nodes that it requires.
    pub requires: Vec<usize>,
    /// The identifier by which others require it.
    pub id: String,
}

impl Node {
    pub fn id_is(&self, id: &str) -> bool {
        self.id == id
    }
}

/// How a node gets its value.
#[derive(Debug, Clone)]
pub enum Logic {
    /// It is given.
    Input,
    /// By a decision table.
    Table(Box<Table>),
    /// By a formula; only the standard's semantics compute it.
    Formula(Formula),
    /// In a way outside the subset, for this reason.
    Outside(String),
}

/// The decisions of a file.
#[derive(Debug, Clone)]
pub struct Definitions {
    /// The file's name for itself.
    pub name: String,
    pub(crate) nodes: Vec<Node>,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Its value.
    Value(Value),
    /// It lies outside the subset that is read, for this reason.
    Outside(String),
}

impl Definitions {
    /// The names of the decisions, in the order of the graph.
    #[must_use]
    pub fn decisions(&self) -> Vec<&str> {
        self.nodes
            .iter()
            .filter(|node| !matches!(node.logic, Logic::Input))
            .map(|node| node.name.as_str())
            .collect()
    }

    /// Decides by the standard's semantics; for conformance tests, never about people.
    #[must_use]
    pub fn decide_as_the_standard_says(&self, decision: &str, inputs: &BTreeMap<String, Value>) -> Outcome {
        let Some(goal) = self.find(decision) else {
            return Outcome::Outside(format!("there is no decision `{decision}`"));
        };
        let needed = self.needed(goal);
        let mut values: Vec<Value> = vec![];
        for (node, needed) in self.nodes.iter().zip(needed) {
            let value = match &node.logic {
                _ if !needed => Value::Null,
                Logic::Input => inputs.get(&node.name).cloned().unwrap_or(Value::Null),
                Logic::Outside(reason) => return Outcome::Outside(reason.clone()),
                Logic::Formula(formula) => node.kind.conform(formula.compute(&values)),
                Logic::Table(table) => decide(table, &values),
            };
            values.push(value);
        }
        values.get(goal).cloned().map_or_else(|| Outcome::Outside("no value".to_owned()), Outcome::Value)
    }

    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.name == name)
    }

    /// Which nodes a decision requires, directly or not, itself included. What is required stands before it, so one
    /// pass backwards finds all, however often a node is shared.
    pub(crate) fn needed(&self, goal: usize) -> Vec<bool> {
        let mut needed = vec![false; self.nodes.len()];
        needed.get_mut(goal).into_iter().for_each(|flag| *flag = true);
        for (place, node) in self.nodes.iter().enumerate().rev() {
            if needed.get(place) == Some(&true) {
                for next in &node.requires {
                    needed.get_mut(*next).into_iter().for_each(|flag| *flag = true);
                }
            }
        }
        needed
    }
}

fn decide(table: &Table, values: &[Value]) -> Value {
    let looked_at: Vec<&Value> = table.columns.iter().map(|column| column.source.look(values)).collect();
    let matched = table.matches(&looked_at, Semantics::Dmn).unwrap_or_default();
    hit::outcome(table, &matched, Semantics::Dmn).unwrap_or(Value::Null)
}
