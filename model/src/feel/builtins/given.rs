//! Taking what is given to a function as the kind that it needs; a list of one counts as its item.

use crate::Decimal;
use crate::feel::value::Feel;
use crate::feel::value::Function;
use std::sync::Arc;

/// The value at a place, if it was given and is not null.
pub fn some(given: &[Feel], place: usize) -> Option<&Feel> {
    given.get(place).filter(|value| !value.is_null())
}

pub fn number(given: &[Feel], place: usize) -> Option<Decimal> {
    match given.get(place)?.single() {
        Feel::Number(number) => Some(*number),
        _ => None,
    }
}

/// A number without what stands behind its point.
pub fn whole(given: &[Feel], place: usize) -> Option<i64> {
    let number = number(given, place)?;
    number.to_places(0, crate::decimal::Rounding::Down).ok()?.as_whole()
}

pub fn text(given: &[Feel], place: usize) -> Option<&Arc<str>> {
    match given.get(place)?.single() {
        Feel::Text(text) => Some(text),
        _ => None,
    }
}

/// A text, or this one where none is given; none where something else is.
pub fn text_or<'a>(given: &'a [Feel], place: usize, otherwise: &'a str) -> Option<&'a str> {
    match some(given, place) {
        None => Some(otherwise),
        Some(_) => text(given, place).map(|text| &**text),
    }
}

/// A list; anything but null as the only item of one.
pub fn items(given: &[Feel], place: usize) -> Option<Vec<Feel>> {
    some(given, place).map(|value| value.clone().into_items())
}

/// One list, or all values that are given.
pub fn spread(given: &[Feel]) -> Option<Vec<Feel>> {
    match given {
        [] => None,
        [_] => items(given, 0),
        many => Some(many.to_vec()),
    }
}

/// Numbers of one list, or all that are given; none where one is something else.
pub fn numbers(given: &[Feel]) -> Option<Vec<Decimal>> {
    let values = spread(given)?;
    let number = |value: &Feel| match value {
        Feel::Number(number) => Some(*number),
        _ => None,
    };
    values.iter().map(number).collect()
}

pub fn context(given: &[Feel], place: usize) -> Option<&[(Arc<str>, Feel)]> {
    match given.get(place)?.single() {
        Feel::Context(entries) => Some(entries),
        _ => None,
    }
}

pub fn function(given: &[Feel], place: usize) -> Option<&Function> {
    match given.get(place)?.single() {
        Feel::Function(function) => Some(function),
        _ => None,
    }
}
