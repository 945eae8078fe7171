//! Time zones: an offset from UTC, or a name whose offsets stand in the compiled-in zone rules.

use super::civil::CYCLE;
use super::days::{DaysDuration, SECOND};
use super::lexical::Rest;
use super::unreadable::{Unreadable, beginning};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

/// The release of the IANA zone rules that are compiled in. A test compares it with the rules themselves.
pub const TZ_RELEASE: &str = "2026f";

/// The largest offset from UTC, in seconds.
const LARGEST: i64 = 18 * 3_600;
const CYCLE_SECONDS: i64 = 86_400 * CYCLE;
/// 7,200 years: the zone rules are asked for nothing further from 1970.
const ASKED: i64 = 18 * CYCLE_SECONDS;

/// Where a time is told: so many seconds east of UTC, or a zone by its name. `Z`, `+00:00` and `-00:00` are one zone;
/// a name is a zone of its own, also where its offset is the same.
#[derive(Debug, Clone)]
pub struct Zone(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Fixed(i32),
    Named(TimeZone),
}

impl Zone {
    /// UTC, written `Z`.
    pub const UTC: Self = Self(Kind::Fixed(0));

    /// So many seconds east of UTC: at most 18 hours either way.
    #[must_use]
    pub fn fixed(seconds: i64) -> Option<Self> {
        let seconds = (-LARGEST..=LARGEST).contains(&seconds).then_some(seconds)?;
        Some(Self(Kind::Fixed(i32::try_from(seconds).ok()?)))
    }

    /// An offset as FEEL gives it: whole seconds, at most 18 hours either way.
    #[must_use]
    pub fn from_duration(offset: DaysDuration) -> Option<Self> {
        let nanoseconds = offset.in_nanoseconds();
        let whole = (nanoseconds % SECOND == 0).then_some(nanoseconds / SECOND)?;
        Self::fixed(whole.try_into().ok()?)
    }

    /// A zone by its IANA name, such as `Europe/Paris`; capitals count. None for a name the rules do not know.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        // `bundled` is what is compiled in: the machine's zone files, which differ between machines, are not read.
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        (zone.iana_name() == Some(name)).then_some(Self(Kind::Named(zone)))
    }

    /// The name, for a zone that has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.0 {
            Kind::Fixed(_) => None,
            Kind::Named(zone) => zone.iana_name(),
        }
    }

    /// The seconds east of UTC, for a zone in which they never changed and never will.
    #[must_use]
    pub fn constant_offset(&self) -> Option<i32> {
        match &self.0 {
            Kind::Fixed(seconds) => Some(*seconds),
            Kind::Named(zone) => {
                let changes = zone.following(Timestamp::MIN).next().is_some();
                (!changes).then(|| zone.to_offset(Timestamp::UNIX_EPOCH).seconds())
            }
        }
    }

    /// The seconds east of UTC where the clock on the wall shows so many seconds since 1970-01-01T00:00:00. What is
    /// shown twice is taken the first time; what is skipped is read on the clock as it was before the skip.
    pub(super) fn offset_at_wall(&self, seconds: i64) -> Option<i32> {
        let zone = match &self.0 {
            Kind::Fixed(offset) => return Some(*offset),
            Kind::Named(zone) => zone,
        };
        let wall = Offset::UTC.to_datetime(Timestamp::from_second(asked(seconds)).ok()?);
        let (AmbiguousOffset::Unambiguous { offset }
        | AmbiguousOffset::Gap { before: offset, .. }
        | AmbiguousOffset::Fold { before: offset, .. }) = zone.to_ambiguous_timestamp(wall).offset();
        Some(offset.seconds())
    }

    /// The seconds east of UTC, so many seconds after 1970-01-01T00:00:00Z.
    pub(super) fn offset_at(&self, seconds: i64) -> Option<i32> {
        match &self.0 {
            Kind::Fixed(offset) => Some(*offset),
            Kind::Named(zone) => Some(zone.to_offset(Timestamp::from_second(asked(seconds)).ok()?).seconds()),
        }
    }

    /// Reads a zone, which must be all that is left of a text.
    pub(super) fn read(mut rest: Rest<'_>) -> Option<Self> {
        if rest.skip('@') {
            return Self::named(rest.left());
        }
        if rest.skip('Z') {
            return rest.is_empty().then_some(Self::UTC);
        }
        let negative = rest.skip('-');
        if !negative {
            rest.must('+')?;
        }
        let hours = rest.two()?;
        rest.must(':')?;
        let minutes = rest.two().filter(|minutes| *minutes < 60)?;
        let seconds = if rest.skip(':') { rest.two().filter(|seconds| *seconds < 60)? } else { 0 };
        let offset = 3_600 * hours + 60 * minutes + seconds;
        rest.is_empty().then(|| Self::fixed(if negative { -offset } else { offset }))?
    }
}

/// A moment that the zone rules know. Rules that repeat every year repeat exactly after 400 years, so beyond the
/// years asked for, the same day of an earlier or later cycle stands for it.
fn asked(seconds: i64) -> i64 {
    if seconds > ASKED {
        ASKED - CYCLE_SECONDS + (seconds - ASKED).rem_euclid(CYCLE_SECONDS)
    } else if seconds < -ASKED {
        (seconds + ASKED).rem_euclid(CYCLE_SECONDS) - ASKED
    } else {
        seconds
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::Fixed(one), Kind::Fixed(two)) => one == two,
            (Kind::Named(one), Kind::Named(two)) => one.iana_name() == two.iana_name(),
            _ => false,
        }
    }
}

impl Eq for Zone {}

impl std::hash::Hash for Zone {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match &self.0 {
            Kind::Fixed(seconds) => seconds.hash(state),
            Kind::Named(zone) => zone.iana_name().hash(state),
        }
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let offset = match &self.0 {
            Kind::Named(zone) => return write!(f, "@{}", zone.iana_name().unwrap_or_default()),
            Kind::Fixed(0) => return f.write_str("Z"),
            Kind::Fixed(offset) => *offset,
        };
        let (sign, size) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
        write!(f, "{sign}{:02}:{:02}", size / 3_600, size / 60 % 60)?;
        if size % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", size % 60) }
    }
}

impl std::str::FromStr for Zone {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        Self::read(Rest::new(text)).ok_or_else(|| Unreadable::Zone(beginning(text)))
    }
}
