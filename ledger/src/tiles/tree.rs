//! A tree whose hashes come from tiles: its root, its right edge and its proofs.

use super::{Kind, Read, Tile, TileError, WIDTH, hashes};
use crate::merkle::{self, ProofError};
use crate::range::{peaks, split};
use crate::{Hash, node_hash};
use std::collections::BTreeMap;

/// A tree of a known size whose hashes come from tiles. Each tile is read once and kept.
pub struct Tree<'a> {
    size: u64,
    read: &'a mut Read<'a>,
    tiles: BTreeMap<Tile, Vec<Hash>>,
}

impl<'a> Tree<'a> {
    /// Reads from these tiles; the size must be one at which they were written.
    pub fn new(size: u64, read: &'a mut Read<'a>) -> Self {
        Self { size, read, tiles: BTreeMap::new() }
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
        let mut subtrees = vec![];
        for height in peaks(self.size) {
            subtrees.push(self.subtree(height, start >> height)?);
            start += 1 << height;
        }
        merkle::Frontier::resume(self.size, subtrees).ok_or_else(|| self.outside(start))
    }

    /// The path of one leaf, from the leaf upwards.
    ///
    /// # Errors
    /// When a tile is missing or damaged, or the index lies outside the tree.
    pub fn inclusion(&mut self, index: u64) -> Result<Vec<Hash>, TileError> {
        if index >= self.size {
            return Err(self.outside(index));
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

    /// The proof that the tree of the first `old` leaves is a prefix of this one.
    ///
    /// # Errors
    /// When a tile is missing or damaged, or `old` is larger than the tree.
    pub fn consistency(&mut self, old: u64) -> Result<Vec<Hash>, TileError> {
        if old > self.size {
            return Err(self.outside(old));
        }
        if old == 0 || old == self.size {
            return Ok(vec![]);
        }
        let (mut low, mut high) = (0, self.size);
        let mut proof = vec![];
        while old < high {
            let middle = low + split(high - low);
            if old <= middle {
                proof.push(self.range(middle, high)?);
                high = middle;
            } else {
                proof.push(self.range(low, middle)?);
                low = middle;
            }
        }
        // The old tree itself is known to whoever asks; a part of it that ends here is not.
        if low > 0 {
            proof.push(self.range(low, high)?);
        }
        proof.reverse();
        Ok(proof)
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
        if !self.tiles.contains_key(&tile) {
            self.tiles.insert(tile, hashes(&tile, self.read)?);
        }
        let from = usize::try_from(first % WIDTH).unwrap_or(usize::MAX);
        let length = usize::try_from(inside).unwrap_or(usize::MAX);
        let kept = self.tiles.get(&tile).and_then(|hashes| hashes.get(from..));
        let part = kept.and_then(|rest| rest.get(..length));
        part.map(merkle::root).ok_or_else(|| TileError::Missing(tile.path()))
    }

    const fn outside(&self, index: u64) -> TileError {
        TileError::Outside(ProofError::OutOfRange { index, size: self.size })
    }
}
