//! The key under which a log is known: a plain Ed25519 signature, or ML-DSA-44 as C2SP asks of new logs.

use crate::checkpoint::Checkpoint;
use crate::cosignature::{CosignerKey, Scheme};
use crate::note::{ED25519, Line, NoteError, VerifierKey, read, refused};

/// The public key of a log, written as `name+id+key`; its name is the log's origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogKey(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Plain(VerifierKey),
    Timed(CosignerKey),
}

impl LogKey {
    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.0 {
            Kind::Plain(key) => key.name(),
            Kind::Timed(key) => key.name(),
        }
    }

    /// Whether it signed the text; a line of this key that does not fit is an error.
    pub(crate) fn signed(
        &self,
        text: &str,
        checkpoint: &Checkpoint,
        lines: &[Line<'_>],
    ) -> Result<bool, NoteError> {
        match &self.0 {
            Kind::Plain(key) => key.signed(text, lines),
            Kind::Timed(key) => key.time(text, checkpoint, lines).map(|time| time.is_some()),
        }
    }

    /// The bytes of the key alone: two names for one key are still one log.
    pub(crate) fn material(&self) -> Vec<u8> {
        match &self.0 {
            Kind::Plain(key) => key.material(),
            Kind::Timed(key) => key.material(),
        }
    }
}

impl From<VerifierKey> for LogKey {
    fn from(key: VerifierKey) -> Self {
        Self(Kind::Plain(key))
    }
}

impl std::fmt::Display for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Kind::Plain(key) => key.fmt(f),
            Kind::Timed(key) => key.fmt(f),
        }
    }
}

impl std::str::FromStr for LogKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let parts = read(text)?;
        if parts.kind == ED25519 {
            return Ok(Self(Kind::Plain(text.parse()?)));
        }
        // An Ed25519 cosignature is a witness's word; no log signs with it.
        let key = CosignerKey::from_parts(parts).filter(|key| key.scheme() == Scheme::MlDsa44);
        Ok(Self(Kind::Timed(key.ok_or_else(|| refused(text))?)))
    }
}
