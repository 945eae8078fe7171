//! Runs: counts and digests, nobody in them.

use super::{Bilingual, Digest, Evidence, Identifier, Words};
use utoipa::ToSchema;

/// A run in a list.
#[derive(ToSchema)]
pub struct RunLine {
    /// Counts and digests.
    pub facts: RunFacts,
    /// Where it stands in the log.
    pub evidence: Evidence,
}

/// A run.
#[derive(ToSchema)]
pub struct Run {
    /// Whose it is.
    pub algorithm: Identifier,
    /// What that is called.
    pub title: Bilingual,
    /// Counts and digests.
    pub facts: RunFacts,
    /// Where it stands in the log.
    pub evidence: Evidence,
    /// Pairs of an outcome and how many people got it, from ten people up.
    pub outcomes: Vec<Vec<serde_json::Value>>,
}

/// What a run did.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunFacts {
    /// Its identifier.
    pub run: Identifier,
    /// The model that scored.
    pub model: Digest,
    /// What it was for.
    pub label: Words,
    /// SHA-256 of the file with the cases.
    pub cases_digest: Digest,
    /// How many people were scored.
    pub people: u64,
    /// How many of them go to a caseworker.
    pub selected: u64,
    /// Selected by the rule.
    pub targeted: u64,
    /// Selected by the draw.
    pub random: u64,
    /// The Merkle root over one leaf a person.
    pub people_root: Digest,
    /// The commitment to the seed of the draw.
    pub seed: Digest,
}
