//! The secret half of a cosigner. It signs what it is given: what may be given to it, `witness` decides.

use super::key::{Public, message};
#[cfg(feature = "ml-dsa")]
use super::ml_dsa;
use super::{CosignatureError, CosignerKey, LATEST};
use crate::checkpoint::Checkpoint;
use crate::note::{NoteError, check_name, line, split};
use ed25519_dalek::{Signer, SigningKey as Secret};

/// A key that cosigns. The bytes never leave it.
pub struct Cosigner {
    key: CosignerKey,
    secret: Kind,
}

enum Kind {
    Ed25519(Box<Secret>),
    #[cfg(feature = "ml-dsa")]
    MlDsa44(Box<ml_dsa::Secret>),
}

impl std::fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cosigner({})", self.key.name())
    }
}

impl Cosigner {
    /// An Ed25519 cosigner from 32 random bytes of the caller. Use one key for one name only: what it signs does
    /// not hold the name.
    ///
    /// # Errors
    /// When the name cannot stand in a note.
    pub fn ed25519(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        check_name(name)?;
        let secret = Secret::from_bytes(seed);
        let key = CosignerKey::new(name.to_owned(), Public::Ed25519(secret.verifying_key()));
        Ok(Self { key, secret: Kind::Ed25519(Box::new(secret)) })
    }

    /// An ML-DSA-44 cosigner from 32 random bytes of the caller, to stand beside an Ed25519 one.
    ///
    /// # Errors
    /// When the name cannot stand in a note, or is longer than 255 bytes.
    #[cfg(feature = "ml-dsa")]
    pub fn ml_dsa_44(name: &str, seed: &[u8; 32]) -> Result<Self, CosignatureError> {
        check_name(name)?;
        if name.len() > ml_dsa::LONGEST_NAME {
            return Err(CosignatureError::TooLong(crate::shown::shown(name)));
        }
        let secret = ml_dsa::Secret::from_seed(seed);
        let key = CosignerKey::new(name.to_owned(), Public::MlDsa44(Box::new(secret.public())));
        Ok(Self { key, secret: Kind::MlDsa44(Box::new(secret)) })
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> CosignerKey {
        self.key.clone()
    }

    /// The signature line over this checkpoint at this time, in seconds since 1970.
    ///
    /// # Errors
    /// When the note is no checkpoint, or the time is 0 or beyond 2^63 - 1.
    pub fn cosign(&self, note: &str, time: u64) -> Result<String, CosignatureError> {
        if time == 0 || time > LATEST {
            return Err(CosignatureError::Time(time));
        }
        let (text, _) = split(note)?;
        let checkpoint = Checkpoint::read(text)?;
        let mut bytes = time.to_be_bytes().to_vec();
        bytes.extend(self.signature(text, &checkpoint, time)?);
        Ok(line(self.key.name(), self.key.id(), &bytes))
    }

    #[cfg_attr(
        not(feature = "ml-dsa"),
        expect(
            unused_variables,
            clippy::unnecessary_wraps,
            reason = "type 6 signs the parts, and they may be too long"
        )
    )]
    fn signature(&self, text: &str, checkpoint: &Checkpoint, time: u64) -> Result<Vec<u8>, CosignatureError> {
        match &self.secret {
            Kind::Ed25519(secret) => Ok(secret.sign(message(text, time).as_bytes()).to_bytes().to_vec()),
            #[cfg(feature = "ml-dsa")]
            Kind::MlDsa44(secret) => secret
                .sign(self.key.name(), checkpoint, time)
                .ok_or_else(|| CosignatureError::TooLong(crate::shown::shown(&checkpoint.origin))),
        }
    }
}
