//! A committed run read again: one person, one proof, the queue. Nothing here reads all people for one.

use crate::problem::RunProblem;
use crate::record::{PersonRecord, Read};
use crate::segments::{self, Rows};
use crate::store::RunStore;
use crate::summary::{FORMAT, RunSummary};
use ledger::Hash;
use ledger::commitment::Salt;
use ledger::merkle::Paths;
use model::{Evaluation, Value};
use std::collections::HashMap;

/// Where a person's leaf stands in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunProof {
    /// From 0.
    pub index: u64,
    /// How many leaves there are.
    pub size: u64,
    /// From the leaf upwards.
    pub path: Vec<Hash>,
}

/// A line of the caseworkers' queue: no route, no outcome, no rank (H03, H08).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct QueueLine {
    /// The body's reference.
    pub person: String,
    /// The values, by input.
    pub case: Vec<(String, Value)>,
}

impl RunStore {
    /// What a run was.
    ///
    /// # Errors
    /// When its summary cannot be read, or is in a format that this version does not know.
    pub fn summary(&self, run: &str) -> Result<RunSummary, RunProblem> {
        let text = self.bytes(run, segments::SUMMARY)?;
        let broken = |what: &dyn std::fmt::Display| {
            RunProblem::damaged(format!("{run}/{}: {what}", segments::SUMMARY))
        };
        let summary: RunSummary = serde_json::from_slice(&text).map_err(|error| broken(&error))?;
        if summary.format == FORMAT && summary.run == run {
            return Ok(summary);
        }
        Err(broken(&format!("it is of run `{}` in format `{}`", summary.run, summary.format)))
    }

    /// A person's record, if the person was in the run and was not erased from it.
    ///
    /// # Errors
    /// When a segment cannot be read.
    pub fn person(&self, run: &str, person: &str) -> Result<Option<PersonRecord>, RunProblem> {
        let rows = self.rows_of(run, person)?;
        let found = self.records(run, &rows)?;
        Ok(found.into_iter().find(|record| record.person == person))
    }

    /// The record at a row, if there is such a row and it was not erased.
    ///
    /// # Errors
    /// When a segment cannot be read.
    pub fn person_at(&self, run: &str, index: u64) -> Result<Option<PersonRecord>, RunProblem> {
        let rows = usize::try_from(index).map_or(vec![], |row| vec![row]);
        Ok(self.records(run, &rows)?.pop())
    }

    /// The path from a person's leaf to the root.
    ///
    /// # Errors
    /// When the commitments cannot be read.
    pub fn proof(&self, run: &str, index: u64) -> Result<RunProof, RunProblem> {
        let leaves = self.leaves(run)?;
        let size = leaves.len() as u64;
        let path = Paths::new(leaves).path(index).map_err(RunProblem::damaged)?;
        Ok(RunProof { index, size, path })
    }

    /// The caseworkers' queue, in its order by lot.
    ///
    /// # Errors
    /// When a segment cannot be read.
    pub fn queue(&self, run: &str) -> Result<Vec<QueueLine>, RunProblem> {
        let order = segments::queue(&self.bytes(run, segments::QUEUE)?)?;
        let mut ascending = order.clone();
        ascending.sort_unstable();
        ascending.dedup();
        let inputs = self.summary(run)?.inputs;
        let line = |one: PersonRecord| {
            let case = inputs.iter().cloned().zip(one.case).collect();
            (usize::try_from(one.index).unwrap_or_default(), QueueLine { person: one.person, case })
        };
        let mut lines: HashMap<usize, QueueLine> =
            self.records(run, &ascending)?.into_iter().map(line).collect();
        Ok(order.iter().filter_map(|row| lines.remove(row)).collect())
    }

    pub(crate) fn leaves(&self, run: &str) -> Result<Vec<Hash>, RunProblem> {
        let bytes = self.bytes(run, segments::COMMITMENTS)?;
        let (leaves, rest) = bytes.as_chunks::<32>();
        if rest.is_empty() {
            return Ok(leaves.iter().map(|leaf| Hash(*leaf)).collect());
        }
        Err(RunProblem::damaged(format!(
            "{run}/{}: {} bytes are left over at the end",
            segments::COMMITMENTS,
            rest.len()
        )))
    }

    /// The rows under which a person may stand: nearly always one.
    pub(crate) fn rows_of(&self, run: &str, person: &str) -> Result<Vec<usize>, RunProblem> {
        Ok(segments::find(&self.bytes(run, segments::PEOPLE)?, segments::key(person)))
    }

    fn records(&self, run: &str, ascending: &[usize]) -> Result<Vec<PersonRecord>, RunProblem> {
        let inputs = self.summary(run)?.inputs;
        let mut found = vec![];
        if ascending.is_empty() {
            return Ok(found);
        }
        let mut places = ascending.iter();
        segments::read(&self.path(run, segments::VALUES)?, Some(ascending), |rows| {
            let Rows { salts, records, .. } = rows;
            for ((salt, record), row) in salts.into_iter().zip(records).zip(&mut places) {
                if !record.is_empty() {
                    found.push(person_record(*row as u64, &inputs, Salt(salt), record)?);
                }
            }
            Ok(())
        })?;
        Ok(found)
    }
}

fn person_record(
    index: u64,
    inputs: &[String],
    salt: Salt,
    record: String,
) -> Result<PersonRecord, RunProblem> {
    let mut read: Read = serde_json::from_str(&record).map_err(|error| {
        RunProblem::damaged(format!(
            "{}: the record of row {} is not readable: {error}",
            segments::VALUES,
            index + 1
        ))
    })?;
    let case = inputs.iter().map(|name| read.case.remove(name).unwrap_or(Value::Null)).collect();
    let evaluation =
        Evaluation { outcome: read.outcome, tables: read.tables, contributions: read.contributions };
    Ok(PersonRecord { index, person: read.person, case, evaluation, route: read.route, record, salt })
}
