//! Proof that a tree only grew: the smaller one is a prefix of the larger one.

use crate::merkle::ProofError;
use crate::range::{inner, split};
use crate::tree::root_of;
use crate::{Hash, node_hash};

/// The proof between the tree of the first `old` leaves and the tree of all.
///
/// # Errors
/// When `old` is larger than the tree.
pub fn consistency(leaves: &[Hash], old: u64) -> Result<Vec<Hash>, ProofError> {
    let size = leaves.len() as u64;
    let count = usize::try_from(old).ok().filter(|count| *count <= leaves.len());
    let count = count.ok_or(ProofError::OutOfRange { index: old, size })?;
    Ok(if count == 0 || count == leaves.len() { vec![] } else { subproof(leaves, count, true) })
}

fn subproof(leaves: &[Hash], old: usize, whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { vec![] } else { vec![root_of(leaves)] };
    }
    let middle = usize::try_from(split(leaves.len() as u64)).unwrap_or(usize::MAX);
    let (left, right) = leaves.split_at(middle.min(leaves.len()));
    let (mut proof, beside) = if old <= middle {
        (subproof(left, old, whole), root_of(right))
    } else {
        (subproof(right, old - middle, false), root_of(left))
    };
    proof.push(beside);
    proof
}

/// Whether the proof shows that the old root is a prefix of the new one.
///
/// # Errors
/// What is wrong with it.
pub fn verify_consistency(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> Result<(), ProofError> {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size {
        return Err(ProofError::OutOfRange { index: old_size, size: new_size });
    }
    if old_size == new_size || old_size == 0 {
        return without_proof(old, new, proof);
    }
    let turn = inner(old_size - 1, new_size);
    let shift = old_size.trailing_zeros();
    let above = (old_size - 1).checked_shr(turn).unwrap_or(0).count_ones();
    let (seed, path) = match proof.split_first() {
        // A complete old tree is its own starting point and is not repeated in the proof.
        _ if old_size.is_power_of_two() => (old_root, proof),
        Some((first, rest)) => (*first, rest),
        None => return Err(ProofError::WrongLength { given: 0, needed: 1 }),
    };
    let needed = (turn - shift.min(turn) + above) as usize;
    if path.len() != needed {
        return Err(ProofError::WrongLength { given: path.len(), needed });
    }
    let climbed = climb(seed, (old_size - 1) >> shift, turn - shift.min(turn), path);
    if climbed == (old_root, new_root) { Ok(()) } else { Err(ProofError::WrongRoot) }
}

fn without_proof(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> Result<(), ProofError> {
    if !proof.is_empty() {
        return Err(ProofError::WrongLength { given: proof.len(), needed: 0 });
    }
    if old.0 == 0 || old.1 == new.1 { Ok(()) } else { Err(ProofError::WrongRoot) }
}

/// Both roots that the path leads to: the old one takes only the left neighbours.
fn climb(seed: Hash, index: u64, turn: u32, path: &[Hash]) -> (Hash, Hash) {
    path.iter().enumerate().fold((seed, seed), |(old, new), (level, beside)| {
        if level >= turn as usize || index >> level & 1 == 1 {
            (node_hash(beside, &old), node_hash(beside, &new))
        } else {
            (old, node_hash(&new, beside))
        }
    })
}
