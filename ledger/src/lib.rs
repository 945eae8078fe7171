//! Canonical bytes, sealed commitments, Merkle proofs, signed checkpoints, witnesses, verification.
//!
//! Formats are public ones, unchanged: RFC 6962 trees; C2SP signed notes, checkpoints, tiles, cosignatures,
//! policies, log proofs and the witness protocol. The crate is pure: no files, clock, network or random numbers,
//! and it does not know what an entry means.

pub mod audit;
pub mod canonical;
pub mod checkpoint;
pub mod commitment;
mod consistency;
pub mod cosignature;
pub mod fields;
mod hash;
mod inclusion;
mod log_key;
pub mod note;
pub mod policy;
pub mod proof;
mod range;
pub mod receipt;
mod shown;
pub mod tiles;
pub mod tombstone;
mod tree;
pub mod witness;

pub use hash::{Hash, HashError, leaf_hash, node_hash};
pub use log_key::LogKey;

/// RFC 6962 trees and their proofs.
pub mod merkle {
    pub use crate::consistency::{consistency, verify_consistency};
    pub use crate::inclusion::{Paths, inclusion, verify_inclusion};
    pub use crate::tree::{Frontier, empty_root, root};

    /// Why a proof does not hold.
    #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
    pub enum ProofError {
        /// The index lies outside the tree.
        #[error("index {index} lies outside a tree of {size} leaves")]
        OutOfRange {
            /// The index asked for.
            index: u64,
            /// The tree's size.
            size: u64,
        },
        /// The path is longer or shorter than the tree asks for.
        #[error("the path has {given} hashes, the tree asks for {needed}")]
        WrongLength {
            /// Hashes in the path.
            given: usize,
            /// Hashes that the shape of the tree asks for.
            needed: usize,
        },
        /// The path leads to another root.
        #[error("the path leads to another root")]
        WrongRoot,
    }
}
