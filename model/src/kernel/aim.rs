//! What counts as another outcome, as numbers that a loop can compare.

use crate::frozen::Model;
use crate::{Decimal, Goal, SelectionRule, Value};

/// A goal, prepared.
pub enum Aim<'a> {
    /// Any other outcome.
    Other,
    /// The other side of a bound, which itself counts as above.
    Across(Decimal),
    /// Among these words, or not.
    Words(&'a [String]),
}

impl<'a> Aim<'a> {
    /// None for a goal that compares people and can be reached by nobody alone.
    pub fn of(model: &'a Model, goal: &Goal) -> Option<Self> {
        match (goal, &model.declaration().selection.rule) {
            (Goal::Other, _) => Some(Self::Other),
            (Goal::Across(bound), _) => Some(Self::Across(*bound)),
            (Goal::Selection, SelectionRule::Threshold { at_least }) => Some(Self::Across(*at_least)),
            (Goal::Selection, SelectionRule::Outcome { equals }) => Some(Self::Words(equals)),
            (Goal::Selection, SelectionRule::Top { .. }) => None,
        }
    }

    /// The number of an answer: answers that do not differ for this goal have equal numbers.
    pub fn class(&self, value: &Value, class: u32) -> i64 {
        match self {
            Self::Other => i64::from(class),
            Self::Across(bound) => i64::from(value.as_number().is_some_and(|number| number >= *bound)),
            Self::Words(words) => i64::from(words.contains(&value.to_string())),
        }
    }

    /// For sums in units of 10^-scale: from where on they count as above; none where the aim cuts nowhere.
    pub fn cut(&self, scale: u8) -> Option<i64> {
        let Self::Across(bound) = self else { return None };
        let (_, above) = bound.between_steps(Decimal::scaled(1, scale).ok()?)?;
        i64::try_from(above.units(scale)?).ok()
    }
}
