//! Exact decimals of up to 34 digits. Floating point never stands on the way to an outcome.
//!
//! [`Decimal::plus`] and [`Decimal::minus`] are exact or refuse: what adds up to an outcome is never rounded. The
//! operations of formulas round as FEEL does, to 34 digits, half to even: see `rounded.rs`.

mod long;
mod places;
mod roots;
mod rounded;
mod wide;

pub use places::Rounding;

use serde::{Deserialize, Serialize};

const MOST_DIGITS: u32 = 34;
/// The first coefficient that is too long.
const TOO_LONG: u128 = 10_u128.pow(MOST_DIGITS);
/// The exponents of IEEE 754 decimal128, which FEEL takes over.
const SCALES: std::ops::RangeInclusive<i32> = -6111..=6176;

/// An exact decimal: coefficient / 10^scale. Of all forms of a number the one without trailing zeros behind the
/// point is kept, and a scale below zero only where 34 digits do not reach the point: equal numbers are equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    coefficient: i128,
    scale: i16,
}

/// Why there is no such decimal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not digits with an optional sign and point.
    #[error(
        "`{0}` is not a number: write digits with an optional minus and decimal point, for example -12.5"
    )]
    Malformed(String),
    /// More than 34 digits.
    #[error("the number has more than {MOST_DIGITS} digits")]
    TooLong,
    /// Too far from zero, or too near.
    #[error("the number is too large or too small to be written with {MOST_DIGITS} digits")]
    OutOfRange,
    /// Division by zero.
    #[error("nothing can be divided by zero")]
    DividedByZero,
    /// A root or a broken power of a number below zero, or a logarithm of one that is not above it.
    #[error("there is no such root, logarithm or power")]
    NoSuchNumber,
    /// A power that is no whole number.
    #[error("only whole powers are computed")]
    BrokenPower,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { coefficient: 0, scale: 0 };

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self { coefficient: number as i128, scale: 0 }
    }

    /// coefficient / 10^scale.
    ///
    /// # Errors
    /// When it has more than 34 digits.
    pub fn scaled(coefficient: i128, scale: u8) -> Result<Self, DecimalError> {
        Self::canonical(coefficient, i32::from(scale))
    }

    fn canonical(coefficient: i128, scale: i32) -> Result<Self, DecimalError> {
        if coefficient == 0 {
            return Ok(Self::ZERO);
        }
        let (mut coefficient, mut scale) = (coefficient, scale);
        while scale > 0 && coefficient % 10 == 0 {
            coefficient /= 10;
            scale -= 1;
        }
        while scale < 0 && coefficient.unsigned_abs() < TOO_LONG / 10 {
            coefficient *= 10;
            scale += 1;
        }
        if coefficient.unsigned_abs() >= TOO_LONG {
            return Err(DecimalError::TooLong);
        }
        let scale =
            Some(scale).filter(|scale| SCALES.contains(scale)).and_then(|scale| i16::try_from(scale).ok());
        Ok(Self { coefficient, scale: scale.ok_or(DecimalError::OutOfRange)? })
    }

    /// The sum, exact.
    ///
    /// # Errors
    /// When it has more than 34 digits.
    pub fn plus(self, other: Self) -> Result<Self, DecimalError> {
        let scale = self.scale.max(other.scale);
        let aligned = self.at(scale).zip(other.at(scale)).and_then(|(one, two)| one.checked_add(two));
        Self::canonical(aligned.ok_or(DecimalError::TooLong)?, i32::from(scale))
    }

    /// The difference, exact.
    ///
    /// # Errors
    /// When it has more than 34 digits.
    pub fn minus(self, other: Self) -> Result<Self, DecimalError> {
        self.plus(Self { coefficient: -other.coefficient, scale: other.scale })
    }

    /// The number of units of 10^-scale, if it is a whole number of them.
    #[must_use]
    pub fn units(self, scale: u8) -> Option<i128> {
        self.at(i16::from(scale))
    }

    /// The nearest multiples of `step` at or below, and at or above; none where the numbers lie too far apart.
    #[must_use]
    pub fn between_steps(self, step: Self) -> Option<(Self, Self)> {
        let scale = self.scale.max(step.scale).max(0);
        let (units, size) = (self.at(scale)?, step.at(scale).filter(|size| *size > 0)?);
        let below = units.div_euclid(size).checked_mul(size)?;
        let above = if below == units { below } else { below.checked_add(size)? };
        let number = |units| Self::canonical(units, i32::from(scale)).ok();
        Some((number(below)?, number(above)?))
    }

    /// Whether there is nothing behind the point.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.scale <= 0
    }

    fn at(self, scale: i16) -> Option<i128> {
        let more = u32::try_from(scale.checked_sub(self.scale)?).ok()?;
        if self.coefficient == 0 {
            return Some(0);
        }
        self.coefficient.checked_mul(10_i128.checked_pow(more)?)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // Nearly all numbers of one column have one scale: then this is one comparison.
        if self.scale == other.scale {
            return self.coefficient.cmp(&other.coefficient);
        }
        let scale = self.scale.max(other.scale);
        match (self.at(scale), other.at(scale)) {
            (Some(one), Some(two)) => one.cmp(&two),
            // Only a number too large to align overflows, so its sign decides.
            (None, _) => self.coefficient.signum().cmp(&0),
            (_, None) => 0.cmp(&other.coefficient.signum()),
        }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.coefficient < 0 { "-" } else { "" };
        let digits = self.coefficient.unsigned_abs().to_string();
        let Some(scale) = usize::try_from(self.scale).ok().filter(|scale| *scale > 0) else {
            let zeros = usize::from(self.scale.unsigned_abs());
            return write!(f, "{sign}{digits}{:0<zeros$}", "");
        };
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, rest) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{rest}")
    }
}

impl std::str::FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let malformed = || DecimalError::Malformed(text.chars().take(40).collect());
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let dangling = digits.ends_with('.') || whole.len() + rest.len() == 0;
        if dangling || !only_digits(whole) || !only_digits(rest) {
            return Err(malformed());
        }
        let trimmed = rest.trim_end_matches('0');
        let joined = format!("{whole}{trimmed}");
        let significant = joined.trim_start_matches('0');
        if significant.len() > MOST_DIGITS as usize {
            return Err(DecimalError::TooLong);
        }
        let scale = i32::try_from(trimmed.len()).map_err(|_| DecimalError::OutOfRange)?;
        let coefficient: i128 = format!("0{significant}").parse().map_err(|_| DecimalError::TooLong)?;
        Self::canonical(if digits.len() == text.len() { coefficient } else { -coefficient }, scale)
    }
}

impl TryFrom<String> for Decimal {
    type Error = DecimalError;

    fn try_from(text: String) -> Result<Self, DecimalError> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}
