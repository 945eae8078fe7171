//! Which entry a byte of a file belongs to, and which byte is the first that differs.

use super::{Misfit, Wrong};
use crate::tiles::{Kind, Tile, TileError, WIDTH, entries};

/// The entry of a bundle that the byte belongs to.
pub(super) fn place_of<T: AsRef<[u8]>>(stored: &[T], offset: usize) -> usize {
    let mut end = 0;
    let reaches = |entry: &T| {
        end += entry.as_ref().len() + 2;
        offset < end
    };
    let last = stored.len().saturating_sub(1);
    stored.iter().position(reaches).unwrap_or(last)
}

/// The entries up to where the bundle breaks off.
pub(super) fn whole_entries(bundle: &[u8]) -> Vec<&[u8]> {
    match entries(bundle) {
        Ok(found) => found,
        Err(TileError::Truncated(at)) => {
            bundle.get(..at).and_then(|whole| entries(whole).ok()).unwrap_or_default()
        }
        Err(_) => vec![],
    }
}

pub(super) fn bundle_length<T: AsRef<[u8]>>(entries: &[T]) -> usize {
    entries.iter().map(|entry| entry.as_ref().len() + 2).sum()
}

pub(super) fn first_difference(found: &[u8], expected: &[u8]) -> Option<usize> {
    if found == expected {
        return None;
    }
    let differs = found.iter().zip(expected).position(|(one, other)| one != other);
    Some(differs.unwrap_or(found.len().min(expected.len())))
}

/// The first entry below the hash at this byte of a tile.
pub(super) fn first_entry(tile: &Tile, offset: usize) -> u64 {
    let hash = tile.index * WIDTH + (offset / 32) as u64;
    match tile.kind {
        Kind::Level(level) => hash.checked_shl(8 * u32::from(level)).unwrap_or(0),
        Kind::Entries => tile.index * WIDTH,
    }
}

pub(super) fn entry_at<T: AsRef<[u8]>>(tile: &Tile, stored: &[T], place: usize, what: Wrong) -> Misfit {
    let before = bundle_length(stored.get(..place).unwrap_or_default());
    misfit(tile, before, Some(tile.index * WIDTH + place as u64), what)
}

pub(super) fn misfit(tile: &Tile, offset: usize, position: Option<u64>, what: Wrong) -> Misfit {
    Misfit { path: tile.path(), offset: offset as u64, position, what }
}
