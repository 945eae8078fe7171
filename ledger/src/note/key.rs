//! The two halves of an Ed25519 key, and what each does with a note.

use super::text::{DASH, check, split};
use super::{NoteError, check_name};
use crate::hash::to_hex;
use crate::shown::shown;
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey as Secret, VerifyingKey};
use sha2::{Digest, Sha256};

const ED25519: u8 = 1;

/// A key that signs. The bytes never leave it.
pub struct SigningKey {
    secret: Secret,
    verifier: VerifierKey,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.verifier.name)
    }
}

impl SigningKey {
    /// Makes a key from 32 random bytes of the caller.
    ///
    /// # Errors
    /// When the name cannot stand in a note.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        check_name(name)?;
        let secret = Secret::from_bytes(seed);
        let verifier = VerifierKey { name: name.to_owned(), key: secret.verifying_key() };
        Ok(Self { secret, verifier })
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    /// The text with a signature; the text must end in a line break.
    ///
    /// # Errors
    /// When the text cannot be a note.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        check(text)?;
        Ok(format!("{text}\n{}", self.line(text)))
    }

    /// The note with one more signature line over the same text, as a second key of a log adds it.
    ///
    /// # Errors
    /// When the note is malformed, or would bear more signatures than are read.
    pub fn add_signature(&self, note: &str) -> Result<String, NoteError> {
        let (text, _) = split(note)?;
        let signed = format!("{note}{}", self.line(text));
        split(&signed)?;
        Ok(signed)
    }

    fn line(&self, text: &str) -> String {
        let mut bytes = self.verifier.id().to_vec();
        bytes.extend(self.secret.sign(text.as_bytes()).to_bytes());
        format!("{DASH}{} {}\n", self.verifier.name, STANDARD.encode(bytes))
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

    fn id(&self) -> [u8; 4] {
        let mut hasher = Sha256::new();
        hasher.update(self.name.as_bytes());
        hasher.update([b'\n', ED25519]);
        hasher.update(self.key.as_bytes());
        let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
        [a, b, c, d]
    }

    /// The text of a note that this key signed; lines of other keys are not looked at.
    ///
    /// # Errors
    /// When the note is malformed, lacks this key's signature, or a line by this key does not fit the text.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, NoteError> {
        let (text, lines) = split(note)?;
        let id = self.id();
        let mut found = false;
        for line in lines.iter().filter(|line| line.name == self.name && line.id == id) {
            let signature = Signature::from_slice(&line.signature);
            if !signature.is_ok_and(|signature| self.key.verify_strict(text.as_bytes(), &signature).is_ok()) {
                return Err(NoteError::WrongSignature(self.name.clone()));
            }
            found = true;
        }
        let name = || self.name.clone();
        found.then_some(text).ok_or_else(|| NoteError::NotSigned { name: name(), id: to_hex(&id) })
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend(self.key.as_bytes());
        let (id, key) = (to_hex(&self.id()), STANDARD.encode(bytes));
        write!(f, "{}+{id}+{key}", self.name)
    }
}

impl std::str::FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let refuse = || NoteError::VerifierKey(shown(text));
        // The base64 of the key may hold a plus itself, so only the first two are borders.
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(refuse());
        };
        check_name(name)?;
        let bytes = STANDARD.decode(key).map_err(|_| refuse())?;
        let Some((&ED25519, key)) = bytes.split_first() else {
            return Err(refuse());
        };
        let key = <[u8; 32]>::try_from(key)
            .ok()
            .and_then(|key| VerifyingKey::from_bytes(&key).ok())
            // Under a weak key one signature fits many texts.
            .filter(|key| !key.is_weak());
        let verifier = Self { name: name.to_owned(), key: key.ok_or_else(refuse)? };
        if to_hex(&verifier.id()) == id { Ok(verifier) } else { Err(refuse()) }
    }
}
