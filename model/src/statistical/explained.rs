//! Why one person got one outcome, in the words and signs of the model.

use crate::statistical::additive::{Additive, Cell, Output, Product, Reasons, Share, Term};
use crate::statistical::fact::{Fact, Mode, facts};
use crate::statistical::form::Form;
use crate::statistical::frozen::Statistical;
use crate::statistical::predicate::{Predicate, named};
use crate::statistical::tree::Tree;
use crate::{Decimal, Undecided, Value};
use serde::Serialize;

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What the term, node or rule is called.
    pub name: String,
    /// The inputs with their values.
    pub inputs: Vec<(String, Value)>,
    /// The bucket or test in signs.
    pub bucket: String,
    /// What it added; zero for nodes and rules.
    pub points: Decimal,
    /// The code of the reason, if the file has one.
    pub reason: Option<String>,
}

/// Why one person got one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The outcome.
    pub outcome: Value,
    /// The score, where points add up.
    pub score: Option<Decimal>,
    /// Points that everybody gets.
    pub intercept: Decimal,
    /// In the order of the model. Intercept and points add up to the score exactly.
    pub parts: Vec<Part>,
    /// The codes of reasons, the strongest first.
    pub reasons: Vec<String>,
    /// The score as a probability or an expectation, or the share of each outcome that the file counted in the leaf.
    /// For display only.
    pub shown: Vec<(String, Decimal)>,
}

impl Statistical {
    /// Decides one case and says why.
    ///
    /// # Errors
    /// Why nothing is decided.
    pub fn explain(&self, case: &[Value], mode: Mode) -> Result<Explained, Undecided> {
        let facts = facts(self.fields(), case, mode)?;
        let decided = self.decide_facts(&facts, mode)?;
        let mut explained = Explained {
            outcome: decided.outcome,
            score: decided.score,
            intercept: Decimal::ZERO,
            parts: vec![],
            reasons: vec![],
            shown: vec![],
        };
        match self.form() {
            Form::Additive(additive) => {
                explained.intercept = additive.intercept;
                let parts = decided.shares.iter().filter_map(|share| self.part(additive, share, &facts));
                explained.parts = parts.collect();
                explained.reasons = additive.ranked(&decided.shares);
                let shown = decided.score.and_then(|score| additive.link.shown(score).ok());
                explained.shown = shown.map(|shown| (additive.above(), shown)).into_iter().collect();
            }
            Form::Tree(tree) => {
                explained.parts = self.way(tree, &decided.path, &facts);
                let leaf = decided.path.last().and_then(|leaf| tree.nodes.get(*leaf));
                explained.shown = leaf.map(|leaf| shares(&leaf.counts)).unwrap_or_default();
            }
            Form::Rules(rules) => {
                let held = decided.path.iter().filter_map(|place| rules.rules.get(*place));
                explained.parts = held.map(|rule| self.tested(&rule.id, &rule.test, &facts)).collect();
            }
        }
        Ok(explained)
    }

    /// The tests from root to leaf. A branch for all the rest says what did not hold before it; where a value is
    /// missing, which strict mode excludes, that is only what could not be said to hold.
    fn way(&self, tree: &Tree, path: &[usize], facts: &[Fact]) -> Vec<Part> {
        let mut parts = vec![];
        let ends = path.iter().skip(1).map(Some).chain([None]);
        for (node, next) in path.iter().filter_map(|place| tree.nodes.get(*place)).zip(ends) {
            for branch in &node.branches {
                let Some(test) = tree.nodes.get(*branch).map(|below| &below.test) else { continue };
                let taken = next == Some(branch);
                let told = if taken { test.clone() } else { test.negated() };
                // Numbers cut in two: the second test says nothing new, and `true` says nothing at all.
                let known = |part: &Part| part.bucket == told.text(&self.names());
                if told != Predicate::Always && !parts.iter().any(known) {
                    parts.push(self.tested(&format!("node {branch}"), &told, facts));
                }
                if taken {
                    break;
                }
            }
        }
        parts
    }

    fn values(&self, inputs: impl IntoIterator<Item = usize>, facts: &[Fact]) -> Vec<(String, Value)> {
        let one = |place: usize| Some((self.fields().get(place)?.name.clone(), facts.get(place)?.value()));
        inputs.into_iter().filter_map(one).collect()
    }

    fn tested(&self, name: &str, test: &Predicate, facts: &[Fact]) -> Part {
        Part {
            name: name.to_owned(),
            inputs: self.values(test.inputs(), facts),
            bucket: test.text(&self.names()),
            points: Decimal::ZERO,
            reason: None,
        }
    }

    fn part(&self, additive: &Additive, share: &Share, facts: &[Fact]) -> Option<Part> {
        let (term, names) = (additive.terms.get(share.term)?, self.names());
        let bucket = match term {
            Term::Lookup(lookup) => {
                let name = |input: usize| names.get(input).copied().unwrap_or_default();
                let texts = lookup.axes.iter().zip(&share.places);
                texts.map(|(axis, place)| axis.text(name(axis.input), *place)).collect::<Vec<_>>().join(", ")
            }
            Term::Product(product) => product.text(&names),
        };
        let inputs = self.values(term.inputs(), facts);
        Some(Part {
            name: term.name().to_owned(),
            inputs,
            bucket,
            points: share.points,
            reason: term.reason(share),
        })
    }
}

fn shares(counts: &[(String, Decimal)]) -> Vec<(String, Decimal)> {
    let sum = counts.iter().try_fold(Decimal::ZERO, |sum, (_, count)| sum.rounded_sum(*count));
    let share = |(outcome, count): &(String, Decimal)| {
        Some((outcome.clone(), count.rounded_quotient(*sum.as_ref().ok()?).ok()?))
    };
    counts.iter().filter_map(share).collect()
}

impl Term {
    fn reason(&self, share: &Share) -> Option<String> {
        let Self::Lookup(lookup) = self else { return None };
        match lookup.cell(&share.places)? {
            Cell::Adds { reason, .. } => reason.clone(),
            Cell::Refused => None,
        }
    }
}

impl Product {
    fn text(&self, names: &[&str]) -> String {
        let factors = self.factors.iter().map(|(formula, power)| match power {
            1 => named(formula, names),
            _ => format!("{}^{power}", named(formula, names)),
        });
        let when = self
            .when
            .iter()
            .map(|(place, fact)| format!("[{} = {fact}]", names.get(*place).copied().unwrap_or_default()));
        let all: Vec<_> = std::iter::once(self.coefficient.to_string()).chain(factors).chain(when).collect();
        all.join(" × ")
    }
}

impl Additive {
    fn above(&self) -> String {
        match &self.output {
            Output::Score => "score".to_owned(),
            Output::Classes { above, .. } => above.clone(),
        }
    }

    /// Codes by how far the points lie on the reason's side of the baseline; of equal ones the first term's first.
    fn ranked(&self, shares: &[Share]) -> Vec<String> {
        let Some(reasons) = self.reasons else { return vec![] };
        let mut ranked: Vec<(Decimal, String)> = shares
            .iter()
            .filter_map(|share| {
                let term = self.terms.get(share.term)?;
                let Term::Lookup(lookup) = term else { return None };
                let (code, baseline) = (term.reason(share)?, lookup.baseline.unwrap_or_default());
                let apart = match reasons {
                    Reasons::PointsBelow => baseline.minus(share.points),
                    Reasons::PointsAbove => share.points.minus(baseline),
                };
                Some((apart.ok()?, code))
            })
            .collect();
        ranked.sort_by_key(|(apart, _)| std::cmp::Reverse(*apart));
        ranked.into_iter().map(|(_, code)| code).collect()
    }
}
