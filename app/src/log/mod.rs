//! The governance log from outside: tiles, bundles and signed checkpoints, made from the entries in the store.
//!
//! The database is the sequence of record; every file here can be made again from it, byte for byte.

mod audit;
mod publish;

pub use audit::{Damage, VerifiedLog};

use crate::chance::Chance;
use crate::door::App;
use crate::home::Home;
use crate::problem::{Problem, fault};
use crate::views::{EntryView, LogView};
use jiff::Timestamp;
use ledger::note::SigningKey;
use std::path::PathBuf;

const PAGE: u64 = 50;

/// The log's folder and key.
pub struct Log {
    folder: PathBuf,
    key: SigningKey,
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
        Ok(Self { folder: home.log(), key })
    }
}

impl App {
    /// The key with which anybody verifies checkpoints and receipts.
    #[must_use]
    pub fn log_key(&self) -> String {
        self.0.log.key.verifier().to_string()
    }

    /// The folder with the public files of the log.
    #[must_use]
    pub fn log_folder(&self) -> PathBuf {
        self.0.home.log()
    }

    /// A page of the log, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log(&self, page: u64) -> Result<LogView, Problem> {
        let size = self.0.store.size().await?;
        let page = page.max(1);
        let to = size.saturating_sub((page - 1).saturating_mul(PAGE));
        let rows = self.0.store.entries(to.saturating_sub(PAGE), to).await?;
        let mut entries = rows.into_iter().map(view).collect::<Vec<_>>();
        entries.reverse();
        let checkpoint = self.0.store.last_checkpoint().await?.map(|(_, note)| note);
        let origin = self.0.log.key.verifier().name().to_owned();
        Ok(LogView {
            size,
            origin,
            key: self.log_key(),
            checkpoint,
            entries,
            page,
            pages: size.div_ceil(PAGE).max(1),
        })
    }

    /// One entry, exactly as hashed.
    ///
    /// # Errors
    /// When there is none at this position.
    pub async fn entry(&self, position: u64) -> Result<EntryView, Problem> {
        let rows = self.0.store.entries(position, position.saturating_add(1)).await?;
        rows.into_iter().next().map(view).ok_or_else(|| Problem::not_found("entry", &position.to_string()))
    }
}

fn view(row: crate::store::Row) -> EntryView {
    EntryView {
        position: row.position,
        kind: row.kind,
        stream: row.stream,
        at: Timestamp::from_microsecond(row.at).unwrap_or_default(),
        leaf: row.leaf,
        entry: row.entry,
    }
}
