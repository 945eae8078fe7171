//! The arithmetic of formulas: 34 digits, half to even, as FEEL has it.

use super::{Decimal, DecimalError, TOO_LONG};
use dashu_float::{Context, FBig, FpError, Repr, round::mode::HalfEven};
use dashu_int::IBig;

type Wide = Repr<10>;
type Answer = Result<dashu_base::Approximation<FBig<HalfEven, 10>, dashu_float::round::Rounding>, FpError>;

/// Beyond this power every number but 1 leaves the range or becomes 1.
const LARGEST_POWER: i128 = 1_000_000;

impl Decimal {
    /// The sum, rounded.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn rounded_sum(self, other: Self) -> Result<Self, DecimalError> {
        self.plus(other).or_else(|_| Self::narrow(context().add(&self.wide(), &other.wide())))
    }

    /// The difference, rounded.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn rounded_difference(self, other: Self) -> Result<Self, DecimalError> {
        self.minus(other).or_else(|_| Self::narrow(context().sub(&self.wide(), &other.wide())))
    }

    /// The product, rounded.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn rounded_product(self, other: Self) -> Result<Self, DecimalError> {
        let scale = i32::from(self.scale) + i32::from(other.scale);
        match self.coefficient.checked_mul(other.coefficient).filter(|exact| exact.unsigned_abs() < TOO_LONG)
        {
            Some(exact) => Self::canonical(exact, scale),
            None => Self::narrow(context().mul(&self.wide(), &other.wide())),
        }
    }

    /// The quotient, rounded.
    ///
    /// # Errors
    /// When `other` is zero, or when the quotient is out of range.
    pub fn rounded_quotient(self, other: Self) -> Result<Self, DecimalError> {
        if other == Self::ZERO {
            return Err(DecimalError::DividedByZero);
        }
        Self::narrow(context().div(&self.wide(), &other.wide()))
    }

    /// The whole power, rounded.
    ///
    /// # Errors
    /// When `exponent` is no whole number, or when the power is out of range.
    pub fn rounded_power(self, exponent: Self) -> Result<Self, DecimalError> {
        let whole = exponent.units(0).ok_or(DecimalError::BrokenPower)?;
        if self == Self::ZERO && whole < 0 {
            return Err(DecimalError::DividedByZero);
        }
        if whole.abs() > LARGEST_POWER {
            return Err(DecimalError::OutOfRange);
        }
        Self::narrow(context().powi(&self.wide(), IBig::from(whole)))
    }

    fn wide(self) -> Wide {
        Wide::new(IBig::from(self.coefficient), -isize::from(self.scale))
    }

    fn narrow(answer: Answer) -> Result<Self, DecimalError> {
        let (coefficient, exponent) =
            answer.map_err(|_| DecimalError::OutOfRange)?.value().into_repr().into_parts();
        let coefficient = i128::try_from(coefficient).map_err(|_| DecimalError::OutOfRange)?;
        let scale = i32::try_from(-exponent).map_err(|_| DecimalError::OutOfRange)?;
        Self::canonical(coefficient, scale)
    }
}

fn context() -> Context<HalfEven> {
    Context::new(34)
}
