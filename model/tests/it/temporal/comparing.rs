//! Order, equality and identity.

use super::{days, moment, months, time};
use std::cmp::Ordering::{Equal, Greater, Less};

#[test]
fn moments_are_compared_as_moments() {
    for (one, two, order) in [
        ("2018-12-08T10:30:00", "2018-12-08T10:30:00", Equal),
        ("2018-12-08", "2018-12-08T00:00:00", Equal),
        ("2018-12-08T00:00:00", "2018-12-07T00:00:00", Greater),
        ("2018-12-08T00:00:00@Europe/Paris", "2018-12-08T00:00:00@Asia/Dhaka", Greater),
        ("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris", Equal),
        ("2018-02-08T00:00:00+01:00", "2018-02-08T00:00:00@Europe/Paris", Equal),
        ("2002-04-02T12:00:00@Australia/Melbourne", "2002-04-02T12:00:00@Australia/Sydney", Equal),
        ("2018-12-08T00:00:00+00:00", "2018-12-08T00:00:00@Etc/UTC", Equal),
        ("2002-04-02T12:00:00-01:00", "2002-04-02T17:00:00+04:00", Equal),
        ("2002-04-02T23:00:00-04:00", "2002-04-03T02:00:00-01:00", Equal),
        ("2002-04-02T23:00:00Z", "2002-04-02T23:00:00-01:00", Less),
        // to the whole second
        ("2018-12-08T00:00:00.0001", "2018-12-08T00:00:00", Equal),
        ("1960-12-08T00:00:00.9", "1960-12-08T00:00:00", Equal),
        ("2018-12-08T00:00:00.9", "2018-12-08T00:00:01", Less),
    ] {
        assert_eq!(moment(one).order(&moment(two)), Some(order), "{one} {two}");
        assert_eq!(moment(two).order(&moment(one)), Some(order.reverse()), "{two} {one}");
        assert_eq!(moment(one).same(&moment(two)), Some(order == Equal), "{one} {two}");
    }
}

#[test]
fn with_a_zone_and_without_one_there_is_no_order() {
    let (local, zoned) = (moment("2018-12-08T00:00:00"), moment("2018-12-08T00:00:00Z"));
    assert_eq!((local.order(&zoned), zoned.order(&local)), (None, None));
    assert_eq!((local.same(&zoned), local.since(&zoned)), (Some(false), None));
    let (local, zoned) = (time("10:00:00"), time("10:00:00@Europe/Paris"));
    assert_eq!((local.order(&zoned), local.same(&zoned), zoned.since(&local)), (None, Some(false), None));
}

#[test]
fn times_of_day_are_compared_where_the_offset_is_known() {
    for (one, two, order) in [
        ("10:30:00", "10:30:00", Some(Equal)),
        ("10:31:00", "10:30:00", Some(Greater)),
        ("10:30:00.0001", "10:30:00.0002", Some(Equal)),
        ("10:30:00Z", "10:30:00+00:00", Some(Equal)),
        ("10:30:00Z", "11:30:00+01:00", Some(Equal)),
        ("10:30:00Z", "10:30:00@Etc/UTC", Some(Equal)),
        ("10:30:00Z", "10:30:00+01:00", Some(Greater)),
        ("10:30:00@Europe/Paris", "10:30:00@Europe/Paris", Some(Equal)),
        ("10:30:00@Europe/Paris", "10:31:00@Europe/Paris", Some(Less)),
        ("10:30:00@Europe/Paris", "10:30:00@Asia/Dhaka", None),
        ("10:30:00@Europe/Paris", "10:30:00+01:00", None),
    ] {
        assert_eq!(time(one).order(&time(two)), order, "{one} {two}");
        assert_eq!(time(one).same(&time(two)), order.map(|order| order == Equal), "{one} {two}");
    }
}

#[test]
fn identity_is_every_field_and_the_zone() {
    assert!(moment("2018-12-08T00:00:00.50Z").is(&moment("2018-12-08T00:00:00.5-00:00")));
    assert!(!moment("2018-12-08T00:00:00.5Z").is(&moment("2018-12-08T00:00:00Z")));
    assert!(!moment("2002-04-02T23:00:00-04:00").is(&moment("2002-04-03T02:00:00-01:00")));
    assert!(!time("23:00:50Z").is(&time("23:00:50")));
    assert!(time("23:00:50Z").is(&time("23:00:50+00:00")));
    assert!(!time("23:00:50Z").is(&time("23:00:50@Etc/UTC")));
    assert!(time("23:00:50@Europe/Paris").is(&time("23:00:50@Europe/Paris")));
}

#[test]
fn durations_are_ordered_by_their_length() {
    assert_eq!(days("P1D"), days("PT24H"));
    assert!(days("-P1D") < days("PT0S") && days("PT23H59M59.999999999S") < days("P1D"));
    assert_eq!(days("P0D"), days("-P0D"));
    assert_eq!(months("P1Y"), months("P12M"));
    assert!(months("-P1Y") < months("P0M") && months("P11M") < months("P1Y"));
}
