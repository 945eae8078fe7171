//! Dates, times and durations as texts write them.

use super::Feel;

/// What a text behind `@` stands for; null where it is no date, time or duration.
pub fn temporal_literal(text: &str) -> Feel {
    let date = text.parse().ok().map(Feel::Date);
    let moment = || text.parse().ok().filter(|_| text.contains('T')).map(Feel::DateTime);
    let time = || text.parse().ok().map(Feel::Time);
    date.or_else(moment).or_else(time).unwrap_or_else(|| duration(text))
}

/// A duration of either kind; null where it is none.
pub fn duration(text: &str) -> Feel {
    let days = text.parse().ok().map(Feel::Days);
    Feel::or_null(days.or_else(|| text.parse().ok().map(Feel::Months)))
}
