//! Whether a form hangs together: every place exists, every grid is full, every cut rises.

use crate::statistical::additive::{Additive, Lookup, Term};
use crate::statistical::fact::{Domain, Field};
use crate::statistical::form::Form;
use crate::statistical::tree::Tree;
use std::collections::BTreeSet;

/// The most inputs, terms, nodes or rules that are read at all; far above what is readable.
const MOST: usize = 100_000;

/// What is wrong with the form; none if it is sound.
pub fn fault(fields: &[Field], form: &Form) -> Option<String> {
    let names: BTreeSet<_> = fields.iter().map(|field| field.name.as_str()).collect();
    if names.len() != fields.len() {
        return Some("two inputs have the same name".to_owned());
    }
    if fields.is_empty() || form.inputs().is_empty() {
        return Some("the model reads no input".to_owned());
    }
    let inputs = form.inputs();
    if let Some(beyond) = inputs.iter().find(|place| **place >= fields.len()) {
        return Some(format!("input {beyond} is used and not declared"));
    }
    match form {
        Form::Additive(additive) => additive_fault(fields, additive),
        Form::Tree(tree) => tree_fault(tree),
        Form::Rules(rules) => (rules.rules.is_empty() || rules.rules.len() > MOST)
            .then(|| format!("a rule set has 1 to {MOST} rules")),
    }
}

fn additive_fault(fields: &[Field], additive: &Additive) -> Option<String> {
    if additive.terms.len() > MOST {
        return Some(format!("the model has {} terms: at most {MOST} are read", additive.terms.len()));
    }
    additive.terms.iter().find_map(|term| match term {
        Term::Lookup(lookup) => lookup_fault(fields, lookup),
        Term::Product(product) => {
            product.factors.is_empty().then(|| format!("the term `{}` multiplies nothing", product.name))
        }
    })
}

fn lookup_fault(fields: &[Field], lookup: &Lookup) -> Option<String> {
    let name = &lookup.name;
    let cells = lookup.axes.iter().try_fold(1_usize, |cells, axis| cells.checked_mul(axis.places()));
    let kinds = lookup.axes.iter().all(|axis| {
        use crate::statistical::axis::Buckets::{Cuts, Groups};
        let domain = fields.get(axis.input).map(|field| &field.domain);
        matches!(
            (domain, &axis.buckets),
            (Some(Domain::Number { .. }), Cuts(_)) | (Some(Domain::Words { .. }), Groups(_))
        )
    });
    let twice = lookup.axes.len() == 2
        && lookup.axes.first().map(|one| one.input) == lookup.axes.get(1).map(|two| two.input);
    match () {
        () if lookup.axes.len() > 2 => Some(format!("the term `{name}` looks at more than two inputs")),
        () if twice => Some(format!("the term `{name}` looks at one input twice")),
        () if !kinds => Some(format!("the term `{name}` cuts a word or groups numbers")),
        () if lookup.axes.iter().any(|axis| !axis.is_sound()) => {
            Some(format!("the buckets of the term `{name}` do not rise, or share a word"))
        }
        () if cells != Some(lookup.cells.len()) => {
            let wanted = cells.map_or_else(|| "too many".to_owned(), |cells| cells.to_string());
            Some(format!(
                "the term `{name}` has {} numbers of points and {wanted} places for them",
                lookup.cells.len()
            ))
        }
        () => None,
    }
}

fn tree_fault(tree: &Tree) -> Option<String> {
    if tree.nodes.is_empty() || tree.nodes.len() > MOST {
        return Some(format!("a tree has 1 to {MOST} nodes"));
    }
    let mut entered = BTreeSet::new();
    for (place, node) in tree.nodes.iter().enumerate() {
        for branch in &node.branches {
            if *branch <= place || *branch >= tree.nodes.len() || !entered.insert(*branch) {
                return Some("a branch of the tree leads nowhere or back".to_owned());
            }
        }
        if node.otherwise.is_some_and(|branch| !node.branches.contains(&branch)) {
            return Some("a default branch is none of its node's branches".to_owned());
        }
    }
    None
}
