//! A model that was read, with what its reader should know.

use crate::statistical::Statistical;
use crate::{Finding, Findings, Place};

/// A model that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The model, frozen.
    pub model: Statistical,
    /// What was left out or is read in another way than other tools may; nothing in it stands against the model.
    pub notes: Vec<Finding>,
}

/// The role of the file in messages.
pub const FILE: &str = "rules";

/// The most complaints that are told at once.
pub const MOST_FINDINGS: usize = 50;

/// What is refused because nobody can follow it.
pub fn unreadable(place: Place, message: String) -> Findings {
    Findings(vec![Finding { code: "not-a-white-box", norm: Some("W01"), place, message }])
}

/// Other tools answer the value behind the link.
pub const LINKED: &str =
    "the outcome is the score before its link: set thresholds on it; the value behind the link is shown";

/// A remark.
pub fn note(code: &'static str, place: Place, message: impl Into<String>) -> Finding {
    Finding { code, norm: None, place, message: message.into() }
}

/// What is said about inputs that nothing reads.
pub fn left_out(names: &[String]) -> String {
    format!("declared and never read, so left out: `{}`; do not collect them", names.join("`, `"))
}
