//! What a search is asked, and what it answers.

use crate::statistical::frozen::Decided;
use crate::{Decimal, Value};
use serde::Serialize;

/// An input that may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// The input by its place.
    pub input: usize,
    /// One step of a number: proposed numbers are multiples of it. A change of word counts as one step.
    pub step: Decimal,
}

/// Which other outcome is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Any other outcome.
    Other,
    /// This one.
    Outcome(Value),
    /// A number on the other side of this bound, which itself counts as above.
    Across(Decimal),
}

/// One input with another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The input.
    pub input: String,
    /// What it is.
    pub from: Value,
    /// What it would have to be.
    pub to: Value,
    /// How many steps lie between them.
    pub steps: Decimal,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Nearest {
    /// The changes; none where nothing was found.
    pub changes: Vec<Change>,
    /// The outcome that they give.
    pub outcome: Option<Value>,
    /// Whether it is certain that nothing smaller does, or that nothing does up to the number of inputs tried.
    pub proven: bool,
}

impl Wanted {
    /// Whether the second decision is what was looked for, seen from the first.
    #[must_use]
    pub fn met(&self, before: &Decided, after: &Decided) -> bool {
        match self {
            Self::Other => after.outcome != before.outcome,
            Self::Outcome(outcome) => after.outcome == *outcome,
            Self::Across(bound) => {
                let above = |decided: &Decided| {
                    let number = decided.score.or_else(|| decided.outcome.as_number());
                    number.map(|number| number >= *bound)
                };
                above(before).zip(above(after)).is_some_and(|(before, after)| before != after)
            }
        }
    }
}
