//! Trees: from the root the first branch whose test holds is followed, until a leaf gives the outcome.

use crate::statistical::fact::{Fact, Mode};
use crate::statistical::predicate::Predicate;
use crate::{Decimal, Undecided};
use serde::Serialize;

/// A tree; its nodes stand behind their parents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tree {
    /// What it is called.
    pub name: String,
    /// The nodes, the root first.
    pub nodes: Vec<Node>,
    /// What the file does where a test cannot be answered; in strict mode that does not happen.
    pub unknown: Unknown,
    /// Whether the outcome of the node itself holds where no branch does.
    pub last_holds: bool,
}

/// A node of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// When it is entered.
    pub test: Predicate,
    /// Its branches by their places, in the order of testing.
    pub branches: Vec<usize>,
    /// What it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Fact>,
    /// How many cases of each outcome the file counted here. It decides nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<(String, Decimal)>,
    /// The branch that the file takes where a test cannot be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<usize>,
}

/// What a file does where a test cannot be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unknown {
    /// Nothing is decided.
    Refuse,
    /// The next branch is tested.
    Next,
    /// The outcome of the node holds.
    Last,
    /// The branch that the file names is taken.
    Named,
}

enum Way {
    Down(usize),
    Here,
    Nowhere,
}

impl Tree {
    /// The nodes from the root to the one whose outcome holds, and the outcome.
    ///
    /// # Errors
    /// When no branch holds, or a test cannot be answered.
    pub fn follow(&self, facts: &[Fact], mode: Mode) -> Result<(Fact, Vec<usize>), Undecided> {
        let nowhere = || Undecided::NoRule { table: self.name.clone() };
        let (mut at, mut path) = (0, vec![0]);
        let mut node = self.nodes.first().ok_or_else(nowhere)?;
        if self.answer(node, facts)? != Some(true) {
            return Err(nowhere());
        }
        loop {
            match self.way(node, facts, mode)? {
                Way::Down(below) if below > at => {
                    at = below;
                    path.push(at);
                    node = self.nodes.get(at).ok_or_else(nowhere)?;
                }
                Way::Here => return node.outcome.clone().map(|fact| (fact, path)).ok_or_else(nowhere),
                Way::Down(_) | Way::Nowhere => return Err(nowhere()),
            }
        }
    }

    fn answer(&self, node: &Node, facts: &[Fact]) -> Result<Option<bool>, Undecided> {
        node.test.holds(facts).map_err(|_| Undecided::Outputs { table: self.name.clone() })
    }

    fn way(&self, node: &Node, facts: &[Fact], mode: Mode) -> Result<Way, Undecided> {
        if node.branches.is_empty() {
            return Ok(Way::Here);
        }
        for below in &node.branches {
            let Some(branch) = self.nodes.get(*below) else { return Ok(Way::Nowhere) };
            match (self.answer(branch, facts)?, mode, self.unknown) {
                (Some(true), ..) => return Ok(Way::Down(*below)),
                (Some(false), ..) | (None, Mode::AsWritten, Unknown::Next) => {}
                (None, Mode::AsWritten, Unknown::Last) => return Ok(Way::Here),
                (None, Mode::AsWritten, Unknown::Named) => {
                    return Ok(node.otherwise.map_or(Way::Nowhere, Way::Down));
                }
                (None, ..) => return Ok(Way::Nowhere),
            }
        }
        Ok(if self.last_holds { Way::Here } else { Way::Nowhere })
    }

    /// How many leaves there are.
    #[must_use]
    pub fn leaves(&self) -> usize {
        self.nodes.iter().filter(|node| node.branches.is_empty()).count()
    }

    /// The most tests on one path.
    #[must_use]
    pub fn depth(&self) -> usize {
        let mut depths = vec![0_usize; self.nodes.len()];
        for (place, node) in self.nodes.iter().enumerate() {
            let below = depths.get(place).copied().unwrap_or(0) + 1;
            for branch in &node.branches {
                if let Some(depth) = depths.get_mut(*branch) {
                    *depth = below;
                }
            }
        }
        depths.into_iter().max().unwrap_or(0)
    }
}
