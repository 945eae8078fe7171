//! Re-reading a whole log: every entry, every file and the signed root, up to the first place that does not fit.
//!
//! It computes everything anew from the entries and believes no file; it does not know what an entry means.

mod misfit;
mod place;
mod walk;

pub use misfit::{Misfit, Wrong};

use crate::Hash;
use crate::checkpoint::Checkpoint;
use crate::tiles::Read;
use walk::Walk;

/// What was found to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audited {
    /// How many entries were hashed.
    pub size: u64,
    /// The root over them, which the checkpoint signs.
    pub root: Hash,
}

/// Holds the stored entries, the files and the checkpoint against each other.
///
/// `entries` are the log's entries in order, as the store of record has them; those beyond the checkpoint are left
/// alone. `read` answers the bytes of a tile or bundle. The checkpoint's signature is checked before, by
/// [`Checkpoint::verify`].
///
/// # Errors
/// The first place that does not fit.
pub fn audit<I>(checkpoint: &Checkpoint, entries: I, read: &mut Read<'_>) -> Result<Audited, Misfit>
where
    I: IntoIterator,
    I::Item: AsRef<[u8]>,
{
    let mut entries = entries.into_iter();
    let mut walk = Walk::new(checkpoint, read);
    while let Some(tile) = walk.next_bundle() {
        let wanted = usize::try_from(tile.width).unwrap_or(usize::MAX);
        let stored: Vec<I::Item> = entries.by_ref().take(wanted).collect();
        walk.stored(&tile, &stored)?;
    }
    walk.close()
}

/// Holds the files and the checkpoint against each other, for a mirror that has no store of record.
///
/// # Errors
/// The first place that does not fit.
pub fn audit_files(checkpoint: &Checkpoint, read: &mut Read<'_>) -> Result<Audited, Misfit> {
    let mut walk = Walk::new(checkpoint, read);
    while let Some(tile) = walk.next_bundle() {
        walk.mirrored(&tile)?;
    }
    walk.close()
}
