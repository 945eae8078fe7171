//! Re-reading everything: entries, files, checkpoints, vault, projections and runs, down to the first byte that does not fit.

use crate::door::App;
use crate::prepare::SEALED_TAG;
use crate::problem::Problem;
use crate::store::{Entry, Row};
use domain::algorithm::Event;
use ledger::checkpoint::Checkpoint;
use ledger::commitment::{Salt, commit};
use ledger::merkle::Frontier;
use ledger::tiles::Tile;
use ledger::{Hash, audit as ledger_audit, leaf_hash};
use serde::Serialize;

const PART: u64 = 10_000;

/// What was re-read, and what does not fit.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VerifiedLog {
    /// Entries that were hashed.
    pub entries: u64,
    /// Checkpoints whose signature and root were checked.
    pub checkpoints: usize,
    /// Values in the vault that were held against their commitments.
    pub sealed: usize,
    /// Runs that were recomputed.
    pub runs: usize,
    /// People in them.
    pub people: u64,
    /// What does not fit, in the order of reading; empty when everything does.
    pub damages: Vec<Damage>,
}

/// One thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// The file or table row.
    pub place: String,
    /// The first byte that does not fit, where it can be told.
    pub byte: Option<u64>,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.place)?;
        if let Some(byte) = self.byte {
            write!(f, ", byte {byte}")?;
        }
        write!(f, ": {}", self.message)
    }
}

fn damage(place: impl Into<String>, byte: Option<u64>, message: impl std::fmt::Display) -> Damage {
    Damage { place: place.into(), byte, message: message.to_string() }
}

impl App {
    /// Re-reads the whole log and everything that hangs on it; `progress` is told how many entries are done.
    ///
    /// # Errors
    /// When something cannot be read at all; what is merely wrong stands in the answer.
    pub async fn verify_log(&self, progress: &mut (dyn FnMut(u64) + Send)) -> Result<VerifiedLog, Problem> {
        let mut found = VerifiedLog::default();
        let rows = self.all_rows(progress).await?;
        found.entries = rows.len() as u64;
        let events = check_rows(&rows, &mut found);
        self.check_checkpoints(&rows, &mut found).await?;
        self.check_vault(&mut found).await?;
        self.check_projections(&events, &mut found).await?;
        self.check_runs(&events, &mut found)?;
        Ok(found)
    }

    async fn all_rows(&self, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Vec<Row>, Problem> {
        let size = self.0.store.size().await?;
        let mut rows = vec![];
        let mut from = 0;
        while from < size {
            rows.extend(self.0.store.entries(from, from + PART).await?);
            from += PART;
            progress(from.min(size));
        }
        Ok(rows)
    }

    /// Every checkpoint that was ever signed against the entries, and the files against the newest one.
    async fn check_checkpoints(&self, rows: &[Row], found: &mut VerifiedLog) -> Result<(), Problem> {
        let key = self.0.log.key.verifier();
        let mut tree = Frontier::default();
        let mut newest = None;
        for (size, note) in self.0.store.checkpoints().await? {
            let place = format!("table checkpoint, size {size}");
            found.checkpoints += 1;
            let checkpoint = match Checkpoint::verify(&note, &key) {
                Ok(checkpoint) => checkpoint,
                Err(error) => {
                    found.damages.push(damage(place, None, error));
                    continue;
                }
            };
            let from = usize::try_from(tree.size()).unwrap_or(usize::MAX);
            let more = usize::try_from(size).unwrap_or(usize::MAX).saturating_sub(from);
            rows.iter().skip(from).take(more).for_each(|row| tree.append(row.entry.as_bytes()));
            if (tree.size(), tree.root()) != (checkpoint.size, checkpoint.root) {
                found.damages.push(damage(place, None, "the entries give another root than was signed"));
            }
            newest = Some(checkpoint);
        }
        if let Some(checkpoint) = newest {
            let mut read = |tile: &Tile| self.0.log.read(tile);
            if let Err(misfit) =
                ledger_audit::audit(&checkpoint, rows.iter().map(|row| row.entry.as_bytes()), &mut read)
            {
                let message = misfit.position.map_or_else(
                    || misfit.what.to_string(),
                    |entry| format!("entry {entry}: {}", misfit.what),
                );
                found.damages.push(damage(format!("log/{}", misfit.path), Some(misfit.offset), message));
            }
        }
        Ok(())
    }

    async fn check_vault(&self, found: &mut VerifiedLog) -> Result<(), Problem> {
        for (commitment, salt, value) in self.0.store.vault().await? {
            found.sealed += 1;
            let opened =
                Salt::try_from(salt).map(|salt| commit(SEALED_TAG, &salt, value.as_bytes()).to_string());
            if opened.as_ref() != Ok(&commitment) {
                found.damages.push(damage(
                    format!("table vault, commitment {commitment}"),
                    None,
                    "the value does not fit its commitment",
                ));
            }
        }
        Ok(())
    }

    /// The projections must say what the events say.
    async fn check_projections(
        &self,
        events: &[(u64, Entry)],
        found: &mut VerifiedLog,
    ) -> Result<(), Problem> {
        let mut algorithms = vec![];
        let mut runs = vec![];
        for (position, entry) in events {
            let id = entry.stream.trim_start_matches("algorithm/").to_owned();
            let at = i64::try_from(*position).unwrap_or(i64::MAX);
            match &entry.event {
                Event::AlgorithmRegistered { title, body, purpose } => {
                    let text = |words: &domain::Text| words.as_str().to_owned();
                    algorithms.push((
                        id,
                        text(&title.nl),
                        text(&title.en),
                        text(body),
                        text(&purpose.nl),
                        text(&purpose.en),
                        0,
                        at,
                    ));
                }
                Event::AlgorithmWithdrawn { .. } => {
                    algorithms.iter_mut().filter(|row| row.0 == id).for_each(|row| row.6 = 1);
                }
                Event::RunRecorded(facts) => {
                    runs.push((facts.run.to_string(), id, facts.label.as_str().to_owned(), at));
                }

                _ => {}
            }
        }
        algorithms.sort();
        runs.sort();
        if self.0.store.all_algorithms().await? != algorithms {
            found.damages.push(damage("table algorithm", None, "the rows do not say what the events say"));
        }
        if self.0.store.all_runs().await? != runs {
            found.damages.push(damage("table run", None, "the rows do not say what the events say"));
        }
        Ok(())
    }

    fn check_runs(&self, events: &[(u64, Entry)], found: &mut VerifiedLog) -> Result<(), Problem> {
        for (_, entry) in events {
            let Event::RunRecorded(facts) = &entry.event else {
                continue;
            };
            found.runs += 1;
            match self.0.runs.verify(&facts.run.to_string(), Hash(*facts.people_root.bytes()))? {
                Ok(people) => found.people += people,
                Err(run) => found.damages.push(damage(run.file, run.byte, run.message)),
            }
        }
        Ok(())
    }
}

/// Each row against its own entry: hash, columns, and a place without gaps.
fn check_rows(rows: &[Row], found: &mut VerifiedLog) -> Vec<(u64, Entry)> {
    let mut events = vec![];
    for (position, row) in (0..).zip(rows) {
        let place = format!("table event, position {}", row.position);
        if row.position != position {
            found.damages.push(damage(place, None, format!("position {position} is missing")));
            return events;
        }
        if leaf_hash(row.entry.as_bytes()).to_string() != row.leaf {
            found.damages.push(damage(place.clone(), None, "the leaf hash does not fit the entry"));
        }
        match serde_json::from_str::<Entry>(&row.entry) {
            Err(error) => {
                found.damages.push(damage(place, Some(error.column() as u64), "the entry is not readable"));
            }
            Ok(entry) => {
                if !columns_fit(row, &entry) {
                    found.damages.push(damage(place, None, "the columns do not fit the entry"));
                }
                events.push((position, entry));
            }
        }
    }
    events
}

fn columns_fit(row: &Row, entry: &Entry) -> bool {
    (&row.stream, row.version, row.kind.as_str(), row.at)
        == (&entry.stream, entry.version, entry.event.kind(), entry.at.as_microsecond())
}
