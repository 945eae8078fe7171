//! Bundles: up to 256 entries in one file, each after its length in 16 bits.

use super::{Kind, Tile, TileError, WIDTH};

/// The bundles that hold entries `old` to `old + entries`; `before` are the entries since the last full bundle.
///
/// # Errors
/// When an entry is longer than a bundle can say, or `before` is not the edge of a log of `old` entries.
pub fn bundles(old: u64, before: &[&[u8]], entries: &[&[u8]]) -> Result<Vec<(Tile, Vec<u8>)>, TileError> {
    if before.len() as u64 != old % WIDTH {
        return Err(TileError::WrongEdge { old, expected: old % WIDTH, found: before.len() });
    }
    if entries.is_empty() {
        return Ok(vec![]);
    }
    let all: Vec<&[u8]> = before.iter().chain(entries).copied().collect();
    let write = |(index, chunk): (u64, &[&[u8]])| {
        let tile = Tile { kind: Kind::Entries, index, width: chunk.len() as u64 };
        Ok((tile, bundle(chunk)?))
    };
    (old / WIDTH..).zip(all.chunks(256)).map(write).collect()
}

/// The bytes of one bundle.
pub(crate) fn bundle<T: AsRef<[u8]>>(entries: &[T]) -> Result<Vec<u8>, TileError> {
    let mut bytes = Vec::with_capacity(entries.iter().map(|entry| entry.as_ref().len() + 2).sum());
    for entry in entries {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len()).map_err(|_| TileError::EntryTooLong(entry.len()))?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// The entries in a bundle.
///
/// # Errors
/// When the bundle breaks off.
pub fn entries(bundle: &[u8]) -> Result<Vec<&[u8]>, TileError> {
    let mut found = vec![];
    let mut rest = bundle;
    while !rest.is_empty() {
        let broken = || TileError::Truncated(bundle.len() - rest.len());
        let (length, after) = rest.split_first_chunk::<2>().ok_or_else(broken)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, next) = after.split_at_checked(length).ok_or_else(broken)?;
        found.push(entry);
        rest = next;
    }
    Ok(found)
}
