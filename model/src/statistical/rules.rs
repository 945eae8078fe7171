//! Rule sets: the first rule that holds decides, or the rules that hold vote with their weights.

use crate::statistical::fact::Fact;
use crate::statistical::predicate::Predicate;
use crate::{Decimal, DecimalError, Undecided};
use serde::Serialize;

/// Rules in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rules {
    /// What it is called.
    pub name: String,
    /// The rules.
    pub rules: Vec<Rule>,
    /// How an outcome is found.
    pub choice: Choice,
    /// The outcome when no rule holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Fact>,
    /// Outcomes in the order in which they win when their weights add up to the same; others win after them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<Fact>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// What it is called.
    pub id: String,
    /// When it holds.
    pub test: Predicate,
    /// What it gives.
    pub outcome: Fact,
    /// Its weight.
    pub weight: Decimal,
}

/// How an outcome is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// The first rule that holds.
    First,
    /// The outcome with the largest sum of weights; equal ones as the order of outcomes says.
    WeightedSum,
    /// The outcome of the heaviest rule that holds; of equal ones the one that stands first.
    WeightedMax,
}

impl Rules {
    /// The outcome, and the rules that held and were looked at.
    ///
    /// # Errors
    /// When no rule holds and there is no default, or weights cannot be added.
    pub fn decide(&self, facts: &[Fact]) -> Result<(Fact, Vec<usize>), Undecided> {
        let broken = |_| Undecided::Outputs { table: self.name.clone() };
        let mut held = vec![];
        for (place, rule) in self.rules.iter().enumerate() {
            if rule.test.holds(facts).map_err(broken)? == Some(true) {
                held.push(place);
                if self.choice == Choice::First {
                    break;
                }
            }
        }
        let rules: Vec<&Rule> = held.iter().filter_map(|place| self.rules.get(*place)).collect();
        let best = match self.choice {
            Choice::First => rules.first().map(|rule| &rule.outcome),
            Choice::WeightedMax => heaviest(rules.iter().map(|rule| (&rule.outcome, rule.weight))),
            Choice::WeightedSum => heaviest(self.votes(&rules).map_err(broken)?.into_iter()),
        };
        let outcome = best.or(self.otherwise.as_ref());
        let outcome = outcome.ok_or_else(|| Undecided::NoRule { table: self.name.clone() })?;
        Ok((outcome.clone(), held))
    }

    /// The sum of weights of each outcome, in the order in which equal ones win.
    fn votes<'r>(&'r self, rules: &[&'r Rule]) -> Result<Vec<(&'r Fact, Decimal)>, DecimalError> {
        let mut votes: Vec<(&Fact, Decimal)> = vec![];
        for rule in rules {
            match votes.iter_mut().find(|(outcome, _)| **outcome == rule.outcome) {
                None => votes.push((&rule.outcome, rule.weight)),
                Some((_, weight)) => *weight = weight.plus(rule.weight)?,
            }
        }
        let place = |outcome: &Fact| self.order.iter().position(|known| known == outcome);
        votes.sort_by_key(|(outcome, _)| place(outcome).unwrap_or(usize::MAX));
        Ok(votes)
    }
}

/// The outcome with the largest weight; of equal ones the first.
fn heaviest<'r>(votes: impl Iterator<Item = (&'r Fact, Decimal)>) -> Option<&'r Fact> {
    let mut best: Option<(&Fact, Decimal)> = None;
    for (outcome, weight) in votes {
        if best.is_none_or(|(_, most)| weight > most) {
            best = Some((outcome, weight));
        }
    }
    best.map(|(outcome, _)| outcome)
}
