//! A set of rules in one machine word: a narrower word lets more rows fit into one vector register.

use std::ops::{BitAnd, BitOr, BitXor};

/// A set of at most [`Word::BITS`] rules.
pub trait Word:
    Copy + Default + PartialEq + BitAnd<Output = Self> + BitOr<Output = Self> + BitXor<Output = Self>
{
    /// How many rules fit, the mark for fitting values among them.
    const BITS: usize;
    /// The lower bits.
    fn cut(wide: u64) -> Self;
    /// The same set in the widest word.
    fn wide(self) -> u64;
    /// All or none, without a branch.
    fn when(flag: bool) -> Self;
    /// The place of the first rule; [`Word::BITS`] where there is none.
    fn first(self) -> u32;
}

macro_rules! words {
    ($($word:ty),*) => {$(
        impl Word for $word {
            const BITS: usize = <$word>::BITS as usize;

            #[inline]
            fn cut(wide: u64) -> Self {
                Self::try_from(wide & u64::from(Self::MAX)).unwrap_or_default()
            }

            #[inline]
            fn wide(self) -> u64 {
                u64::from(self)
            }

            #[inline]
            fn when(flag: bool) -> Self {
                Self::from(flag).wrapping_neg()
            }

            #[inline]
            fn first(self) -> u32 {
                self.trailing_zeros()
            }
        }
    )*};
}

words!(u16, u32, u64);
