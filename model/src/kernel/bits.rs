//! Bits as columns have them: least significant first, beginning anywhere in the bytes.

/// A bitmap over rows.
#[derive(Debug, Clone, Copy)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Bits<'a> {
    /// Bits, least significant first; the first row's is number `offset`.
    #[must_use]
    pub const fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { bytes, offset }
    }

    /// The bit of a row; absent ones are not set.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> bool {
        let at = self.offset.saturating_add(row);
        self.bytes.get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1)
    }

    /// How many rows have a bit.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bytes.len().saturating_mul(8).saturating_sub(self.offset)
    }

    /// Whether no row has a bit.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
