//! Recomputing a run from its values: whoever changed one, or its commitment, is found.

use crate::problem::RunProblem;
use crate::segments;
use crate::store::RunStore;
use ledger::commitment::{Salt, commit};
use ledger::receipt::PERSON_TAG;
use ledger::{Hash, leaf_hash, merkle};

/// The first thing in a run that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunDamage {
    /// The file, below the folder of the runs.
    pub file: String,
    /// The first byte that does not fit, where it can be told.
    pub byte: Option<u64>,
    /// What is wrong.
    pub message: String,
}

impl RunStore {
    /// Checks every value against its commitment, and the commitments against the root in the log.
    ///
    /// Answers how many people were checked, or the first damage.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn verify(&self, run: &str, expected_root: Hash) -> Result<Result<u64, RunDamage>, RunProblem> {
        let leaves = match self.leaves(run) {
            Ok(leaves) => leaves,
            Err(problem) => return Ok(Err(damage(run, segments::COMMITMENTS, None, problem))),
        };
        let mut row = 0_usize;
        let mut found = None;
        let read = segments::read(&self.path(run, segments::VALUES)?, None, |rows| {
            for (salt, record) in rows.salts.iter().zip(&rows.records) {
                let leaf = leaf_hash(&commit(PERSON_TAG, &Salt(*salt), record.as_bytes()).0);
                if found.is_none() && leaves.get(row) != Some(&leaf) {
                    found = Some(row);
                }
                row += 1;
            }
            Ok(())
        });
        if let Err(problem) = read {
            return Ok(Err(damage(run, segments::VALUES, None, problem)));
        }
        if let Some(row) = found.or_else(|| (row != leaves.len()).then_some(row.min(leaves.len()))) {
            let byte = Some(row as u64 * 32);
            return Ok(Err(damage(
                run,
                segments::COMMITMENTS,
                byte,
                format!("the commitment of row {} does not fit its values", row + 1),
            )));
        }
        if merkle::root(&leaves) != expected_root {
            return Ok(Err(damage(
                run,
                segments::COMMITMENTS,
                None,
                "values and commitments agree with each other, but not with the root in the log",
            )));
        }
        Ok(Ok(leaves.len() as u64))
    }
}

fn damage(run: &str, file: &str, byte: Option<u64>, message: impl std::fmt::Display) -> RunDamage {
    RunDamage { file: format!("runs/{run}/{file}"), byte, message: message.to_string() }
}
