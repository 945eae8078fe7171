//! The two halves of an Ed25519 key, and what each does with a note.

use super::text::{Line, check, line, of, split};
use super::vkey::{self, key_id};
use super::{NoteError, check_name};
use crate::hash::to_hex;
use ed25519_dalek::{Signature, Signer, SigningKey as Secret, VerifyingKey};

/// The type of a plain Ed25519 signature.
pub(crate) const ED25519: u8 = 1;

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
        line(&self.verifier.name, self.verifier.id(), &self.secret.sign(text.as_bytes()).to_bytes())
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

    /// The bytes of the key alone.
    pub(crate) fn material(&self) -> Vec<u8> {
        self.key.as_bytes().to_vec()
    }

    fn id(&self) -> [u8; 4] {
        key_id(&self.name, ED25519, self.key.as_bytes())
    }

    /// Whether this key signed the text; lines of other keys are not looked at.
    pub(crate) fn signed(&self, text: &str, lines: &[Line<'_>]) -> Result<bool, NoteError> {
        let mut found = false;
        for line in of(lines, &self.name, self.id()) {
            let signature = Signature::from_slice(&line.signature);
            if !signature.is_ok_and(|signature| self.key.verify_strict(text.as_bytes(), &signature).is_ok()) {
                return Err(NoteError::WrongSignature(self.name.clone()));
            }
            found = true;
        }
        Ok(found)
    }

    /// The text of a note that this key signed; lines of other keys are not looked at.
    ///
    /// # Errors
    /// When the note is malformed, lacks this key's signature, or a line by this key does not fit the text.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, NoteError> {
        let (text, lines) = split(note)?;
        if self.signed(text, &lines)? {
            return Ok(text);
        }
        Err(NoteError::NotSigned { name: self.name.clone(), id: to_hex(&self.id()) })
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&vkey::print(&self.name, ED25519, self.key.as_bytes()))
    }
}

impl std::str::FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let parts = vkey::read(text)?;
        let key = (parts.kind == ED25519).then(|| ed25519(&parts.material)).flatten();
        let key = key.ok_or_else(|| vkey::refused(text))?;
        Ok(Self { name: parts.name, key })
    }
}

/// An Ed25519 key that is worth believing: under a weak key one signature fits many texts.
pub(crate) fn ed25519(material: &[u8]) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(&material.try_into().ok()?).ok()?;
    (!key.is_weak()).then_some(key)
}
