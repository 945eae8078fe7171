//! The log from outside.

use super::{Digest, Instant};
use utoipa::ToSchema;

/// A page of the log.
#[derive(ToSchema)]
pub struct Log {
    /// How many entries there are.
    pub size: u64,
    /// The origin line of its checkpoints.
    pub origin: String,
    /// The C2SP verifier key of its checkpoints.
    pub key: String,
    /// The newest signed checkpoint.
    pub checkpoint: Option<String>,
    /// Newest first.
    pub entries: Vec<Entry>,
    /// From 1.
    pub page: u64,
    /// How many pages there are.
    pub pages: u64,
}

/// An entry of the log.
#[derive(ToSchema)]
pub struct Entry {
    /// The leaf index.
    pub position: u64,
    /// The event's name.
    pub kind: String,
    /// Whose stream.
    pub stream: String,
    /// When.
    pub at: Instant,
    /// The RFC 6962 leaf hash.
    pub leaf: Digest,
    /// The exact bytes that were hashed, as text.
    pub entry: String,
}
