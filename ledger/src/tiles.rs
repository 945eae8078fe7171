//! C2SP tiles: the tree in files of 256 hashes and the entries in bundles of 256, so that anyone can mirror it.

use crate::merkle::ProofError;
use crate::range::split;
use crate::{Hash, merkle, node_hash};

/// Hashes in a full tile, entries in a full bundle.
pub const WIDTH: u64 = 256;
/// The longest entry: a bundle writes its length in 16 bits.
pub const LONGEST_ENTRY: usize = 65_535;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Hashes of complete subtrees of 256^level leaves.
    Level(u8),
    /// The entries themselves.
    Entries,
}

/// One file: a full tile, or a partial one at the right edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The place lies outside the tree.
    #[error(transparent)]
    Outside(#[from] ProofError),
}

impl Tile {
    /// The path below the log's folder, for example `tile/0/x001/067.p/12`.
    #[must_use]
    pub fn path(&self) -> String {
        let kind = match self.kind {
            Kind::Level(level) => level.to_string(),
            Kind::Entries => "entries".to_owned(),
        };
        let mut number = format!("{:03}", self.index % 1_000);
        let mut rest = self.index / 1_000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1_000);
            rest /= 1_000;
        }
        let partial = if self.width == WIDTH {
            String::new()
        } else {
            format!(".p/{}", self.width)
        };
        format!("tile/{kind}/{number}{partial}")
    }

    /// The tile with the hash or entry of this number, as wide as a log of `count` such has it.
    const fn holding(kind: Kind, number: u64, count: u64) -> Self {
        let index = number / WIDTH;
        let rest = count - index * WIDTH;
        Self {
            kind,
            index,
            width: if rest < WIDTH { rest } else { WIDTH },
        }
    }
}

/// The hash tiles that a log writes when it grows from `old` leaves by these leaf hashes.
///
/// `read` answers the bytes of a tile of the old log.
///
/// # Errors
/// When a tile of the old log is missing or damaged.
pub fn grow(
    old: u64,
    leaves: &[Hash],
    read: &mut dyn FnMut(&Tile) -> Option<Vec<u8>>,
) -> Result<Vec<(Tile, Vec<u8>)>, TileError> {
    let mut written = vec![];
    let mut fresh = leaves.to_vec();
    let mut level = 0;
    while !fresh.is_empty() {
        let before = old.checked_shr(8 * u32::from(level)).unwrap_or(0);
        let mut hashes = edge(level, before, read)?;
        hashes.append(&mut fresh);
        let first = before / WIDTH;
        for (index, chunk) in (first..).zip(hashes.chunks(256)) {
            let tile = Tile {
                kind: Kind::Level(level),
                index,
                width: chunk.len() as u64,
            };
            written.push((tile, chunk.iter().flat_map(|hash| hash.0).collect()));
            if tile.width == WIDTH {
                fresh.push(merkle::root(chunk));
            }
        }
        level += 1;
    }
    Ok(written)
}

/// The hashes in the partial tile at the right edge of a level.
fn edge(
    level: u8,
    count: u64,
    read: &mut dyn FnMut(&Tile) -> Option<Vec<u8>>,
) -> Result<Vec<Hash>, TileError> {
    if count.is_multiple_of(WIDTH) {
        return Ok(vec![]);
    }
    hashes(&Tile::holding(Kind::Level(level), count - 1, count), read)
}

/// The hashes of a tile, checked for their number.
///
/// # Errors
/// When the file is missing or has another length.
pub fn hashes(tile: &Tile, read: &mut dyn FnMut(&Tile) -> Option<Vec<u8>>) -> Result<Vec<Hash>, TileError> {
    let bytes = read(tile).ok_or_else(|| TileError::Missing(tile.path()))?;
    let expected = usize::try_from(tile.width * 32).unwrap_or(usize::MAX);
    if bytes.len() != expected {
        return Err(TileError::WrongLength {
            path: tile.path(),
            found: bytes.len(),
            expected,
        });
    }
    let (hashes, _) = bytes.as_chunks::<32>();
    Ok(hashes.iter().map(|hash| Hash(*hash)).collect())
}

/// The bundles that hold entries `old` to `old + entries`; `before` are the entries since the last full bundle.
///
/// # Errors
/// When an entry is longer than a bundle can say.
pub fn bundles(old: u64, before: &[&[u8]], entries: &[&[u8]]) -> Result<Vec<(Tile, Vec<u8>)>, TileError> {
    let all: Vec<&[u8]> = before.iter().chain(entries).copied().collect();
    let write = |(index, chunk): (u64, &[&[u8]])| {
        let tile = Tile {
            kind: Kind::Entries,
            index,
            width: chunk.len() as u64,
        };
        Ok((tile, bundle(chunk)?))
    };
    (old / WIDTH..).zip(all.chunks(256)).map(write).collect()
}

fn bundle(entries: &[&[u8]]) -> Result<Vec<u8>, TileError> {
    let mut bytes = vec![];
    for entry in entries {
        let length = u16::try_from(entry.len()).map_err(|_| TileError::EntryTooLong(entry.len()))?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(*entry);
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
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let length = usize::from(u16::from_be_bytes(*length));
        let broken = TileError::Truncated(bundle.len() - rest.len());
        let (entry, next) = after.split_at_checked(length).ok_or(broken)?;
        found.push(entry);
        rest = next;
    }
    if rest.is_empty() {
        Ok(found)
    } else {
        Err(TileError::Truncated(bundle.len() - rest.len()))
    }
}

/// A tree of a known size whose hashes come from tiles.
pub struct Tree<'a> {
    size: u64,
    read: &'a mut dyn FnMut(&Tile) -> Option<Vec<u8>>,
}

impl<'a> Tree<'a> {
    /// Reads from these tiles; the size must be one at which they were written.
    pub fn new(size: u64, read: &'a mut dyn FnMut(&Tile) -> Option<Vec<u8>>) -> Self {
        Self { size, read }
    }

    /// The root.
    ///
    /// # Errors
    /// When a tile is missing or damaged.
    pub fn root(&mut self) -> Result<Hash, TileError> {
        self.range(0, self.size)
    }

    /// The complete subtrees at the right edge, to go on from.
    ///
    /// # Errors
    /// When a tile is missing or damaged.
    pub fn frontier(&mut self) -> Result<merkle::Frontier, TileError> {
        let mut start = 0;
        let mut peaks = vec![];
        for height in crate::range::peaks(self.size) {
            peaks.push(self.subtree(height, start >> height)?);
            start += 1 << height;
        }
        let outside = ProofError::OutOfRange {
            index: start,
            size: self.size,
        };
        Ok(merkle::Frontier::resume(self.size, peaks).ok_or(outside)?)
    }

    /// The path of one leaf, from the leaf upwards.
    ///
    /// # Errors
    /// When a tile is missing or damaged, or the index lies outside the tree.
    pub fn inclusion(&mut self, index: u64) -> Result<Vec<Hash>, TileError> {
        if index >= self.size {
            return Err(ProofError::OutOfRange {
                index,
                size: self.size,
            }
            .into());
        }
        let (mut low, mut high) = (0, self.size);
        let mut path = vec![];
        while high - low > 1 {
            let middle = low + split(high - low);
            if index < middle {
                path.push(self.range(middle, high)?);
                high = middle;
            } else {
                path.push(self.range(low, middle)?);
                low = middle;
            }
        }
        path.reverse();
        Ok(path)
    }

    fn range(&mut self, low: u64, high: u64) -> Result<Hash, TileError> {
        match high - low {
            0 => Ok(merkle::empty_root()),
            length if length.is_power_of_two() => self.subtree(length.trailing_zeros(), low / length),
            length => {
                let middle = low + split(length);
                Ok(node_hash(&self.range(low, middle)?, &self.range(middle, high)?))
            }
        }
    }

    /// The root of the complete subtree of 2^height leaves with this number.
    fn subtree(&mut self, height: u32, number: u64) -> Result<Hash, TileError> {
        let level = u8::try_from(height / 8).unwrap_or(u8::MAX);
        let inside = 1_u64 << (height % 8);
        let first = number * inside;
        let tile = Tile::holding(Kind::Level(level), first, self.size >> (8 * u32::from(level)));
        let hashes = hashes(&tile, self.read)?;
        let from = usize::try_from(first % WIDTH).unwrap_or(usize::MAX);
        let part = hashes
            .get(from..)
            .and_then(|rest| rest.get(..usize::try_from(inside).unwrap_or(usize::MAX)));
        part.map(merkle::root)
            .ok_or_else(|| TileError::Missing(tile.path()))
    }
}
