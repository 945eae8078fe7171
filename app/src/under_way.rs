//! Runs that are under way: a marker each, locked while its process lives; and what killed ones left behind.
//!
//! A run without an event never was, so its files go, but only where a marker or a staging folder says that it was
//! being made: a home that is opened on the wrong database must not lose its evidence.

use crate::door::App;
use crate::home::Home;
use crate::problem::{Problem, fault};
use domain::RunId;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

const STAGING: &str = ".staging-";

/// One run under way; the marker goes when it is dropped, and stays when its process is killed.
#[derive(Debug)]
pub struct UnderWay {
    marker: PathBuf,
    _locked: File,
}

impl UnderWay {
    /// Marks a run as under way.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when it is under way already, here or in another process.
    pub fn begin(home: &Home, run: RunId) -> Result<Self, Problem> {
        let broken = |error: io::Error| fault("mark a run as under way", &error);
        fs::create_dir_all(home.under_way()).map_err(broken)?;
        let busy = || Problem::Conflict { what: format!("run {run}, which is under way") };
        Self::locked(home.under_way().join(run.to_string())).map_err(broken)?.ok_or_else(busy)
    }

    fn locked(marker: PathBuf) -> io::Result<Option<Self>> {
        let file = File::create(&marker)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Whoever had it may have removed it between our opening and our locking: then we hold a file without a name.
        let named = fs::metadata(&marker)
            .is_ok_and(|found| file.metadata().is_ok_and(|ours| ours.ino() == found.ino()));
        Ok(named.then_some(Self { marker, _locked: file }))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        // What stays is swept when the home is opened again.
        let _ = fs::remove_file(&self.marker);
    }
}

impl App {
    /// Throws away what killed runs left behind, except those that another process is making now.
    pub(crate) async fn sweep(&self) -> Result<(), Problem> {
        let broken = |error: io::Error| fault("look for killed runs", &error);
        let mut left: BTreeSet<RunId> = named(&self.0.home.under_way(), "").map_err(broken)?;
        left.extend(named(&self.0.home.runs(), STAGING).map_err(broken)?);
        for run in left {
            match UnderWay::begin(&self.0.home, run) {
                Ok(_marker) => self.sweep_run(run).await?,
                Err(Problem::Conflict { .. }) => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(())
    }

    /// Throws away the files of a run whose event was never recorded; the caller has its marker.
    pub(crate) async fn sweep_run(&self, run: RunId) -> Result<(), Problem> {
        // A killed process may have sent its commit: what is on its way is waited for first.
        self.0.store.settle().await?;
        if self.0.store.run(&run.to_string()).await?.is_none() {
            self.0.runs.discard(&run.to_string())?;
        }
        Ok(())
    }
}

/// The runs that the names in a folder stand for.
fn named(folder: &Path, prefix: &str) -> io::Result<BTreeSet<RunId>> {
    let names = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        other => other?,
    };
    let run = |name: io::Result<fs::DirEntry>| -> io::Result<Option<RunId>> {
        let name = name?.file_name();
        Ok(name.to_str().and_then(|name| name.strip_prefix(prefix)).and_then(|name| name.parse().ok()))
    };
    names.filter_map(|name| run(name).transpose()).collect()
}
