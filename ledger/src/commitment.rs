//! Sealing a value: anyone who holds value and salt can check the commitment, nobody can guess it without.
//!
//! The salt has 64 bytes: for every guess about the value some 2^256 salts give the same commitment, so that
//! after erasure of the salt not even unlimited computing can confirm a guess (GDPR 17).

use crate::Hash;
use crate::hash::{from_hex, to_hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// 64 random bytes, chosen by the caller; written as 128 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Salt(pub [u8; 64]);

impl std::fmt::Debug for Salt {
    /// A salt opens a commitment, so it is never printed by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt(..)")
    }
}

impl TryFrom<String> for Salt {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = from_hex(&text).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or("a salt has 128 hexadecimal digits in lower case")
    }
}

impl From<Salt> for String {
    fn from(salt: Salt) -> Self {
        to_hex(&salt.0)
    }
}

/// SHA-256 over the tag with its length, the salt and the value.
///
/// The tag says what kind of value it is, so that a commitment made for one purpose never fits another.
#[must_use]
pub fn commit(tag: &str, salt: &Salt, value: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(u64::try_from(tag.len()).unwrap_or(u64::MAX).to_be_bytes());
    hasher.update(tag);
    hasher.update(salt.0);
    hasher.update(value);
    Hash(hasher.finalize().into())
}
