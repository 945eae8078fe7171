//! What a run was, in counts and digests.

use crate::select::Route;
use ledger::Hash;
use model::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a run was; written beside its segments as `run.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunSummary {
    /// The version of the folder's format.
    pub format: String,
    /// The run's identifier.
    pub run: String,
    /// The model that scored.
    pub model: String,
    /// The names of the inputs, in the model's order.
    pub inputs: Vec<String>,
    /// How many people were scored.
    pub people: u64,
    /// How many go to a caseworker.
    pub selected: u64,
    /// Of these, by the rule.
    pub targeted: u64,
    /// Of these, by lot.
    pub random: u64,
    /// How many people got each outcome; left out where there are more than 200 different ones.
    pub outcomes: Vec<(Value, u64)>,
    /// The lowest number that the rule selected, where it takes the highest.
    pub cut_off: Option<model::Decimal>,
    /// The Merkle root over one leaf a person.
    pub people_root: Hash,
    /// SHA-256 of the case file.
    pub cases_digest: Hash,
    /// The files.
    pub segments: Vec<Segment>,
}

/// What can be counted again from the values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many people were scored.
    pub people: u64,
    /// How many the rule selected.
    pub targeted: u64,
    /// How many the lot selected.
    pub random: u64,
    /// How many people got each outcome; left out where there are more than 200 different ones.
    pub outcomes: Vec<(Value, u64)>,
}

/// More bars than anyone reads; then a number that nobody can say in words.
const MOST_OUTCOMES: usize = 200;

impl Counts {
    pub(crate) fn of(outcomes: &[Value], routes: &[Route]) -> Self {
        let count = |wanted: Route| routes.iter().filter(|route| **route == wanted).count() as u64;
        let mut counts = BTreeMap::<&Value, u64>::new();
        for outcome in outcomes {
            *counts.entry(outcome).or_default() += 1;
        }
        let shown = counts.len() <= MOST_OUTCOMES;
        let outcomes = counts.into_iter().filter(|_| shown).map(|(outcome, count)| (outcome.clone(), count));
        Self {
            people: routes.len() as u64,
            targeted: count(Route::Targeted),
            random: count(Route::Random),
            outcomes: outcomes.collect(),
        }
    }
}

impl RunSummary {
    /// What can be counted again from the values.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            people: self.people,
            targeted: self.targeted,
            random: self.random,
            outcomes: self.outcomes.clone(),
        }
    }
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Segment {
    /// Its name.
    pub name: String,
    /// Its length when it was written.
    pub bytes: u64,
    /// Its SHA-256, where it never changes. What can be erased is held by the commitments, person by person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Hash>,
}

/// The format that this version reads and writes.
pub const FORMAT: &str = "waarborg-run/1";

/// A run whose segments are written, durable, and not yet visible.
#[derive(Debug)]
pub struct StagedRun {
    /// What it was.
    pub summary: RunSummary,
    pub(crate) folder: PathBuf,
}
