//! C2SP checkpoints: the origin, size and root of a log, signed.

use crate::Hash;
use crate::note::{NoteError, SigningKey, VerifierKey, split};
use crate::shown::shown;
use base64::{Engine, engine::general_purpose::STANDARD};

/// The state of a log at one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, which is also the name of its key.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// The Merkle root over them.
    pub root: Hash,
}

/// Why a checkpoint was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note itself is wrong.
    #[error("the checkpoint: {0}")]
    Note(#[from] NoteError),
    /// A line that does not belong.
    #[error("line {line} of the checkpoint: {what}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// What was expected.
        what: &'static str,
    },
    /// Another log's checkpoint.
    #[error("the checkpoint is of the log `{found}`, not of `{expected}`")]
    OtherLog {
        /// The origin in the text.
        found: String,
        /// The key's name.
        expected: String,
    },
}

impl Checkpoint {
    /// The signed note.
    ///
    /// # Errors
    /// When the origin cannot stand in a note.
    pub fn sign(&self, key: &SigningKey) -> Result<String, NoteError> {
        key.sign(&self.text())
    }

    /// The three lines that are signed: origin, size, root.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// Reads the text of a note without looking at any signature: believe it only after the keys were asked.
    ///
    /// # Errors
    /// What is wrong with the note or its lines.
    pub fn unverified(note: &str) -> Result<Self, CheckpointError> {
        Self::read(split(note)?.0)
    }

    /// Reads a note that this key signed; signatures of other keys are for their own verifiers.
    ///
    /// # Errors
    /// What is wrong with the note, its signature or its lines.
    pub fn verify(note: &str, key: &VerifierKey) -> Result<Self, CheckpointError> {
        let checkpoint = Self::read(key.open(note)?)?;
        if checkpoint.origin == key.name() {
            return Ok(checkpoint);
        }
        Err(CheckpointError::OtherLog { found: shown(&checkpoint.origin), expected: key.name().to_owned() })
    }

    pub(crate) fn read(text: &str) -> Result<Self, CheckpointError> {
        let malformed = |line, what| CheckpointError::Malformed { line, what };
        let mut lines = text.lines();
        let (origin, size, root) = (lines.next(), lines.next(), lines.next());
        let origin = origin.filter(|origin| !origin.is_empty()).ok_or(malformed(1, "expected the origin"))?;
        let size = size.and_then(decimal).ok_or(malformed(2, "expected the size in digits"))?;
        let root = root.and_then(base64_hash).ok_or(malformed(3, "expected the root in base64"))?;
        if let Some(place) = lines.position(str::is_empty) {
            return Err(malformed(place + 4, "an extension line is empty"));
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// A number as C2SP writes it: ASCII digits, no sign, no leading zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let canonical = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| canonical)
}

/// A hash as C2SP writes it in lines: standard base64 with its padding.
pub(crate) fn base64_hash(text: &str) -> Option<Hash> {
    STANDARD.decode(text).ok()?.try_into().ok().map(Hash)
}
