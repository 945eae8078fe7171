//! The values of an input as far as any test can tell them apart: a list of stretches, each with one value of it.

use crate::declaration::{Input, InputType};
use crate::dmn::Table;
use crate::feel::Unary;
use crate::frozen::Model;
use crate::{Decimal, Value};
use std::collections::BTreeSet;

/// More stretches than this of one input are not looked through.
const MOST_STRETCHES: usize = 20_000;

/// The stretches of one input, in rising order; each stands for all values that no test tells from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretches {
    /// The smallest value of each stretch.
    pub values: Vec<Value>,
    /// The largest value of each stretch.
    pub ends: Vec<Value>,
}

/// The stretches of every input, over the tests of these models. They have the same inputs.
pub fn stretches(models: &[&Model]) -> Option<Vec<Stretches>> {
    let inputs = models.first()?.inputs();
    (0..inputs.len()).map(|place| of_input(models, place)).collect()
}

fn of_input(models: &[&Model], place: usize) -> Option<Stretches> {
    let input = models.first()?.inputs().get(place)?;
    match input.kind {
        InputType::Boolean => Some(each([Value::Boolean(false), Value::Boolean(true)].to_vec())),
        InputType::Text => Some(each(input.values.iter().map(|word| Value::text(word)).collect())),
        InputType::Number => numbers(input, &bounds(models, place)),
    }
}

fn each(values: Vec<Value>) -> Stretches {
    Stretches { ends: values.clone(), values }
}

/// Every number that a test on the input names, in any of the models.
fn bounds(models: &[&Model], input: usize) -> BTreeSet<Decimal> {
    let tables =
        models.iter().flat_map(|model| model.tables_in_order().iter().map(move |(_, table)| (*model, table)));
    let tests = tables.flat_map(|(model, table)| {
        let columns = table.columns.iter().enumerate();
        let about = columns.filter(move |(_, column)| model.input_of(column.source.node) == Some(input));
        about.flat_map(|(column, _)| tests(table, column))
    });
    tests.flat_map(Unary::literals).filter_map(Value::as_number).collect()
}

fn tests(table: &Table, column: usize) -> impl Iterator<Item = &Unary> {
    table.rules.iter().filter_map(move |rule| rule.tests.get(column))
}

/// Between two neighbouring bounds, and on each bound, all tests say the same; on the steps that can occur.
fn numbers(input: &Input, bounds: &BTreeSet<Decimal>) -> Option<Stretches> {
    let (least, most) = (input.minimum?, input.maximum?);
    let inside = bounds.iter().filter(|bound| **bound >= least && **bound <= most).copied();
    let found = match input.step {
        Some(step) => stepped(least, most, step, inside)?,
        None => dense(least, most, inside)?,
    };
    (found.values.len() <= MOST_STRETCHES).then_some(found)
}

fn stepped(
    least: Decimal,
    most: Decimal,
    step: Decimal,
    bounds: impl Iterator<Item = Decimal>,
) -> Option<Stretches> {
    let mut found = Stretches { values: vec![], ends: vec![] };
    let mut from = least.between_steps(step)?.1;
    for bound in bounds {
        let (below, above) = bound.between_steps(step)?;
        if below == above {
            push(&mut found, from, below.minus(step).ok()?);
            push(&mut found, below, below);
            from = above.plus(step).ok()?;
        } else {
            push(&mut found, from, below);
            from = above;
        }
    }
    push(&mut found, from, most.between_steps(step)?.0);
    Some(found)
}

/// Without steps any number can occur: each bound, and one number between each two.
fn dense(least: Decimal, most: Decimal, bounds: impl Iterator<Item = Decimal>) -> Option<Stretches> {
    let points: BTreeSet<Decimal> = bounds.chain([least, most]).collect();
    let mut found = Stretches { values: vec![], ends: vec![] };
    let mut before = None;
    for point in points {
        if let Some(before) = before {
            let middle = point.rounded_sum(before).ok()?.rounded_product(Decimal::scaled(5, 1).ok()?).ok()?;
            push(&mut found, middle, middle);
        }
        push(&mut found, point, point);
        before = Some(point);
    }
    Some(found)
}

fn push(found: &mut Stretches, from: Decimal, to: Decimal) {
    if from <= to {
        found.values.push(Value::number(from));
        found.ends.push(Value::number(to));
    }
}

impl Stretches {
    /// For which stretches a test holds; none where it makes no sense for a value.
    pub fn holding(&self, test: &Unary) -> Option<Vec<bool>> {
        self.values.iter().map(|value| test.holds(value)).collect()
    }
}
