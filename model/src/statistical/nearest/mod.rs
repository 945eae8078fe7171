//! The smallest change that gives another outcome: fewest inputs first, then the fewest steps in all.
//!
//! Within one elementary region a stepwise model says the same, so only the nearest value of each region is tried.
//! An input that moves the score in a straight line is followed by halving. What was not searched is said.

mod bounds;
mod ranges;
mod search;
mod wanted;

pub use wanted::{Allowed, Change, Nearest, Wanted};

use crate::statistical::fact::{Domain, Fact, Mode, Outliers, facts};
use crate::statistical::form::Form;
use crate::statistical::formula::{Formula, Marks};
use crate::statistical::frozen::Statistical;
use crate::{Decimal, DecimalError, Undecided, Value};
use std::collections::BTreeMap;

impl Statistical {
    /// Looks for the smallest change of at most three inputs.
    ///
    /// # Errors
    /// When the case itself is not decided.
    pub fn nearest(
        &self,
        case: &[Value],
        wanted: &Wanted,
        allowed: &[Allowed],
    ) -> Result<Nearest, Undecided> {
        let facts = facts(self.fields(), case, Mode::Strict)?;
        let before = self.decide_facts(&facts, Mode::Strict)?;
        let ways =
            self.ways(case, allowed).map_err(|_| Undecided::Outputs { table: self.name().to_owned() })?;
        let mut search = search::Search::new(self, wanted, &before, facts.clone());
        if !wanted.met(&before, &before) {
            search.run(&ways);
        }
        let change = |(input, to, steps): &(usize, Fact, Decimal)| Change {
            input: self.names().get(*input).copied().unwrap_or_default().to_owned(),
            from: case.get(*input).cloned().unwrap_or(Value::Null),
            to: to.value(),
            steps: *steps,
        };
        let (found, proven) = search.answer();
        let (changes, outcome) = found.map_or((vec![], None), |found| {
            (found.changes.iter().map(change).collect(), Some(found.outcome))
        });
        Ok(Nearest { changes, outcome, proven })
    }

    fn ways(&self, case: &[Value], allowed: &[Allowed]) -> Result<Vec<ranges::Ways>, DecimalError> {
        let (marks, bent) = (self.marks(), self.bends());
        let mut ways: BTreeMap<usize, ranges::Ways> = BTreeMap::new();
        for Allowed { input, step } in allowed {
            let Some((field, value)) = self.fields().get(*input).zip(case.get(*input)) else { continue };
            let Some(fact) = field.stated(value) else { continue };
            let moving = marks.moving.contains(input);
            let mut found = ranges::ways(field, &fact, *step, (&marks, *input, moving))?;
            found.bent = found.moving && bent.get(input).copied().unwrap_or(false);
            ways.insert(*input, found);
        }
        Ok(ways.into_values().collect())
    }

    /// Where the model can change.
    fn marks(&self) -> Marks {
        use crate::statistical::additive::Term;
        use crate::statistical::axis::Buckets;
        let mut marks = Marks::default();
        match self.form() {
            Form::Tree(tree) => tree.nodes.iter().for_each(|node| node.test.mark(&mut marks)),
            Form::Rules(rules) => rules.rules.iter().for_each(|rule| rule.test.mark(&mut marks)),
            Form::Additive(additive) => additive.terms.iter().for_each(|term| match term {
                Term::Product(product) => product.factors.iter().for_each(|(formula, _)| {
                    formula.mark(&[], &mut marks);
                    formula.moving(&mut marks);
                }),
                Term::Lookup(lookup) => lookup.axes.iter().for_each(|axis| {
                    if let Buckets::Cuts(cuts) = &axis.buckets {
                        marks.numbers.entry(axis.input).or_default().extend(cuts.iter().map(|cut| cut.at));
                    }
                }),
            }),
        }
        for (input, field) in self.fields().iter().enumerate() {
            let ends = match &field.domain {
                Domain::Number { intervals, .. } => {
                    intervals.iter().flat_map(|one| [one.from, one.to]).flatten().collect::<Vec<_>>()
                }
                Domain::Words { .. } => vec![],
            };
            let bounds = match &field.outliers {
                Some(Outliers::Missing(bounds) | Outliers::Clamp(bounds)) => [bounds.from, bounds.to],
                None => [None, None],
            };
            let ends = ends.into_iter().chain(bounds.into_iter().flatten());
            let absent = field.absent.iter().filter_map(|fact| fact.value().as_number());
            marks.numbers.entry(input).or_default().extend(ends.chain(absent));
        }
        marks
    }

    /// The moving inputs, and whether the score can turn while they move from mark to mark.
    fn bends(&self) -> BTreeMap<usize, bool> {
        use crate::statistical::additive::Term;
        let Form::Additive(additive) = self.form() else { return BTreeMap::new() };
        let mut bends = BTreeMap::new();
        for term in &additive.terms {
            let Term::Product(product) = term else { continue };
            let mut here: BTreeMap<usize, usize> = BTreeMap::new();
            for (formula, power) in &product.factors {
                let mut marks = Marks::default();
                formula.moving(&mut marks);
                let straight = *power == 1 && formula.is_straight() && once(formula, &marks);
                marks
                    .moving
                    .iter()
                    .for_each(|input| *here.entry(*input).or_default() += if straight { 1 } else { 2 });
            }
            for (input, times) in here {
                bends.entry(input).and_modify(|bent| *bent = true).or_insert(times > 1);
            }
        }
        bends
    }
}

/// Whether the formula moves with one input only: then rounding cannot make it turn.
fn once(formula: &Formula, marks: &Marks) -> bool {
    marks.moving.len() <= 1 && formula.inputs().len() <= 1
}
