//! How points and ranges lie to each other.

use super::given::{some, text};
use super::{Builtin, Run};
use crate::feel::evaluate::{contains, equal, order};
use crate::feel::syntax::expression;
use crate::feel::value::Expression;
use crate::feel::value::{Feel, Range, Shape};
use std::cmp::Ordering;
use std::sync::Arc;

const BOTH: &[&[&str]] =
    &[&["point1", "point2"], &["point", "range"], &["range", "point"], &["range1", "range2"]];
const RANGES: &[&[&str]] = &[&["range1", "range2"]];
const INNER: &[&[&str]] = &[&["point", "range"], &["range1", "range2"]];
const OUTER: &[&[&str]] = &[&["range", "point"], &["range1", "range2"]];

pub const ALL: &[Builtin] = &[
    Builtin { name: "before", forms: BOTH, run: Run::Plain(|given| asked(given, before)) },
    Builtin {
        name: "after",
        forms: BOTH,
        run: Run::Plain(|given| asked(given, |one, two| before(two, one))),
    },
    Builtin { name: "meets", forms: RANGES, run: Run::Plain(|given| of_ranges(given, meets)) },
    Builtin {
        name: "met by",
        forms: RANGES,
        run: Run::Plain(|given| of_ranges(given, |one, two| meets(two, one))),
    },
    Builtin { name: "overlaps", forms: RANGES, run: Run::Plain(|given| of_ranges(given, overlaps)) },
    Builtin {
        name: "overlaps before",
        forms: RANGES,
        run: Run::Plain(|given| of_ranges(given, overlaps_before)),
    },
    Builtin {
        name: "overlaps after",
        forms: RANGES,
        run: Run::Plain(|given| of_ranges(given, |one, two| overlaps_before(two, one))),
    },
    Builtin { name: "finishes", forms: INNER, run: Run::Plain(|given| asked(given, finishes)) },
    Builtin {
        name: "finished by",
        forms: OUTER,
        run: Run::Plain(|given| asked(given, |one, two| finishes(two, one))),
    },
    Builtin {
        name: "includes",
        forms: OUTER,
        run: Run::Plain(|given| asked(given, |one, two| during(two, one))),
    },
    Builtin { name: "during", forms: INNER, run: Run::Plain(|given| asked(given, during)) },
    Builtin { name: "starts", forms: INNER, run: Run::Plain(|given| asked(given, starts)) },
    Builtin {
        name: "started by",
        forms: OUTER,
        run: Run::Plain(|given| asked(given, |one, two| starts(two, one))),
    },
    Builtin {
        name: "coincides",
        forms: &[&["point1", "point2"], &["range1", "range2"]],
        run: Run::Plain(coincides),
    },
    Builtin { name: "range", forms: &[&["from"]], run: Run::Plain(read) },
];

fn asked(given: &[Feel], question: impl Fn(&Feel, &Feel) -> Option<bool>) -> Option<Feel> {
    question(some(given, 0)?.single(), some(given, 1)?.single()).map(Feel::Boolean)
}

fn of_ranges(given: &[Feel], question: impl Fn(&Range, &Range) -> Option<bool>) -> Option<Feel> {
    asked(given, |one, two| match (one, two) {
        (Feel::Range(one), Feel::Range(two)) => question(one, two),
        _ => None,
    })
}

/// Whether everything of the first lies before everything of the second.
fn before(one: &Feel, two: &Feel) -> Option<bool> {
    match (one, two) {
        (Feel::Range(one), Feel::Range(two)) => ends_before(&one.high, &two.low, !one.high_in || !two.low_in),
        (Feel::Range(one), point) => ends_before(&one.high, point, !one.high_in),
        (point, Feel::Range(two)) => ends_before(point, &two.low, !two.low_in),
        (one, two) => Some(order(one, two)? == Ordering::Less),
    }
}

fn ends_before(end: &Feel, start: &Feel, apart: bool) -> Option<bool> {
    let order = order(end, start)?;
    Some(order == Ordering::Less || apart && order == Ordering::Equal)
}

fn meets(one: &Range, two: &Range) -> Option<bool> {
    Some(one.high_in && two.low_in && equal(&one.high, &two.low)?)
}

fn overlaps(one: &Range, two: &Range) -> Option<bool> {
    let reaches = |end: &Feel, start: &Feel, both: bool| {
        order(end, start).map(|order| order == Ordering::Greater || both && order == Ordering::Equal)
    };
    let first = reaches(&one.high, &two.low, one.high_in && two.low_in)?;
    let second = reaches(&two.high, &one.low, two.high_in && one.low_in)?;
    Some(first && second)
}

/// Whether the first starts before the second, and ends within it.
fn overlaps_before(one: &Range, two: &Range) -> Option<bool> {
    let starts = order(&one.low, &two.low)?;
    let starts = starts == Ordering::Less || starts == Ordering::Equal && one.low_in && !two.low_in;
    let reaches = order(&one.high, &two.low)?;
    let reaches = reaches == Ordering::Greater || reaches == Ordering::Equal && one.high_in && two.low_in;
    let ends = order(&one.high, &two.high)?;
    let ends = ends == Ordering::Less || ends == Ordering::Equal && (!one.high_in || two.high_in);
    Some(starts && reaches && ends)
}

fn finishes(one: &Feel, two: &Feel) -> Option<bool> {
    let Feel::Range(outer) = two else { return None };
    match one {
        Feel::Range(inner) => {
            let ends = inner.high_in == outer.high_in && equal(&inner.high, &outer.high)?;
            let starts = order(&inner.low, &outer.low)?;
            let starts =
                starts == Ordering::Greater || starts == Ordering::Equal && (!inner.low_in || outer.low_in);
            Some(ends && starts)
        }
        point => Some(outer.high_in && equal(point, &outer.high)?),
    }
}

fn starts(one: &Feel, two: &Feel) -> Option<bool> {
    let Feel::Range(outer) = two else { return None };
    match one {
        Feel::Range(inner) => {
            let starts = inner.low_in == outer.low_in && equal(&inner.low, &outer.low)?;
            let ends = order(&inner.high, &outer.high)?;
            let ends = ends == Ordering::Less || ends == Ordering::Equal && (!inner.high_in || outer.high_in);
            Some(starts && ends)
        }
        point => Some(outer.low_in && equal(point, &outer.low)?),
    }
}

fn during(one: &Feel, two: &Feel) -> Option<bool> {
    let Feel::Range(outer) = two else { return None };
    match one {
        Feel::Range(inner) => {
            let (starts, ends) = (order(&inner.low, &outer.low)?, order(&inner.high, &outer.high)?);
            let starts =
                starts == Ordering::Greater || starts == Ordering::Equal && (!inner.low_in || outer.low_in);
            let ends = ends == Ordering::Less || ends == Ordering::Equal && (!inner.high_in || outer.high_in);
            Some(starts && ends)
        }
        point => contains(outer, point),
    }
}

fn coincides(given: &[Feel]) -> Option<Feel> {
    asked(given, |one, two| match (one, two) {
        (Feel::Range(one), Feel::Range(two)) => {
            let flags = (one.low_in, one.high_in) == (two.low_in, two.high_in);
            Some(equal(&one.low, &two.low)? && equal(&one.high, &two.high)? && flags)
        }
        (Feel::Range(_), _) | (_, Feel::Range(_)) => None,
        (one, two) => equal(one, two),
    })
}

/// A range written in a text: its bounds are literals of one kind, and one of them may be left out.
fn read(given: &[Feel]) -> Option<Feel> {
    let written = text(given, 0)?.trim();
    let open = written.strip_prefix(['(', ']']).or_else(|| written.strip_prefix('['))?;
    let (body, low_in) = (open.strip_suffix([')', ']', '['])?, written.starts_with('['));
    let high_in = written.ends_with(']');
    let range = |shape, low, high| Some(Feel::Range(Arc::new(Range { shape, low, low_in, high, high_in })));
    let bare = body.trim();
    match (bare.strip_suffix(".."), bare.strip_prefix("..")) {
        (Some(low), None) if !high_in => return range(Shape::Half, literal(low)?, Feel::Null),
        (None, Some(high)) if !low_in => return range(Shape::Half, Feel::Null, literal(high)?),
        (None, None) => {}
        _ => return None,
    }
    let Expression::Range(bounds) = expression(written, &super::vocabulary()).ok()? else { return None };
    let (low, high) = (bound(&bounds.low)?, bound(&bounds.high)?);
    if low.is_null() || high.is_null() || order(&low, &high)? == Ordering::Greater {
        return None;
    }
    range(bounds.shape, low, high)
}

fn literal(text: &str) -> Option<Feel> {
    bound(&expression(text, &super::vocabulary()).ok()?).filter(|bound| order(bound, bound).is_some())
}

/// The value of a bound: a literal, or a date or time made of a text.
fn bound(expression: &Expression) -> Option<Feel> {
    use crate::feel::value::Arguments;
    match expression {
        Expression::Literal(value) => Some(value.clone()),
        Expression::Minus(inner) => match bound(inner)? {
            Feel::Number(number) => Some(Feel::Number(number.negated())),
            _ => None,
        },
        Expression::Call(called, Arguments::Placed(given)) => {
            let (Expression::Name(name), [Expression::Literal(Feel::Text(text))]) =
                (called.as_ref(), given.as_slice())
            else {
                return None;
            };
            let read = crate::feel::value::temporal_literal(text);
            ["date", "time", "date and time", "duration"].contains(&&**name).then_some(read)
        }
        _ => None,
    }
}
