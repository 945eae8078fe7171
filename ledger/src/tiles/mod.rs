//! C2SP tiles: the tree in files of 256 hashes and the entries in bundles of 256, so that anyone can mirror it.

mod bundle;
mod growth;
mod path;
mod tree;

pub use bundle::{bundles, entries};
pub use growth::grow;
pub use path::PathError;
pub use tree::Tree;

pub(crate) use bundle::bundle;
pub(crate) use growth::bytes;

use crate::Hash;
use crate::merkle::ProofError;

/// Hashes in a full tile, entries in a full bundle.
pub const WIDTH: u64 = 256;
/// The longest entry: a bundle writes its length in 16 bits.
pub const LONGEST_ENTRY: usize = 65_535;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Hashes of complete subtrees of 256^level leaves.
    Level(u8),
    /// The entries themselves.
    Entries,
}

/// One file: a full tile, or a partial one at the right edge. Its text is its path, see `Display` and `FromStr`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    /// Which kind.
    pub kind: Kind,
    /// Its number, counted from 0 at the left.
    pub index: u64,
    /// How many hashes or entries it holds, 1 to 256.
    pub width: u64,
}

/// Why tiles could not be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// A file that should be there is not.
    #[error("{0} is missing")]
    Missing(String),
    /// A file has another length than its width says.
    #[error("{path} has {found} bytes, expected {expected}")]
    WrongLength {
        /// The file.
        path: String,
        /// Its length.
        found: usize,
        /// The length it should have.
        expected: usize,
    },
    /// An entry does not fit a bundle.
    #[error("an entry has {0} bytes: at most {LONGEST_ENTRY} fit")]
    EntryTooLong(usize),
    /// A bundle ends in the middle of an entry.
    #[error("the bundle breaks off at byte {0}")]
    Truncated(usize),
    /// The entries given do not reach from the last full bundle to where the log grows.
    #[error("the log grows from entry {old}: expected the {expected} entries before it, got {found}")]
    WrongEdge {
        /// The size it grows from.
        old: u64,
        /// How many entries its partial bundle has.
        expected: u64,
        /// How many were given.
        found: usize,
    },
    /// The place lies outside the tree.
    #[error(transparent)]
    Outside(#[from] ProofError),
}

/// Answers the bytes of a file, or nothing when there is none.
pub type Read<'a> = dyn FnMut(&Tile) -> Option<Vec<u8>> + 'a;

impl Tile {
    /// The tile with the hash or entry of this number, as wide as a log of `count` such has it.
    pub(crate) const fn holding(kind: Kind, number: u64, count: u64) -> Self {
        let index = number / WIDTH;
        let rest = count.saturating_sub(index * WIDTH);
        Self { kind, index, width: if rest < WIDTH { rest } else { WIDTH } }
    }

    /// The full tile at the same place.
    #[must_use]
    pub const fn full(self) -> Self {
        Self { width: WIDTH, ..self }
    }

    /// Whether it is at the right edge and may later give way to the full one.
    #[must_use]
    pub const fn is_partial(&self) -> bool {
        self.width < WIDTH
    }
}

/// The hashes of a tile, checked for their number; a partial tile that is gone is cut from the full one.
///
/// # Errors
/// When the file is missing or has another length.
pub fn hashes(tile: &Tile, read: &mut Read<'_>) -> Result<Vec<Hash>, TileError> {
    let cut = |tile: &Tile, mut hashes: Vec<Hash>| {
        hashes.truncate(usize::try_from(tile.width).unwrap_or(usize::MAX));
        hashes
    };
    if let Some(bytes) = read(tile) {
        return exact(tile, &bytes);
    }
    let full = tile.full();
    match read(&full).filter(|_| tile.is_partial()) {
        Some(bytes) => Ok(cut(tile, exact(&full, &bytes)?)),
        None => Err(TileError::Missing(tile.path())),
    }
}

fn exact(tile: &Tile, bytes: &[u8]) -> Result<Vec<Hash>, TileError> {
    let expected = usize::try_from(tile.width * 32).unwrap_or(usize::MAX);
    if bytes.len() != expected {
        return Err(TileError::WrongLength { path: tile.path(), found: bytes.len(), expected });
    }
    let (hashes, _) = bytes.as_chunks::<32>();
    Ok(hashes.iter().map(|hash| Hash(*hash)).collect())
}
