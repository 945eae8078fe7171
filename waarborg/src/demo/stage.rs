//! Where the story is told, and by whom things are done in it.

use super::population::{Household, households};
use app::{App, Caller, Command, Problem, Recorded};
use std::path::PathBuf;

/// The seed of the population: the year of the first figures on unequal checks.
pub const SEED: u64 = 2014;

/// Where the story is told, and with how many people.
pub struct Stage {
    /// The door.
    pub app: App,
    /// Where the case files are written.
    pub folder: PathBuf,
    /// The made-up households.
    pub people: Vec<Household>,
}

impl Stage {
    /// Makes the people; the folder must exist.
    #[must_use]
    pub fn new(app: App, folder: PathBuf, people: usize) -> Self {
        Self { app, folder, people: households(SEED, people) }
    }

    /// A development account by its role.
    pub(super) fn caller(&self, role: &str) -> Result<Caller, Problem> {
        self.app.caller(role)
    }

    /// Does something as somebody.
    pub(super) async fn does(&self, role: &str, command: Command) -> Result<Recorded, Problem> {
        self.app.execute(&self.caller(role)?, command).await
    }

    /// Writes a case file beside the others.
    pub(super) fn write(&self, name: &str, text: &str) -> Result<PathBuf, Problem> {
        let path = self.folder.join(name);
        std::fs::write(&path, text).map_err(|error| super::broken("write the case file", &error))?;
        Ok(path)
    }
}
