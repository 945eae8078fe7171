//! The hash that the sigstore verifier asks its user to bring, so that no C library is built for a test.

use sha2::{Digest, Sha256};
use sigstore_crypto::{CryptoProvider, Error, HashContext, SigningScheme, install_default_provider};
use sigstore_types::HashAlgorithm;

/// Brings the hash; a second call changes nothing.
pub fn ready() {
    install_default_provider(&HashOnly).ok();
}

#[derive(Debug)]
struct HashOnly;

struct Running(Sha256);

impl HashContext for Running {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finalize(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

fn not_asked<T>() -> Result<T, Error> {
    Err(Error::UnsupportedAlgorithm("only SHA-256 is needed".into()))
}

impl CryptoProvider for HashOnly {
    fn hash(&self, algorithm: HashAlgorithm) -> Result<Box<dyn HashContext>, Error> {
        match algorithm {
            HashAlgorithm::Sha2256 => Ok(Box::new(Running(Sha256::new()))),
            _ => not_asked(),
        }
    }

    fn verify_raw(&self, _: SigningScheme, _: &[u8], _: &[u8], _: &[u8]) -> Result<(), Error> {
        not_asked()
    }

    fn verify_prehashed(&self, _: SigningScheme, _: &[u8], _: &[u8], _: &[u8]) -> Result<(), Error> {
        not_asked()
    }
}
