//! The graph of inputs and decisions, in an order in which each node stands after what it requires.

use super::table::Table;
use super::types::Type;
use crate::Place;

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
    /// By a formula; only [`super::Library`] computes it.
    Formula,
    /// In a way outside the subset, for this reason.
    Outside(String),
}

/// The decisions of a file.
#[derive(Debug, Clone)]
pub struct Definitions {
    /// The file's name for itself.
    pub name: String,
    pub(crate) nodes: Vec<Node>,
    /// What was ignored; nothing in it stands against the file.
    pub(crate) notes: Vec<crate::Finding>,
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
