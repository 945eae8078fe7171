//! The ledger against the published definitions, three foreign implementations, and people who cheat.
#![cfg(test)]

mod audit;
mod canonical;
mod merkle;
mod notes;
mod oracles;
mod proofs;
mod receipts;
mod sigstore;
mod tiles;

use ledger::{Hash, leaf_hash};

/// So many different leaves.
fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

/// The first so many of them.
fn first(leaves: &[Hash], count: u64) -> &[Hash] {
    &leaves[..place(count)]
}

/// A number as an index.
fn place(number: u64) -> usize {
    usize::try_from(number).expect("small")
}
