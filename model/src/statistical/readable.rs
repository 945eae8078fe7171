//! The white-box rule for models of points, trees and rule sets (W01, W09, N01): whether people can read this one.

use crate::forbidden;
use crate::statistical::additive::{Additive, Term};
use crate::statistical::form::Form;
use crate::statistical::frozen::Statistical;
use crate::{Finding, Place};
use serde::Serialize;

/// Our own defaults; no law fixes these numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingLimits {
    /// Inputs about a person (W09).
    pub inputs: usize,
    /// Terms that add up (W01).
    pub terms: usize,
    /// Terms that look at two inputs or multiply them (W01).
    pub pairs: usize,
    /// Buckets with points, over all terms (W01).
    pub buckets: usize,
    /// Leaves of a tree, or rules (W01).
    pub rules: usize,
    /// Tests on one path of a tree (W01).
    pub depth: usize,
    /// Facts that tests compare with (W01).
    pub conditions: usize,
}

impl Default for ReadingLimits {
    fn default() -> Self {
        Self { inputs: 25, terms: 40, pairs: 5, buckets: 600, rules: 200, depth: 10, conditions: 600 }
    }
}

/// How large the model is, and what stands against its use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measured {
    /// The family of readable models that it belongs to.
    pub family: &'static str,
    /// Inputs about a person.
    pub inputs: usize,
    /// Terms that add up.
    pub terms: usize,
    /// Terms that look at two inputs or multiply them.
    pub pairs: usize,
    /// Buckets with points.
    pub buckets: usize,
    /// Leaves of a tree, or rules.
    pub rules: usize,
    /// Tests on one path.
    pub depth: usize,
    /// Facts that tests compare with.
    pub conditions: usize,
    /// What stands against its use; none means that it may be proposed.
    pub findings: Vec<Finding>,
}

impl Statistical {
    /// Measures the model and judges it by these limits.
    #[must_use]
    pub fn measured(&self, limits: &ReadingLimits) -> Measured {
        let mut measured = self.sizes();
        let found = &measured;
        let counts = [
            ("too-many-inputs", "W09", "inputs", found.inputs, limits.inputs),
            ("too-many-terms", "W01", "terms", found.terms, limits.terms),
            ("too-many-pairs", "W01", "terms over two inputs", found.pairs, limits.pairs),
            ("too-many-buckets", "W01", "buckets with points", found.buckets, limits.buckets),
            ("too-many-rules", "W01", "leaves or rules", found.rules, limits.rules),
            ("too-deep", "W01", "tests behind each other", found.depth, limits.depth),
            ("too-many-conditions", "W01", "conditions", found.conditions, limits.conditions),
        ];
        let over = counts.into_iter().filter(|(.., found, limit)| found > limit);
        let finding =
            |(code, norm, what, found, limit): (&'static str, &'static str, _, usize, usize)| Finding {
                code,
                norm: Some(norm),
                place: Place::new("rules", 1, 1),
                message: format!(
                    "the model has {found} {what}: with more than {limit} nobody can read it any more"
                ),
            };
        let mut findings = self.forbidden();
        findings.extend(over.map(finding));
        measured.findings = findings;
        measured
    }

    fn sizes(&self) -> Measured {
        let mut measured = Measured {
            family: self.form().family(),
            inputs: self.fields().len(),
            terms: 0,
            pairs: 0,
            buckets: 0,
            rules: 0,
            depth: 0,
            conditions: 0,
            findings: vec![],
        };
        match self.form() {
            Form::Additive(additive) => {
                measured.terms = additive.terms.len();
                measured.pairs = additive.terms.iter().filter(|term| term.inputs().len() > 1).count();
                measured.buckets = buckets(additive);
            }
            Form::Tree(tree) => {
                measured.rules = tree.leaves();
                measured.depth = tree.depth();
                measured.conditions = tree.nodes.iter().map(|node| node.test.conditions()).sum();
            }
            Form::Rules(rules) => {
                measured.rules = rules.rules.len();
                measured.conditions = rules.rules.iter().map(|rule| rule.test.conditions()).sum();
            }
        }
        measured
    }

    fn forbidden(&self) -> Vec<Finding> {
        let found = self.fields().iter().filter_map(|field| {
            let (what, word) = forbidden::ground(&field.name)?;
            let message = format!(
                "the input `{}` stands for {what} (`{word}`): it is never used in a risk profile",
                field.name
            );
            Some(Finding {
                code: "forbidden-input",
                norm: Some("N01"),
                place: Place::new("rules", 1, 1),
                message,
            })
        });
        found.collect()
    }
}

fn buckets(additive: &Additive) -> usize {
    let of = |term: &Term| match term {
        Term::Product(_) => 1,
        Term::Lookup(lookup) => lookup.axes.iter().map(crate::statistical::axis::Axis::len).product(),
    };
    additive.terms.iter().map(of).sum()
}
