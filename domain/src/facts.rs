//! Values that stand for something kept elsewhere: a digest of bytes, a commitment to a sealed value.

use serde::{Deserialize, Serialize};
use std::marker::PhantomData;

/// A SHA-256 digest, 32 bytes, written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

/// Text that is not a digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a digest: expected 64 hexadecimal digits")]
pub struct DigestError(String);

impl Digest {
    /// Takes the 32 bytes as they are.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first ten digits: enough for a person to recognise a version by.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string().chars().take(10).collect()
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::str::FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let refuse = || DigestError(text.chars().take(80).collect());
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(refuse());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(pair).map_err(|_| refuse())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| refuse())?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Digest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// A salted commitment to a value of type `T` that lies in the erasable vault, never in an event (S06, GDPR 17).
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed<T> {
    commitment: Digest,
    #[serde(skip)]
    value: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    /// Stands for a value that the caller committed to.
    #[must_use]
    pub const fn new(commitment: Digest) -> Self {
        Self { commitment, value: PhantomData }
    }

    /// What stands in the event and finds the value in the vault.
    #[must_use]
    pub const fn commitment(&self) -> Digest {
        self.commitment
    }
}

// Written out because a derive would ask the same of `T`, which is never here.
impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Sealed<T> {}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.commitment == other.commitment
    }
}

impl<T> Eq for Sealed<T> {}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn a_digest_survives_its_text() {
        let digest = Digest::new(std::array::from_fn(|i| u8::try_from(i * 7).expect("small")));
        assert_eq!(digest.to_string().parse(), Ok(digest));
    }

    #[test]
    fn text_that_is_no_digest_is_refused() {
        for text in ["", "zz", &"+1".repeat(32), &"é".repeat(32)] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }
}
