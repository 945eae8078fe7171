//! Durations of days, hours, minutes and seconds: one exact number of nanoseconds.

use super::lexical::{Rest, fraction, nanoseconds};
use super::rounding::nearest;
use super::unreadable::{Unreadable, beginning};
use crate::decimal::Decimal;

/// Nanoseconds in a second.
pub const SECOND: i128 = 1_000_000_000;
/// Nanoseconds in a day.
pub const DAY: i128 = 86_400 * SECOND;
/// The longest duration either way: as many seconds as an i64 counts.
const LONGEST: i128 = i64::MAX as i128 * SECOND;

/// A days and time duration, exact to the nanosecond, of at most `i64::MAX` seconds either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DaysDuration {
    nanoseconds: i128,
}

impl DaysDuration {
    /// No time at all, `PT0S`.
    pub const ZERO: Self = Self { nanoseconds: 0 };

    /// None where it is too long.
    #[must_use]
    pub fn from_nanoseconds(nanoseconds: i128) -> Option<Self> {
        (-LONGEST..=LONGEST).contains(&nanoseconds).then_some(Self { nanoseconds })
    }

    /// As many seconds.
    #[must_use]
    pub const fn from_seconds(seconds: i32) -> Self {
        Self { nanoseconds: seconds as i128 * SECOND }
    }

    /// The whole duration in nanoseconds.
    #[must_use]
    pub const fn in_nanoseconds(self) -> i128 {
        self.nanoseconds
    }

    /// The whole duration in seconds, with its fraction.
    #[must_use]
    pub fn in_seconds(self) -> Option<Decimal> {
        Decimal::scaled(self.nanoseconds, 9).ok()
    }

    /// The days, below zero for a negative duration.
    #[must_use]
    pub fn days(self) -> i64 {
        self.part(DAY, i128::MAX)
    }

    /// The hours beside the days.
    #[must_use]
    pub fn hours(self) -> i64 {
        self.part(3_600 * SECOND, 24)
    }

    /// The minutes beside the hours.
    #[must_use]
    pub fn minutes(self) -> i64 {
        self.part(60 * SECOND, 60)
    }

    /// The whole seconds beside the minutes.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.part(SECOND, 60)
    }

    fn part(self, unit: i128, modulus: i128) -> i64 {
        // The longest duration has fewer seconds than an i64 counts.
        i64::try_from(self.nanoseconds / unit % modulus).unwrap_or_default()
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::from_nanoseconds(self.nanoseconds.checked_add(other.nanoseconds)?)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// As long the other way.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { nanoseconds: -self.nanoseconds }
    }

    /// The same without its sign.
    #[must_use]
    pub const fn absolute(self) -> Self {
        Self { nanoseconds: self.nanoseconds.abs() }
    }

    /// The product, to the nearest nanosecond, half to even.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let product = Decimal::scaled(self.nanoseconds, 0).ok()?.rounded_product(factor).ok()?;
        Self::from_nanoseconds(nearest(product)?)
    }

    /// The quotient, to the nearest nanosecond, half to even; none for zero.
    #[must_use]
    pub fn divided_by(self, divisor: Decimal) -> Option<Self> {
        let quotient = Decimal::scaled(self.nanoseconds, 0).ok()?.rounded_quotient(divisor).ok()?;
        Self::from_nanoseconds(nearest(quotient)?)
    }

    /// How many times the other goes into this one; none for zero.
    #[must_use]
    pub fn ratio(self, other: Self) -> Option<Decimal> {
        let (one, two) = (Decimal::scaled(self.nanoseconds, 0), Decimal::scaled(other.nanoseconds, 0));
        one.ok()?.rounded_quotient(two.ok()?).ok()
    }
}

impl std::fmt::Display for DaysDuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.nanoseconds == 0 {
            return f.write_str("PT0S");
        }
        f.write_str(if self.nanoseconds < 0 { "-P" } else { "P" })?;
        let size = self.absolute();
        let rest = u32::try_from(size.nanoseconds % SECOND).map_err(|_| std::fmt::Error)?;
        let amount =
            |count: i64, unit: &str| if count == 0 { String::new() } else { format!("{count}{unit}") };
        f.write_str(&amount(size.days(), "D"))?;
        if size.nanoseconds % DAY == 0 {
            return Ok(());
        }
        write!(f, "T{}{}", amount(size.hours(), "H"), amount(size.minutes(), "M"))?;
        if size.seconds() == 0 && rest == 0 {
            return Ok(());
        }
        write!(f, "{}{}S", size.seconds(), fraction(rest))
    }
}

impl std::str::FromStr for DaysDuration {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        read(text).ok_or_else(|| Unreadable::Days(beginning(text)))
    }
}

fn read(text: &str) -> Option<DaysDuration> {
    let mut rest = Rest::new(text);
    let negative = rest.skip('-');
    rest.must('P')?;
    let (mut total, mut units) = (0_i128, "DHMS");
    let mut in_time = false;
    while !rest.is_empty() {
        if !in_time && rest.skip('T') {
            (in_time, units) = (true, "HMS");
            if rest.is_empty() {
                return None;
            }
        }
        let count = rest.digits();
        let behind = rest.skip('.').then(|| rest.digits());
        let unit = rest.left().chars().next()?;
        rest.skip(unit);
        let (_, later) = units.split_once(unit)?;
        if count.is_empty() || (behind.is_some() && unit != 'S') || (unit == 'D') == in_time {
            return None;
        }
        units = later;
        let length = count.parse::<i128>().ok()?.checked_mul(length(unit))?;
        total = total.checked_add(length)?.checked_add(nanoseconds(behind.unwrap_or_default())?.into())?;
    }
    // Nothing was read: `P` alone.
    if units.len() == 4 {
        return None;
    }
    DaysDuration::from_nanoseconds(if negative { -total } else { total })
}

const fn length(unit: char) -> i128 {
    match unit {
        'D' => DAY,
        'H' => 3_600 * SECOND,
        'M' => 60 * SECOND,
        _ => SECOND,
    }
}
