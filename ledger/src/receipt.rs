//! The receipt: what a person holds to prove, offline, that this outcome stands in the log.
//!
//! Record and salt give a commitment; its leaf leads to the run's root; the root stands in an entry; the entry's
//! leaf leads to the log's root; and that root stands in a checkpoint that the log's key signed.

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::commitment::{Salt, commit};
use crate::merkle::{ProofError, verify_inclusion};
use crate::note::VerifierKey;
use crate::{Hash, leaf_hash};
use serde::{Deserialize, Serialize};

/// The format that this version reads and writes.
pub const FORMAT: &str = "waarborg-receipt/1";
/// The domain tag of a person's record in a run.
pub const PERSON_TAG: &str = "waarborg/person/v1";
const LARGEST: usize = 256 * 1024;

/// A receipt as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Always [`FORMAT`].
    pub format: String,
    /// The exact bytes of the person's record.
    pub record: String,
    /// What the record was sealed with.
    pub salt: Salt,
    /// Where the record stands in its run.
    pub run: RunPart,
    /// The exact bytes of the log entry.
    pub entry: String,
    /// Where the entry stands in the log.
    pub log: LogPart,
}

/// A path in the tree over the people of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunPart {
    /// The person's place, from 0.
    pub index: u64,
    /// How many people were in the run.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// From the leaf upwards.
    pub proof: Vec<Hash>,
}

/// A path in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogPart {
    /// The entry's place, from 0.
    pub index: u64,
    /// From the leaf upwards.
    pub proof: Vec<Hash>,
    /// The signed note.
    pub checkpoint: String,
}

/// What a receipt proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The person's record.
    pub record: serde_json::Value,
    /// The entry of the run.
    pub entry: serde_json::Value,
    /// The log under whose key it stands.
    pub checkpoint: Checkpoint,
}

/// Which step of the proof fails.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Larger than 256 KiB.
    #[error("the receipt has {0} bytes: at most {LARGEST} are read")]
    TooLarge(usize),
    /// Not a receipt.
    #[error("line {line}, column {column}: {what}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What was expected.
        what: String,
    },
    /// Written by another version.
    #[error("the format is `{0}`: this version reads `{FORMAT}`")]
    Format(String),
    /// The record or the entry is not JSON.
    #[error("the {0} is not JSON")]
    NotJson(&'static str),
    /// The record does not stand in the run.
    #[error("the record does not stand in the run: {0}")]
    Record(ProofError),
    /// The entry speaks of another run.
    #[error("the entry has another root at {0}")]
    OtherRun(String),
    /// The checkpoint is not what the key's holder signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry does not stand in the log.
    #[error("the entry does not stand in the log: {0}")]
    Entry(ProofError),
}

impl Receipt {
    /// Reads a receipt.
    ///
    /// # Errors
    /// Where the text stops being a receipt.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        if text.len() > LARGEST {
            return Err(ReceiptError::TooLarge(text.len()));
        }
        let receipt: Self = serde_json::from_str(text).map_err(|error| {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default().to_owned();
            ReceiptError::Malformed {
                line: error.line(),
                column: error.column(),
                what,
            }
        })?;
        if receipt.format == FORMAT {
            Ok(receipt)
        } else {
            Err(ReceiptError::Format(receipt.format))
        }
    }

    /// Follows every step of the proof; `root_at` is the JSON pointer of the run's root in the entry.
    ///
    /// # Errors
    /// The first step that fails.
    pub fn verify(&self, key: &VerifierKey, root_at: &str) -> Result<Verified, ReceiptError> {
        let record = serde_json::from_str(&self.record).map_err(|_| ReceiptError::NotJson("record"))?;
        let entry: serde_json::Value =
            serde_json::from_str(&self.entry).map_err(|_| ReceiptError::NotJson("entry"))?;
        let leaf = leaf_hash(&commit(PERSON_TAG, &self.salt, self.record.as_bytes()).0);
        let run = &self.run;
        verify_inclusion(&run.root, run.size, run.index, &leaf, &run.proof).map_err(ReceiptError::Record)?;
        if entry.pointer(root_at).and_then(|root| root.as_str()) != Some(&run.root.to_string()) {
            return Err(ReceiptError::OtherRun(root_at.to_owned()));
        }
        let checkpoint = Checkpoint::verify(&self.log.checkpoint, key)?;
        let leaf = leaf_hash(self.entry.as_bytes());
        verify_inclusion(
            &checkpoint.root,
            checkpoint.size,
            self.log.index,
            &leaf,
            &self.log.proof,
        )
        .map_err(ReceiptError::Entry)?;
        Ok(Verified {
            record,
            entry,
            checkpoint,
        })
    }
}
