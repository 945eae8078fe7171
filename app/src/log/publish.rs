//! Publishing: new entries into bundles and tiles, each file once and durable, then the signed checkpoint.

use super::Log;
use crate::door::App;
use crate::home::{replace, write_once};
use crate::problem::{Problem, fault};
use crate::store::Store;
use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::receipt::LogPart;
use ledger::tiles::{Tile, Tree, WIDTH, bundles, grow};
use std::fs::File;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(1);

impl App {
    /// Signs the log as it is now and answers the checkpoint; the one before when nothing was added.
    ///
    /// # Errors
    /// When files and database disagree: then nothing is signed.
    pub async fn checkpoint(&self) -> Result<String, Problem> {
        // Command line and server may run side by side: one of them publishes at a time.
        let lock = self.0.log.lock()?;
        let size = self.0.store.size().await?;
        let before = self.0.store.last_checkpoint().await?;
        if let Some((_, note)) = before.as_ref().filter(|(signed, _)| *signed == size) {
            return Ok(note.clone());
        }
        let signed = before.map_or(0, |(signed, _)| signed);
        let note = self.0.log.extend(&self.0.store, signed, size).await?;
        self.0.store.keep_checkpoint(size, &note, self.0.clock.now().as_microsecond()).await?;
        replace(&self.0.log.folder.join("checkpoint"), note.as_bytes())?;
        drop(lock);
        Ok(note)
    }

    /// Publishes every second while there is something new.
    #[must_use]
    pub fn spawn_checkpoints(&self) -> tokio::task::JoinHandle<()> {
        let app = self.clone();
        tokio::spawn(async move {
            loop {
                if let Err(problem) = app.checkpoint().await {
                    tracing::error!(%problem, "no checkpoint was published");
                }
                tokio::time::sleep(EVERY).await;
            }
        })
    }
}

impl Log {
    fn lock(&self) -> Result<File, Problem> {
        let open = File::create(self.folder.join(".lock")).and_then(|file| file.lock().map(|()| file));
        open.map_err(|error| fault("lock the log", &error))
    }

    /// Writes the files of a growth and signs the root that they tell.
    async fn extend(&self, store: &Store, old: u64, new: u64) -> Result<String, Problem> {
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

    pub(super) fn read(&self, tile: &Tile) -> Option<Vec<u8>> {
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
