//! C2SP tlog-proof: one entry's place in the log as text, so that any tool of that family can check it offline.

use crate::checkpoint::{Checkpoint, CheckpointError, base64_hash, decimal};
use crate::merkle::{ProofError, verify_inclusion};
use crate::note::VerifierKey;
use crate::policy::{Policy, Standing, StandingError};
use crate::receipt::LogPart;
use crate::{Hash, leaf_hash};
use base64::{Engine, engine::general_purpose::STANDARD};

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// Room for a checkpoint with many long signatures, and for what an application adds.
const LARGEST: usize = 160 * 1024;
/// A path in a tree of 2^63 leaves.
const LONGEST_PATH: usize = 63;

/// The proof that an entry stands in a log, without the entry itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProof {
    /// Bytes of the application. Nothing vouches for them.
    pub extra: Option<Vec<u8>>,
    /// The entry's place, from 0.
    pub index: u64,
    /// From the leaf upwards.
    pub path: Vec<Hash>,
    /// The signed note, as the log wrote it.
    pub checkpoint: String,
}

/// Why a proof was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogProofError {
    /// Larger than 160 KiB.
    #[error("the proof has {0} bytes: at most {LARGEST} are read")]
    TooLarge(usize),
    /// A line that does not belong.
    #[error("line {line} of the proof: {what}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// What was expected.
        what: &'static str,
    },
    /// The checkpoint is not what the key's holder signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The policy does not take the checkpoint.
    #[error(transparent)]
    Policy(#[from] StandingError),
    /// The entry does not stand in the log.
    #[error("the entry does not stand in the log: {0}")]
    Entry(#[from] ProofError),
}

impl LogProof {
    /// Whether this entry stands in the log of this key; answers the checkpoint it stands under.
    ///
    /// # Errors
    /// The step that fails.
    pub fn verify(&self, entry: &[u8], key: &VerifierKey) -> Result<Checkpoint, LogProofError> {
        let checkpoint = Checkpoint::verify(&self.checkpoint, key)?;
        let leaf = leaf_hash(entry);
        verify_inclusion(&checkpoint.root, checkpoint.size, self.index, &leaf, &self.path)?;
        Ok(checkpoint)
    }

    /// Whether this entry stands in a log of this policy, and who saw it there. Without a quorum it is pending:
    /// see [`Standing::quorum`].
    ///
    /// # Errors
    /// The step that fails.
    pub fn verify_under(&self, entry: &[u8], policy: &Policy) -> Result<Standing, LogProofError> {
        let standing = policy.evaluate(&self.checkpoint)?;
        let (checkpoint, leaf) = (&standing.checkpoint, leaf_hash(entry));
        verify_inclusion(&checkpoint.root, checkpoint.size, self.index, &leaf, &self.path)?;
        Ok(standing)
    }
}

impl From<&LogPart> for LogProof {
    fn from(part: &LogPart) -> Self {
        Self { extra: None, index: part.index, path: part.proof.clone(), checkpoint: part.checkpoint.clone() }
    }
}

impl std::fmt::Display for LogProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", STANDARD.encode(hash.0))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl std::str::FromStr for LogProof {
    type Err = LogProofError;

    fn from_str(text: &str) -> Result<Self, LogProofError> {
        if text.len() > LARGEST {
            return Err(LogProofError::TooLarge(text.len()));
        }
        let malformed = |line, what| LogProofError::Malformed { line, what };
        let missing = malformed(1, "expected an empty line before the checkpoint");
        let (head, checkpoint) = text.split_once("\n\n").ok_or(missing)?;
        let mut lines = (1..).zip(head.split('\n')).peekable();
        lines.next_if(|(_, line)| *line == HEADER).ok_or(malformed(1, "expected the name of the format"))?;
        let extra = match lines.next_if(|(_, line)| line.starts_with("extra ")) {
            Some((number, line)) => {
                Some(extra(line).ok_or(malformed(number, "expected base64 after `extra`"))?)
            }
            None => None,
        };
        let number = lines.peek().map_or(2, |(number, _)| *number);
        let index = lines.next().and_then(|(_, line)| line.strip_prefix("index "));
        let index = index.and_then(decimal).ok_or(malformed(number, "expected `index` and a number"))?;
        let mut path = vec![];
        for (number, line) in lines {
            if path.len() == LONGEST_PATH {
                return Err(malformed(number, "expected at most 63 hashes"));
            }
            path.push(base64_hash(line).ok_or(malformed(number, "expected a hash in base64"))?);
        }
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }
}

fn extra(line: &str) -> Option<Vec<u8>> {
    STANDARD.decode(line.strip_prefix("extra ")?).ok()
}
