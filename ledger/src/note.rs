//! C2SP signed notes with Ed25519 signatures: a text, a blank line, one line a signature.

use crate::hash::{from_hex, to_hex};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey as Secret, VerifyingKey};
use sha2::{Digest, Sha256};

/// The largest note that is read: a checkpoint with many cosignatures stays far below.
const LARGEST: usize = 64 * 1024;
const MOST_SIGNATURES: usize = 64;
const ED25519: u8 = 1;
const DASH: &str = "\u{2014} ";

/// Why a key or note was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The name cannot stand in a note.
    #[error("`{0}` is no key name: no spaces, no plus, not empty")]
    Name(String),
    /// Not `name+hash+key`.
    #[error("`{0}` is no verifier key: expected name+hash+key as in C2SP signed-note")]
    VerifierKey(String),
    /// Larger than 64 KiB.
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
    /// No line by this key.
    #[error("the note bears no signature of `{0}`")]
    NotSigned(String),
    /// The line by this key does not fit the text.
    #[error("the signature of `{0}` does not fit the text")]
    WrongSignature(String),
}

/// A key that signs. The bytes never leave it.
pub struct SigningKey {
    name: String,
    secret: Secret,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.name)
    }
}

impl SigningKey {
    /// Makes a key from 32 random bytes of the caller.
    ///
    /// # Errors
    /// When the name cannot stand in a note.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        check_name(name)?;
        Ok(Self {
            name: name.to_owned(),
            secret: Secret::from_bytes(seed),
        })
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey {
            name: self.name.clone(),
            key: self.secret.verifying_key(),
        }
    }

    /// The text with a signature; the text must end in a line break.
    ///
    /// # Errors
    /// When the text cannot be a note.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        check_text(text)?;
        let signature = self.secret.sign(text.as_bytes()).to_bytes();
        let mut bytes = self.verifier().hash().to_vec();
        bytes.extend(signature);
        Ok(format!(
            "{text}\n{DASH}{} {}\n",
            self.name,
            STANDARD.encode(bytes)
        ))
    }
}

/// A key that verifies, written as `name+hash+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: VerifyingKey,
}

impl VerifierKey {
    /// The key's name: for a log, its origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn hash(&self) -> [u8; 4] {
        let mut hasher = Sha256::new();
        hasher.update(self.name.as_bytes());
        hasher.update([b'\n', ED25519]);
        hasher.update(self.key.as_bytes());
        let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
        [a, b, c, d]
    }

    /// The text of a note that this key signed.
    ///
    /// # Errors
    /// When the note is malformed, lacks this key's signature, or the signature does not fit.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, NoteError> {
        let (text, signatures) = split(note)?;
        let mut refused = NoteError::NotSigned(self.name.clone());
        for (name, bytes) in signatures {
            let Some((hash, signature)) = bytes.split_first_chunk::<4>() else {
                continue;
            };
            if name != self.name || *hash != self.hash() {
                continue;
            }
            let fits = Signature::from_slice(signature)
                .is_ok_and(|signature| self.key.verify_strict(text.as_bytes(), &signature).is_ok());
            if fits {
                return Ok(text);
            }
            refused = NoteError::WrongSignature(self.name.clone());
        }
        Err(refused)
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend(self.key.as_bytes());
        write!(
            f,
            "{}+{}+{}",
            self.name,
            to_hex(&self.hash()),
            STANDARD.encode(bytes)
        )
    }
}

impl std::str::FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let refuse = || NoteError::VerifierKey(text.chars().take(200).collect());
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(hash), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(refuse());
        };
        check_name(name)?;
        let bytes = STANDARD.decode(key).map_err(|_| refuse())?;
        let Some((&ED25519, key)) = bytes.split_first() else {
            return Err(refuse());
        };
        let key = <[u8; 32]>::try_from(key)
            .ok()
            .and_then(|key| VerifyingKey::from_bytes(&key).ok());
        let verifier = Self {
            name: name.to_owned(),
            key: key.ok_or_else(refuse)?,
        };
        if from_hex(hash).as_deref() == Some(&verifier.hash()) {
            Ok(verifier)
        } else {
            Err(refuse())
        }
    }
}

fn check_name(name: &str) -> Result<(), NoteError> {
    let bad = name.is_empty()
        || name
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || c == '+');
    if bad {
        Err(NoteError::Name(name.chars().take(80).collect()))
    } else {
        Ok(())
    }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    if text.len() > LARGEST {
        return Err(NoteError::TooLarge(text.len()));
    }
    if !text.ends_with('\n') {
        return Err(NoteError::Malformed {
            line: text.lines().count(),
            what: "the text does not end in a line break",
        });
    }
    match text.lines().position(|line| line.chars().any(char::is_control)) {
        Some(place) => Err(NoteError::Malformed {
            line: place + 1,
            what: "a control character",
        }),
        None => Ok(()),
    }
}

type Signatures<'a> = Vec<(&'a str, Vec<u8>)>;

/// The text and its signatures: the last blank line stands between them.
fn split(note: &str) -> Result<(&str, Signatures<'_>), NoteError> {
    if note.len() > LARGEST {
        return Err(NoteError::TooLarge(note.len()));
    }
    let lines = note.lines().count();
    let missing = NoteError::Malformed {
        line: lines.max(1),
        what: "no blank line before the signatures",
    };
    let border = note.rfind("\n\n").ok_or(missing)?;
    let (Some(text), Some(below)) = (note.get(..=border), note.get(border + 2..)) else {
        return Err(NoteError::Malformed {
            line: 1,
            what: "not a text",
        });
    };
    check_text(text)?;
    let first = text.lines().count() + 2;
    let signatures = below
        .lines()
        .enumerate()
        .map(|(place, line)| signature(line, first + place));
    let signatures = signatures.collect::<Result<Signatures<'_>, _>>()?;
    if signatures.is_empty() || signatures.len() > MOST_SIGNATURES || !below.ends_with('\n') {
        return Err(NoteError::Malformed {
            line: first,
            what: "expected 1 to 64 signature lines",
        });
    }
    Ok((text, signatures))
}

fn signature(line: &str, number: usize) -> Result<(&str, Vec<u8>), NoteError> {
    let malformed = |what| NoteError::Malformed { line: number, what };
    let rest = line
        .strip_prefix(DASH)
        .ok_or(malformed("a signature line starts with a dash"))?;
    let (name, base64) = rest
        .split_once(' ')
        .ok_or(malformed("a signature line has a name and a signature"))?;
    check_name(name)?;
    Ok((
        name,
        STANDARD
            .decode(base64)
            .map_err(|_| malformed("the signature is not base64"))?,
    ))
}
