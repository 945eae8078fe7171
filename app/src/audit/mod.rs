//! Re-reading everything: entries, files, checkpoints, vault, projections and runs, down to the first byte that does not fit.

mod files;
mod kept;
mod projections;

use crate::door::App;
use crate::problem::Problem;
use crate::store::{Entry, ProjectedAlgorithm, ProjectedRun, Row};
use ledger::leaf_hash;
use serde::Serialize;

const PART: u64 = 10_000;
const MOST_TRIES: usize = 20;

/// What was re-read, and what does not fit.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VerifiedLog {
    /// Entries that were hashed.
    pub entries: u64,
    /// Checkpoints whose signature and root were checked.
    pub checkpoints: usize,
    /// Values in the vault that were held against their commitments.
    pub sealed: usize,
    /// Models whose kept files were read and hashed anew.
    pub models: usize,
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

/// Everything beside the entries, as it was when the log had `size` of them.
struct Beside {
    size: u64,
    /// How many checkpoints were kept before it was looked at what everybody sees.
    kept_before: usize,
    /// What everybody sees; read before the checkpoints, since each is kept before it is shown.
    shown: Option<String>,
    checkpoints: Vec<(u64, String)>,
    vault: Vec<(String, String, String)>,
    algorithms: Vec<ProjectedAlgorithm>,
    runs: Vec<ProjectedRun>,
}

impl App {
    /// Re-reads the whole log and everything that hangs on it; `progress` is told how many entries are done.
    ///
    /// # Errors
    /// When something cannot be read at all; what is merely wrong stands in the answer.
    pub async fn verify_log(&self, progress: &mut (dyn FnMut(u64) + Send)) -> Result<VerifiedLog, Problem> {
        let mut found = VerifiedLog::default();
        let beside = self.beside().await?;
        let rows = self.rows(beside.size, progress).await?;
        found.entries = rows.len() as u64;
        let events = check_rows(&rows, beside.size, &mut found);
        self.check_files(&rows, &beside.checkpoints, &mut found);
        files::check_shown(&beside, &self.0.log, &mut found);
        kept::check_vault(beside.vault, &mut found);
        projections::check(&events, &beside.algorithms, &beside.runs, &mut found);
        self.check_models(&events, &mut found);
        self.check_runs(&events, &mut found)?;
        Ok(found)
    }

    /// Reads what must agree with the entries at one moment: again, while others append.
    async fn beside(&self) -> Result<Beside, Problem> {
        let store = &self.0.store;
        for _ in 0..MOST_TRIES {
            let size = store.size().await?;
            let beside = Beside {
                size,
                kept_before: store.checkpoints().await?.len(),
                shown: self.0.log.shown(),
                checkpoints: store.checkpoints().await?,
                vault: store.vault().await?,
                algorithms: store.all_algorithms().await?,
                runs: store.all_runs().await?,
            };
            if store.size().await? == size {
                return Ok(beside);
            }
        }
        Err(Problem::Conflict { what: "the log, which grows faster than it is read".to_owned() })
    }

    async fn rows(&self, size: u64, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Vec<Row>, Problem> {
        let mut rows = vec![];
        let mut from = 0;
        while from < size {
            let to = size.min(from + PART);
            rows.extend(self.0.store.entries(from, to).await?);
            from = to;
            progress(from);
        }
        Ok(rows)
    }
}

/// Each row against its own entry: hash, columns, and a place without gaps.
fn check_rows(rows: &[Row], size: u64, found: &mut VerifiedLog) -> Vec<(u64, Entry)> {
    let mut events = vec![];
    for (position, row) in (0..).zip(rows) {
        let place = place_of(row.position);
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
    if (rows.len() as u64) < size {
        found.damages.push(damage(
            place_of(rows.len() as u64),
            None,
            format!("it is missing: the log counts {size} entries"),
        ));
    }
    events
}

fn place_of(position: u64) -> String {
    format!("table event, position {position}")
}

fn columns_fit(row: &Row, entry: &Entry) -> bool {
    (&row.stream, row.version, row.kind.as_str(), row.at)
        == (&entry.stream, entry.version, entry.event.kind(), entry.at.as_microsecond())
}
