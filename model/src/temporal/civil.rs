//! The Gregorian calendar, stretched over all years: day numbers and back.
//!
//! A day number counts days from 1970-01-01, which is 0. It knows nothing of ranges, times and zones.

const DAYS_IN_ERA: i64 = 146_097;
const DAYS_IN_CENTURY: i64 = 36_524;
const DAYS_IN_FOUR_YEARS: i64 = 1_461;
/// Days from 0001-01-01 to 1970-01-01.
const EPOCH: i64 = 719_162;

/// The longest stretch of days after which the calendar repeats itself, weekdays included: 400 years.
pub const CYCLE: i64 = DAYS_IN_ERA;

pub const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days in a month; none for a month that is not 1 to 12.
pub const fn days_in_month(year: i64, month: i64) -> Option<i64> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

fn days_before_month(year: i64, month: i64) -> i64 {
    (1..month).filter_map(|earlier| days_in_month(year, earlier)).sum()
}

/// The number of the day in its year: 1 is 1 January.
pub fn day_of_year(year: i64, month: i64, day: i64) -> i64 {
    days_before_month(year, month) + day
}

/// The number of a day. Years must be far from the limits of i64.
pub fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let past = year - 1;
    let leaps = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
    365 * past + leaps + day_of_year(year, month, day) - 1 - EPOCH
}

/// Year, month and day of a day number.
pub fn from_day_number(number: i64) -> (i64, i64, i64) {
    let since = number.saturating_add(EPOCH);
    let (era, in_era) = (since.div_euclid(DAYS_IN_ERA), since.rem_euclid(DAYS_IN_ERA));
    // The last century of an era and the last year of four have one day more.
    let century = (in_era / DAYS_IN_CENTURY).min(3);
    let in_century = in_era - century * DAYS_IN_CENTURY;
    let (four, in_four) = (in_century / DAYS_IN_FOUR_YEARS, in_century % DAYS_IN_FOUR_YEARS);
    let single = (in_four / 365).min(3);
    let year = 400 * era + 100 * century + 4 * four + single + 1;
    let mut day = in_four - 365 * single + 1;
    let mut month = 1;
    while let Some(length) = days_in_month(year, month).filter(|length| day > *length) {
        day -= length;
        month += 1;
    }
    (year, month, day)
}

/// 1 is Monday, 7 is Sunday.
pub const fn weekday(number: i64) -> i64 {
    (number + 3).rem_euclid(7) + 1
}

/// The week of ISO 8601: the week belongs to the year in which its Thursday lies.
pub fn week_of_year(number: i64) -> i64 {
    let (year, month, day) = from_day_number(number - weekday(number) + 4);
    (day_of_year(year, month, day) - 1) / 7 + 1
}
