//! Which hash tiles a log writes when it grows: a pure function of its right edge and the new leaves.

use super::{Kind, Read, Tile, TileError, WIDTH, hashes};
use crate::{Hash, merkle};

/// The hash tiles that a log writes when it grows from `old` leaves by these leaf hashes.
///
/// `read` answers the bytes of a tile of the old log. The same growth gives the same bytes again, so a crash is
/// mended by running it once more, and a file that is there with other bytes is an alarm.
///
/// # Errors
/// When a tile of the old log is missing or damaged.
pub fn grow(old: u64, leaves: &[Hash], read: &mut Read<'_>) -> Result<Vec<(Tile, Vec<u8>)>, TileError> {
    let mut written = vec![];
    let mut fresh = leaves.to_vec();
    let mut level = 0;
    while !fresh.is_empty() {
        let before = old.checked_shr(8 * u32::from(level)).unwrap_or(0);
        let mut hashes = edge(level, before, read)?;
        hashes.append(&mut fresh);
        for (index, chunk) in (before / WIDTH..).zip(hashes.chunks(256)) {
            let tile = Tile { kind: Kind::Level(level), index, width: chunk.len() as u64 };
            written.push((tile, bytes(chunk)));
            if !tile.is_partial() {
                fresh.push(merkle::root(chunk));
            }
        }
        level += 1;
    }
    Ok(written)
}

/// The bytes of a tile.
pub(crate) fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// The hashes in the partial tile at the right edge of a level.
fn edge(level: u8, count: u64, read: &mut Read<'_>) -> Result<Vec<Hash>, TileError> {
    if count.is_multiple_of(WIDTH) {
        return Ok(vec![]);
    }
    hashes(&Tile::holding(Kind::Level(level), count - 1, count), read)
}
