//! Rounding to a place, and numbers as the standard's language writes them.

use super::{Decimal, DecimalError, MOST_DIGITS};

/// Which way a number is rounded that lies between two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// To the nearest, from the middle away from zero.
    HalfUp,
    /// To the nearest, from the middle towards zero.
    HalfDown,
    /// To the nearest, from the middle to the even one.
    HalfEven,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
}

impl Rounding {
    /// Whether the size grows: `kept` is its last unit, `half` how the rest compares with a half.
    fn grows(self, negative: bool, odd: bool, half: std::cmp::Ordering) -> bool {
        match self {
            Self::Up => true,
            Self::Down => false,
            Self::HalfUp => half.is_ge(),
            Self::HalfDown => half.is_gt(),
            Self::HalfEven => half.is_gt() || half.is_eq() && odd,
            Self::Floor => negative,
            Self::Ceiling => !negative,
        }
    }
}

impl Decimal {
    /// Rounded to `places` digits behind the point; below zero, to tens, hundreds and so on.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn to_places(self, places: i32, rounding: Rounding) -> Result<Self, DecimalError> {
        let dropped = i32::from(self.scale).saturating_sub(places);
        if dropped <= 0 || self.coefficient == 0 {
            return Ok(self);
        }
        let size = self.coefficient.unsigned_abs();
        // 10^38 is more than twice any coefficient: beyond it nothing is kept, and the rest is less than a half.
        let unit = 10_u128.pow(dropped.unsigned_abs().min(38));
        let (kept, rest) = (size / unit, size % unit);
        let negative = self.coefficient < 0;
        let half = rest.cmp(&(unit / 2));
        let grown = kept + u128::from(rest > 0 && rounding.grows(negative, kept % 2 == 1, half));
        let grown = i128::try_from(grown).map_err(|_| DecimalError::OutOfRange)?;
        Self::canonical(if negative { -grown } else { grown }, places)
    }

    /// Without its sign.
    #[must_use]
    pub const fn size(self) -> Self {
        Self { coefficient: self.coefficient.abs(), scale: self.scale }
    }

    /// With the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { coefficient: -self.coefficient, scale: self.scale }
    }

    /// The whole number, if it is one that fits.
    #[must_use]
    pub fn as_whole(self) -> Option<i64> {
        self.units(0).and_then(|units| i64::try_from(units).ok())
    }

    /// Reads digits with an optional sign, point and power of ten (`-1.5e3`), rounded to 34 digits.
    ///
    /// # Errors
    /// When it is no number, or out of range.
    pub fn read_rounded(text: &str) -> Result<Self, DecimalError> {
        let malformed = || DecimalError::Malformed(text.chars().take(40).collect());
        let (body, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let power: i32 = power.parse().map_err(|_| malformed())?;
        let digits = body.strip_prefix(['-', '+']).unwrap_or(body);
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        let written = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + rest.len() == 0 || !written(whole) || !written(rest) {
            return Err(malformed());
        }
        let scale = i32::try_from(rest.len()).map_err(|_| DecimalError::OutOfRange)?.saturating_sub(power);
        let read = Self::from_digits(&format!("{whole}{rest}"), scale)?;
        Ok(if body.starts_with('-') { read.negated() } else { read })
    }

    /// digits / 10^scale, rounded to 34 digits, half to even.
    pub(super) fn from_digits(digits: &str, scale: i32) -> Result<Self, DecimalError> {
        let significant = digits.trim_start_matches('0');
        let (kept, rest) = significant.split_at_checked(MOST_DIGITS as usize).unwrap_or((significant, ""));
        let dropped = i32::try_from(rest.len()).map_err(|_| DecimalError::OutOfRange)?;
        let kept: i128 = format!("0{kept}").parse().map_err(|_| DecimalError::TooLong)?;
        let first = rest.bytes().next().unwrap_or(b'0');
        let beyond = rest.bytes().skip(1).any(|digit| digit != b'0');
        let up = first > b'5' || first == b'5' && (beyond || kept % 2 == 1);
        let (mut rounded, mut scale) = (kept + i128::from(up), scale.saturating_sub(dropped));
        if rounded == 10_i128.pow(MOST_DIGITS) {
            rounded /= 10;
            scale = scale.saturating_sub(1);
        }
        while scale > 6111 && rounded % 10 == 0 && rounded != 0 {
            rounded /= 10;
            scale -= 1;
        }
        Self::canonical(rounded, scale)
    }
}
