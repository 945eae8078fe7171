//! Functions of dates, times and durations. None of them reads a clock.

use super::given::{number, some, text};
use super::{Builtin, Run};
use crate::feel::evaluate::Stop;
use crate::feel::value::{Feel, duration};
use crate::temporal::{Date, DateTime, MonthsDuration, Time, Zone};

pub const ALL: &[Builtin] = &[
    Builtin { name: "date", forms: &[&["from"], &["year", "month", "day"]], run: Run::Plain(date) },
    Builtin {
        name: "date and time",
        forms: &[
            &["from"],
            &["date", "time"],
            &["year", "month", "day", "hour", "minute", "second"],
            &["year", "month", "day", "hour", "minute", "second", "offset"],
            &["year", "month", "day", "hour", "minute", "second", "timezone"],
        ],
        run: Run::Plain(date_and_time),
    },
    Builtin {
        name: "time",
        forms: &[&["from"], &["hour", "minute", "second", "offset?"]],
        run: Run::Plain(time),
    },
    Builtin {
        name: "duration",
        forms: &[&["from"]],
        run: Run::Plain(|given| Some(duration(text(given, 0)?))),
    },
    Builtin { name: "years and months duration", forms: &[&["from", "to"]], run: Run::Plain(months_between) },
    Builtin {
        name: "day of year",
        forms: &[&["date"]],
        run: Run::Plain(|given| Some(Feel::whole(day(given, 0)?.day_of_year()))),
    },
    Builtin {
        name: "day of week",
        forms: &[&["date"]],
        run: Run::Plain(|given| Some(Feel::text(day(given, 0)?.weekday_name()))),
    },
    Builtin {
        name: "month of year",
        forms: &[&["date"]],
        run: Run::Plain(|given| Some(Feel::text(day(given, 0)?.month_name()))),
    },
    Builtin {
        name: "week of year",
        forms: &[&["date"]],
        run: Run::Plain(|given| Some(Feel::whole(day(given, 0)?.week_of_year()))),
    },
    Builtin { name: "now", forms: &[&[]], run: Run::Working(|_, _| Err(clock("now()", "moment"))) },
    Builtin { name: "today", forms: &[&[]], run: Run::Working(|_, _| Err(clock("today()", "day"))) },
];

fn clock(called: &str, what: &str) -> Stop {
    Stop(format!(
        "`{called}` asks for the {what} at which it is computed: only a declared input gives that (W02)"
    ))
}

/// The day of a date, or of a date and time.
fn day(given: &[Feel], place: usize) -> Option<Date> {
    match some(given, place)?.single() {
        Feel::Date(date) => Some(*date),
        Feel::DateTime(moment) => Some(moment.date()),
        _ => None,
    }
}

fn whole(given: &[Feel], place: usize) -> Option<i64> {
    number(given, place)?.as_whole()
}

fn date(given: &[Feel]) -> Option<Feel> {
    if given.len() == 3 {
        return Date::new(whole(given, 0)?, whole(given, 1)?, whole(given, 2)?).map(Feel::Date);
    }
    match text(given, 0) {
        Some(text) => text.parse().ok().map(Feel::Date),
        None => day(given, 0).map(Feel::Date),
    }
}

fn date_and_time(given: &[Feel]) -> Option<Feel> {
    match given.len() {
        1 => match some(given, 0)?.single() {
            Feel::Text(text) => text.parse().ok().map(Feel::DateTime),
            Feel::DateTime(moment) => Some(Feel::DateTime(moment.clone())),
            Feel::Date(date) => Some(Feel::DateTime(DateTime::midnight(*date))),
            _ => None,
        },
        2 => match some(given, 1)?.single() {
            Feel::Time(time) => Some(Feel::DateTime(DateTime::new(day(given, 0)?, time.clone()))),
            _ => None,
        },
        _ => {
            let date = Date::new(whole(given, 0)?, whole(given, 1)?, whole(given, 2)?)?;
            Some(Feel::DateTime(DateTime::new(date, clock_time(given, 3)?)))
        }
    }
}

/// The time, in the zone of an offset or of a name that may be absent.
fn clock_time(given: &[Feel], hour: usize) -> Option<Time> {
    let zone = match some(given, hour + 3).map(Feel::single) {
        None => None,
        Some(Feel::Days(offset)) => Some(Zone::from_duration(*offset)?),
        Some(Feel::Text(name)) => Some(Zone::named(name)?),
        Some(_) => return None,
    };
    Time::new(whole(given, hour)?, whole(given, hour + 1)?, number(given, hour + 2)?, zone)
}

fn time(given: &[Feel]) -> Option<Feel> {
    if given.len() >= 3 {
        return clock_time(given, 0).map(Feel::Time);
    }
    match some(given, 0)?.single() {
        Feel::Text(text) => text.parse().ok().map(Feel::Time),
        Feel::Time(time) => Some(Feel::Time(time.clone())),
        Feel::DateTime(moment) => Some(Feel::Time(moment.time().clone())),
        Feel::Date(_) => Some(Feel::Time(Time::midnight(Some(Zone::UTC)))),
        _ => None,
    }
}

fn months_between(given: &[Feel]) -> Option<Feel> {
    let months: MonthsDuration = day(given, 0)?.months_until(day(given, 1)?)?;
    Some(Feel::Months(months))
}
