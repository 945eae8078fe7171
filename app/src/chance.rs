//! Randomness: rolled here and nowhere else.

use sha2::{Digest, Sha256};
use std::sync::Mutex;

/// Rolls dice.
pub trait Chance: Send + Sync {
    /// Fills the bytes with unpredictable ones.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's own randomness.
#[derive(Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    #[expect(clippy::disallowed_methods, reason = "the one place where dice are rolled")]
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Predictable salts and keys would be worse than no service at all.
            std::process::abort();
        }
    }
}

/// The same dice again for the same seed: for tests and demonstrations, never for real people.
#[derive(Debug)]
pub struct SeededChance(Mutex<(u64, u64)>);

impl SeededChance {
    /// Starts at a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        let Ok(mut state) = self.0.lock() else { return };
        for part in bytes.chunks_mut(32) {
            state.1 += 1;
            let mut hasher = Sha256::new();
            hasher.update(state.0.to_be_bytes());
            hasher.update(state.1.to_be_bytes());
            for (to, from) in part.iter_mut().zip(hasher.finalize()) {
                *to = from;
            }
        }
    }
}

/// Lends the app's dice to a run.
pub struct Lent<'a>(pub &'a dyn Chance);

impl runs::Chance for Lent<'_> {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}
