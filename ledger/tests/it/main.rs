//! The ledger against the published definitions, a foreign implementation, and people who cheat.

mod canonical;
mod merkle;
mod notes;
mod receipts;
mod tiles;

use ledger::{Hash, leaf_hash};

/// So many different leaves.
fn leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|number| leaf_hash(&number.to_be_bytes()))
        .collect()
}
