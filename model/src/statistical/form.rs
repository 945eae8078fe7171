//! The three forms of a model.

use crate::picture::{TreeNode, TreeView};
use crate::statistical::additive::{Additive, Term};
use crate::statistical::fact::Field;
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

    /// The tree as a picture shows it, if it is one; `names` are the inputs'.
    #[must_use]
    pub fn picture(&self, names: &[&str]) -> Option<TreeView> {
        let Self::Tree(tree) = self else { return None };
        let node = |node: &crate::statistical::tree::Node| TreeNode {
            test: node.test.text(names),
            outcome: node.outcome.as_ref().filter(|_| node.branches.is_empty()).map(ToString::to_string),
            branches: node.branches.clone(),
        };
        Some(TreeView { nodes: tree.nodes.iter().map(node).collect() })
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

    /// The names of the fields that nothing reads.
    #[must_use]
    pub fn unread(&self, fields: &[Field]) -> Vec<String> {
        let read = self.inputs();
        let unread = fields.iter().enumerate().filter(|(place, _)| !read.contains(place));
        unread.map(|(_, field)| field.name.clone()).collect()
    }

    /// Gives every input its new place.
    pub(super) fn renumber(&mut self, place: &dyn Fn(usize) -> usize) {
        match self {
            Self::Additive(additive) => additive.terms.iter_mut().for_each(|term| match term {
                Term::Lookup(lookup) => {
                    lookup.axes.iter_mut().for_each(|axis| axis.input = place(axis.input));
                }
                Term::Product(product) => {
                    product.when.iter_mut().for_each(|(input, _)| *input = place(*input));
                    product.factors.iter_mut().for_each(|(formula, _)| formula.renumber(place));
                }
            }),
            Self::Tree(tree) => tree.nodes.iter_mut().for_each(|node| node.test.renumber(place)),
            Self::Rules(rules) => rules.rules.iter_mut().for_each(|rule| rule.test.renumber(place)),
        }
    }
}
