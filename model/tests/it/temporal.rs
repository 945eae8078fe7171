//! Dates, times and durations: what is read, what is refused, and what is counted.

mod arithmetic;
mod calendar;
mod comparing;
mod texts;

use model::Decimal;
use model::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn time(text: &str) -> Time {
    text.parse().expect("a time")
}

fn moment(text: &str) -> DateTime {
    text.parse().expect("a date and time")
}

fn days(text: &str) -> DaysDuration {
    text.parse().expect("a days and time duration")
}

fn months(text: &str) -> MonthsDuration {
    text.parse().expect("a years and months duration")
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}
