//! The name of exactly one model.

use serde::{Deserialize, Serialize};

/// SHA-256 over the canonical bytes, written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ModelHash(pub [u8; 32]);

impl std::fmt::Display for ModelHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is no hash of a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no model hash: expected 64 lower-case hexadecimal digits")]
pub struct NotAModelHash(String);

impl std::str::FromStr for ModelHash {
    type Err = NotAModelHash;

    fn from_str(text: &str) -> Result<Self, NotAModelHash> {
        let malformed = || NotAModelHash(text.chars().take(80).collect());
        let digits: Option<Vec<u8>> = text
            .bytes()
            .map(|byte| match byte {
                b'0'..=b'9' => Some(byte - b'0'),
                b'a'..=b'f' => Some(byte - b'a' + 10),
                _ => None,
            })
            .collect();
        let digits = digits.filter(|digits| digits.len() == 64).ok_or_else(malformed)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair.iter().fold(0, |byte, digit| byte << 4 | digit);
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for ModelHash {
    type Error = NotAModelHash;

    fn try_from(text: String) -> Result<Self, NotAModelHash> {
        text.parse()
    }
}

impl From<ModelHash> for String {
    fn from(hash: ModelHash) -> Self {
        hash.to_string()
    }
}
