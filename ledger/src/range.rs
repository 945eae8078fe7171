//! The shape of RFC 6962: which complete subtrees a range of leaves is made of.

/// The largest power of two below `size`; `size` must be at least 2.
pub(crate) const fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

/// The heights of the complete subtrees of a tree, left to right.
pub(crate) fn peaks(size: u64) -> impl Iterator<Item = u32> {
    (0..u64::BITS).rev().filter(move |height| size >> height & 1 == 1)
}

/// Bits of the inner part of a path: up to the level where the leaf leaves the right edge.
pub(crate) const fn inner(index: u64, size: u64) -> u32 {
    u64::BITS - (index ^ (size - 1)).leading_zeros()
}
