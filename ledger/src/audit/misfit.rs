//! The first place in a log that does not fit, and what is wrong there.

use crate::Hash;

/// The first place that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The file below the log's folder.
    pub path: String,
    /// The first byte of it that differs, counted from 0.
    pub offset: u64,
    /// The first entry that the place is about, counted from 0; none when it is about the log as a whole.
    pub position: Option<u64>,
    /// What is wrong.
    pub what: Wrong,
}

impl std::error::Error for Misfit {}

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, byte {}", self.path, self.offset)?;
        if let Some(position) = self.position {
            write!(f, ", entry {position}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// What is wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// No such file.
    #[error("the file is missing")]
    Missing,
    /// The tree agrees with the store.
    #[error("the file differs from the stored entry, and the tree fits the stored entry")]
    File,
    /// The tree agrees with the file.
    #[error("the stored entry differs from the file, and the tree fits the file")]
    Stored,
    /// The tree agrees with neither.
    #[error("the file differs from the stored entry, and the tree fits neither")]
    Neither,
    /// The store has fewer entries than the checkpoint counts.
    #[error("the stored entries end here, but the checkpoint counts {0}")]
    Ends(u64),
    /// The store has an entry that no bundle can hold.
    #[error("the stored entry has {0} bytes, more than a bundle can hold")]
    TooLong(usize),
    /// A bundle that cannot be cut into entries.
    #[error("the bundle breaks off in an entry")]
    Truncated,
    /// A bundle with another number of entries.
    #[error("the bundle has {found} entries, expected {expected}")]
    Count {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: u64,
    },
    /// A hash tile.
    #[error("the hash differs from what the entries give")]
    Hash,
    /// The checkpoint.
    #[error("the checkpoint signs the root {signed}, but the log has {found}")]
    Root {
        /// What was signed.
        signed: Hash,
        /// What the entries give.
        found: Hash,
    },
}
