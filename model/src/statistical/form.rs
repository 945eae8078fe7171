//! The three forms of a model.

use crate::statistical::additive::{Additive, Term};
use crate::statistical::rules::Rules;
use crate::statistical::tree::Tree;
use serde::Serialize;
use std::collections::BTreeSet;

/// What a model decides by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Points that add up.
    Additive(Additive),
    /// A tree.
    Tree(Tree),
    /// A rule set.
    Rules(Rules),
}

impl Form {
    /// The family of readable models that it belongs to.
    #[must_use]
    pub const fn family(&self) -> &'static str {
        match self {
            Self::Additive(_) => "additive",
            Self::Tree(_) => "tree",
            Self::Rules(_) => "rule-set",
        }
    }

    /// The inputs that it reads.
    #[must_use]
    pub fn inputs(&self) -> BTreeSet<usize> {
        match self {
            Self::Additive(additive) => additive.terms.iter().flat_map(Term::inputs).collect(),
            Self::Tree(tree) => tree.nodes.iter().flat_map(|node| node.test.inputs()).collect(),
            Self::Rules(rules) => rules.rules.iter().flat_map(|rule| rule.test.inputs()).collect(),
        }
    }
}
