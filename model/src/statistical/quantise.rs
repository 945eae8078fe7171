//! Rounding once, at freeze: points to 1e-9, so that sums are exact and the same on every machine.

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
    let step = Decimal::scaled(1, digits)?;
    let half = Decimal::scaled(5, digits.saturating_add(1))?;
    if number <= half && number >= Decimal::ZERO.minus(half)? {
        return Ok(Decimal::ZERO);
    }
    let (below, above) = number.between_steps(step).ok_or(DecimalError::OutOfRange)?;
    let (down, up) = (number.rounded_difference(below)?, above.rounded_difference(number)?);
    Ok(match down.cmp(&up) {
        std::cmp::Ordering::Less => below,
        std::cmp::Ordering::Greater => above,
        std::cmp::Ordering::Equal => {
            if below.units(digits).is_some_and(|units| units % 2 == 0) {
                below
            } else {
                above
            }
        }
    })
}

/// A number of points.
///
/// # Errors
/// When it is too large.
pub fn points(number: Decimal) -> Result<Decimal, DecimalError> {
    rounded_to(number, POINT_DIGITS)
}
