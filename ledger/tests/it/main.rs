//! The ledger against the published definitions, three foreign implementations, and people who cheat.
#![cfg(test)]

mod audit;
mod canonical;
mod cosignatures;
mod fields;
mod merkle;
mod mutations;
mod notes;
mod oracles;
mod policies;
mod proofs;
mod receipts;
mod sigstore;
mod threats;
mod tiles;
mod witnesses;

use ledger::checkpoint::Checkpoint;
use ledger::cosignature::Cosigner;
use ledger::merkle::root;
use ledger::note::SigningKey;
use ledger::{Hash, leaf_hash};

/// The log of the tests.
const ORIGIN: &str = "waarborg.example/log";

/// Its key.
fn log_key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, &[7; 32]).expect("a name")
}

/// A signed checkpoint over these leaves.
fn signed(leaves: &[Hash]) -> String {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: leaves.len() as u64, root: root(leaves) };
    checkpoint.sign(&log_key()).expect("signed")
}

/// The Ed25519 witness of this number.
fn witness(number: u8) -> Cosigner {
    Cosigner::ed25519(&format!("witness{number}.example"), &[100 + number; 32]).expect("a name")
}

/// The note with the cosignatures of these witnesses, at this time.
fn cosigned(note: &str, witnesses: &[u8], time: u64) -> String {
    let lines = witnesses.iter().map(|number| witness(*number).cosign(note, time).expect("cosigned"));
    format!("{note}{}", lines.collect::<String>())
}

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
