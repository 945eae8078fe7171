//! A witness's memory on disk: its key, the logs it follows, what it cosigned last of each, and refused histories.
//!
//! Each followed log has its state from the moment it is followed, so a state that is gone is noticed: a witness that
//! forgot would cosign a second history.

use app::{Chance, replace};
use ledger::cosignature::Cosigner;
use ledger::witness::{Known, Witness, monitoring_path};
use ledger::{Hash, LogKey};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// More are not kept of one log: whoever holds its key must not be able to fill the disk.
const MOST_REFUSED: usize = 100;
const NOTHING: &str = "nothing";

/// Why a witness does not start, or does not take a log.
#[derive(Debug, thiserror::Error)]
pub enum Misplaced {
    /// No witness lives here.
    #[error("{0}: no witness lives here; make one with `waarborg witness init`")]
    Absent(PathBuf),
    /// One lives here already.
    #[error("{0}: a witness lives here already")]
    Taken(PathBuf),
    /// Another process has it.
    #[error("{0}: another process is this witness now; two would sign two histories")]
    Running(PathBuf),
    /// What it cosigned is gone.
    #[error(
        "{path}: what this witness cosigned of {origin} is gone or unreadable. It must not sign without it: put the \
         file back from the newest copy, or make a new witness with a new key"
    )]
    Forgotten {
        /// The file.
        path: PathBuf,
        /// The log.
        origin: String,
    },
    /// A key or a name that cannot be read.
    #[error("{place}: {why}")]
    Unreadable {
        /// Where.
        place: String,
        /// What is wrong.
        why: String,
    },
}

/// The folder of one witness, held by one process.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes a witness with a fresh key.
    ///
    /// # Errors
    /// When one is there, or the name will not do.
    pub fn create(root: &Path, name: &str, chance: &dyn Chance) -> Result<Self, Misplaced> {
        if root.join("witness.key").exists() {
            return Err(Misplaced::Taken(root.to_owned()));
        }
        let mut seed = [0; 32];
        chance.fill(&mut seed);
        Cosigner::ed25519(name, &seed).map_err(|error| unreadable("name", &error))?;
        let write = || {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(root)?;
            fs::write(root.join("name"), format!("{name}\n"))?;
            fs::write(root.join("logs"), "")?;
            let private =
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(root.join("witness.key"));
            let mut file = private?;
            file.write_all(&seed)?;
            file.sync_all()?;
            File::open(root)?.sync_all()
        };
        write().map_err(|error: std::io::Error| unreadable(root.display(), &error))?;
        Self::open(root)
    }

    /// Takes the folder for this process.
    ///
    /// # Errors
    /// When no witness lives here, or another process has it.
    pub fn open(root: &Path) -> Result<Self, Misplaced> {
        if !root.join("witness.key").exists() {
            return Err(Misplaced::Absent(root.to_owned()));
        }
        let lock = File::create(root.join("lock"))
            .map_err(|error| unreadable(root.join("lock").display(), &error))?;
        lock.try_lock().map_err(|_| Misplaced::Running(root.to_owned()))?;
        Ok(Self { root: root.to_owned(), _lock: lock })
    }

    /// Who signs.
    ///
    /// # Errors
    /// When name or key cannot be read.
    pub fn cosigner(&self) -> Result<Cosigner, Misplaced> {
        let name = self.read("name")?;
        let path = self.root.join("witness.key");
        let bytes = fs::read(&path).map_err(|error| unreadable(path.display(), &error))?;
        let seed: [u8; 32] =
            bytes.try_into().map_err(|_| unreadable(path.display(), &"expected 32 bytes"))?;
        Cosigner::ed25519(name.trim(), &seed).map_err(|error| unreadable("name", &error))
    }

    /// Follows a log from now on.
    ///
    /// # Errors
    /// When the key cannot be read, or the log is followed and its state is gone.
    pub fn follow(&self, vkey: &str) -> Result<LogKey, Misplaced> {
        let key: LogKey = vkey.trim().parse().map_err(|error| unreadable("key", &error))?;
        let known = self.keys()?;
        if known.contains(&key) {
            self.latest(key.name())?;
            return Ok(key);
        }
        if known.iter().all(|other| other.name() != key.name()) && !self.state(key.name()).exists() {
            write(&self.state(key.name()), NOTHING)?;
        }
        self.latest(key.name())?;
        let lines: Vec<String> = known.iter().chain([&key]).map(ToString::to_string).collect();
        write(&self.root.join("logs"), &(lines.join("\n") + "\n"))?;
        Ok(key)
    }

    /// What it remembers of every log.
    ///
    /// # Errors
    /// When anything is gone: then it must not start.
    pub fn memory(&self) -> Result<Witness, Misplaced> {
        let mut witness = Witness::default();
        for key in self.keys()? {
            let (origin, latest) = (key.name().to_owned(), self.latest(key.name())?);
            witness.follow(&origin, key, latest);
        }
        Ok(witness)
    }

    /// Stores what is about to be cosigned; durable when this returns.
    pub(super) fn remember(&self, origin: &str, known: &Known) -> Result<(), Misplaced> {
        write(&self.state(origin), &format!("{} {}\n", known.size, known.root))
    }

    /// Keeps the newest cosigned checkpoint, for whoever monitors.
    pub(super) fn keep(&self, origin: &str, note: &str) -> Result<(), Misplaced> {
        write(&self.root.join(monitoring_path(origin)), note)
    }

    /// The newest cosigned checkpoint.
    #[must_use]
    pub fn cosigned(&self, origin: &str) -> Option<String> {
        fs::read_to_string(self.root.join(monitoring_path(origin))).ok()
    }

    /// Keeps the evidence of a second history: the signed checkpoint that was refused, under what was cosigned.
    pub(super) fn keep_refused(&self, origin: &str, request: &str) -> Result<(), Misplaced> {
        let folder = self.refused_folder(origin);
        let name = format!("{}.txt", Hash::of(request.as_bytes()));
        if self.refused(origin) >= MOST_REFUSED || folder.join(&name).exists() {
            return Ok(());
        }
        let cosigned = self.cosigned(origin).unwrap_or_default();
        write(&folder.join(name), &format!("{cosigned}\n--- refused ---\n{request}"))
    }

    /// How many histories were refused, up to the number that is kept.
    #[must_use]
    pub fn refused(&self, origin: &str) -> usize {
        fs::read_dir(self.refused_folder(origin)).map_or(0, Iterator::count)
    }

    fn refused_folder(&self, origin: &str) -> PathBuf {
        self.state(origin).with_file_name("refused")
    }

    fn state(&self, origin: &str) -> PathBuf {
        self.root.join(monitoring_path(origin)).with_file_name("latest")
    }

    fn keys(&self) -> Result<Vec<LogKey>, Misplaced> {
        let read = |line: &str| line.parse().map_err(|error| unreadable("logs", &error));
        self.read("logs")?.lines().filter(|line| !line.is_empty()).map(read).collect()
    }

    fn latest(&self, origin: &str) -> Result<Option<Known>, Misplaced> {
        let path = self.state(origin);
        let text = fs::read_to_string(&path).unwrap_or_default();
        if text == NOTHING {
            return Ok(None);
        }
        let known = text
            .trim_end()
            .split_once(' ')
            .and_then(|(size, root)| Some(Known { size: size.parse().ok()?, root: root.parse().ok()? }));
        known.map(Some).ok_or_else(|| Misplaced::Forgotten { path, origin: origin.to_owned() })
    }

    fn read(&self, name: &str) -> Result<String, Misplaced> {
        let path = self.root.join(name);
        fs::read_to_string(&path).map_err(|error| unreadable(path.display(), &error))
    }
}

fn unreadable(place: impl std::fmt::Display, why: &dyn std::fmt::Display) -> Misplaced {
    Misplaced::Unreadable { place: place.to_string(), why: why.to_string() }
}

fn write(path: &Path, text: &str) -> Result<(), Misplaced> {
    replace(path, text.as_bytes()).map_err(|problem| unreadable(path.display(), &problem))
}
