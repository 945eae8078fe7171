//! What an evaluation answers: the outcome, and the compact record from which every explanation follows.

use crate::{Decimal, Value};
use serde::{Deserialize, Serialize};

/// The outcome for one person, with the rules that gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The outcome.
    pub outcome: Value,
    /// One record a table, in the order of deciding.
    pub tables: Vec<TableTrace>,
    /// What each rule added, where the deciding table adds up; they sum to the outcome exactly (L07).
    pub contributions: Vec<Contribution>,
}

/// Which rules of a table held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableTrace {
    /// The table's place among the tables, from 0.
    pub table: u16,
    /// The rules that held, from 0.
    pub matched: Vec<u16>,
    /// What the table answered.
    pub output: Value,
}

/// What one rule added to the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// The table's place, from 0.
    pub table: u16,
    /// The rule's place, from 0.
    pub rule: u16,
    /// Added to the outcome.
    pub points: Decimal,
}

/// Nothing was decided, because of this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "cause", rename_all = "kebab-case")]
pub enum Undecided {
    /// An input is missing or cannot occur.
    #[error("the input `{input}`: {reason}")]
    Input {
        /// Its name.
        input: String,
        /// What is wrong.
        reason: String,
    },
    /// Another number of values than of inputs.
    #[error("the case has {given} values, the model has {declared} inputs")]
    Size {
        /// Values.
        given: usize,
        /// Inputs.
        declared: usize,
    },
    /// A test makes no sense for a value.
    #[error("table `{table}`: column `{column}` holds a value that its tests cannot judge")]
    Column {
        /// The table's name.
        table: String,
        /// The column's expression.
        column: String,
    },
    /// No rule holds.
    #[error("table `{table}`: no rule holds, and there is no default")]
    NoRule {
        /// The table's name.
        table: String,
    },
    /// Two rules hold that may not hold together.
    #[error("table `{table}`: rules {first} and {second} both hold and contradict the hit policy")]
    Contradiction {
        /// The table's name.
        table: String,
        /// Counted from 1.
        first: u16,
        /// Counted from 1.
        second: u16,
    },
    /// The rules add up something that is no number, or too large a one.
    #[error("table `{table}`: the outputs cannot be put together")]
    Outputs {
        /// The table's name.
        table: String,
    },
}
