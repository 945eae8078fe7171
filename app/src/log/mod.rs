//! The governance log from outside: tiles, bundles and signed checkpoints, made from the entries in the store.
//!
//! The database is the sequence of record; every file here can be made again from it, byte for byte.

mod export;
mod publish;

use crate::chance::Chance;
use crate::home::Home;
use crate::problem::{Problem, fault};
use ledger::note::SigningKey;
use std::path::PathBuf;
use tokio::sync::Mutex;

/// The log's folder and key.
pub struct Log {
    pub(crate) folder: PathBuf,
    pub(crate) key: SigningKey,
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

    /// Reads the keys of a home.
    pub fn open(home: &Home) -> Result<Self, Problem> {
        let origin =
            std::fs::read_to_string(home.origin()).map_err(|error| fault("read the log's name", &error))?;
        let seed = std::fs::read(home.log_key()).map_err(|error| fault("read the log's key", &error))?;
        let seed: [u8; 32] =
            seed.try_into().map_err(|_| fault("read the log's key", &"the key has another length"))?;
        let key = SigningKey::from_seed(origin.trim(), &seed)
            .map_err(|error| fault("read the log's key", &error))?;
        Ok(Self { folder: home.log(), key, turn: Mutex::new(()) })
    }
}
