//! The text of a public key, `name+id+key`, and the key id that signature lines bear.

use super::{NoteError, check_name};
use crate::hash::to_hex;
use crate::shown::shown;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// An ML-DSA-44 key in base64 has 1,752 characters; the rest is room for its name.
const LONGEST: usize = 4 * 1024;

/// A public key as text gives it: the id fits, the key itself is not looked at yet.
pub(crate) struct Parts {
    /// The key's name.
    pub(crate) name: String,
    /// The type of signature.
    pub(crate) kind: u8,
    /// The key's bytes.
    pub(crate) material: Vec<u8>,
}

/// The first four bytes of SHA-256 over name, line break, type and key.
pub(crate) fn key_id(name: &str, kind: u8, material: &[u8]) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([b'\n', kind]);
    hasher.update(material);
    let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
    [a, b, c, d]
}

/// The text of a key.
pub(crate) fn print(name: &str, kind: u8, material: &[u8]) -> String {
    let id = to_hex(&key_id(name, kind, material));
    let mut bytes = vec![kind];
    bytes.extend(material);
    format!("{name}+{id}+{}", STANDARD.encode(bytes))
}

/// That the text is no key.
pub(crate) fn refused(text: &str) -> NoteError {
    NoteError::VerifierKey(shown(text))
}

/// Cuts the text and checks that its id is the one of its name and key.
pub(crate) fn read(text: &str) -> Result<Parts, NoteError> {
    let text = text.trim();
    // The base64 of the key may hold a plus itself, so only the first two are borders.
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(refused(text));
    };
    if text.len() > LONGEST {
        return Err(refused(text));
    }
    check_name(name)?;
    let bytes = STANDARD.decode(key).map_err(|_| refused(text))?;
    let (kind, material) = bytes.split_first().ok_or_else(|| refused(text))?;
    if to_hex(&key_id(name, *kind, material)) != id {
        return Err(refused(text));
    }
    Ok(Parts { name: name.to_owned(), kind: *kind, material: material.to_vec() })
}
