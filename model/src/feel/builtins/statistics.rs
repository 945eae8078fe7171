//! Functions that make one value of a list.

use super::given::{numbers, spread};
use super::{Builtin, Run};
use crate::Decimal;
use crate::feel::evaluate::order;
use crate::feel::value::Feel;
use std::cmp::Ordering;

pub const ALL: &[Builtin] = &[
    Builtin {
        name: "min",
        forms: &[&["list"], &["c*"]],
        run: Run::Plain(|given| extreme(given, Ordering::Less)),
    },
    Builtin {
        name: "max",
        forms: &[&["list"], &["c*"]],
        run: Run::Plain(|given| extreme(given, Ordering::Greater)),
    },
    Builtin { name: "sum", forms: &[&["list"], &["n*"]], run: Run::Plain(sum) },
    Builtin { name: "mean", forms: &[&["list"], &["n*"]], run: Run::Plain(mean) },
    Builtin { name: "product", forms: &[&["list"], &["n*"]], run: Run::Plain(product) },
    Builtin { name: "median", forms: &[&["list"], &["n*"]], run: Run::Plain(median) },
    Builtin { name: "stddev", forms: &[&["list"], &["n*"]], run: Run::Series(deviation) },
    Builtin { name: "mode", forms: &[&["list"], &["n*"]], run: Run::Plain(mode) },
    Builtin { name: "all", forms: &[&["list"], &["b*"]], run: Run::Plain(|given| decided(given, false)) },
    Builtin { name: "any", forms: &[&["list"], &["b*"]], run: Run::Plain(|given| decided(given, true)) },
];

fn extreme(given: &[Feel], wanted: Ordering) -> Option<Feel> {
    let values = spread(given)?;
    let mut best = values.first()?.clone();
    order(&best, &best)?;
    for value in values.iter().skip(1) {
        if order(value, &best)? == wanted {
            best = value.clone();
        }
    }
    Some(best)
}

fn total(numbers: &[Decimal]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, next| sum.rounded_sum(*next).ok())
}

/// How many, as a number.
fn many(numbers: &[Decimal]) -> Option<Decimal> {
    i64::try_from(numbers.len()).ok().map(Decimal::whole)
}

fn sum(given: &[Feel]) -> Option<Feel> {
    let numbers = numbers(given).filter(|numbers| !numbers.is_empty())?;
    total(&numbers).map(Feel::Number)
}

fn average(numbers: &[Decimal]) -> Option<Decimal> {
    total(numbers)?.rounded_quotient(many(numbers)?).ok()
}

fn mean(given: &[Feel]) -> Option<Feel> {
    average(&numbers(given)?).map(Feel::Number)
}

fn product(given: &[Feel]) -> Option<Feel> {
    let numbers = numbers(given).filter(|numbers| !numbers.is_empty())?;
    let product =
        numbers.iter().try_fold(Decimal::whole(1), |product, next| product.rounded_product(*next).ok());
    product.map(Feel::Number)
}

fn median(given: &[Feel]) -> Option<Feel> {
    let mut numbers = numbers(given)?;
    numbers.sort_unstable();
    let upper = numbers.get(numbers.len() / 2).copied()?;
    if numbers.len() % 2 == 1 {
        return Some(Feel::Number(upper));
    }
    let lower = numbers.get((numbers.len() / 2).checked_sub(1)?).copied()?;
    average(&[lower, upper]).map(Feel::Number)
}

/// Of a sample: divided by one fewer than there are.
fn deviation(given: &[Feel]) -> Option<Feel> {
    let numbers = numbers(given).filter(|numbers| numbers.len() > 1)?;
    let mean = average(&numbers)?;
    let squares = numbers.iter().map(|number| {
        let apart = number.rounded_difference(mean).ok()?;
        apart.rounded_product(apart).ok()
    });
    let squares = squares.collect::<Option<Vec<Decimal>>>()?;
    let fewer = many(&numbers)?.rounded_difference(Decimal::whole(1)).ok()?;
    total(&squares)?.rounded_quotient(fewer).ok()?.root().ok().map(Feel::Number)
}

/// The most frequent numbers, smallest first.
fn mode(given: &[Feel]) -> Option<Feel> {
    let mut numbers = numbers(given)?;
    numbers.sort_unstable();
    let runs: Vec<&[Decimal]> = numbers.chunk_by(|one, two| one == two).collect();
    let longest = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let most = runs.iter().filter(|run| run.len() == longest).filter_map(|run| run.first());
    Some(Feel::list(most.map(|number| Feel::Number(*number)).collect()))
}

/// One that decides is enough; otherwise all must be known.
fn decided(given: &[Feel], decides: bool) -> Option<Feel> {
    let values = spread(given)?;
    let is = |value: &Feel, wanted: bool| matches!(value, Feel::Boolean(flag) if *flag == wanted);
    if values.iter().any(|value| is(value, decides)) {
        return Some(Feel::Boolean(decides));
    }
    values.iter().all(|value| is(value, !decides)).then_some(Feel::Boolean(!decides))
}
