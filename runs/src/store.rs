//! The shelf of runs: staged out of sight, committed by one rename, found again by person or row.

use crate::problem::RunProblem;
use crate::record::{PersonRecord, Read};
use crate::segments::{self, Rows};
use crate::summary::{RunSummary, StagedRun};
use ledger::Hash;
use ledger::commitment::Salt;
use ledger::merkle::Paths;
use model::{Evaluation, Value};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

const STAGING: &str = ".staging-";

/// A folder with one folder a run.
#[derive(Debug, Clone)]
pub struct RunStore {
    folder: PathBuf,
}

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
    /// Opens the shelf, and makes it where it is not.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Self, RunProblem> {
        fs::create_dir_all(folder).map_err(RunProblem::file(format!("make {}", folder.display())))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The runs that are there.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn runs(&self) -> Result<Vec<String>, RunProblem> {
        let names = self.names()?;
        Ok(names.into_iter().filter(|name| !name.starts_with('.')).collect())
    }

    /// Makes a staged run visible: everything durable, then one rename.
    ///
    /// # Errors
    /// When the rename fails; the run is then not there.
    pub fn commit(&self, staged: StagedRun) -> Result<RunSummary, RunProblem> {
        sync_folder(&staged.folder)?;
        let target = self.folder.join(&staged.summary.run);
        fs::rename(&staged.folder, &target)
            .map_err(RunProblem::file(format!("commit run {}", staged.summary.run)))?;
        sync_folder(&self.folder)?;
        Ok(staged.summary)
    }

    /// Throws a run away that was staged or committed without its event.
    ///
    /// # Errors
    /// When its folder cannot be removed.
    pub fn discard(&self, run: &str) -> Result<(), RunProblem> {
        for name in [format!("{STAGING}{run}"), run.to_owned()] {
            let folder = self.folder.join(name);
            if folder.exists() {
                fs::remove_dir_all(&folder)
                    .map_err(RunProblem::file(format!("remove {}", folder.display())))?;
            }
        }
        Ok(())
    }

    /// Throws away what killed runs left behind: everything whose event was never recorded.
    ///
    /// # Errors
    /// When a folder cannot be removed.
    pub fn sweep(&self, recorded: &dyn Fn(&str) -> bool) -> Result<Vec<String>, RunProblem> {
        let mut swept = vec![];
        for name in self.names()? {
            let run = name.strip_prefix(STAGING).unwrap_or(&name);
            if name.starts_with(STAGING) || !recorded(run) {
                self.discard(run)?;
                swept.push(run.to_owned());
            }
        }
        Ok(swept)
    }

    /// What a run was.
    ///
    /// # Errors
    /// When its summary cannot be read.
    pub fn summary(&self, run: &str) -> Result<RunSummary, RunProblem> {
        let text = self.bytes(run, segments::SUMMARY)?;
        serde_json::from_slice(&text)
            .map_err(|error| RunProblem::damaged(format!("{run}/{}: {error}", segments::SUMMARY)))
    }

    /// A person's record, if the person was in the run.
    ///
    /// # Errors
    /// When a segment cannot be read.
    pub fn person(&self, run: &str, person: &str) -> Result<Option<PersonRecord>, RunProblem> {
        let index = self.bytes(run, segments::PEOPLE)?;
        let rows = segments::find(&index, segments::key(person));
        let found = self.records(run, &rows)?;
        Ok(found.into_iter().find(|record| record.person == person))
    }

    /// The record at a row, if there is such a row.
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
        let bytes = self.bytes(run, segments::QUEUE)?;
        let (order, _) = bytes.as_chunks::<4>();
        let order: Vec<usize> = order.iter().map(|row| u32::from_be_bytes(*row) as usize).collect();
        let mut ascending = order.clone();
        ascending.sort_unstable();
        let inputs = self.summary(run)?.inputs;
        let mut lines: std::collections::HashMap<usize, QueueLine> = self
            .records(run, &ascending)?
            .into_iter()
            .map(|one| {
                let line =
                    QueueLine { person: one.person, case: inputs.iter().cloned().zip(one.case).collect() };
                (usize::try_from(one.index).unwrap_or_default(), line)
            })
            .collect();
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

    pub(crate) fn path(&self, run: &str, name: &str) -> PathBuf {
        self.folder.join(run).join(name)
    }

    /// An empty staging folder; one that a killed run left behind is thrown away.
    pub(crate) fn staging(&self, run: &str) -> Result<PathBuf, RunProblem> {
        self.discard(run)?;
        let folder = self.folder.join(format!("{STAGING}{run}"));
        fs::create_dir(&folder).map_err(RunProblem::file(format!("make {}", folder.display())))?;
        Ok(folder)
    }

    fn records(&self, run: &str, ascending: &[usize]) -> Result<Vec<PersonRecord>, RunProblem> {
        let inputs = self.summary(run)?.inputs;
        let mut found = vec![];
        if ascending.is_empty() {
            return Ok(found);
        }
        segments::read(&self.path(run, segments::VALUES), Some(ascending), |rows| {
            let start = found.len();
            let Rows { salts, records, .. } = rows;
            for (place, (salt, record)) in (start..).zip(salts.into_iter().zip(records)) {
                let index = ascending.get(place).copied().unwrap_or_default() as u64;
                found.push(person_record(index, &inputs, Salt(salt), record)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn bytes(&self, run: &str, name: &str) -> Result<Vec<u8>, RunProblem> {
        fs::read(self.path(run, name)).map_err(RunProblem::file(format!("read {name} of run {run}")))
    }

    fn names(&self) -> Result<Vec<String>, RunProblem> {
        let read = || RunProblem::file(format!("read {}", self.folder.display()));
        let entries = fs::read_dir(&self.folder).map_err(read())?;
        let mut names = entries
            .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(read())?;
        names.sort();
        Ok(names)
    }
}

fn parse(record: &str) -> Result<Read, RunProblem> {
    serde_json::from_str(record).map_err(|error| {
        RunProblem::damaged(format!("{}: a record is not readable: {error}", segments::VALUES))
    })
}

fn person_record(
    index: u64,
    inputs: &[String],
    salt: Salt,
    record: String,
) -> Result<PersonRecord, RunProblem> {
    let mut read = parse(&record)?;
    let case = inputs.iter().map(|name| read.case.remove(name).unwrap_or(Value::Null)).collect();
    let evaluation =
        Evaluation { outcome: read.outcome, tables: read.tables, contributions: read.contributions };
    Ok(PersonRecord { index, person: read.person, case, evaluation, route: read.route, record, salt })
}

/// Writes a file so that it survives a power cut.
pub fn write_durably(path: &Path, bytes: &[u8]) -> Result<(), RunProblem> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(RunProblem::file(format!("write {}", path.display())))
}

fn sync_folder(folder: &Path) -> Result<(), RunProblem> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(RunProblem::file(format!("sync {}", folder.display())))
}
