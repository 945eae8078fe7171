//! Rule sets: the first rule that holds decides, or the rules that hold vote with their weights.

use crate::statistical::fact::Fact;
use crate::statistical::predicate::Predicate;
use crate::{Decimal, Undecided};
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
    /// The outcome with the largest sum of weights; of equal ones the one whose rule stands first.
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
        let (mut held, mut votes) = (vec![], Vec::<(&Fact, Decimal)>::new());
        for (place, rule) in self.rules.iter().enumerate() {
            if rule.test.holds(facts).map_err(broken)? != Some(true) {
                continue;
            }
            held.push(place);
            if self.choice == Choice::First {
                return Ok((rule.outcome.clone(), held));
            }
            match votes.iter_mut().find(|(outcome, _)| **outcome == rule.outcome) {
                None => votes.push((&rule.outcome, rule.weight)),
                Some((_, weight)) if self.choice == Choice::WeightedMax => {
                    *weight = (*weight).max(rule.weight);
                }
                Some((_, weight)) => *weight = weight.plus(rule.weight).map_err(broken)?,
            }
        }
        let mut best: Option<(&Fact, Decimal)> = None;
        for (outcome, weight) in votes {
            if best.is_none_or(|(_, most)| weight > most) {
                best = Some((outcome, weight));
            }
        }
        let outcome = best.map(|(outcome, _)| outcome).or(self.otherwise.as_ref());
        let outcome = outcome.ok_or_else(|| Undecided::NoRule { table: self.name.clone() })?;
        Ok((outcome.clone(), held))
    }
}
