//! The walk over a log, bundle by bundle, with the hashes that wait for their tile on each level.

use super::place::{bundle_length, entry_at, first_difference, first_entry, misfit, place_of, whole_entries};
use super::{Audited, Misfit, Wrong};
use crate::checkpoint::Checkpoint;
use crate::merkle::{self, Frontier};
use crate::tiles::{Kind, LONGEST_ENTRY, Read, Tile, WIDTH, bundle, bytes};
use crate::{Hash, leaf_hash};

pub(super) struct Walk<'a, 'r> {
    checkpoint: &'a Checkpoint,
    read: &'a mut Read<'r>,
    next: u64,
    tree: Frontier,
    /// The hashes of level 1 and up that do not fill a tile yet.
    waiting: Vec<Vec<Hash>>,
}

impl<'a, 'r> Walk<'a, 'r> {
    pub(super) fn new(checkpoint: &'a Checkpoint, read: &'a mut Read<'r>) -> Self {
        Self { checkpoint, read, next: 0, tree: Frontier::default(), waiting: vec![] }
    }

    /// The next bundle under the checkpoint.
    pub(super) fn next_bundle(&mut self) -> Option<Tile> {
        let first = self.next;
        (first < self.checkpoint.size).then(|| {
            let tile = Tile::holding(Kind::Entries, first, self.checkpoint.size);
            self.next += tile.width;
            tile
        })
    }

    /// Takes the stored entries of a bundle.
    pub(super) fn stored<T: AsRef<[u8]>>(&mut self, tile: &Tile, stored: &[T]) -> Result<(), Misfit> {
        let longer = |entry: &T| entry.as_ref().len() > LONGEST_ENTRY;
        if let Some(place) = stored.iter().position(longer) {
            let length = stored.get(place).map_or(0, |entry| entry.as_ref().len());
            return Err(entry_at(tile, stored, place, Wrong::TooLong(length)));
        }
        if (stored.len() as u64) < tile.width {
            let ends = Wrong::Ends(self.checkpoint.size);
            return Err(entry_at(tile, stored, stored.len(), ends));
        }
        let expected = bundle(stored).unwrap_or_default();
        let found = self.bundle(tile)?;
        if let Some(offset) = first_difference(&found, &expected) {
            return Err(self.differs(tile, stored, &found, offset));
        }
        self.leaves(tile, stored)
    }

    /// Takes the entries of a bundle from its file.
    pub(super) fn mirrored(&mut self, tile: &Tile) -> Result<(), Misfit> {
        let file = self.bundle(tile)?;
        let first = tile.index * WIDTH;
        let at = |offset: usize, what| misfit(tile, offset, Some(first), what);
        let found = whole_entries(&file);
        let length = bundle_length(&found);
        if found.len() as u64 != tile.width {
            let expected = tile.width;
            let found = found.len();
            return Err(at(length, Wrong::Count { found, expected }));
        }
        if length != file.len() {
            return Err(at(length, Wrong::Truncated));
        }
        self.leaves(tile, &found)
    }

    /// The last partial tiles and the signed root.
    pub(super) fn close(mut self) -> Result<Audited, Misfit> {
        let waiting = std::mem::take(&mut self.waiting);
        for (level, hashes) in (1..).zip(waiting) {
            if !hashes.is_empty() {
                self.compare(level, &hashes)?;
            }
        }
        let (size, root) = (self.tree.size(), self.tree.root());
        if root == self.checkpoint.root {
            return Ok(Audited { size, root });
        }
        let above = self.checkpoint.origin.len() + self.checkpoint.size.to_string().len() + 2;
        Err(Misfit {
            path: "checkpoint".into(),
            offset: above as u64,
            position: None,
            what: Wrong::Root { signed: self.checkpoint.root, found: root },
        })
    }

    fn leaves<T: AsRef<[u8]>>(&mut self, tile: &Tile, entries: &[T]) -> Result<(), Misfit> {
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry.as_ref())).collect();
        self.compare(0, &leaves)?;
        if tile.is_partial() {
            for leaf in leaves {
                self.tree.push(leaf);
            }
            return Ok(());
        }
        let mut root = merkle::root(&leaves);
        let taken = self.tree.push_subtree(8, root);
        debug_assert!(taken, "bundles come in order");
        for level in 1.. {
            if self.waiting.len() < level {
                self.waiting.push(vec![]);
            }
            let Some(hashes) = self.waiting.get_mut(level - 1) else {
                break;
            };
            hashes.push(root);
            if (hashes.len() as u64) < WIDTH {
                break;
            }
            let full = std::mem::take(hashes);
            self.compare(level, &full)?;
            root = merkle::root(&full);
        }
        Ok(())
    }

    /// Holds the tile that ends at the current edge of a level against the hashes computed for it.
    fn compare(&mut self, level: usize, hashes: &[Hash]) -> Result<(), Misfit> {
        let number = u8::try_from(level).unwrap_or(u8::MAX);
        // `next` already counts the leaves of this tile, and a level has one hash for each 256 of the one below.
        let count = self.next.checked_shr(8 * u32::from(number)).unwrap_or(0);
        let tile = Tile {
            kind: Kind::Level(number),
            index: count.saturating_sub(1) / WIDTH,
            width: hashes.len() as u64,
        };
        let expected = bytes(hashes);
        let found = self.hash_tile(&tile)?;
        let Some(offset) = first_difference(&found, &expected) else {
            return Ok(());
        };
        Err(misfit(&tile, offset, Some(first_entry(&tile, offset)), Wrong::Hash))
    }

    /// The bytes of a tile; a partial one that is gone is cut from the full one.
    fn hash_tile(&mut self, tile: &Tile) -> Result<Vec<u8>, Misfit> {
        if let Some(found) = (self.read)(tile) {
            return Ok(found);
        }
        let mut full = self.instead(tile)?;
        full.truncate(usize::try_from(tile.width * 32).unwrap_or(usize::MAX));
        Ok(full)
    }

    fn bundle(&mut self, tile: &Tile) -> Result<Vec<u8>, Misfit> {
        if let Some(found) = (self.read)(tile) {
            return Ok(found);
        }
        let mut full = self.instead(tile)?;
        let mut kept = whole_entries(&full);
        kept.truncate(usize::try_from(tile.width).unwrap_or(usize::MAX));
        let length = bundle_length(&kept);
        full.truncate(length);
        Ok(full)
    }

    fn instead(&mut self, tile: &Tile) -> Result<Vec<u8>, Misfit> {
        let full = if tile.is_partial() { (self.read)(&tile.full()) } else { None };
        full.ok_or_else(|| misfit(tile, 0, Some(first_entry(tile, 0)), Wrong::Missing))
    }

    /// Which of the two is wrong: the tree knows the hash of the entry that was there.
    fn differs<T: AsRef<[u8]>>(&mut self, tile: &Tile, stored: &[T], file: &[u8], offset: usize) -> Misfit {
        let place = place_of(stored, offset);
        let leaf = Tile { kind: Kind::Level(0), ..*tile };
        let hashes = self.hash_tile(&leaf).unwrap_or_default();
        let (hashes, _) = hashes.as_chunks::<32>();
        let known = hashes.get(place).map(|hash| Hash(*hash));
        let in_store = stored.get(place).map(|entry| leaf_hash(entry.as_ref()));
        let in_file = whole_entries(file).get(place).map(|entry| leaf_hash(entry));
        let what = match known {
            Some(_) if known == in_store => Wrong::File,
            Some(_) if known == in_file => Wrong::Stored,
            _ => Wrong::Neither,
        };
        misfit(tile, offset, Some(tile.index * WIDTH + place as u64), what)
    }
}
