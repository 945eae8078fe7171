//! ML-DSA-44 over the message `subtree/v1`: it holds the cosigner's name, origin, size and root, no extension lines.

use crate::checkpoint::Checkpoint;
use ml_dsa::{EncodedVerifyingKey, MlDsa44, Signature, SigningKey, VerifyingKey, signature::Keypair};

/// What the message can say of a name or an origin.
pub(super) const LONGEST_NAME: usize = 255;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Public(VerifyingKey<MlDsa44>);

impl Eq for Public {}

impl Public {
    /// A key of 1,312 bytes under a name that the message can hold.
    pub(super) fn read(name: &str, material: &[u8]) -> Option<Self> {
        let bytes = EncodedVerifyingKey::<MlDsa44>::try_from(material).ok()?;
        (name.len() <= LONGEST_NAME).then(|| Self(VerifyingKey::decode(&bytes)))
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.encode().to_vec()
    }

    pub(super) fn fits(&self, name: &str, checkpoint: &Checkpoint, time: u64, signature: &[u8]) -> bool {
        let Some(message) = message(name, checkpoint, time) else { return false };
        Signature::<MlDsa44>::try_from(signature)
            .is_ok_and(|signature| self.0.verify_with_context(&message, &[], &signature))
    }
}

pub(super) struct Secret(SigningKey<MlDsa44>);

impl Secret {
    pub(super) fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_seed(&(*seed).into()))
    }

    pub(super) fn public(&self) -> Public {
        Public(self.0.verifying_key())
    }

    /// None when the origin is longer than the message can say.
    pub(super) fn sign(&self, name: &str, checkpoint: &Checkpoint, time: u64) -> Option<Vec<u8>> {
        let message = message(name, checkpoint, time)?;
        let signature = self.0.expanded_key().sign_deterministic(&message, &[]).ok()?;
        Some(signature.encode().to_vec())
    }
}

fn message(name: &str, checkpoint: &Checkpoint, time: u64) -> Option<Vec<u8>> {
    let mut message = b"subtree/v1\n\0".to_vec();
    named(&mut message, name)?;
    message.extend(time.to_be_bytes());
    named(&mut message, &checkpoint.origin)?;
    message.extend(0_u64.to_be_bytes());
    message.extend(checkpoint.size.to_be_bytes());
    message.extend(checkpoint.root.0);
    Some(message)
}

fn named(message: &mut Vec<u8>, name: &str) -> Option<()> {
    message.push(u8::try_from(name.len()).ok().filter(|length| *length > 0)?);
    message.extend(name.as_bytes());
    Some(())
}
