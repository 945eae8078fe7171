//! The demonstration: made-up people, the model of the scandal, a readable alternative, and the story of both.
//!
//! It uses `app` like any other face; nothing here has a door of its own.

mod cases;
mod dossier;
mod learning;
mod narrator;
pub mod population;
pub mod rcm;
mod readable;
mod stage;
mod story;

pub use narrator::Narrator;
pub use stage::Stage;
pub use story::{Told, tell};

use crate::present::{Lang, word};
use app::Problem;

/// A reason of an approver, in the story's language.
fn outcome_text(lang: Lang, approved: bool) -> String {
    word(lang, if approved { "demo-reason-approved" } else { "demo-reason-rejected" }, &[])
}

/// Something in the story did not go as it must.
fn broken(summary: &str, cause: &dyn std::fmt::Display) -> Problem {
    Problem::Fault { id: "demo".to_owned(), summary: format!("{summary}: {cause}") }
}
