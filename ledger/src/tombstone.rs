//! The tombstone: an entry that says that values were erased, why, and by whose order, and points at no person.
//!
//! Only its format is here. Who may order an erasure, and what is erased with it, other crates say.

use crate::Hash;
use crate::canonical::{self, CanonicalError};
use serde::{Deserialize, Serialize};

/// The format that this version reads and writes.
pub const TOMBSTONE: &str = "waarborg-tombstone/1";
const LARGEST: usize = 4 * 1024;
const LONGEST_GROUND: usize = 200;
/// 2^53 - 1: what every reader of JSON keeps exactly.
const LARGEST_INDEX: u64 = (1 << 53) - 1;

/// Values of a range of entries were erased. The entries and their hashes stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tombstone {
    /// Always [`TOMBSTONE`].
    pub format: String,
    /// The first entry of the range. A range, so that it does not point at one person.
    pub first: u64,
    /// The last entry of the range, itself included.
    pub last: u64,
    /// How many values were erased in the range.
    pub values: u64,
    /// The legal ground, for example `GDPR 17(1)(e)`.
    pub ground: String,
    /// The salted commitment of the order or request.
    pub order: Hash,
}

/// Why a text is no tombstone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TombstoneError {
    /// Not the canonical JSON of a tombstone.
    #[error("this is no tombstone: expected `{TOMBSTONE}` in canonical JSON, with its six fields")]
    Malformed,
    /// A range that ends before it starts, or lies beyond what JSON keeps exactly.
    #[error("the range {first} to {last} is none")]
    Range {
        /// Its first entry.
        first: u64,
        /// Its last entry.
        last: u64,
    },
    /// Nothing was erased.
    #[error("a tombstone counts the values that were erased: expected 1 or more")]
    Nothing,
    /// No ground, or one that cannot be shown.
    #[error("a tombstone names its legal ground in 1 to {LONGEST_GROUND} bytes without control characters")]
    Ground,
    /// It has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

impl Tombstone {
    /// The canonical text, to stand in an entry.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn text(&self) -> Result<String, TombstoneError> {
        self.check()?;
        Ok(canonical::to_string(self)?)
    }

    /// Reads a tombstone from its canonical text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, TombstoneError> {
        let read: Option<Self> = (text.len() <= LARGEST).then(|| serde_json::from_str(text).ok()).flatten();
        let read = read.ok_or(TombstoneError::Malformed)?;
        if read.text()? == text { Ok(read) } else { Err(TombstoneError::Malformed) }
    }

    /// Whether the entry of this index lies in its range.
    #[must_use]
    pub fn covers(&self, index: u64) -> bool {
        (self.first..=self.last).contains(&index)
    }

    fn check(&self) -> Result<(), TombstoneError> {
        let Self { first, last, .. } = *self;
        let ground = &self.ground;
        if self.format != TOMBSTONE {
            return Err(TombstoneError::Malformed);
        }
        if first > last || last > LARGEST_INDEX {
            return Err(TombstoneError::Range { first, last });
        }
        if self.values == 0 {
            return Err(TombstoneError::Nothing);
        }
        if ground.is_empty() || ground.len() > LONGEST_GROUND || ground.chars().any(char::is_control) {
            return Err(TombstoneError::Ground);
        }
        Ok(())
    }
}
