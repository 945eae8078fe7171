//! The request `add-checkpoint`: the size the witness should know, the proof from there, and the new checkpoint.

use crate::Hash;
use crate::checkpoint::{Checkpoint, CheckpointError, base64_hash, decimal};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Room for a checkpoint with many signatures and for 63 hashes.
const LARGEST: usize = 160 * 1024;
/// What C2SP lets a client send.
const LONGEST_PROOF: usize = 63;

/// A request; its text is its `Display` and `FromStr`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size that the log thinks the witness cosigned last, or 0.
    pub old: u64,
    /// The consistency proof from there to the checkpoint; empty when `old` is 0.
    pub proof: Vec<Hash>,
    /// The signed note.
    pub checkpoint: String,
}

/// Why a request was not understood: the answer is 400.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Larger than 160 KiB.
    #[error("the request has {0} bytes: at most {LARGEST} are read")]
    TooLarge(usize),
    /// A line that does not belong.
    #[error("line {line} of the request: {what}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// What was expected.
        what: &'static str,
    },
    /// What follows the blank line is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

impl std::fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", STANDARD.encode(hash.0))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl std::str::FromStr for AddCheckpoint {
    type Err = RequestError;

    fn from_str(text: &str) -> Result<Self, RequestError> {
        if text.len() > LARGEST {
            return Err(RequestError::TooLarge(text.len()));
        }
        let malformed = |line, what| RequestError::Malformed { line, what };
        let border = malformed(1, "expected an empty line before the checkpoint");
        let (head, checkpoint) = text.split_once("\n\n").ok_or(border)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(decimal);
        let old = old.ok_or(malformed(1, "expected `old` and the size in digits"))?;
        let mut proof = vec![];
        for (number, line) in (2..).zip(lines) {
            if proof.len() == LONGEST_PROOF {
                return Err(malformed(number, "expected at most 63 hashes"));
            }
            proof.push(base64_hash(line).ok_or(malformed(number, "expected a hash in base64"))?);
        }
        Checkpoint::unverified(checkpoint)?;
        Ok(Self { old, proof, checkpoint: checkpoint.to_owned() })
    }
}
