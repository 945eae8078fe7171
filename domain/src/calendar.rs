//! Legal terms are civil dates where the body is: Europe/Amsterdam.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The date in Europe/Amsterdam at this instant.
///
/// The time-zone rules are compiled in, so that the same instant is the same date on every machine.
#[must_use]
pub fn civil_date(at: Timestamp) -> Date {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    zone.to_datetime(at).date()
}

#[cfg(test)]
mod tests {
    use super::civil_date;
    use jiff::civil::date;

    #[test]
    fn a_summer_evening_in_utc_is_already_the_next_day_in_amsterdam() {
        let instant = "2026-07-01T22:30:00Z".parse().expect("an instant");
        assert_eq!(civil_date(instant), date(2026, 7, 2));
    }

    #[test]
    fn a_winter_evening_in_utc_turns_an_hour_later() {
        let before = "2026-12-01T22:59:59Z".parse().expect("an instant");
        let after = "2026-12-01T23:00:00Z".parse().expect("an instant");
        assert_eq!((civil_date(before), civil_date(after)), (date(2026, 12, 1), date(2026, 12, 2)));
    }
}
