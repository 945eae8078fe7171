//! The governance log from outside: tiles, bundles and signed checkpoints, made from the entries in the store.
//!
//! The database is the sequence of record; every file here can be made again from it, byte for byte.

mod export;
mod last_signed;
mod publish;
mod wire;
mod witnesses;

use crate::chance::Chance;
use crate::home::{Home, replace};
use crate::problem::{Problem, fault};
use ledger::note::SigningKey;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use tokio::sync::Mutex;
use witnesses::Witnesses;

/// The log's folder and key.
pub struct Log {
    pub(crate) folder: PathBuf,
    pub(crate) key: SigningKey,
    witnesses: Witnesses,
    /// Where the last tree that was signed is remembered.
    last_signed: PathBuf,
    /// Whether the witnesses were asked what they know, since this process began.
    asked: AtomicBool,
    /// Whose turn it is in this process; the file lock settles it between processes.
    turn: Mutex<()>,
}

impl Log {
    /// Makes the keys of a new home.
    pub fn create(home: &Home, origin: &str, chance: &dyn Chance) -> Result<(), Problem> {
        let mut seed = [0; 32];
        chance.fill(&mut seed);
        SigningKey::from_seed(origin, &seed)
            .map_err(|error| Problem::invalid("origin", error.to_string()))?;
        home.write_private(&home.origin(), origin.as_bytes())?;
        let mut codes = [0; 32];
        chance.fill(&mut codes);
        home.write_private(&home.code_key(), &codes)?;
        home.write_private(&home.log_key(), &seed)
    }

    /// Keeps a policy, after holding it against this log.
    pub(crate) fn keep_policy(&self, home: &Home, text: &str) -> Result<(), Problem> {
        witnesses::policy(text.as_bytes(), &self.key.verifier())?;
        replace(&home.policy(), text.as_bytes())
    }

    /// Reads the keys of a home.
    pub fn open(home: &Home) -> Result<Self, Problem> {
        let origin =
            std::fs::read_to_string(home.origin()).map_err(|error| fault("read the log's name", &error))?;
        let seed = std::fs::read(home.log_key()).map_err(|error| fault("read the log's key", &error))?;
        let seed: [u8; 32] =
            seed.try_into().map_err(|_| fault("read the log's key", &"the key has another length"))?;
        let key = SigningKey::from_seed(origin.trim(), &seed)
            .map_err(|error| fault("read the log's key", &error))?;
        let witnesses = Witnesses::read(home, &key.verifier())?;
        let (folder, last_signed) = (home.log(), home.last_signed());
        Ok(Self { folder, key, witnesses, last_signed, asked: AtomicBool::new(false), turn: Mutex::new(()) })
    }
}
