//! Canonical bytes, commitments, Merkle proofs, signed checkpoints, verification.
