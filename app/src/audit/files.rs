//! Every checkpoint that was ever signed, and the public files, against the entries.

use super::{Beside, VerifiedLog, damage, place_of};
use crate::door::App;
use crate::log::Log;
use crate::store::Row;
use ledger::audit::{Misfit, Wrong, audit};
use ledger::checkpoint::Checkpoint;
use ledger::merkle::Frontier;
use ledger::tiles::{Tile, WIDTH, entries};

impl App {
    pub(super) fn check_files(&self, rows: &[Row], checkpoints: &[(u64, String)], found: &mut VerifiedLog) {
        if let Some(newest) = self.check_checkpoints(rows, checkpoints, found) {
            let mut read = |tile: &Tile| self.0.log.read(tile);
            if let Err(misfit) = audit(&newest, rows.iter().map(|row| row.entry.as_bytes()), &mut read) {
                self.tell(&misfit, rows, found);
            }
        }
    }

    /// Signatures and roots, from the first to the newest that verifies.
    fn check_checkpoints(
        &self,
        rows: &[Row],
        checkpoints: &[(u64, String)],
        found: &mut VerifiedLog,
    ) -> Option<Checkpoint> {
        let key = self.0.log.key.verifier();
        let mut tree = Frontier::default();
        let mut newest = None;
        for (size, note) in checkpoints {
            let place = format!("table checkpoint, size {size}");
            found.checkpoints += 1;
            let checkpoint = match Checkpoint::verify(note, &key) {
                Ok(checkpoint) => checkpoint,
                Err(error) => {
                    found.damages.push(damage(place, None, error));
                    continue;
                }
            };
            let from = usize::try_from(tree.size()).unwrap_or(usize::MAX);
            let more = usize::try_from(*size).unwrap_or(usize::MAX).saturating_sub(from);
            rows.iter().skip(from).take(more).for_each(|row| tree.append(row.entry.as_bytes()));
            if (tree.size(), tree.root()) != (checkpoint.size, checkpoint.root) {
                found.damages.push(damage(place, None, "the entries give another root than was signed"));
            }
            newest = Some(checkpoint);
        }
        newest
    }

    /// Where the published bundle is right and the table is not, the table's byte is what does not fit.
    fn tell(&self, misfit: &Misfit, rows: &[Row], found: &mut VerifiedLog) {
        match (&misfit.what, misfit.position) {
            (Wrong::Stored, Some(position)) => {
                let byte = self.first_difference(&misfit.path, position, rows);
                let place = place_of(position);
                match found.damages.iter_mut().find(|known| known.place == place) {
                    Some(known) => known.byte = known.byte.or(byte),
                    None => found.damages.push(damage(place, byte, &misfit.what)),
                }
            }
            (what, position) => {
                let message =
                    position.map_or_else(|| what.to_string(), |entry| format!("entry {entry}: {what}"));
                found.damages.push(damage(format!("log/{}", misfit.path), Some(misfit.offset), message));
            }
        }
    }

    /// The first byte in which a stored entry differs from its published bundle.
    fn first_difference(&self, path: &str, position: u64, rows: &[Row]) -> Option<u64> {
        let bundle = std::fs::read(self.0.log.folder.join(path)).ok()?;
        let published = entries(&bundle).ok()?;
        let published = published.get(usize::try_from(position % WIDTH).ok()?)?;
        let stored = rows.get(usize::try_from(position).ok()?)?.entry.as_bytes();
        Some(differs_at(stored, published))
    }
}

/// What everybody sees must be a checkpoint that was kept, with nothing behind it but cosignatures that fit. The first
/// may be kept and not yet shown; from the second on something has been shown, unless the witnesses are waited for.
pub(super) fn check_shown(beside: &Beside, log: &Log, found: &mut VerifiedLog) {
    let Some((_, newest)) = beside.checkpoints.last() else { return };
    let place = "log/checkpoint";
    let kept = |shown: &str| beside.checkpoints.iter().any(|(_, note)| log.is_published(note, shown));
    match &beside.shown {
        None if beside.kept_before > 1 && !log.is_witnessed() => {
            found.damages.push(damage(place, None, "the file is missing"));
        }
        Some(shown) if !kept(shown) => {
            let byte = differs_at(shown.as_bytes(), newest.as_bytes());
            found.damages.push(damage(place, Some(byte), "it is not a checkpoint that was kept"));
        }
        _ => {}
    }
}

/// The first byte that differs, counted from 0.
pub(super) fn differs_at(one: &[u8], other: &[u8]) -> u64 {
    let differs = one.iter().zip(other).position(|(one, other)| one != other);
    differs.unwrap_or(one.len().min(other.len())) as u64
}
