//! Rounding once, at freeze: points to 1e-9, so that sums are exact and the same on every machine.

use crate::decimal::Rounding;
use crate::{Decimal, DecimalError};

/// Digits behind the point of every number of points. A contribution is a whole number of 1e-9.
pub const POINT_DIGITS: u8 = 9;
/// Digits behind the point of a coefficient that is multiplied by a value. The product is then rounded to points.
pub const COEFFICIENT_DIGITS: u8 = 18;

/// The nearest number with so many digits behind the point; of two equally near ones the even.
///
/// # Errors
/// When there is none with 34 digits.
pub fn rounded_to(number: Decimal, digits: u8) -> Result<Decimal, DecimalError> {
    number.to_places(i32::from(digits), Rounding::HalfEven)
}

/// A number of points.
///
/// # Errors
/// When it is too large.
pub fn points(number: Decimal) -> Result<Decimal, DecimalError> {
    rounded_to(number, POINT_DIGITS)
}
