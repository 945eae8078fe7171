//! The tree itself: its root, and the right edge that lets it grow without its leaves.

use crate::range::split;
use crate::{Hash, leaf_hash, node_hash};

/// No log comes near this size, and counting on from here cannot overflow.
const LARGEST: u64 = 1 << 62;

/// The root of a tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Hash::of(b"")
}

/// The root over these leaf hashes.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// The right edge of a tree: one hash for each complete subtree. At most 64 hashes for any size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// Left to right, so the largest subtree first.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Takes up a tree where it was left; none when the number of hashes does not fit the size,
    /// or the size is beyond 2^62.
    #[must_use]
    pub fn resume(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (size <= LARGEST && size.count_ones() as usize == peaks.len()).then_some(Self { size, peaks })
    }

    /// Adds the entry's leaf.
    pub fn append(&mut self, entry: &[u8]) {
        self.push(leaf_hash(entry));
    }

    /// Adds a leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// Adds a complete subtree of 2^height leaves, for callers that hash parts side by side.
    ///
    /// Only allowed while the size is a multiple of 2^height; answers whether it was taken.
    #[must_use]
    pub fn push_subtree(&mut self, height: u32, subtree: Hash) -> bool {
        let Some(leaves) = 1_u64.checked_shl(height).filter(|leaves| *leaves <= LARGEST) else {
            return false;
        };
        if !self.size.is_multiple_of(leaves) || self.size > LARGEST - leaves {
            return false;
        }
        let mut node = subtree;
        for _ in 0..(self.size >> height).trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += leaves;
        true
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The complete subtrees, left to right.
    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// The root now.
    #[must_use]
    pub fn root(&self) -> Hash {
        let right_to_left = self.peaks.iter().rev().copied();
        right_to_left.reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
    }
}

/// The root of a part of the leaves, by the definition; the slow twin that the tests hold against `Frontier`.
pub(crate) fn root_of(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        many => {
            let middle = usize::try_from(split(many.len() as u64)).unwrap_or(usize::MAX);
            let (left, right) = many.split_at(middle.min(many.len()));
            node_hash(&root_of(left), &root_of(right))
        }
    }
}
