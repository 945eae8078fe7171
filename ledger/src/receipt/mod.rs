//! The receipt: what a person holds to prove, offline, that this outcome stands in the log.
//!
//! Record and salt give a commitment; its leaf leads to the run's root; the root stands in an entry; the entry's
//! leaf leads to the log's root; and that root stands in a checkpoint that the log's key signed.

mod reading;

use crate::canonical::is_canonical;
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::commitment::{Salt, commit};
use crate::merkle::{ProofError, verify_inclusion};
use crate::note::VerifierKey;
use crate::policy::{Policy, Standing, StandingError};
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
    #[serde(deserialize_with = "reading::object")]
    pub run: RunPart,
    /// The exact bytes of the log entry.
    pub entry: String,
    /// Where the entry stands in the log.
    #[serde(deserialize_with = "reading::object")]
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

/// Where an entry names a run, as JSON pointers (RFC 6901): the ledger does not know what an entry means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunAt<'a> {
    /// The root over the run's people, in hexadecimal digits.
    pub root: &'a str,
    /// How many people the run had. A path fits several sizes, so only this ties the size in the receipt.
    pub size: Option<&'a str>,
}

impl<'a> From<&'a str> for RunAt<'a> {
    fn from(root: &'a str) -> Self {
        Self { root, size: None }
    }
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
    /// The record or the entry is not the one canonical form of what it says.
    #[error("the {0} is not in canonical form: keys sorted, none twice, no spaces")]
    NotCanonical(&'static str),
    /// The entry is not about a run.
    #[error("the entry names no root at {0}: it is not the entry of a run")]
    NoRoot(String),
    /// The entry speaks of another run.
    #[error("the entry names another root at {0}: it is the entry of another run")]
    OtherRun(String),
    /// The entry counts other people than the receipt.
    #[error("the receipt says that the run had {given} people, the entry says otherwise at {place}")]
    OtherSize {
        /// The JSON pointer.
        place: String,
        /// What the receipt says.
        given: u64,
    },
    /// The checkpoint is not what the key's holder signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The policy does not take the checkpoint.
    #[error(transparent)]
    Policy(#[from] StandingError),
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
        reading::read(text)
    }

    /// Follows every step of the proof; `at` is where the entry names the run's root, and best also its size:
    /// a JSON pointer such as `"/body/peopleRoot"`, or a [`RunAt`] with both.
    ///
    /// # Errors
    /// The first step that fails.
    pub fn verify<'a>(&self, key: &VerifierKey, at: impl Into<RunAt<'a>>) -> Result<Verified, ReceiptError> {
        let (record, entry) = self.stands_in_entry(&at.into())?;
        let checkpoint = Checkpoint::verify(&self.log.checkpoint, key)?;
        self.stands_in_log(&checkpoint)?;
        Ok(Verified { record, entry, checkpoint })
    }

    /// As [`Receipt::verify`], with the logs and witnesses of a policy. Without a quorum the outcome is pending:
    /// see [`Standing::quorum`].
    ///
    /// # Errors
    /// The first step that fails.
    pub fn verify_under<'a>(
        &self,
        policy: &Policy,
        at: impl Into<RunAt<'a>>,
    ) -> Result<(Verified, Standing), ReceiptError> {
        let (record, entry) = self.stands_in_entry(&at.into())?;
        let standing = policy.evaluate(&self.log.checkpoint)?;
        self.stands_in_log(&standing.checkpoint)?;
        Ok((Verified { record, entry, checkpoint: standing.checkpoint.clone() }, standing))
    }

    fn stands_in_entry(
        &self,
        at: &RunAt<'_>,
    ) -> Result<(serde_json::Value, serde_json::Value), ReceiptError> {
        let record = serde_json::from_str(&self.record).map_err(|_| ReceiptError::NotJson("record"))?;
        let entry = serde_json::from_str(&self.entry).map_err(|_| ReceiptError::NotJson("entry"))?;
        // A second field of the same name could show another outcome or root to another reader.
        for (part, text) in [("record", &self.record), ("entry", &self.entry)] {
            if !is_canonical(text) {
                return Err(ReceiptError::NotCanonical(part));
            }
        }
        self.stands_in_run()?;
        self.run.stands_at(&entry, at)?;
        Ok((record, entry))
    }

    fn stands_in_log(&self, checkpoint: &Checkpoint) -> Result<(), ReceiptError> {
        let (leaf, log) = (leaf_hash(self.entry.as_bytes()), &self.log);
        verify_inclusion(&checkpoint.root, checkpoint.size, log.index, &leaf, &log.proof)
            .map_err(ReceiptError::Entry)
    }

    fn stands_in_run(&self) -> Result<(), ReceiptError> {
        let leaf = leaf_hash(&commit(PERSON_TAG, &self.salt, self.record.as_bytes()).0);
        let run = &self.run;
        verify_inclusion(&run.root, run.size, run.index, &leaf, &run.proof).map_err(ReceiptError::Record)
    }
}

impl RunPart {
    fn stands_at(&self, entry: &serde_json::Value, at: &RunAt<'_>) -> Result<(), ReceiptError> {
        let root = entry.pointer(at.root).and_then(serde_json::Value::as_str);
        let root = root.ok_or_else(|| ReceiptError::NoRoot(at.root.to_owned()))?;
        if root != self.root.to_string() {
            return Err(ReceiptError::OtherRun(at.root.to_owned()));
        }
        let Some(place) = at.size else { return Ok(()) };
        let found = entry.pointer(place).and_then(serde_json::Value::as_u64);
        if found == Some(self.size) {
            return Ok(());
        }
        Err(ReceiptError::OtherSize { place: place.to_owned(), given: self.size })
    }
}

/// Follows every step of a receipt's proof, see [`Receipt::verify`].
///
/// # Errors
/// The first step that fails.
pub fn verify<'a>(
    receipt: &Receipt,
    key: &VerifierKey,
    at: impl Into<RunAt<'a>>,
) -> Result<Verified, ReceiptError> {
    receipt.verify(key, at)
}
