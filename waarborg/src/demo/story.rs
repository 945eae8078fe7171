//! The order of the story, and what it leaves behind for the pages.

use super::stage::{SEED, Stage};
use super::{Narrator, learning, readable};
use app::Problem;
use domain::{AlgorithmId, RunId};

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
