//! Exact decimals of up to 34 digits. Floating point never stands on the way to an outcome.

use serde::{Deserialize, Serialize};

const MOST_DIGITS: u32 = 34;

/// An exact decimal: coefficient / 10^scale, without trailing zeros, so that equal numbers are equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    coefficient: i128,
    scale: u8,
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
        let (mut coefficient, mut scale) = (coefficient, scale);
        while scale > 0 && coefficient % 10 == 0 {
            coefficient /= 10;
            scale -= 1;
        }
        let fits = coefficient.unsigned_abs() < 10_u128.pow(MOST_DIGITS) && u32::from(scale) <= MOST_DIGITS;
        if fits { Ok(Self { coefficient, scale }) } else { Err(DecimalError::TooLong) }
    }

    /// The sum, exact.
    ///
    /// # Errors
    /// When it has more than 34 digits.
    pub fn plus(self, other: Self) -> Result<Self, DecimalError> {
        let scale = self.scale.max(other.scale);
        let aligned = self.at(scale).zip(other.at(scale)).and_then(|(one, two)| one.checked_add(two));
        Self::scaled(aligned.ok_or(DecimalError::TooLong)?, scale)
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
        if scale < self.scale { None } else { self.at(scale) }
    }

    /// Whether there is nothing behind the point.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.scale == 0
    }

    fn at(self, scale: u8) -> Option<i128> {
        let more = u32::from(scale.checked_sub(self.scale)?);
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
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
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
        if whole.trim_start_matches('0').len() + trimmed.len() > MOST_DIGITS as usize {
            return Err(DecimalError::TooLong);
        }
        let scale = u8::try_from(trimmed.len()).map_err(|_| DecimalError::TooLong)?;
        let joined = format!("0{}{trimmed}", whole.trim_start_matches('0'));
        let coefficient: i128 = joined.parse().map_err(|_| DecimalError::TooLong)?;
        Self::scaled(if digits.len() == text.len() { coefficient } else { -coefficient }, scale)
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
