//! What an analysis says, in a form that pages, files and tests share.

use super::Proof;
use crate::Value;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How much work may go into one analysis. Work, not time: the same limits say the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisLimits {
    /// Conflicts of the solver in one question.
    pub conflicts: u64,
    /// Cells that are walked through one by one in one question.
    pub cells: u64,
    /// Overlaps that are shown one by one; all are counted.
    pub overlaps: usize,
    /// Bounds that are asked about, over all inputs.
    pub bounds: usize,
    /// Only gaps, contradictions, overlaps, idle rules and outcomes; no questions about two cases.
    pub tables_only: bool,
}

impl Default for AnalysisLimits {
    fn default() -> Self {
        Self { conflicts: 200_000, cells: 2_000_000, overlaps: 50, bounds: 500, tables_only: false }
    }
}

/// A made-up case, decided by the model itself before it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The values by input.
    pub case: Vec<(String, Value)>,
    /// What the model answers.
    pub outcome: Option<Value>,
    /// Why it answers nothing.
    pub undecided: Option<String>,
}

/// How it was shown that something never happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// By a proof that anyone can check.
    Proof {
        /// Clauses that describe the model.
        clauses: usize,
        /// Steps from them to the contradiction.
        steps: usize,
        /// The proof itself; too long for a page.
        #[serde(skip, default)]
        proof: Arc<Proof>,
    },
    /// By walking through every cell that tests can tell apart.
    Walked {
        /// How many.
        cells: u64,
    },
}

/// Whether something can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Shown {
    /// Never: proved.
    Never {
        /// How.
        by: How,
    },
    /// It happens: here.
    Found {
        /// One case, or two that are compared.
        cases: Vec<Witness>,
    },
    /// It could not be told within the limits, or at all.
    NotDecided {
        /// Why.
        why: String,
    },
}

/// A question about one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The table's name.
    pub table: String,
    /// The answer.
    pub shown: Shown,
}

/// Two rules of a table that hold together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// The table's name.
    pub table: String,
    /// Counted from 1.
    pub first: usize,
    /// Counted from 1.
    pub second: usize,
    /// Whether they answer differently.
    pub differ: bool,
    /// A case for which both hold.
    pub shown: Shown,
}

/// A rule that never decides, or about which that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleAt {
    /// The table's name.
    pub table: String,
    /// Counted from 1.
    pub rule: usize,
    /// Whether it ever decides.
    pub shown: Shown,
}

/// An outcome that can come out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The outcome.
    pub outcome: Value,
    /// Whether it can.
    pub shown: Shown,
}

/// The least and the most that a sum can come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// A case with the least.
    pub least: Witness,
    /// A case with the most.
    pub most: Witness,
}

/// Whether an input alone can change the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Influence {
    /// Its name.
    pub input: String,
    /// Two cases that differ in nothing else; never, if the outcome provably does not depend on it.
    pub shown: Shown,
}

/// In which direction a numeric input moves a numeric outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Monotony {
    /// Its name.
    pub input: String,
    /// Whether more of it ever gives a higher outcome.
    pub rises: Shown,
    /// Whether more of it ever gives a lower outcome.
    pub falls: Shown,
}

/// Whether it matters on which side of a bound an input lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// The input's name.
    pub input: String,
    /// The last value below.
    pub below: Value,
    /// The first value above.
    pub above: Value,
    /// Two cases on either side with different outcomes.
    pub shown: Shown,
}

/// Everything that was asked of one model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// The model's hash.
    pub model: String,
    /// Cases in which no rule of a table holds.
    pub gaps: Vec<Finding>,
    /// Cases in which rules hold together that may not.
    pub contradictions: Vec<Finding>,
    /// Pairs of rules that hold together, the first ones.
    pub overlaps: Vec<Overlap>,
    /// How many such pairs there are; where columns are fed by tables, at most.
    pub overlapping: usize,
    /// Rules that never decide.
    pub idle: Vec<RuleAt>,
    /// What can come out, where outcomes are not sums.
    pub outcomes: Vec<Reached>,
    /// What a sum can come to.
    pub total: Option<Total>,
    /// Input by input, whether it matters at all.
    pub influences: Vec<Influence>,
    /// Number by number, in which direction it moves the outcome.
    pub monotony: Vec<Monotony>,
    /// Bound by bound, whether it matters.
    pub bounds: Vec<Bound>,
}

impl Shown {
    pub(super) fn not(why: impl Into<String>) -> Self {
        Self::NotDecided { why: why.into() }
    }

    /// Whether it was proved that it never happens.
    #[must_use]
    pub const fn is_never(&self) -> bool {
        matches!(self, Self::Never { .. })
    }

    /// The cases, if there are any.
    #[must_use]
    pub fn cases(&self) -> &[Witness] {
        match self {
            Self::Found { cases } => cases,
            _ => &[],
        }
    }
}
