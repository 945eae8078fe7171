//! A day with a time of day: a moment where there is a zone, a reading of the clock where there is none.

use super::date::Date;
use super::days::{DAY, DaysDuration, SECOND};
use super::lexical::Rest;
use super::months::MonthsDuration;
use super::time::Time;
use super::unreadable::{Unreadable, beginning};
use super::zone::Zone;
use std::cmp::Ordering;

/// A date and time. `==` is identity: the same fields in the same zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    /// This time on this day; the zone of the time is the zone of both.
    #[must_use]
    pub const fn new(date: Date, time: Time) -> Self {
        Self { date, time }
    }

    /// The moment that a date stands for: its midnight in UTC.
    #[must_use]
    pub const fn midnight(date: Date) -> Self {
        Self { date, time: Time::midnight(Some(Zone::UTC)) }
    }

    /// The day.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The time of day, with the zone.
    #[must_use]
    pub const fn time(&self) -> &Time {
        &self.time
    }

    /// `timezone`: the name of the zone, where it was given by name.
    #[must_use]
    pub fn timezone(&self) -> Option<&str> {
        self.time.timezone()
    }

    /// `time offset`: in a named zone the offset at this moment; none without a zone.
    #[must_use]
    pub fn time_offset(&self) -> Option<DaysDuration> {
        self.offset().map(DaysDuration::from_seconds)
    }

    /// So much later, in time that passes: a day is 24 hours, also where the clock is put back or forward. The zone
    /// stays, but where the clock shows the result twice and it is the second time, an offset takes its place.
    #[must_use]
    pub fn plus(&self, duration: DaysDuration) -> Option<Self> {
        let Some(zone) = self.time.zone() else {
            return Self::on_wall(self.wall() + duration.in_nanoseconds(), None);
        };
        let moment = self.wall() - offset_in_nanoseconds(self.offset()?) + duration.in_nanoseconds();
        let offset = zone.offset_at(seconds(moment)?)?;
        let wall = moment + offset_in_nanoseconds(offset);
        let first = zone.offset_at_wall(seconds(wall)?)? == offset;
        let zone = if first { zone.clone() } else { Zone::fixed(offset.into())? };
        Self::on_wall(wall, Some(zone))
    }

    /// So much earlier: see [`DateTime::plus`].
    #[must_use]
    pub fn minus(&self, duration: DaysDuration) -> Option<Self> {
        self.plus(duration.negated())
    }

    /// The same day and time of a later month, on the clock; the last day of it where it is too short.
    #[must_use]
    pub fn plus_months(&self, duration: MonthsDuration) -> Option<Self> {
        Some(Self { date: self.date.plus_months(duration)?, time: self.time.clone() })
    }

    /// The same day and time of an earlier month: see [`DateTime::plus_months`].
    #[must_use]
    pub fn minus_months(&self, duration: MonthsDuration) -> Option<Self> {
        self.plus_months(duration.negated())
    }

    /// How long from the other to this one; none where only one has a zone.
    #[must_use]
    pub fn since(&self, other: &Self) -> Option<DaysDuration> {
        let (one, two) = self.placed(other)?;
        DaysDuration::from_nanoseconds(one - two)
    }

    /// Which comes first, to the whole second; none where only one has a zone.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        let (one, two) = self.placed(other)?;
        Some(one.div_euclid(SECOND).cmp(&two.div_euclid(SECOND)))
    }

    /// Whether they are equal, to the whole second. One with a zone is never equal to one without.
    #[must_use]
    pub fn same(&self, other: &Self) -> Option<bool> {
        if self.time.zone().is_some() != other.time.zone().is_some() {
            return Some(false);
        }
        self.order(other).map(Ordering::is_eq)
    }

    /// `is`: whether the fields and the zone are the same.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self == other
    }

    /// Both on one scale: moments where both have a zone, readings of the clock where neither has.
    fn placed(&self, other: &Self) -> Option<(i128, i128)> {
        match (self.time.zone(), other.time.zone()) {
            (None, None) => Some((self.wall(), other.wall())),
            (Some(_), Some(_)) => {
                let (one, two) = (self.offset()?, other.offset()?);
                Some((self.wall() - offset_in_nanoseconds(one), other.wall() - offset_in_nanoseconds(two)))
            }
            _ => None,
        }
    }

    fn offset(&self) -> Option<i32> {
        self.time.zone()?.offset_at_wall(seconds(self.wall())?)
    }

    /// Nanoseconds since 1970-01-01T00:00:00 on the clock on the wall.
    fn wall(&self) -> i128 {
        i128::from(self.date.day_number()) * DAY + self.time.on_the_wall()
    }

    fn on_wall(nanoseconds: i128, zone: Option<Zone>) -> Option<Self> {
        let date = Date::from_day_number(nanoseconds.div_euclid(DAY).try_into().ok()?)?;
        Some(Self { date, time: Time::wrapped(nanoseconds, zone)? })
    }
}

fn seconds(nanoseconds: i128) -> Option<i64> {
    nanoseconds.div_euclid(SECOND).try_into().ok()
}

fn offset_in_nanoseconds(offset: i32) -> i128 {
    i128::from(offset) * SECOND
}

impl std::fmt::Display for DateTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

impl std::str::FromStr for DateTime {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        read(text).ok_or_else(|| Unreadable::DateTime(beginning(text)))
    }
}

fn read(text: &str) -> Option<DateTime> {
    let mut rest = Rest::new(text);
    let date = Date::read(&mut rest)?;
    if rest.is_empty() {
        return Some(DateTime { date, time: Time::midnight(None) });
    }
    rest.must('T')?;
    let (time, ended) = Time::read(&mut rest)?;
    let date = if ended { Date::from_day_number(date.day_number() + 1)? } else { date };
    Some(DateTime { date, time })
}
