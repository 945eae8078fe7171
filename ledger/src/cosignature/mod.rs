//! C2SP cosignatures: a witness's word, with the time, that a checkpoint extends all it saw of that log before.
//!
//! Ed25519 (`cosignature/v1`, type 4) is always there; ML-DSA-44 (`subtree/v1`, type 6) behind the feature `ml-dsa`.
//! The room knows no policy and keeps no state: what a witness may sign is decided in `witness`.

mod gather;
mod key;
#[cfg(feature = "ml-dsa")]
mod ml_dsa;
mod signer;

pub use gather::add;
pub use key::{CosignerKey, Scheme};
pub use signer::Cosigner;

use crate::checkpoint::CheckpointError;
use crate::note::NoteError;

/// The latest time that a cosignature may bear: 2^63 - 1 seconds since 1970.
pub const LATEST: u64 = (1 << 63) - 1;

/// Why a checkpoint was not cosigned, or a cosignature not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CosignatureError {
    /// The note is wrong, or a signature by a known key does not fit.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A time that no cosignature may bear.
    #[error("{0} is no time for a cosignature: expected seconds since 1970, from 1 to 2^63 - 1")]
    Time(u64),
    /// A name or origin that the signed message cannot hold.
    #[error("`{0}` is longer than the 255 bytes that an ML-DSA-44 cosignature can name")]
    TooLong(String),
}
