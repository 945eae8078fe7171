//! One person: reached by a code in the body of a request, never in an address.

use super::{Bilingual, Digest, Identifier, Instant, Words};
use utoipa::ToSchema;

/// A person's code.
#[derive(ToSchema)]
pub struct PersonCode {
    /// The code from the letter, however it is spaced.
    #[schema(min_length = 1, max_length = 60)]
    pub code: String,
}

/// Why a person got an outcome.
#[derive(ToSchema)]
pub struct Explanation {
    /// Whose run it was.
    pub algorithm: Identifier,
    /// What that is called.
    pub title: Bilingual,
    /// Who answers for it.
    pub body: Words,
    /// Which run.
    pub run: Identifier,
    /// What the run was for.
    pub label: Words,
    /// When it was recorded.
    pub at: Instant,
    /// The person's reference as the body knows it.
    pub person: String,
    /// targeted, random or none.
    pub route: String,
    /// Outcome, rules that held, what each added, and what would have changed it.
    #[schema(value_type = Object)]
    pub explanation: serde_json::Value,
    /// The declaration of the model: words, sources, contact.
    #[schema(value_type = Object)]
    pub declaration: serde_json::Value,
    /// How to object, if a public entry stands.
    pub objection: Option<Bilingual>,
    /// The model that decided.
    pub model: Digest,
    /// Where the run stands in the log.
    pub position: u64,
    /// The person's code.
    pub code: String,
}

/// The receipt that proves an outcome, format waarborg-receipt/1.
#[derive(ToSchema)]
pub struct Receipt {
    /// Always `waarborg-receipt/1`.
    pub format: String,
    /// The exact bytes of the person's record.
    pub record: String,
    /// 64 bytes as hexadecimal digits.
    pub salt: String,
    /// The path from the person to the run's root.
    pub run: RunPath,
    /// The exact bytes of the run's entry in the log.
    pub entry: String,
    /// The path from the entry to a signed checkpoint.
    pub log: LogPath,
}

/// The path from a person to the run's root.
#[derive(ToSchema)]
pub struct RunPath {
    /// From 0.
    pub index: u64,
    /// How many people the run had.
    pub size: u64,
    /// The root.
    pub root: Digest,
    /// From the leaf upwards.
    pub proof: Vec<Digest>,
}

/// The path from an entry to a signed checkpoint.
#[derive(ToSchema)]
pub struct LogPath {
    /// The leaf index.
    pub index: u64,
    /// From the leaf upwards.
    pub proof: Vec<Digest>,
    /// The signed note.
    pub checkpoint: String,
}
