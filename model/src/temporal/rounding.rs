//! From a decimal to a whole number: to the nearest, or towards zero.

use crate::decimal::Decimal;
use std::cmp::Ordering;

/// A number of 34 digits: whatever is added to it loses its digits behind the point, rounded half to even.
const COEFFICIENT: i128 = 5 * 10_i128.pow(33);

fn rounded(number: Decimal) -> Option<Decimal> {
    let large = Decimal::scaled(COEFFICIENT, 0).ok()?;
    let limit = Decimal::scaled(10_i128.pow(33), 0).ok()?;
    if number > limit || Decimal::ZERO.minus(number).ok()? > limit {
        return None;
    }
    number.rounded_sum(large).ok()?.rounded_difference(large).ok()
}

/// The nearest whole number, half to even; none beyond 10^33.
pub fn nearest(number: Decimal) -> Option<i128> {
    rounded(number)?.units(0)
}

/// The whole part; none beyond 10^33.
pub fn towards_zero(number: Decimal) -> Option<i128> {
    let near = rounded(number)?;
    let whole = near.units(0)?;
    // The nearest may lie further from zero than the number itself.
    match (number.cmp(&Decimal::ZERO), near.cmp(&number)) {
        (Ordering::Greater, Ordering::Greater) => whole.checked_sub(1),
        (Ordering::Less, Ordering::Less) => whole.checked_add(1),
        _ => Some(whole),
    }
}
