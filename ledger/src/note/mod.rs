//! C2SP signed notes with Ed25519 signatures: a text, a blank line, one line a signature.

mod key;
mod text;
mod vkey;

pub use key::{SigningKey, VerifierKey};

pub(crate) use key::{ED25519, ed25519};
pub(crate) use text::{Line, line, of, split};
pub(crate) use vkey::{Parts, key_id, print, read, refused};

use crate::shown::shown;

/// The largest note that is read: a checkpoint with 32 ML-DSA-44 cosignatures stays below.
const LARGEST: usize = 128 * 1024;
/// The most signatures that are read: C2SP asks for 16 at least, and a policy may name 48 witnesses.
const MOST_SIGNATURES: usize = 64;

/// Why a key or note was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The name cannot stand in a note.
    #[error("`{0}` is no key name: no spaces, no plus, not empty")]
    Name(String),
    /// Not `name+hash+key`.
    #[error("`{0}` is no verifier key: expected name+hash+key as in C2SP signed-note")]
    VerifierKey(String),
    /// Larger than 128 KiB.
    #[error("the note has {0} bytes: at most {LARGEST} are read")]
    TooLarge(usize),
    /// A line that does not belong.
    #[error("line {line} of the note: {what}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// More signatures than are read.
    #[error("line {line} of the note: more than {MOST_SIGNATURES} signatures")]
    TooManySignatures {
        /// The first line too many, counted from 1.
        line: usize,
    },
    /// No line by this key.
    #[error("the note bears no signature of `{name}` with key id {id}")]
    NotSigned {
        /// The key's name.
        name: String,
        /// The first four bytes of the key's hash, in hexadecimal digits.
        id: String,
    },
    /// The line by this key does not fit the text.
    #[error("the signature of `{0}` does not fit the text")]
    WrongSignature(String),
}

pub(crate) fn check_name(name: &str) -> Result<(), NoteError> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.chars().any(bad) { Err(NoteError::Name(shown(name))) } else { Ok(()) }
}
