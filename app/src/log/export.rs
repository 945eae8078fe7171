//! The log as a plain folder of public files, for mirrors and for verifiers that are not ours.

use super::Log;
use crate::home::{replace, write_once};
use crate::problem::{Problem, fault};
use ledger::audit::audit_files;
use ledger::checkpoint::Checkpoint;
use ledger::tiles::Tile;
use std::fs;
use std::path::Path;

/// Where an exported log keeps the key that its checkpoint is verified with.
const KEY: &str = "log.vkey";

impl Log {
    /// Copies what a checkpoint covers, and reads it again on the way: a log that does not fit is never handed out.
    ///
    /// The checkpoint is written last, so that a folder with a checkpoint is whole. A file that is there with other
    /// bytes stops the export: this folder then holds another history.
    pub(crate) fn export(&self, note: &str, folder: &Path) -> Result<Checkpoint, Problem> {
        let key = self.key.verifier();
        let checkpoint =
            Checkpoint::verify(note, &key).map_err(|error| fault("read our own checkpoint", &error))?;
        let vkey = format!("{key}\n");
        let kept = fs::read_to_string(folder.join(KEY)).unwrap_or_else(|_| vkey.clone());
        if kept != vkey {
            let message =
                format!("{} holds the log {}: choose another folder", folder.display(), kept.trim());
            return Err(Problem::invalid("folder", message));
        }
        let mut stopped = None;
        let mut copy = |tile: &Tile| {
            let bytes = self.read(tile)?;
            match write_once(&folder.join(tile.path()), &bytes) {
                Ok(()) => Some(bytes),
                Err(problem) => {
                    stopped.get_or_insert(problem);
                    None
                }
            }
        };
        let audited = audit_files(&checkpoint, &mut copy);
        if let Some(problem) = stopped {
            return Err(problem);
        }
        audited.map_err(|misfit| fault("export the log", &misfit))?;
        replace(&folder.join(KEY), vkey.as_bytes())?;
        replace(&folder.join("checkpoint"), note.as_bytes())?;
        Ok(checkpoint)
    }
}
