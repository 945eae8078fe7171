//! Publishing: new entries into bundles and tiles, each file once and durable, then the signed checkpoint.

use super::Log;
use crate::home::write_once;
use crate::problem::{Problem, fault};
use crate::store::Store;
use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::receipt::LogPart;
use ledger::tiles::{Tile, Tree, WIDTH, bundles, grow};
use std::fs::File;

impl Log {
    pub(crate) fn lock(&self) -> Result<File, Problem> {
        let open = File::create(self.folder.join(".lock")).and_then(|file| file.lock().map(|()| file));
        open.map_err(|error| fault("lock the log", &error))
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
