//! The arithmetic of formulas: 34 digits, half to even, as FEEL has it.

use super::wide::Wide;
use super::{Decimal, DecimalError, MOST_DIGITS, TOO_LONG};

/// Beyond this power every number but 1 leaves the range.
const LARGEST_POWER: u128 = 1_000_000;
/// So many digits always fit in 256 bits.
const WIDEST: u32 = 76;

impl Decimal {
    /// The sum, rounded.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn rounded_sum(self, other: Self) -> Result<Self, DecimalError> {
        if let Ok(exact) = self.plus(other) {
            return Ok(exact);
        }
        let (coarse, fine) = if self.scale < other.scale { (self, other) } else { (other, self) };
        let apart = u32::from(fine.scale.abs_diff(coarse.scale));
        if digits(coarse.coefficient) + apart > WIDEST {
            // The other is less than half a unit of the last of 34 digits, on either side.
            return Ok(coarse);
        }
        let stretched = Wide::narrow(coarse.coefficient.unsigned_abs()).stretched(apart);
        let (large, small) =
            (stretched.ok_or(DecimalError::OutOfRange)?, Wide::narrow(fine.coefficient.unsigned_abs()));
        let (up, down) = (coarse.coefficient < 0, fine.coefficient < 0);
        let (negative, size) = match (up == down, large >= small) {
            (true, _) => (up, large.plus(small)),
            (false, true) => (up, large.minus(small)),
            (false, false) => (down, small.minus(large)),
        };
        Self::rounded(negative, size, i32::from(fine.scale), false)
    }

    /// The difference, rounded.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn rounded_difference(self, other: Self) -> Result<Self, DecimalError> {
        self.rounded_sum(Self { coefficient: -other.coefficient, scale: other.scale })
    }

    /// The product, rounded.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn rounded_product(self, other: Self) -> Result<Self, DecimalError> {
        let scale = i32::from(self.scale) + i32::from(other.scale);
        let product = Wide::product(self.coefficient.unsigned_abs(), other.coefficient.unsigned_abs());
        Self::rounded((self.coefficient < 0) != (other.coefficient < 0), product, scale, false)
    }

    /// The quotient, rounded.
    ///
    /// # Errors
    /// When `other` is zero, or when the quotient is out of range.
    pub fn rounded_quotient(self, other: Self) -> Result<Self, DecimalError> {
        if other == Self::ZERO {
            return Err(DecimalError::DividedByZero);
        }
        // So many zeros behind the dividend give a quotient of 35 or 36 digits: one more than is kept, at least.
        let zeros = (MOST_DIGITS + 1 + digits(other.coefficient)).saturating_sub(digits(self.coefficient));
        let above = Wide::narrow(self.coefficient.unsigned_abs()).stretched(zeros);
        let (quotient, rest) =
            above.ok_or(DecimalError::OutOfRange)?.divided(other.coefficient.unsigned_abs());
        let scale = i32::from(self.scale) - i32::from(other.scale) + zeros.cast_signed();
        Self::rounded((self.coefficient < 0) != (other.coefficient < 0), quotient, scale, rest > 0)
    }

    /// The whole power; each of its multiplications is rounded.
    ///
    /// # Errors
    /// When `exponent` is no whole number, or when the power is out of range.
    pub fn rounded_power(self, exponent: Self) -> Result<Self, DecimalError> {
        let whole = exponent.units(0).ok_or(DecimalError::BrokenPower)?;
        let (mut left, mut square, mut power) = (whole.unsigned_abs(), self, Self::whole(1));
        if left > LARGEST_POWER {
            return Err(DecimalError::OutOfRange);
        }
        while left > 0 {
            if left % 2 == 1 {
                power = power.rounded_product(square)?;
            }
            left /= 2;
            if left > 0 {
                square = square.rounded_product(square)?;
            }
        }
        if whole < 0 { Self::whole(1).rounded_quotient(power) } else { Ok(power) }
    }

    /// size / 10^scale to 34 digits; `more` says that a little is missing from `size`, which then has more digits.
    fn rounded(negative: bool, size: Wide, scale: i32, more: bool) -> Result<Self, DecimalError> {
        let (mut kept, mut scale, mut last, mut below) = (size, scale, 0, more);
        while kept >= Wide::narrow(TOO_LONG) {
            below |= last > 0;
            (kept, last) = kept.tenth();
            scale -= 1;
        }
        let kept = kept.low().ok_or(DecimalError::OutOfRange)?;
        let up = last > 5 || last == 5 && (below || kept % 2 == 1);
        let mut rounded = kept + u128::from(up);
        if rounded == TOO_LONG {
            // 34 nines and one more: the new zero moves into the scale.
            rounded /= 10;
            scale -= 1;
        }
        let coefficient = i128::try_from(rounded).map_err(|_| DecimalError::OutOfRange)?;
        Self::canonical(if negative { -coefficient } else { coefficient }, scale)
    }
}

/// How many digits a coefficient has; zero has one.
fn digits(coefficient: i128) -> u32 {
    coefficient.unsigned_abs().checked_ilog10().unwrap_or(0) + 1
}
