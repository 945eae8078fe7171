//! Whole numbers of 256 bits, as far as rounding to 34 digits needs them: multiply, add, compare, divide.

/// high · 2^128 + low. A product of two coefficients of 34 digits fits with room for 8 more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wide {
    high: u128,
    low: u128,
}

const HALF: u128 = u64::MAX as u128;

impl Wide {
    pub const fn narrow(low: u128) -> Self {
        Self { high: 0, low }
    }

    /// The full product: four products of halves.
    pub fn product(one: u128, two: u128) -> Self {
        let (a, b, c, d) = (one >> 64, one & HALF, two >> 64, two & HALF);
        let low = Self::narrow(b * d);
        let high = Self { high: a * c, low: 0 };
        [a * d, b * c]
            .into_iter()
            .fold(high.plus(low), |sum, cross| sum.plus(Self { high: cross >> 64, low: cross << 64 }))
    }

    /// times 10^power, if it fits.
    pub fn stretched(self, power: u32) -> Option<Self> {
        let mut stretched = self;
        let mut left = power;
        while left > 0 {
            let step = left.min(38);
            let factor = 10_u128.pow(step);
            let high = stretched.high.checked_mul(factor)?;
            let low = Self::product(stretched.low, factor);
            stretched = Self { high: high.checked_add(low.high)?, low: low.low };
            left -= step;
        }
        Some(stretched)
    }

    /// Only for sums that are known to fit.
    pub const fn plus(self, other: Self) -> Self {
        let (low, carry) = self.low.overflowing_add(other.low);
        Self { high: self.high.wrapping_add(other.high).wrapping_add(carry as u128), low }
    }

    /// Only where `other` is not larger.
    pub const fn minus(self, other: Self) -> Self {
        let (low, borrow) = self.low.overflowing_sub(other.low);
        Self { high: self.high.wrapping_sub(other.high).wrapping_sub(borrow as u128), low }
    }

    /// Quotient and rest, bit by bit; the divisor is not zero and below 2^127, as coefficients and powers of ten are.
    pub const fn divided(self, divisor: u128) -> (Self, u128) {
        let (mut quotient, mut rest, mut bit) = (Self::narrow(0), 0_u128, 256);
        while bit > 0 {
            bit -= 1;
            let next = if bit >= 128 { self.high >> (bit - 128) } else { self.low >> bit } & 1;
            rest = rest << 1 | next;
            let fits = rest >= divisor;
            if fits {
                rest -= divisor;
            }
            quotient = Self {
                high: quotient.high << 1 | quotient.low >> 127,
                low: quotient.low << 1 | fits as u128,
            };
        }
        (quotient, rest)
    }

    /// Without its last decimal digit, and that digit: a long division over four limbs.
    pub fn tenth(self) -> (Self, u128) {
        let limb = |rest: u128, limb: u128| ((rest << 64 | limb) / 10, (rest << 64 | limb) % 10);
        let (a, rest) = limb(0, self.high >> 64);
        let (b, rest) = limb(rest, self.high & HALF);
        let (c, rest) = limb(rest, self.low >> 64);
        let (d, rest) = limb(rest, self.low & HALF);
        (Self { high: a << 64 | b, low: c << 64 | d }, rest)
    }

    /// The number, if it is below 2^128.
    pub fn low(self) -> Option<u128> {
        (self.high == 0).then_some(self.low)
    }
}
