//! The order of the story, and what it leaves behind for the pages.

use super::population::{Household, households};
use super::{Narrator, learning, readable};
use app::{App, Caller, Command, Problem, Recorded};
use domain::{AlgorithmId, RunId};
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

/// What the story leaves behind.
pub struct Told {
    /// The dossier of the refused model.
    pub learning: AlgorithmId,
    /// The dossier of the readable one.
    pub readable: AlgorithmId,
    /// Its two runs.
    pub runs: [RunId; 2],
    /// Codes with which a selected and a not-selected person read their explanation.
    pub codes: [String; 2],
    /// How long the supervisor's order took to stop the third run, in milliseconds.
    pub stopped_after: i64,
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

/// Tells the whole story.
///
/// # Errors
/// The first problem that does not belong to the story.
pub async fn tell(stage: &Stage, narrator: &mut Narrator<'_>) -> Result<Told, Problem> {
    narrator.chapter("demo-people-title");
    narrator.say("demo-people", &[("people", stage.people.len().to_string()), ("seed", SEED.to_string())]);
    let learning = learning::tell(stage, narrator).await?;
    let readable = readable::passes(stage, narrator).await?;
    let runs = readable::runs(stage, &readable, narrator).await?;
    let codes = readable::explains(stage, &runs[1], narrator).await?;
    let stopped_after = readable::is_stopped(stage, &readable, narrator).await?;
    readable::verifies(stage, narrator).await?;
    Ok(Told {
        learning,
        readable: readable.algorithm,
        runs: runs.map(|run| run.facts.run),
        codes,
        stopped_after,
    })
}
