//! Functions of numbers.

use super::given::{number, some};
use super::{Builtin, Run};
use crate::decimal::Rounding;
use crate::feel::value::Feel;
use crate::{Decimal, DecimalError};

pub const ALL: &[Builtin] = &[
    Builtin {
        name: "decimal",
        forms: &[&["n", "scale"]],
        run: Run::Plain(|given| to(given, Rounding::HalfEven)),
    },
    Builtin {
        name: "floor",
        forms: &[&["n", "scale?"]],
        run: Run::Plain(|given| to(given, Rounding::Floor)),
    },
    Builtin {
        name: "ceiling",
        forms: &[&["n", "scale?"]],
        run: Run::Plain(|given| to(given, Rounding::Ceiling)),
    },
    Builtin { name: "round up", forms: &[&["n", "scale"]], run: Run::Plain(|given| to(given, Rounding::Up)) },
    Builtin {
        name: "round down",
        forms: &[&["n", "scale"]],
        run: Run::Plain(|given| to(given, Rounding::Down)),
    },
    Builtin {
        name: "round half up",
        forms: &[&["n", "scale"]],
        run: Run::Plain(|given| to(given, Rounding::HalfUp)),
    },
    Builtin {
        name: "round half down",
        forms: &[&["n", "scale"]],
        run: Run::Plain(|given| to(given, Rounding::HalfDown)),
    },
    Builtin { name: "abs", forms: &[&["n"]], run: Run::Plain(abs) },
    Builtin { name: "modulo", forms: &[&["dividend", "divisor"]], run: Run::Plain(modulo) },
    Builtin { name: "sqrt", forms: &[&["number"]], run: Run::Series(|given| one(given, Decimal::root)) },
    Builtin { name: "log", forms: &[&["number"]], run: Run::Series(|given| one(given, Decimal::logarithm)) },
    Builtin {
        name: "exp",
        forms: &[&["number"]],
        run: Run::Series(|given| one(given, Decimal::exponential)),
    },
    Builtin { name: "odd", forms: &[&["number"]], run: Run::Plain(|given| rest_of_two(given, true)) },
    Builtin { name: "even", forms: &[&["number"]], run: Run::Plain(|given| rest_of_two(given, false)) },
];

/// Rounded to so many digits behind the point; to whole numbers where it is not said.
fn to(given: &[Feel], rounding: Rounding) -> Option<Feel> {
    let value = number(given, 0)?;
    let places = match given.len() {
        1 => 0,
        _ => i32::try_from(super::given::whole(given, 1)?)
            .ok()
            .filter(|places| (-6111..=6176).contains(places))?,
    };
    value.to_places(places, rounding).ok().map(Feel::Number)
}

fn one(given: &[Feel], operation: impl Fn(Decimal) -> Result<Decimal, DecimalError>) -> Option<Feel> {
    operation(number(given, 0)?).ok().map(Feel::Number)
}

fn abs(given: &[Feel]) -> Option<Feel> {
    match some(given, 0)?.single() {
        Feel::Number(number) => Some(Feel::Number(number.size())),
        Feel::Days(days) => Some(Feel::Days(days.absolute())),
        Feel::Months(months) => Some(Feel::Months(months.absolute())),
        _ => None,
    }
}

/// With the sign of the divisor: what is left after as many whole divisors as lie below.
fn modulo(given: &[Feel]) -> Option<Feel> {
    number(given, 0)?.modulo(number(given, 1)?).ok().map(Feel::Number)
}

fn rest_of_two(given: &[Feel], odd: bool) -> Option<Feel> {
    let number = number(given, 0)?;
    if !number.is_whole() {
        return Some(Feel::Boolean(false));
    }
    let rest = number.modulo(Decimal::whole(2)).ok()?;
    Some(Feel::Boolean((rest != Decimal::ZERO) == odd))
}
