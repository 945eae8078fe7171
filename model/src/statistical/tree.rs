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

/// One way through a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Path {
    /// The node where it ends.
    pub leaf: usize,
    /// Nodes whose tests hold, or do not.
    pub tests: Vec<(usize, bool)>,
}

/// Trees of more leaves are refused as unreadable long before.
const MOST_PATHS: usize = 10_000;

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

    /// The tree as a decision table in which exactly one rule holds: each leaf with the tests that hold on the way to
    /// it (true) and those of earlier branches that do not (false). Leaves without an outcome are among them.
    #[must_use]
    pub fn paths(&self) -> Vec<Path> {
        let (mut found, mut open) = (vec![], vec![Path { leaf: 0, tests: vec![(0, true)] }]);
        while let Some(path) = open.pop() {
            let branches = self.nodes.get(path.leaf).map(|node| node.branches.as_slice()).unwrap_or_default();
            if branches.is_empty() || found.len() > MOST_PATHS {
                found.push(path);
                continue;
            }
            let mut tests = path.tests.clone();
            for branch in branches {
                let mut here = tests.clone();
                here.push((*branch, true));
                open.push(Path { leaf: *branch, tests: here });
                tests.push((*branch, false));
            }
            // Where no branch holds, the node itself is the end.
            found.push(Path { leaf: path.leaf, tests });
        }
        found.sort_by_key(|path| path.leaf);
        found
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
