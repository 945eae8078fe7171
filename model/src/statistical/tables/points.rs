//! Points that add up, as rules that are collected: one rule a bucket, one a coefficient, one for everybody.

use super::{Refused, Shape, sum, written};
use crate::Value;
use crate::declaration::{Input, InputType};
use crate::dmn::{Rule, Table};
use crate::feel::{Test, Unary};
use crate::statistical::additive::{Additive, Cell, Lookup, Product, Term};
use crate::statistical::axis::{Axis, Buckets, Cut};
use crate::statistical::fact::Fact;
use crate::statistical::formula::Formula;
use std::collections::BTreeMap;

/// More buckets than this nobody would ever read.
const MOST_RULES: usize = 10_000;

pub fn table(additive: &Additive, shape: &Shape<'_>) -> Result<Table, Refused> {
    let mut rules = vec![];
    for term in &additive.terms {
        match term {
            Term::Lookup(lookup) => buckets(lookup, shape, &mut rules)?,
            Term::Product(term) => rules.push(product(term, shape)?),
        }
        if rules.len() > MOST_RULES {
            return Err(format!("the model has more than {MOST_RULES} buckets"));
        }
    }
    rules.push(Rule {
        annotation: "iedereen | everybody".to_owned(),
        ..shape.rule(&BTreeMap::new(), Value::number(additive.intercept))
    });
    Ok(shape.table(sum(), rules))
}

/// One rule for each bucket, or each pair of buckets, that the declared values can be in.
fn buckets(lookup: &Lookup, shape: &Shape<'_>, rules: &mut Vec<Rule>) -> Result<(), Refused> {
    let nothing: Vec<Place> = vec![(0, None, None)];
    let axis = |place: usize| lookup.axes.get(place).map(|axis| places(axis, shape));
    let (first, second) = (axis(0).unwrap_or_else(|| nothing.clone()), axis(1).unwrap_or(nothing));
    for one in &first {
        for two in &second {
            let at: Vec<usize> = [one.0, two.0].into_iter().take(lookup.axes.len()).collect();
            let Some(Cell::Adds { points, reason }) = lookup.cell(&at) else {
                return Err(gap(lookup, &at, shape));
            };
            let asks =
                [one, two].into_iter().filter_map(|(_, column, test)| Some(((*column)?, test.clone()?)));
            let rule = shape.rule(&asks.collect(), Value::number(*points));
            rules.push(Rule { annotation: reason.clone().unwrap_or_default(), ..rule });
        }
    }
    Ok(())
}

/// A place on an axis that the declaration allows: its number, its column and its test.
type Place = (usize, Option<usize>, Option<Unary>);

fn places(axis: &Axis, shape: &Shape<'_>) -> Vec<Place> {
    let (column, input) = (shape.column(axis.input), shape.declared(axis.input));
    let unseen = axis.len() + 1;
    match &axis.buckets {
        Buckets::Cuts(cuts) => {
            let bucket = |place: usize| {
                let (lower, upper) =
                    (place.checked_sub(1).and_then(|below| cuts.get(below)), cuts.get(place));
                let test = written::between(lower, upper).map(|test| Unary::OneOf(vec![test]));
                reaches(lower, upper, input).then_some((place, column, test))
            };
            (0..axis.len()).filter_map(bucket).collect()
        }
        Buckets::Groups(groups) => {
            let listed = |words: Vec<&str>| {
                let tests: Vec<_> =
                    words.into_iter().map(|word| Test::Equal(written::word(word, input))).collect();
                (!tests.is_empty()).then_some(Unary::OneOf(tests))
            };
            let in_group = |(place, group): (usize, &Vec<String>)| {
                let words = group.iter().map(String::as_str).filter(|word| written::possible(word, input));
                Some((place, column, Some(listed(words.collect())?)))
            };
            let known = |word: &str| groups.iter().flatten().any(|known| known == word);
            let others = declared_words(input).into_iter().filter(|word| !known(word)).collect();
            let rest = listed(others).map(|test| (unseen, column, Some(test)));
            groups.iter().enumerate().filter_map(in_group).chain(rest).collect()
        }
    }
}

pub fn declared_words(input: Option<&Input>) -> Vec<&str> {
    match input {
        None => vec![],
        Some(input) if input.kind == InputType::Boolean => vec!["true", "false"],
        Some(input) => input.values.iter().map(String::as_str).collect(),
    }
}

/// Whether a declared number can lie between the cuts.
fn reaches(lower: Option<&Cut>, upper: Option<&Cut>, input: Option<&Input>) -> bool {
    let (minimum, maximum) = (input.and_then(|input| input.minimum), input.and_then(|input| input.maximum));
    let above = upper.zip(minimum).is_none_or(|(cut, least)| least < cut.at || cut.below && least == cut.at);
    let below = lower.zip(maximum).is_none_or(|(cut, most)| most > cut.at || !cut.below && most == cut.at);
    above && below
}

fn gap(lookup: &Lookup, at: &[usize], shape: &Shape<'_>) -> Refused {
    let buckets = lookup.axes.iter().zip(at).map(|(axis, place)| axis.text(shape.name(axis.input), *place));
    format!(
        "`{}` gives no points where {}: declare a range or values in which it always does",
        lookup.name,
        buckets.collect::<Vec<_>>().join(" and ")
    )
}

fn product(product: &Product, shape: &Shape<'_>) -> Result<Rule, Refused> {
    let mut asks = BTreeMap::new();
    for (field, fact) in &product.when {
        let (Some(column), Fact::Word(word)) = (shape.column(*field), fact) else {
            return Err(format!("`{}` holds only for a number", product.name));
        };
        let test = Test::Equal(written::word(word, shape.declared(*field)));
        asks.insert(column, Unary::OneOf(vec![test]));
    }
    let mut times = vec![];
    for (formula, power) in &product.factors {
        let Formula::Input(field) = formula else {
            let name = &product.name;
            return Err(format!(
                "`{name}` is multiplied with something computed: make it an input of its own"
            ));
        };
        let column = shape.column(*field).ok_or("an input is missing")?;
        times.extend((0..*power).map(|_| column));
    }
    let rule = shape.rule(&asks, Value::number(product.coefficient));
    Ok(Rule { times, ..rule })
}
