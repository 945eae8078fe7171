//! Days of the calendar, without a time and without a zone.

use super::civil;
use super::days::{DAY, DaysDuration};
use super::lexical::Rest;
use super::months::MonthsDuration;
use super::unreadable::{Unreadable, beginning};

/// The last year either way.
const LAST_YEAR: i64 = 999_999_999;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the Gregorian calendar, also before it was in use, from year -999,999,999 to 999,999,999. Year 0 exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i64,
    month: i64,
    day: i64,
}

impl Date {
    /// None where there is no such day.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let known = (-LAST_YEAR..=LAST_YEAR).contains(&year)
            && (1..=civil::days_in_month(year, month)?).contains(&day);
        known.then_some(Self { year, month, day })
    }

    /// The day so many days after 1970-01-01.
    #[must_use]
    pub fn from_day_number(number: i64) -> Option<Self> {
        let (year, month, day) = civil::from_day_number(number);
        Self::new(year, month, day)
    }

    /// Days after 1970-01-01, below zero for days before it.
    #[must_use]
    pub fn day_number(self) -> i64 {
        civil::day_number(self.year, self.month, self.day)
    }

    /// The year; 0 is the year before 1.
    #[must_use]
    pub const fn year(self) -> i64 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub const fn month(self) -> i64 {
        self.month
    }

    /// 1 to 31.
    #[must_use]
    pub const fn day(self) -> i64 {
        self.day
    }

    /// 1 is Monday, 7 is Sunday.
    #[must_use]
    pub fn weekday(self) -> i64 {
        civil::weekday(self.day_number())
    }

    /// The English name that FEEL gives the day of the week.
    #[must_use]
    pub fn weekday_name(self) -> &'static str {
        usize::try_from(self.weekday() - 1).ok().and_then(|at| WEEKDAYS.get(at)).unwrap_or(&"")
    }

    /// The English name that FEEL gives the month.
    #[must_use]
    pub fn month_name(self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"")
    }

    /// 1 to 366.
    #[must_use]
    pub fn day_of_year(self) -> i64 {
        civil::day_of_year(self.year, self.month, self.day)
    }

    /// The week of ISO 8601, 1 to 53; the first days of January may lie in the last week of the year before.
    #[must_use]
    pub fn week_of_year(self) -> i64 {
        civil::week_of_year(self.day_number())
    }

    /// The day on which a moment lies, so much later than midnight.
    #[must_use]
    pub fn plus(self, duration: DaysDuration) -> Option<Self> {
        let moment = i128::from(self.day_number()) * DAY + duration.in_nanoseconds();
        Self::from_day_number(moment.div_euclid(DAY).try_into().ok()?)
    }

    /// The day on which a moment lies, so much earlier than midnight.
    #[must_use]
    pub fn minus(self, duration: DaysDuration) -> Option<Self> {
        self.plus(duration.negated())
    }

    /// The same day of a later month; the last day of it where it is too short.
    #[must_use]
    pub fn plus_months(self, duration: MonthsDuration) -> Option<Self> {
        let months = (12 * self.year + self.month - 1).checked_add(duration.in_months())?;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        Self::new(year, month, self.day.min(civil::days_in_month(year, month)?))
    }

    /// The same day of an earlier month; the last day of it where it is too short.
    #[must_use]
    pub fn minus_months(self, duration: MonthsDuration) -> Option<Self> {
        self.plus_months(duration.negated())
    }

    /// How long from the other day to this one.
    #[must_use]
    pub fn since(self, other: Self) -> Option<DaysDuration> {
        DaysDuration::from_nanoseconds(i128::from(self.day_number() - other.day_number()) * DAY)
    }

    /// The whole months from this day to the other: a month is whole once its day is reached.
    #[must_use]
    pub fn months_until(self, other: Self) -> Option<MonthsDuration> {
        let months = 12 * (other.year - self.year) + other.month - self.month;
        let unfinished = match months.signum() {
            1 => i64::from(other.day < self.day),
            -1 => -i64::from(other.day > self.day),
            _ => 0,
        };
        MonthsDuration::from_months(months - unfinished)
    }

    /// Reads a day from the left of a text.
    pub(super) fn read(rest: &mut Rest<'_>) -> Option<Self> {
        let negative = rest.skip('-');
        let digits = rest.digits();
        if digits.len() < 4 || (digits.len() > 4 && digits.starts_with('0')) {
            return None;
        }
        let year: i64 = digits.parse().ok()?;
        rest.must('-')?;
        let month = rest.two()?;
        rest.must('-')?;
        Self::new(if negative { -year } else { year }, month, rest.two()?)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl std::str::FromStr for Date {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let mut rest = Rest::new(text);
        let date = Self::read(&mut rest).filter(|_| rest.is_empty());
        date.ok_or_else(|| Unreadable::Date(beginning(text)))
    }
}
