//! The public key of a cosigner, and what it says about the lines of a note.

#[cfg(feature = "ml-dsa")]
use super::ml_dsa;
use super::{CosignatureError, LATEST};
use crate::checkpoint::Checkpoint;
use crate::note::{Line, NoteError, Parts, ed25519, key_id, of, print, read, refused, split};
use ed25519_dalek::{Signature, VerifyingKey};

/// The kinds of cosignature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Timestamped Ed25519, `cosignature/v1`.
    Ed25519,
    /// Timestamped ML-DSA-44, `subtree/v1`; safe against quantum computers.
    MlDsa44,
}

impl Scheme {
    /// The type as keys and key ids write it.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Ed25519 => 4,
            Self::MlDsa44 => 6,
        }
    }
}

/// The public key of a cosigner, written as `name+id+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignerKey {
    name: String,
    public: Public,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Public {
    Ed25519(VerifyingKey),
    #[cfg(feature = "ml-dsa")]
    MlDsa44(Box<ml_dsa::Public>),
}

impl CosignerKey {
    pub(super) const fn new(name: String, public: Public) -> Self {
        Self { name, public }
    }

    /// The cosigner's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of cosignature that it makes.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        match &self.public {
            Public::Ed25519(_) => Scheme::Ed25519,
            #[cfg(feature = "ml-dsa")]
            Public::MlDsa44(_) => Scheme::MlDsa44,
        }
    }

    /// The time in seconds since 1970 at which this key cosigned the checkpoint, the latest of them when it did so
    /// more than once; none when it did not. Lines of other keys are not looked at.
    ///
    /// # Errors
    /// When the note is no checkpoint, or a line by this key does not fit it.
    pub fn verify(&self, note: &str) -> Result<Option<u64>, CosignatureError> {
        let (text, lines) = split(note)?;
        let checkpoint = Checkpoint::read(text)?;
        Ok(self.time(text, &checkpoint, &lines)?)
    }

    pub(crate) fn time(
        &self,
        text: &str,
        checkpoint: &Checkpoint,
        lines: &[Line<'_>],
    ) -> Result<Option<u64>, NoteError> {
        let mut latest = None;
        for line in of(lines, &self.name, self.id()) {
            let wrong = || NoteError::WrongSignature(self.name.clone());
            let (time, signature) = line.signature.split_first_chunk::<8>().ok_or_else(wrong)?;
            let time = u64::from_be_bytes(*time);
            if time > LATEST || !self.fits(text, checkpoint, time, signature) {
                return Err(wrong());
            }
            latest = latest.max(Some(time));
        }
        Ok(latest)
    }

    #[cfg_attr(
        not(feature = "ml-dsa"),
        expect(unused_variables, reason = "type 6 signs the parts, type 4 the text")
    )]
    fn fits(&self, text: &str, checkpoint: &Checkpoint, time: u64, signature: &[u8]) -> bool {
        match &self.public {
            Public::Ed25519(key) => Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message(text, time).as_bytes(), &signature).is_ok()),
            #[cfg(feature = "ml-dsa")]
            Public::MlDsa44(key) => key.fits(&self.name, checkpoint, time, signature),
        }
    }

    pub(crate) fn id(&self) -> [u8; 4] {
        key_id(&self.name, self.scheme().number(), &self.material())
    }

    /// The bytes of the key alone: two names for one key are still one cosigner.
    pub(crate) fn material(&self) -> Vec<u8> {
        match &self.public {
            Public::Ed25519(key) => key.as_bytes().to_vec(),
            #[cfg(feature = "ml-dsa")]
            Public::MlDsa44(key) => key.bytes(),
        }
    }

    pub(crate) fn from_parts(parts: Parts) -> Option<Self> {
        let Parts { name, kind, material } = parts;
        let public = match kind {
            4 => Public::Ed25519(ed25519(&material)?),
            #[cfg(feature = "ml-dsa")]
            6 => Public::MlDsa44(Box::new(ml_dsa::Public::read(&name, &material)?)),
            _ => return None,
        };
        Some(Self { name, public })
    }
}

/// What an Ed25519 cosigner signs: header, time, and the whole text of the note.
pub(super) fn message(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

impl std::fmt::Display for CosignerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&print(&self.name, self.scheme().number(), &self.material()))
    }
}

impl std::str::FromStr for CosignerKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        Self::from_parts(read(text)?).ok_or_else(|| refused(text))
    }
}
