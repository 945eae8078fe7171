//! Proof that a leaf stands in a tree.

use crate::merkle::ProofError;
use crate::range::{inner, split};
use crate::tree::root_of;
use crate::{Hash, node_hash};

/// The path of one leaf, from the leaf upwards.
///
/// # Errors
/// When the index lies outside the tree.
pub fn inclusion(leaves: &[Hash], index: u64) -> Result<Vec<Hash>, ProofError> {
    let size = leaves.len() as u64;
    let place = usize::try_from(index).ok().filter(|place| *place < leaves.len());
    let place = place.ok_or(ProofError::OutOfRange { index, size })?;
    Ok(path(leaves, place))
}

fn path(leaves: &[Hash], place: usize) -> Vec<Hash> {
    if leaves.len() < 2 {
        return vec![];
    }
    let middle = usize::try_from(split(leaves.len() as u64)).unwrap_or(usize::MAX);
    let (left, right) = leaves.split_at(middle.min(leaves.len()));
    let (mut up, beside) = if place < middle {
        (path(left, place), root_of(right))
    } else {
        (path(right, place - middle), root_of(left))
    };
    up.push(beside);
    up
}

/// Every level of a tree, kept to answer many paths: about twice the memory of the leaves.
#[derive(Debug, Clone)]
pub struct Paths {
    levels: Vec<Vec<Hash>>,
}

impl Paths {
    /// Hashes the whole tree once.
    #[must_use]
    pub fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(next) = levels.last().filter(|level| level.len() > 1).map(|level| parents(level)) {
            levels.push(next);
        }
        Self { levels }
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or_else(crate::tree::empty_root)
    }

    /// The path of one leaf.
    ///
    /// # Errors
    /// When the index lies outside the tree.
    pub fn path(&self, index: u64) -> Result<Vec<Hash>, ProofError> {
        let size = self.levels.first().map_or(0, Vec::len) as u64;
        let out_of_range = ProofError::OutOfRange { index, size };
        let mut place = usize::try_from(index).map_err(|_| out_of_range.clone())?;
        if index >= size {
            return Err(out_of_range);
        }
        let mut path = vec![];
        for level in &self.levels {
            // A node without a neighbour is carried up as it is, and adds nothing to the path.
            path.extend(level.get(place ^ 1).filter(|_| level.len() > 1));
            place /= 2;
        }
        Ok(path)
    }
}

fn parents(level: &[Hash]) -> Vec<Hash> {
    let join = |pair: &[Hash]| match pair {
        [left, right] => Some(node_hash(left, right)),
        [alone] => Some(*alone),
        _ => None,
    };
    level.chunks(2).filter_map(join).collect()
}

/// Whether the path leads from this leaf at this index to this root.
///
/// # Errors
/// What is wrong with it.
pub fn verify_inclusion(
    root: &Hash,
    size: u64,
    index: u64,
    leaf: &Hash,
    path: &[Hash],
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange { index, size });
    }
    let turn = inner(index, size);
    let above = index.checked_shr(turn).unwrap_or(0).count_ones();
    let needed = (turn + above) as usize;
    if path.len() != needed {
        return Err(ProofError::WrongLength { given: path.len(), needed });
    }
    let mut node = *leaf;
    for (level, beside) in path.iter().enumerate() {
        let left_edge = level >= turn as usize || index >> level & 1 == 1;
        node = if left_edge { node_hash(beside, &node) } else { node_hash(&node, beside) };
    }
    if node == *root { Ok(()) } else { Err(ProofError::WrongRoot) }
}
