//! The home: where database, log, runs, models and keys of one public body live.

use crate::problem::{Problem, fault};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Where the events are.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file in the home.
    Embedded,
    /// A PostgreSQL server; the address holds a secret and is never printed.
    Postgres(String),
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Embedded => "Embedded",
            Self::Postgres(_) => "Postgres(..)",
        })
    }
}

/// How to find a home and its database.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder.
    pub home: PathBuf,
    /// The database.
    pub database: Database,
    /// The log's name, for example `waarborg.example/log`; fixed when the home is made.
    pub origin: String,
}

/// The folder with its rooms.
#[derive(Debug, Clone)]
pub struct Home(PathBuf);

impl Home {
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    pub fn accounts(&self) -> PathBuf {
        self.0.join("accounts.toml")
    }

    pub fn database(&self) -> PathBuf {
        self.0.join("waarborg.db")
    }

    pub fn log(&self) -> PathBuf {
        self.0.join("log")
    }

    pub fn runs(&self) -> PathBuf {
        self.0.join("runs")
    }

    /// One marker a run that is being made.
    pub fn under_way(&self) -> PathBuf {
        self.0.join("under-way")
    }

    pub fn model(&self, hash: &str) -> PathBuf {
        self.0.join("models").join(hash)
    }

    pub fn log_key(&self) -> PathBuf {
        self.0.join("keys").join("log.key")
    }

    /// Apart from the database, so that an older copy of that is noticed.
    pub fn last_signed(&self) -> PathBuf {
        self.0.join("keys").join("last-signed")
    }

    /// Who must have cosigned a checkpoint before anything relies on it (C2SP tlog-policy).
    pub fn policy(&self) -> PathBuf {
        self.0.join("policy")
    }

    pub fn code_key(&self) -> PathBuf {
        self.0.join("keys").join("code.key")
    }

    pub fn origin(&self) -> PathBuf {
        self.0.join("origin")
    }

    pub fn exists(&self) -> bool {
        self.log_key().exists()
    }

    /// Makes the rooms, readable by their owner alone.
    pub fn make(&self) -> Result<(), Problem> {
        for room in ["", "log", "runs", "under-way", "models", "keys"] {
            let folder = self.0.join(room);
            let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
            made.map_err(|error| {
                Problem::invalid(folder.display().to_string(), format!("the folder cannot be made: {error}"))
            })?;
        }
        Ok(())
    }

    /// Writes a new file that only its owner can read.
    #[expect(clippy::unused_self, reason = "only a home writes private files")]
    pub fn write_private(&self, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        let write = || {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error: std::io::Error| fault("write a private file", &error))
    }
}

/// Writes a file once: the same bytes again are fine, other bytes never.
pub fn write_once(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    match fs::read(path) {
        Ok(found) if found == bytes => return Ok(()),
        Ok(_) => {
            return Err(fault(
                "write a file that is written once",
                &format!("{} holds other bytes", path.display()),
            ));
        }
        Err(_) => {}
    }
    replace(path, bytes)
}

/// Puts a file in place as a whole, durable before it is visible.
///
/// # Errors
/// When the disk does not take it; what stood there before then still stands.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let write = || {
        fs::create_dir_all(folder)?;
        let draft = path.with_extension("draft");
        let mut file = File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
        File::open(folder)?.sync_all()
    };
    write().map_err(|error: std::io::Error| fault("write a file", &format!("{}: {error}", path.display())))
}
