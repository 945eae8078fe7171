//! Parts of values by name: entries of contexts, properties of dates, times, durations and ranges.

use crate::feel::value::{Feel, Range, Shape};
use crate::temporal::{Date, Time};

/// The named part; of a list, the part of each item.
pub fn part(whole: &Feel, name: &str) -> Feel {
    match whole {
        Feel::List(items) => Feel::list(items.iter().map(|item| part(item, name)).collect()),
        Feel::Context(_) => whole.entry(name).cloned().unwrap_or(Feel::Null),
        Feel::Date(date) => Feel::or_null(of_date(*date, name)),
        Feel::Time(time) => Feel::or_null(of_time(time, name)),
        Feel::DateTime(moment) => match name {
            "time offset" => Feel::or_null(moment.time_offset().map(Feel::Days)),
            "timezone" => Feel::or_null(moment.timezone().map(Feel::text)),
            _ => Feel::or_null(of_date(moment.date(), name).or_else(|| of_time(moment.time(), name))),
        },
        Feel::Days(days) => match name {
            "days" => Feel::whole(days.days()),
            "hours" => Feel::whole(days.hours()),
            "minutes" => Feel::whole(days.minutes()),
            "seconds" => Feel::whole(days.seconds()),
            _ => Feel::Null,
        },
        Feel::Months(months) => match name {
            "years" => Feel::whole(months.years()),
            "months" => Feel::whole(months.months()),
            _ => Feel::Null,
        },
        Feel::Range(range) => of_range(range, name),
        _ => Feel::Null,
    }
}

fn of_date(date: Date, name: &str) -> Option<Feel> {
    Some(Feel::whole(match name {
        "year" => date.year(),
        "month" => date.month(),
        "day" => date.day(),
        "weekday" => date.weekday(),
        _ => return None,
    }))
}

fn of_time(time: &Time, name: &str) -> Option<Feel> {
    match name {
        "hour" => Some(Feel::whole(time.hour())),
        "minute" => Some(Feel::whole(time.minute())),
        "second" => Some(Feel::whole(time.second())),
        "time offset" => time.time_offset().map(Feel::Days),
        "timezone" => time.timezone().map(Feel::text),
        _ => None,
    }
}

fn of_range(range: &Range, name: &str) -> Feel {
    let unequal = range.shape == Shape::Unequal;
    match name {
        "start included" => Feel::Boolean(range.low_in),
        "end included" => Feel::Boolean(range.high_in),
        "start" if !unequal => range.low.clone(),
        "end" if !unequal => range.high.clone(),
        _ => Feel::Null,
    }
}
