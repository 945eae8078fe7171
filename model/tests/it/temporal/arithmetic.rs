//! Sums, differences, products and quotients.

use super::{date, days, moment, months, number, time};
use model::Decimal;
use model::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time, Zone};
use proptest::prelude::*;

#[test]
fn months_end_where_the_month_ends() {
    for (from, length, to) in [
        ("2021-01-31", "P1M", "2021-02-28"),
        ("2020-01-31", "P1M", "2020-02-29"),
        ("2020-02-29", "P1Y", "2021-02-28"),
        ("2020-02-29", "P4Y", "2024-02-29"),
        ("2020-03-31", "-P1M", "2020-02-29"),
        ("2020-01-15", "-P1M", "2019-12-15"),
        ("0000-01-15", "-P1M", "-0001-12-15"),
        ("2020-01-15", "P0M", "2020-01-15"),
    ] {
        assert_eq!(date(from).plus_months(months(length)), Some(date(to)), "{from} {length}");
        assert_eq!(date(from).minus_months(months(length).negated()), Some(date(to)), "{from} {length}");
        let (clock, later) = (moment(&format!("{from}T10:00:00Z")), moment(&format!("{to}T10:00:00Z")));
        assert_eq!(clock.plus_months(months(length)), Some(later));
    }
    assert_eq!(date("999999999-12-31").plus_months(months("P1M")), None);
    assert_eq!(date("2020-01-01").plus_months(months("P9223372036854775807M")), None);
    assert_eq!(date("2020-01-01").minus_months(months("P9223372036854775807M")), None);
}

#[test]
fn a_date_and_a_length_of_time_are_the_day_of_a_moment() {
    for (from, length, to) in [
        ("2021-01-11", "P1D", "2021-01-12"),
        ("2021-01-11", "PT23H59M59.999999999S", "2021-01-11"),
        ("2021-01-11", "PT24H", "2021-01-12"),
        ("2021-01-11", "-PT1S", "2021-01-10"),
        ("2020-12-31", "P1DT1H", "2021-01-01"),
    ] {
        assert_eq!(date(from).plus(days(length)), Some(date(to)), "{from} {length}");
        assert_eq!(date(from).minus(days(length).negated()), Some(date(to)), "{from} {length}");
    }
    assert_eq!(date("999999999-12-31").plus(days("P1D")), None);
    assert_eq!(date("-999999999-01-01").minus(days("P1D")), None);
    assert_eq!(date("2021-01-11").since(date("2020-01-11")), Some(days("P366D")));
    assert_eq!(DateTime::midnight(date("2017-08-10")).time().to_string(), "00:00:00Z");
}

#[test]
fn time_that_passes_is_exact_in_every_zone() {
    for (from, length, to) in [
        ("2016-12-24T23:59:00", "PT1M", "2016-12-25T00:00:00"),
        ("2016-12-24T23:59:00.5-08:00", "PT0.5S", "2016-12-24T23:59:01-08:00"),
        ("2021-03-27T12:00:00@Europe/Amsterdam", "P1D", "2021-03-28T13:00:00@Europe/Amsterdam"),
        ("2021-10-30T12:00:00@Europe/Amsterdam", "P1D", "2021-10-31T11:00:00@Europe/Amsterdam"),
        // the hour that the clock shows twice: the second time keeps its moment
        ("2021-10-31T01:30:00@Europe/Amsterdam", "PT1H", "2021-10-31T02:30:00@Europe/Amsterdam"),
        ("2021-10-31T01:30:00@Europe/Amsterdam", "PT2H", "2021-10-31T02:30:00+01:00"),
        ("2021-10-31T01:30:00@Europe/Amsterdam", "PT3H", "2021-10-31T03:30:00@Europe/Amsterdam"),
    ] {
        assert_eq!(moment(from).plus(days(length)), Some(moment(to)), "{from} {length}");
        assert_eq!(moment(to).since(&moment(from)), Some(days(length)), "{from} {length}");
    }
    assert_eq!(moment("999999999-12-31T23:59:59").plus(days("PT1S")), None);
    let (late, early) = (moment("2016-12-24T23:59:00-08:00"), moment("2015-12-24T00:00:01-01:00"));
    assert_eq!(late.since(&early), Some(days("P367DT6H58M59S")));
}

#[test]
fn times_of_day_go_round() {
    assert_eq!(time("23:00:00+01:00").plus(days("PT2H")), Some(time("01:00:00+01:00")));
    assert_eq!(time("00:00:00").minus(days("PT0.000000001S")), Some(time("23:59:59.999999999")));
    assert_eq!(time("10:00:00@Europe/Paris").plus(days("P400D")), Some(time("10:00:00@Europe/Paris")));
    assert_eq!(time("10:00:00").since(&time("11:30:00")), Some(days("-PT1H30M")));
    assert_eq!(time("10:00:00Z").since(&time("10:00:00+01:00")), Some(days("PT1H")));
}

#[test]
fn times_are_built_of_their_parts() {
    let built = |hour, minute, second| Time::new(hour, minute, number(second), None);
    assert_eq!(Time::new(12, 59, number("1.3"), Zone::fixed(-3_600)), Some(time("12:59:01.3-01:00")));
    assert_eq!(built(0, 0, "0"), Some(time("00:00:00")));
    for (hour, minute, second) in [
        (24, 0, "0"),
        (-1, 0, "0"),
        (23, 60, "45"),
        (0, -1, "0"),
        (23, 59, "60"),
        (0, 0, "-0.1"),
        (0, 0, "0.0000000001"),
        (i64::MAX, 0, "0"),
        (0, 0, "9999999999999999999999999999999999"),
    ] {
        assert_eq!(built(hour, minute, second), None, "{hour} {minute} {second}");
    }
    assert_eq!(
        (Date::new(2017, 13, 1), Date::new(2017, 8, -2), Date::new(i64::MIN, 1, 1)),
        (None, None, None)
    );
}

#[test]
fn whole_months_between_two_days() {
    for (from, to, length) in [
        ("2011-12-22", "2013-08-24", "P1Y8M"),
        ("2013-08-24", "2011-12-22", "-P1Y8M"),
        ("2015-01-21", "2016-01-21", "P1Y"),
        ("2016-01-21", "2015-01-21", "-P1Y"),
        ("2016-01-01", "2016-01-01", "P0M"),
        ("2016-09-30", "2017-12-28", "P1Y2M"),
        ("2014-12-31", "2019-10-01", "P4Y9M"),
        ("-2016-01-30", "-2017-02-28", "-P11M"),
        ("2017-09-05", "-2019-10-01", "-P4035Y11M"),
        ("2021-01-31", "2021-02-28", "P0M"),
        ("2013-08-20", "2011-12-22", "-P1Y7M"),
        ("2021-02-28", "2021-01-31", "P0M"),
    ] {
        assert_eq!(date(from).months_until(date(to)), Some(months(length)), "{from} {to}");
    }
}

#[test]
fn durations_are_multiplied_and_divided() {
    assert_eq!(days("P1D").times(number("1.5")), Some(days("P1DT12H")));
    assert_eq!(days("P1D").times(number("-1")), Some(days("-P1D")));
    assert_eq!(days("P1D").divided_by(number("7")), Some(days("PT3H25M42.857142857S")));
    assert_eq!(days("PT0.000000001S").times(number("0.5")), Some(days("PT0S")), "half to even");
    assert_eq!(days("PT0.000000003S").times(number("-0.5")), Some(days("-PT0.000000002S")), "half to even");
    assert_eq!(days("P1D").divided_by(number("9999999999999999999999999999999999")), Some(days("PT0S")));
    assert_eq!(days("P1D").divided_by(Decimal::ZERO), None);
    assert_eq!(days("P100000000000000D").times(number("2")), None);
    assert_eq!(days("P2D").ratio(days("PT16H")), Some(number("3")));
    assert_eq!(days("P2D").ratio(days("PT0S")), None);
    assert_eq!(months("P1Y").times(number("0.3")), Some(months("P3M")), "3.6 months");
    assert_eq!(months("-P1Y").times(number("0.3")), Some(months("-P3M")), "3.6 months back");
    assert_eq!(months("P1Y").divided_by(number("5")), Some(months("P2M")));
    assert_eq!(months("P1Y").divided_by(number("1000000000000000000000000000000")), Some(months("P0M")));
    assert_eq!(months("P1Y").divided_by(Decimal::ZERO), None);
    assert_eq!(months("P9223372036854775807M").times(number("2")), None);
    assert_eq!(months("P9223372036854775807M").times(number("1")), Some(months("P9223372036854775807M")));
    assert_eq!(months("P1Y").ratio(months("-P6M")), Some(number("-2")));
    assert_eq!(months("P1Y").ratio(months("P0M")), None);
}

#[test]
fn durations_are_added_and_turned_round() {
    assert_eq!(days("P13DT2H14S").plus(days("P367DT6H58M59S")), Some(days("P380DT8H59M13S")));
    assert_eq!(days("P1D").minus(days("PT36H")), Some(days("-PT12H")));
    assert_eq!(days("PT9223372036854775807S").plus(days("PT0.000000001S")), None);
    assert_eq!((days("-P1D").absolute(), days("P1D").negated()), (days("P1D"), days("-P1D")));
    assert_eq!(months("P1Y").minus(months("P13M")), Some(months("-P1M")));
    assert_eq!(months("P9223372036854775807M").plus(months("P1M")), None);
    assert_eq!(MonthsDuration::from_months(i64::MIN), None);
    assert_eq!((months("-P1Y").absolute(), months("P1Y").negated()), (months("P1Y"), months("-P1Y")));
    let parts = days("-P1DT2H3M4.5S");
    assert_eq!((parts.days(), parts.hours(), parts.minutes(), parts.seconds()), (-1, -2, -3, -4));
    assert_eq!(parts.in_seconds(), Some(number("-93784.5")));
    assert_eq!((months("-P1Y2M").years(), months("-P1Y2M").months()), (-1, -2));
}

proptest! {
    #![proptest_config(crate::fixed())]

    #[test]
    fn what_is_added_can_be_taken_away(
        number in -700_000_000_i64..700_000_000, of_day in 0_i128..86_400_000_000_000, length in any::<i64>(), offset in -64_800_i64..=64_800,
    ) {
        let day = Date::from_day_number(number).expect("a day");
        let duration = DaysDuration::from_nanoseconds(length.into()).expect("short");
        let whole = DaysDuration::from_nanoseconds(i128::from(length % 1_000_000) * 86_400_000_000_000).expect("short");
        prop_assert_eq!(day.plus(whole).and_then(|later| later.minus(whole)), Some(day));
        prop_assert_eq!(day.plus(whole).and_then(|later| later.since(day)), Some(whole));
        let clock = |zone| Time::midnight(zone).plus(DaysDuration::from_nanoseconds(of_day)?);
        for zone in [None, Zone::fixed(offset)] {
            let start = DateTime::new(day, clock(zone).expect("a time"));
            let end = start.plus(duration).expect("in range");
            prop_assert_eq!(end.since(&start), Some(duration));
            prop_assert_eq!(end.minus(duration), Some(start));
        }
    }

    #[test]
    fn time_that_passes_is_exact_also_where_clocks_change(seconds in -3_000_000_000_i64..10_000_000_000, length in -100_000_i64..100_000, place in 0_usize..4) {
        let name = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"][place];
        let start = moment(&format!("1970-01-01T00:00:00@{name}"));
        let duration = |seconds: i64| DaysDuration::from_nanoseconds(i128::from(seconds) * 1_000_000_000).expect("short");
        let later = start.plus(duration(seconds)).expect("in range");
        prop_assert_eq!(later.since(&start), Some(duration(seconds)));
        let last = later.plus(duration(length)).expect("in range");
        prop_assert_eq!(last.since(&later), Some(duration(length)));
        prop_assert_eq!(last.since(&start), Some(duration(seconds + length)));
    }

    #[test]
    fn months_keep_the_day_or_end_the_month(number in -700_000_000_i64..700_000_000, length in -10_000_i64..10_000) {
        let day = Date::from_day_number(number).expect("a day");
        let later = day.plus_months(MonthsDuration::from_months(length).expect("short")).expect("in range");
        let counted = 12 * (later.year() - day.year()) + later.month() - day.month();
        prop_assert_eq!(counted, length);
        let last = Date::from_day_number(later.day_number() + 1).expect("a day").day() == 1;
        prop_assert!(later.day() == day.day() || (later.day() < day.day() && last));
    }

    #[test]
    fn months_between_days_are_reached_and_no_more(one in -700_000_i64..700_000, two in -700_000_i64..700_000) {
        let (from, to) = (Date::from_day_number(one).expect("a day"), Date::from_day_number(two).expect("a day"));
        let whole = from.months_until(to).expect("in range");
        let more = if to < from { months("-P1M") } else { months("P1M") };
        let (reached, beyond) = (from.plus_months(whole), from.plus_months(whole.plus(more).expect("short")));
        let (reached, beyond) = (reached.expect("in range"), beyond.expect("in range"));
        let clipped = beyond.day() < from.day();
        if to < from {
            prop_assert!(reached >= to && (beyond < to || clipped));
        } else {
            prop_assert!(reached <= to && (beyond > to || clipped));
        }
    }

    #[test]
    fn quotients_of_durations_are_those_of_numbers(one in any::<i64>(), two in any::<i64>()) {
        let (above, below) = (DaysDuration::from_nanoseconds(one.into()), DaysDuration::from_nanoseconds(two.into()));
        let expected = Decimal::whole(one).rounded_quotient(Decimal::whole(two)).ok();
        prop_assert_eq!(above.expect("short").ratio(below.expect("short")), expected);
        let scaled = above.expect("short").times(Decimal::whole(two % 1_000)).expect("short");
        prop_assert_eq!(scaled.in_nanoseconds(), i128::from(one) * i128::from(two % 1_000));
        if two % 1_000 != 0 {
            prop_assert_eq!(scaled.divided_by(Decimal::whole(two % 1_000)), above);
        }
    }
}
