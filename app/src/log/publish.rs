//! Publishing: new entries into bundles and tiles, each file once and durable, then the signed checkpoint.

use super::witnesses::{ahead, forked};
use super::{Log, last_signed};
use crate::home::{replace, write_once};
use crate::problem::{Problem, fault};
use crate::store::Store;
use ledger::checkpoint::Checkpoint;
use ledger::merkle::verify_consistency;
use ledger::receipt::LogPart;
use ledger::tiles::{Tile, Tree, WIDTH, bundles, grow};
use ledger::witness::Known;
use ledger::{Hash, leaf_hash};
use std::fs::File;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
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
        self.sign(Known { size: new, root }).await
    }

    /// Signs a tree that extends whatever was signed or cosigned before, and no other.
    async fn sign(&self, tree: Known) -> Result<String, Problem> {
        if let Some(last) = last_signed::read(&self.last_signed)? {
            self.extends("this home", last, tree)?;
        }
        if !self.asked.load(Ordering::Acquire) {
            for (witness, known) in self.witnesses.known(&self.key.verifier()).await? {
                self.extends(&witness, known, tree)?;
            }
            self.asked.store(true, Ordering::Release);
        }
        last_signed::write(&self.last_signed, &tree)?;
        let origin = self.key.verifier().name().to_owned();
        let checkpoint = Checkpoint { origin, size: tree.size, root: tree.root };
        checkpoint.sign(&self.key).map_err(|error| fault("sign a checkpoint", &error))
    }

    /// Whether a tree grew out of one that somebody knows.
    fn extends(&self, who: &str, known: Known, tree: Known) -> Result<(), Problem> {
        if known.size > tree.size {
            return Err(ahead(who, known.size, tree.size));
        }
        let proof = self.consistency(known.size, tree.size)?;
        verify_consistency((known.size, known.root), (tree.size, tree.root), &proof)
            .map_err(|error| forked(who, &error.to_string()))
    }

    fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, Problem> {
        let mut read = |tile: &Tile| self.read(tile);
        Tree::new(new, &mut read).consistency(old).map_err(|error| fault("prove how the log grew", &error))
    }

    /// Asks the witnesses for what is signed and not published yet, and shows it once they are a quorum.
    pub(crate) async fn publish(&self, note: &str, now: u64) -> Result<(), Problem> {
        let signed = Checkpoint::verify(note, &self.key.verifier())
            .map_err(|error| fault("read our own checkpoint", &error))?;
        let shown = self.shown().unwrap_or_default();
        if shown.starts_with(&signed.text()) && self.witnesses.is_fresh(&shown, now) {
            return Ok(());
        }
        let mut prove = |old| self.consistency(old, signed.size);
        let (cosigned, quorum) = self.witnesses.gather(note, signed.size, &mut prove).await?;
        if quorum {
            return self.show(&cosigned);
        }
        tracing::warn!(size = signed.size, "the log waits for its witnesses; until then all is pending");
        Ok(())
    }

    /// Whether what is shown is this signed note, with no more behind it than cosignatures that fit and suffice.
    pub(crate) fn is_published(&self, note: &str, shown: &str) -> bool {
        shown == note && !self.is_witnessed()
            || shown.starts_with(note)
                && self.witnesses.standing(shown).is_some_and(|standing| standing.quorum)
    }

    /// Whether anybody must cosign before something is published.
    pub(crate) fn is_witnessed(&self) -> bool {
        self.witnesses.is_asked()
    }

    /// Puts the signed checkpoint where everybody looks for it.
    fn show(&self, note: &str) -> Result<(), Problem> {
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

    /// Where an entry stands under the newest published checkpoint; pending when none covers it.
    pub fn proof(&self, position: u64) -> Result<LogPart, Problem> {
        let checkpoint = self.shown().unwrap_or_default();
        let shown = Checkpoint::verify(&checkpoint, &self.key.verifier());
        let size = shown.map_or(0, |shown| shown.size);
        if size <= position {
            return Err(Problem::Pending { position });
        }
        let mut read = |tile: &Tile| self.read(tile);
        let proof = Tree::new(size, &mut read)
            .inclusion(position)
            .map_err(|error| fault("prove an entry", &error))?;
        Ok(LogPart { index: position, proof, checkpoint })
    }
}
