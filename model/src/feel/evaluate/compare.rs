//! When values are equal, which comes first, and what lies in a range.

use crate::feel::value::{Feel, Range, Shape};
use std::cmp::Ordering;

/// Whether two values are equal; none where they cannot be compared. Null equals null alone.
pub fn equal(one: &Feel, two: &Feel) -> Option<bool> {
    Some(match (one, two) {
        (Feel::Null, other) | (other, Feel::Null) => other.is_null(),
        (Feel::Boolean(one), Feel::Boolean(two)) => one == two,
        (Feel::Number(one), Feel::Number(two)) => one == two,
        (Feel::Text(one), Feel::Text(two)) => one == two,
        (Feel::Date(one), Feel::Date(two)) => one == two,
        (Feel::Time(one), Feel::Time(two)) => return one.same(two),
        (Feel::DateTime(one), Feel::DateTime(two)) => return one.same(two),
        (Feel::Date(date), Feel::DateTime(moment)) | (Feel::DateTime(moment), Feel::Date(date)) => {
            return moment.same(&crate::temporal::DateTime::midnight(*date));
        }
        (Feel::Days(one), Feel::Days(two)) => one == two,
        (Feel::Months(one), Feel::Months(two)) => one == two,
        // No time at all is as long in either measure.
        (Feel::Days(days), Feel::Months(months)) | (Feel::Months(months), Feel::Days(days)) => {
            return (days.in_nanoseconds() == 0 && months.in_months() == 0).then_some(true);
        }
        (Feel::List(one), Feel::List(two)) => {
            if one.len() != two.len() {
                return Some(false);
            }
            return all(one.iter().zip(two.iter()).map(|(one, two)| equal(one, two)));
        }
        (Feel::Context(entries), Feel::Context(others)) => {
            if entries.len() != others.len() {
                return Some(false);
            }
            return all(entries
                .iter()
                .map(|(name, value)| two.entry(name).map_or(Some(false), |other| equal(value, other))));
        }
        (Feel::Range(one), Feel::Range(two)) => return same_range(one, two),
        (Feel::Function(one), Feel::Function(two)) => one.same(two),
        _ => return None,
    })
}

fn same_range(one: &Range, two: &Range) -> Option<bool> {
    if (one.shape, one.low_in, one.high_in) != (two.shape, two.low_in, two.high_in) {
        return Some(false);
    }
    all([equal(&one.low, &two.low), equal(&one.high, &two.high)].into_iter())
}

/// One that is false decides; then one that is unknown.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}

/// `is`: the same kind and the same parts, down to the zone of a time.
pub fn identical(one: &Feel, two: &Feel) -> bool {
    match (one, two) {
        (Feel::Time(one), Feel::Time(two)) => one.is(two),
        (Feel::DateTime(one), Feel::DateTime(two)) => one.is(two),
        (Feel::Date(_), Feel::DateTime(_))
        | (Feel::DateTime(_), Feel::Date(_))
        | (Feel::Days(_), Feel::Months(_))
        | (Feel::Months(_), Feel::Days(_)) => false,
        (Feel::List(one), Feel::List(two)) => {
            one.len() == two.len() && one.iter().zip(two.iter()).all(|(one, two)| identical(one, two))
        }
        _ => equal(one, two) == Some(true),
    }
}

/// Which comes first; none where they cannot be compared.
pub fn order(one: &Feel, two: &Feel) -> Option<Ordering> {
    match (one, two) {
        (Feel::Number(one), Feel::Number(two)) => Some(one.cmp(two)),
        (Feel::Text(one), Feel::Text(two)) => Some(one.cmp(two)),
        (Feel::Date(one), Feel::Date(two)) => Some(one.day_number().cmp(&two.day_number())),
        (Feel::Time(one), Feel::Time(two)) => one.order(two),
        (Feel::DateTime(one), Feel::DateTime(two)) => one.order(two),
        (Feel::Date(date), Feel::DateTime(moment)) => {
            crate::temporal::DateTime::midnight(*date).order(moment)
        }
        (Feel::DateTime(moment), Feel::Date(date)) => {
            moment.order(&crate::temporal::DateTime::midnight(*date))
        }
        (Feel::Days(one), Feel::Days(two)) => Some(one.in_nanoseconds().cmp(&two.in_nanoseconds())),
        (Feel::Months(one), Feel::Months(two)) => Some(one.in_months().cmp(&two.in_months())),
        _ => None,
    }
}

/// Whether a value lies in a range; none where it cannot be compared with its bounds.
pub fn contains(range: &Range, value: &Feel) -> Option<bool> {
    if value.is_null() {
        return None;
    }
    match range.shape {
        Shape::Equal => return equal(value, &range.low),
        Shape::Unequal => return equal(value, &range.low).map(|same| !same),
        Shape::Interval if range.low.is_null() || range.high.is_null() => return None,
        Shape::Half | Shape::Interval => {}
    }
    let beyond = |bound: &Feel, included: bool, side: Ordering| {
        if bound.is_null() && range.shape == Shape::Half {
            return Some(true);
        }
        order(value, bound).map(|order| order == side || included && order == Ordering::Equal)
    };
    let above = beyond(&range.low, range.low_in, Ordering::Greater)?;
    let below = beyond(&range.high, range.high_in, Ordering::Less)?;
    Some(above && below)
}
