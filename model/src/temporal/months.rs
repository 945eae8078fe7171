//! Durations of years and months: one whole number of months.

use super::lexical::Rest;
use super::rounding::towards_zero;
use super::unreadable::{Unreadable, beginning};
use crate::decimal::Decimal;

/// A years and months duration: whole months, either way at most `i64::MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MonthsDuration {
    months: i64,
}

impl MonthsDuration {
    /// No months at all, `P0M`.
    pub const ZERO: Self = Self { months: 0 };

    /// As many months; none for `i64::MIN`, which has no opposite.
    #[must_use]
    pub fn from_months(months: i64) -> Option<Self> {
        (months != i64::MIN).then_some(Self { months })
    }

    /// The whole duration in months.
    #[must_use]
    pub const fn in_months(self) -> i64 {
        self.months
    }

    /// The years, below zero for a negative duration.
    #[must_use]
    pub const fn years(self) -> i64 {
        self.months / 12
    }

    /// The months beside the years.
    #[must_use]
    pub const fn months(self) -> i64 {
        self.months % 12
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::from_months(self.months.checked_add(other.months)?)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// As long the other way.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { months: -self.months }
    }

    /// The same without its sign.
    #[must_use]
    pub const fn absolute(self) -> Self {
        Self { months: self.months.abs() }
    }

    /// The product in whole months: what is left of a month falls away.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Self::whole(Decimal::whole(self.months).rounded_product(factor).ok()?)
    }

    /// The quotient in whole months: what is left of a month falls away; none for zero.
    #[must_use]
    pub fn divided_by(self, divisor: Decimal) -> Option<Self> {
        Self::whole(Decimal::whole(self.months).rounded_quotient(divisor).ok()?)
    }

    fn whole(months: Decimal) -> Option<Self> {
        Self::from_months(towards_zero(months)?.try_into().ok()?)
    }

    /// How many times the other goes into this one; none for zero.
    #[must_use]
    pub fn ratio(self, other: Self) -> Option<Decimal> {
        Decimal::whole(self.months).rounded_quotient(Decimal::whole(other.months)).ok()
    }
}

impl std::fmt::Display for MonthsDuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.months < 0 { "-P" } else { "P" })?;
        let size = self.absolute();
        match (size.years(), size.months()) {
            (0, months) => write!(f, "{months}M"),
            (years, 0) => write!(f, "{years}Y"),
            (years, months) => write!(f, "{years}Y{months}M"),
        }
    }
}

impl std::str::FromStr for MonthsDuration {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        read(text).ok_or_else(|| Unreadable::Months(beginning(text)))
    }
}

fn read(text: &str) -> Option<MonthsDuration> {
    let mut rest = Rest::new(text);
    let negative = rest.skip('-');
    rest.must('P')?;
    let mut count = rest.digits().parse::<i64>().ok()?;
    if rest.skip('Y') {
        count = count.checked_mul(12)?;
        if !rest.is_empty() {
            count = count.checked_add(rest.digits().parse().ok()?)?;
            rest.must('M')?;
        }
    } else {
        rest.must('M')?;
    }
    rest.is_empty().then(|| MonthsDuration::from_months(if negative { -count } else { count }))?
}
