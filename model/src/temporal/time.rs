//! Times of day, with or without a zone, without a day.

use super::days::{DAY, DaysDuration, SECOND};
use super::lexical::{Rest, fraction, nanoseconds};
use super::unreadable::{Unreadable, beginning};
use super::zone::Zone;
use crate::decimal::Decimal;
use std::cmp::Ordering;

/// A time of day, exact to the nanosecond. `==` is identity: the same time in the same zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Time {
    /// Nanoseconds since midnight: fewer than a day has.
    since_midnight: i64,
    zone: Option<Zone>,
}

impl Time {
    /// None where there is no such time. Seconds may have nine digits behind the point.
    #[must_use]
    pub fn new(hour: i64, minute: i64, second: Decimal, zone: Option<Zone>) -> Option<Self> {
        let fine = i64::try_from(second.units(9)?).ok()?;
        let known =
            (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60_000_000_000).contains(&fine);
        if !known {
            return None;
        }
        Some(Self { since_midnight: (3_600 * hour + 60 * minute) * 1_000_000_000 + fine, zone })
    }

    /// Midnight in this zone.
    #[must_use]
    pub const fn midnight(zone: Option<Zone>) -> Self {
        Self { since_midnight: 0, zone }
    }

    /// The time so many nanoseconds after some midnight: what goes beyond a day begins at midnight again.
    pub(super) fn wrapped(nanoseconds: i128, zone: Option<Zone>) -> Option<Self> {
        Some(Self { since_midnight: i64::try_from(nanoseconds.rem_euclid(DAY)).ok()?, zone })
    }

    /// Nanoseconds since midnight on the clock on the wall.
    pub(super) fn on_the_wall(&self) -> i128 {
        self.since_midnight.into()
    }

    /// 0 to 23.
    #[must_use]
    pub const fn hour(&self) -> i64 {
        self.since_midnight / 3_600_000_000_000
    }

    /// 0 to 59.
    #[must_use]
    pub const fn minute(&self) -> i64 {
        self.since_midnight / 60_000_000_000 % 60
    }

    /// The whole second, 0 to 59.
    #[must_use]
    pub const fn second(&self) -> i64 {
        self.since_midnight / 1_000_000_000 % 60
    }

    /// What is left of a second, in nanoseconds.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        u32::try_from(self.since_midnight % 1_000_000_000).unwrap_or_default()
    }

    /// The zone, if there is one.
    #[must_use]
    pub const fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    /// `timezone`: the name of the zone, where it was given by name.
    #[must_use]
    pub fn timezone(&self) -> Option<&str> {
        self.zone.as_ref()?.name()
    }

    /// `time offset`; none without a zone, and none in a named zone whose offset depends on the day.
    #[must_use]
    pub fn time_offset(&self) -> Option<DaysDuration> {
        self.zone.as_ref()?.constant_offset().map(DaysDuration::from_seconds)
    }

    /// So much later; after midnight the day begins again. The zone stays.
    #[must_use]
    pub fn plus(&self, duration: DaysDuration) -> Option<Self> {
        Self::wrapped(self.on_the_wall() + duration.in_nanoseconds(), self.zone.clone())
    }

    /// So much earlier; before midnight the day ends again. The zone stays.
    #[must_use]
    pub fn minus(&self, duration: DaysDuration) -> Option<Self> {
        self.plus(duration.negated())
    }

    /// How long from the other time to this one, on one day. None where only one has a zone, and where the zones
    /// differ and the offset of one depends on the day.
    #[must_use]
    pub fn since(&self, other: &Self) -> Option<DaysDuration> {
        let (one, two) = self.placed(other)?;
        DaysDuration::from_nanoseconds(one - two)
    }

    /// Which comes first on one day, to the whole second; none where [`Time::since`] is none.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        let (one, two) = self.placed(other)?;
        Some(one.div_euclid(SECOND).cmp(&two.div_euclid(SECOND)))
    }

    /// Whether they are equal, to the whole second. A time with a zone is never equal to one without.
    #[must_use]
    pub fn same(&self, other: &Self) -> Option<bool> {
        if self.zone.is_some() != other.zone.is_some() {
            return Some(false);
        }
        self.order(other).map(Ordering::is_eq)
    }

    /// `is`: whether the fields and the zone are the same.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self == other
    }

    /// Both times on one scale, in nanoseconds.
    fn placed(&self, other: &Self) -> Option<(i128, i128)> {
        let (one, two) = (self.on_the_wall(), other.on_the_wall());
        if self.zone == other.zone {
            return Some((one, two));
        }
        let offset = |time: &Self| Some(i128::from(time.zone.as_ref()?.constant_offset()?) * SECOND);
        Some((one - offset(self)?, two - offset(other)?))
    }

    /// Reads a time that ends a text, and whether it was the end of the day, `24:00:00`.
    pub(super) fn read(rest: &mut Rest<'_>) -> Option<(Self, bool)> {
        let hour = rest.two()?;
        rest.must(':')?;
        let minute = rest.two()?;
        rest.must(':')?;
        let second = rest.two()?;
        let fine = if rest.skip('.') {
            nanoseconds(Some(rest.digits()).filter(|digits| !digits.is_empty())?)?
        } else {
            0
        };
        let zone = if rest.is_empty() { None } else { Some(Zone::read(*rest)?) };
        if (hour, minute, second, fine) == (24, 0, 0, 0) {
            return Some((Self::midnight(zone), true));
        }
        let second = Decimal::scaled(i128::from(second) * SECOND + i128::from(fine), 9).ok()?;
        Some((Self::new(hour, minute, second, zone)?, false))
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fine = fraction(self.nanosecond());
        write!(f, "{:02}:{:02}:{:02}{fine}", self.hour(), self.minute(), self.second())?;
        self.zone.as_ref().map_or(Ok(()), |zone| write!(f, "{zone}"))
    }
}

impl std::str::FromStr for Time {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let read = Self::read(&mut Rest::new(text));
        read.map(|(time, _)| time).ok_or_else(|| Unreadable::Time(beginning(text)))
    }
}
