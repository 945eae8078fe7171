//! Texts: the one canonical form of each value, and every text that is none.

use super::{date, days, moment, months, time};
use model::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time, Zone};
use proptest::prelude::*;

#[test]
fn dates_are_read_and_written_the_same() {
    for text in [
        "2017-12-31",
        "2016-02-29",
        "2000-02-29",
        "-2016-02-29",
        "0000-02-29",
        "0001-01-01",
        "-0001-12-31",
        "12345-06-07",
        "999999999-12-31",
        "-999999999-01-01",
    ] {
        assert_eq!(date(text).to_string(), text);
    }
    assert_eq!(date("-0000-01-01"), date("0000-01-01"));
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "-",
        "2017",
        "2017-12",
        "2017-12-",
        "2017-13-10",
        "2017-00-10",
        "2017-12-32",
        "2017-12-00",
        "2017-02-29",
        "-2017-02-29",
        "1900-02-29",
        "2017-04-31",
        "998-12-31",
        "01211-12-31",
        "00000-01-01",
        "+2012-12-02",
        "--2012-12-02",
        "9999999999-12-25",
        "1000000000-01-01",
        "2012/12/25",
        "2012-12-25T",
        "2012-12-25Z",
        "2012-12-25 ",
        " 2012-12-25",
        "2012-12-251",
        "2012-1-2",
        "2012-12-2",
        "2012-+1-02",
        "2012T-12-2511:00:00Z",
        "２０１２-12-25",
        "2012-12-2é",
        "2012-12-25T00:00:00",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
}

#[test]
fn times_are_written_in_one_way() {
    for (written, canonical) in [
        ("01:02:03", "01:02:03"),
        ("11:22:33.444", "11:22:33.444"),
        ("11:22:33.123456789", "11:22:33.123456789"),
        ("11:22:33.1000", "11:22:33.1"),
        ("11:22:33.000", "11:22:33"),
        ("24:00:00", "00:00:00"),
        ("24:00:00.000Z", "00:00:00Z"),
        ("23:59:59.999999999", "23:59:59.999999999"),
        ("11:22:33+00:00", "11:22:33Z"),
        ("11:22:33-00:00", "11:22:33Z"),
        ("11:22:33+00:00:00", "11:22:33Z"),
        ("11:22:33+05:00", "11:22:33+05:00"),
        ("11:59:45-02:45:55", "11:59:45-02:45:55"),
        ("11:59:45+01:00:30", "11:59:45+01:00:30"),
        ("11:59:45-00:00:01", "11:59:45-00:00:01"),
        ("11:59:45+18:00", "11:59:45+18:00"),
        ("11:59:45-18:00:00", "11:59:45-18:00"),
        ("00:01:00@Europe/Paris", "00:01:00@Europe/Paris"),
        ("00:01:00@Etc/UTC", "00:01:00@Etc/UTC"),
        ("00:01:00@UTC", "00:01:00@UTC"),
        ("00:01:00.5@America/Argentina/Buenos_Aires", "00:01:00.5@America/Argentina/Buenos_Aires"),
    ] {
        assert_eq!(time(written).to_string(), canonical);
        assert_eq!(time(canonical), time(written));
    }
}

#[test]
fn what_is_no_time_is_refused() {
    for text in [
        "",
        "T",
        "T25",
        "T10:00:00",
        "25:00:00",
        "24:00:01",
        "24:01:00",
        "24:00:00.001",
        "00:60:00",
        "00:00:60",
        "23:59:60",
        "7:00:00",
        "07:1:00",
        "07:01:2",
        "7:20",
        "07:20",
        "07:2",
        "07:20:",
        "11:30:00T",
        "11:30:00z",
        "11:30:00.",
        "11:30:00.Z",
        "11:30:00,5",
        "11:30:00.1234567890",
        "11:30:00Z ",
        "11:30:00ZZ",
        "+1:30:00",
        "-11:30:00",
        "13:20:00@xyz/abc",
        "13:20:00@",
        "13:20:00@europe/paris",
        "13:20:00@Etc/Unknown",
        "13:20:00@../Paris",
        "13:20:00+02:00@Europe/Paris",
        "13:20:00@Europe/Paris+02:00",
        "13:20:00@+02:00",
        "13:20:00+19:00",
        "13:20:00-19:00",
        "13:20:00+18:01",
        "13:20:00-18:00:01",
        "13:20:00+5:00",
        "13:20:00+5",
        "13:20:00+05",
        "13:20:00+0500",
        "13:20:00+05:60",
        "13:20:00+05:00:60",
        "13:20:00+05:00:",
        "13:20:00+05:00:1",
        "13:20:00 Z",
        "2012T-12-2511:00:00Z",
    ] {
        assert!(text.parse::<Time>().is_err(), "{text}");
    }
}

#[test]
fn dates_with_times_are_written_in_one_way() {
    for (written, canonical) in [
        ("2017-12-31T13:00:00", "2017-12-31T13:00:00"),
        ("2017-12-31", "2017-12-31T00:00:00"),
        ("2017-12-31T24:00:00", "2018-01-01T00:00:00"),
        ("-0001-12-31T24:00:00Z", "0000-01-01T00:00:00Z"),
        ("2017-12-31T13:00:00.500-08:00", "2017-12-31T13:00:00.5-08:00"),
        ("-2017-12-31T13:00:00@Asia/Dhaka", "-2017-12-31T13:00:00@Asia/Dhaka"),
        (
            "999999999-12-31T23:59:59.999999999@Europe/Paris",
            "999999999-12-31T23:59:59.999999999@Europe/Paris",
        ),
    ] {
        assert_eq!(moment(written).to_string(), canonical);
        assert_eq!(moment(canonical), moment(written));
    }
}

#[test]
fn what_is_no_date_and_time_is_refused() {
    for text in [
        "",
        "2017-12-31T",
        "2017-12-31 13:00:00",
        "2017-12-31t13:00:00",
        "2017-12-31T25:00:00",
        "2017-12-31T13:00",
        "2017-02-29T13:00:00",
        "+2017-12-31T13:00:00",
        "998-12-31T13:00:00",
        "2017-12-31Z",
        "2017-12-31+01:00",
        "2017-12-31@Europe/Paris",
        "T13:00:00",
        "13:00:00",
        "999999999-12-31T24:00:00",
        "2017-12-31T13:00:00.",
        "2017-12-31T13:00:00+02:00@Europe/Paris",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
}

#[test]
fn days_durations_are_written_in_one_way() {
    for (written, canonical) in [
        ("P1D", "P1D"),
        ("PT2H", "PT2H"),
        ("PT3M", "PT3M"),
        ("PT0.999S", "PT0.999S"),
        ("P1DT2H3M4.123456789S", "P1DT2H3M4.123456789S"),
        ("P1DT2H3M4.5S", "P1DT2H3M4.5S"),
        ("PT0.000S", "PT0S"),
        ("PT0.S", "PT0S"),
        ("PT0M", "PT0S"),
        ("P0D", "PT0S"),
        ("-P0D", "PT0S"),
        ("-PT1H2M", "-PT1H2M"),
        ("PT1000M", "PT16H40M"),
        ("PT24H", "P1D"),
        ("PT68H", "P2DT20H"),
        ("P2DT274M", "P2DT4H34M"),
        ("PT3600S", "PT1H"),
        ("PT86401S", "P1DT1S"),
        ("-PT0.5S", "-PT0.5S"),
        ("P007DT01H", "P7DT1H"),
        ("PT9223372036854775807S", "P106751991167300DT15H30M7S"),
        ("-PT9223372036854775807S", "-P106751991167300DT15H30M7S"),
    ] {
        assert_eq!(days(written).to_string(), canonical);
        assert_eq!(days(canonical), days(written));
    }
}

#[test]
fn months_durations_are_written_in_one_way() {
    for (written, canonical) in [
        ("P1Y2M", "P1Y2M"),
        ("P0Y", "P0M"),
        ("-P0M", "P0M"),
        ("P0Y0M", "P0M"),
        ("-P1Y", "-P1Y"),
        ("P26M", "P2Y2M"),
        ("P1Y27M", "P3Y3M"),
        ("-P999999999M", "-P83333333Y3M"),
        ("P99999999Y", "P99999999Y"),
        ("P9223372036854775807M", "P768614336404564650Y7M"),
    ] {
        assert_eq!(months(written).to_string(), canonical);
        assert_eq!(months(canonical), months(written));
    }
}

#[test]
fn what_is_no_duration_is_refused() {
    for text in [
        "",
        "P",
        "-P",
        "PT",
        "-",
        "P0",
        "PT1",
        "1Y",
        "1D",
        "P1H",
        "P1S",
        "P1DT",
        "PT1D",
        "P1D1H",
        "PT1S1M",
        "PT1M1H",
        "PT1H1H",
        "P1D2D",
        "PT.5S",
        "PT1.5M",
        "P1.5D",
        "PT1.1234567890S",
        "+P1D",
        "P-1D",
        "PT-1S",
        "--P1D",
        "P 1D",
        "p1d",
        "P1W",
        "PT1S ",
        "P1TD",
        "PTT1S",
        "P1DTT1S",
        "PT1.5.5S",
        "P1M1Y",
        "P1YM",
        "PY",
        "P1.5Y",
        "+P1Y",
        "P-1M",
        "P1Y2",
        "P1Y2M ",
        "P1Y2D",
        "P1Y2MT",
        "P1Y2M3D",
        "P1Y1Y",
        "P1YT1H",
        "P٣D",
        "PT9223372036854775808S",
        "P99999999999999999999999999999999999999999D",
        "P9223372036854775808M",
        "P9223372036854775807Y",
        "2012T-12-2511:00:00Z",
    ] {
        assert!(text.parse::<DaysDuration>().is_err(), "{text}");
        assert!(text.parse::<MonthsDuration>().is_err(), "{text}");
    }
    assert!("P1Y".parse::<DaysDuration>().is_err());
    assert!("PT1M".parse::<MonthsDuration>().is_err());
}

#[test]
fn a_refusal_says_what_to_write() {
    let refusal = "31-12-2017".parse::<Date>().expect_err("no date").to_string();
    assert_eq!(refusal, "`31-12-2017` is not a date: write year, month and day, for example 2017-12-31");
    let long = "x".repeat(1_000).parse::<Zone>().expect_err("no zone").to_string();
    assert!(long.len() < 160, "{long}");
}

#[test]
fn in_json_each_value_is_its_text() {
    let json = serde_json::to_string(&moment("2017-12-31T13:00:00.50@Europe/Paris")).expect("a text");
    assert_eq!(json, "\"2017-12-31T13:00:00.5@Europe/Paris\"");
    assert_eq!(
        serde_json::from_str::<DateTime>(&json).expect("read").to_string(),
        "2017-12-31T13:00:00.5@Europe/Paris"
    );
    assert!(serde_json::from_str::<MonthsDuration>("\"P1D\"").is_err());
}

proptest! {
    #![proptest_config(crate::fixed())]

    #[test]
    fn what_is_written_reads_as_the_same(
        year in -999_999_999_i64..=999_999_999, month in 1_i64..=12, day in 1_i64..=28, of_day in 0_i128..86_400_000_000_000,
        offset in -64_800_i64..=64_800, place in 0_usize..4, nanoseconds in any::<i64>(), many in any::<i64>(),
    ) {
        let zone = match place {
            0 => None,
            1 => Zone::fixed(offset),
            2 => Zone::named("America/New_York"),
            _ => Zone::named("Africa/Abidjan"),
        };
        let later = DaysDuration::from_nanoseconds(of_day).expect("short");
        let clock = Time::midnight(zone).plus(later).expect("a time");
        prop_assert_eq!(&time(&clock.to_string()), &clock);
        let known = Date::new(year, month, day).expect("a date");
        prop_assert_eq!(date(&known.to_string()), known);
        let both = DateTime::new(known, clock);
        prop_assert_eq!(moment(&both.to_string()), both);
        let length = DaysDuration::from_nanoseconds(i128::from(nanoseconds) * i128::from(many % 1_000)).expect("short");
        prop_assert_eq!(days(&length.to_string()), length);
        if let Some(length) = MonthsDuration::from_months(many) {
            prop_assert_eq!(months(&length.to_string()), length);
        }
    }

    #[test]
    fn no_text_breaks_the_reading(text in "[-+PTYMDHSZ@:.0-9é]{0,24}") {
        let texts = [
            text.parse::<Date>().map(|value| value.to_string()).ok(),
            text.parse::<Time>().map(|value| value.to_string()).ok(),
            text.parse::<DateTime>().map(|value| value.to_string()).ok(),
            text.parse::<DaysDuration>().map(|value| value.to_string()).ok(),
            text.parse::<MonthsDuration>().map(|value| value.to_string()).ok(),
            text.parse::<Zone>().map(|value| value.to_string()).ok(),
        ];
        prop_assert!(texts.iter().flatten().all(|written| !written.is_empty()));
    }
}
