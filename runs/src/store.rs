//! The shelf of runs: staged out of sight, committed by one rename, thrown away as a whole.
//!
//! Whoever makes a run sees to it that nobody else makes one under the same name at the same time.

use crate::problem::RunProblem;
use crate::summary::{RunSummary, StagedRun};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const STAGING: &str = ".staging-";
const LONGEST_NAME: usize = 64;

/// A folder with one folder a run.
#[derive(Debug, Clone)]
pub struct RunStore {
    folder: PathBuf,
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
        let mut names = self.names()?;
        names.retain(|name| is_name(name));
        Ok(names)
    }

    /// Makes a staged run visible: everything durable, then one rename, which another run under this name stops.
    ///
    /// # Errors
    /// When the rename fails; the run is then not there.
    pub fn commit(&self, staged: StagedRun) -> Result<RunSummary, RunProblem> {
        sync_folder(&staged.folder)?;
        let target = self.place(&staged.summary.run)?;
        fs::rename(&staged.folder, &target)
            .map_err(RunProblem::file(format!("commit run {}", staged.summary.run)))?;
        sync_folder(&self.folder)?;
        Ok(staged.summary)
    }

    /// Throws a run away that was staged, or committed without its event.
    ///
    /// # Errors
    /// When its folder cannot be removed.
    pub fn discard(&self, run: &str) -> Result<(), RunProblem> {
        let (committed, staging) = (self.place(run)?, self.staging_place(run)?);
        remove(&staging)?;
        // Out of sight in one step: a power cut must not leave half of a run where whole ones stand.
        match fs::rename(&committed, &staging) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            renamed => {
                renamed.map_err(RunProblem::file(format!("discard run {run}")))?;
                remove(&staging)
            }
        }
    }

    /// Throws away what killed runs left behind: what was never committed, and what `recorded` has no event of.
    /// What is not a run stays.
    ///
    /// # Errors
    /// When a folder cannot be removed.
    pub fn sweep(&self, recorded: &dyn Fn(&str) -> bool) -> Result<Vec<String>, RunProblem> {
        let mut swept = vec![];
        for name in self.names()? {
            let staged = name.strip_prefix(STAGING).filter(|run| is_name(run));
            if let Some(run) = staged {
                remove(&self.staging_place(run)?)?;
                swept.push(run.to_owned());
            } else if is_name(&name) && !recorded(&name) {
                self.discard(&name)?;
                swept.push(name);
            }
        }
        Ok(swept)
    }

    /// The file of a committed run.
    pub(crate) fn path(&self, run: &str, name: &str) -> Result<PathBuf, RunProblem> {
        Ok(self.place(run)?.join(name))
    }

    /// An empty staging folder. What a killed attempt left goes; a run that was committed is never touched.
    pub(crate) fn staging(&self, run: &str) -> Result<PathBuf, RunProblem> {
        if self.place(run)?.exists() {
            let error = io::Error::new(io::ErrorKind::AlreadyExists, "it is there already: take another id");
            return Err(RunProblem::File { what: format!("make run {run}"), error });
        }
        let folder = self.staging_place(run)?;
        remove(&folder)?;
        fs::create_dir(&folder).map_err(RunProblem::file(format!("make {}", folder.display())))?;
        Ok(folder)
    }

    pub(crate) fn bytes(&self, run: &str, name: &str) -> Result<Vec<u8>, RunProblem> {
        fs::read(self.path(run, name)?).map_err(RunProblem::file(format!("read {name} of run {run}")))
    }

    fn place(&self, run: &str) -> Result<PathBuf, RunProblem> {
        Ok(self.folder.join(checked(run)?))
    }

    fn staging_place(&self, run: &str) -> Result<PathBuf, RunProblem> {
        Ok(self.folder.join(format!("{STAGING}{}", checked(run)?)))
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

/// A run's name becomes a folder: nothing that could lead elsewhere.
fn is_name(run: &str) -> bool {
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
    (1..=LONGEST_NAME).contains(&run.len()) && run.bytes().all(plain)
}

fn checked(run: &str) -> Result<&str, RunProblem> {
    let message = || {
        let shown: String = run.chars().take(LONGEST_NAME).collect();
        format!("`{shown}` cannot name a run: use at most {LONGEST_NAME} letters, digits and hyphens")
    };
    is_name(run).then_some(run).ok_or_else(|| RunProblem::whole("", message()))
}

pub fn remove(folder: &Path) -> Result<(), RunProblem> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(RunProblem::file(format!("remove {}", folder.display()))),
    }
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

/// Makes the names in a folder survive a power cut.
pub fn sync_folder(folder: &Path) -> Result<(), RunProblem> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(RunProblem::file(format!("sync {}", folder.display())))
}
