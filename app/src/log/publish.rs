//! Publishing: new entries into bundles and tiles, each file once and durable, then the signed checkpoint.

use super::Log;
use crate::home::{replace, write_once};
use crate::problem::{Problem, fault};
use crate::store::Store;
use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::receipt::LogPart;
use ledger::tiles::{Tile, Tree, WIDTH, bundles, grow};
use std::fs::File;
use std::path::PathBuf;
use tokio::sync::MutexGuard;

/// The right to publish, until it is dropped.
pub struct Turn<'a> {
    _turn: MutexGuard<'a, ()>,
    _file: File,
}

impl Log {
    /// One publisher at a time, in this process and beside it.
    ///
    /// Waiting for another process happens in a thread of its own: it must not hold up whoever would let it go.
    pub(crate) async fn lock(&self) -> Result<Turn<'_>, Problem> {
        let turn = self.turn.lock().await;
        let path = self.folder.join(".lock");
        let wait = move || File::create(path).and_then(|file| file.lock().map(|()| file));
        let file = tokio::task::spawn_blocking(wait).await.map_err(|error| fault("lock the log", &error))?;
        Ok(Turn { _turn: turn, _file: file.map_err(|error| fault("lock the log", &error))? })
    }

    /// Writes the files of a growth and signs the root that they tell.
    pub(crate) async fn extend(&self, store: &Store, old: u64, new: u64) -> Result<String, Problem> {
        let rows = store.entries(old - old % WIDTH, new).await?;
        let entries: Vec<&[u8]> = rows.iter().map(|row| row.entry.as_bytes()).collect();
        let kept = usize::try_from(old % WIDTH).unwrap_or_default();
        let (before, fresh) =
            entries.split_at_checked(kept).ok_or_else(|| fault("publish the log", &"entries are missing"))?;
        if fresh.len() as u64 != new - old {
            return Err(fault("publish the log", &format!("entries are missing between {old} and {new}")));
        }
        let leaves: Vec<_> = fresh.iter().map(|entry| leaf_hash(entry)).collect();
        let broken = |error: ledger::tiles::TileError| fault("publish the log", &error);
        let mut files = bundles(old, before, fresh).map_err(broken)?;
        files.extend(grow(old, &leaves, &mut |tile| self.read(tile)).map_err(broken)?);
        for (tile, bytes) in files {
            write_once(&self.folder.join(tile.path()), &bytes)?;
        }
        let root = Tree::new(new, &mut |tile| self.read(tile)).root().map_err(broken)?;
        let checkpoint = Checkpoint { origin: self.key.verifier().name().to_owned(), size: new, root };
        checkpoint.sign(&self.key).map_err(|error| fault("sign a checkpoint", &error))
    }

    /// Puts the signed checkpoint where everybody looks for it.
    pub(crate) fn show(&self, note: &str) -> Result<(), Problem> {
        if self.shown().as_deref() == Some(note) {
            Ok(())
        } else {
            replace(&self.shown_path(), note.as_bytes())
        }
    }

    /// The checkpoint that everybody sees.
    pub(crate) fn shown(&self) -> Option<String> {
        std::fs::read_to_string(self.shown_path()).ok()
    }

    fn shown_path(&self) -> PathBuf {
        self.folder.join("checkpoint")
    }

    pub(crate) fn read(&self, tile: &Tile) -> Option<Vec<u8>> {
        std::fs::read(self.folder.join(tile.path())).ok()
    }

    /// Where an entry stands under the newest checkpoint.
    pub async fn proof(&self, store: &Store, position: u64) -> Result<LogPart, Problem> {
        let not_yet = || Problem::not_found("checkpoint over entry", &position.to_string());
        let (size, checkpoint) = store.last_checkpoint().await?.ok_or_else(not_yet)?;
        let mut read = |tile: &Tile| self.read(tile);
        let proof = Tree::new(size, &mut read)
            .inclusion(position)
            .map_err(|error| fault("prove an entry", &error))?;
        Ok(LogPart { index: position, proof, checkpoint })
    }
}
