//! The values of an input as far as any test can tell them apart: a list of stretches, each with one value of it.

use crate::declaration::{Input, InputType};
use crate::feel::{Test, Unary};
use crate::frozen::Model;
use crate::{Decimal, Value};
use std::collections::BTreeMap;

/// More stretches than this of one input are not looked through.
const MOST_STRETCHES: usize = 20_000;

/// The stretches of one input, in rising order; each stands for all values that no test tells from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stretches {
    /// The smallest value of each stretch.
    pub values: Vec<Value>,
    /// The largest value of each stretch; without steps the same value again.
    pub ends: Vec<Value>,
    /// How far each stretch reaches, from and to.
    pub edges: Vec<[Edge; 2]>,
}

/// Where a stretch begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    pub at: Value,
    /// Whether the value itself lies in the stretch.
    pub included: bool,
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
    let edge = |at: &Value| Edge { at: at.clone(), included: true };
    Stretches {
        edges: values.iter().map(|value| [edge(value), edge(value)]).collect(),
        ends: values.clone(),
        values,
    }
}

/// On which sides of a bound some test changes its answer: between below and the bound, between the bound and above.
#[derive(Debug, Clone, Copy, Default)]
struct Splits {
    below: bool,
    above: bool,
}

/// Every number that a test on the input names, in any of the models.
fn bounds(models: &[&Model], input: usize) -> BTreeMap<Decimal, Splits> {
    let mut found: BTreeMap<Decimal, Splits> = BTreeMap::new();
    let tables =
        models.iter().flat_map(|model| model.tables_in_order().iter().map(move |(_, table)| (*model, table)));
    for (model, table) in tables {
        let columns = table.columns.iter().enumerate();
        for (column, _) in columns.filter(|(_, column)| model.input_of(column.source.node) == Some(input)) {
            let tests = table.rules.iter().filter_map(|rule| rule.tests.get(column));
            for test in tests.flat_map(parts) {
                split(test, &mut found);
            }
        }
    }
    found
}

fn parts(test: &Unary) -> &[Test] {
    match test {
        Unary::Any => &[],
        Unary::OneOf(tests) | Unary::NoneOf(tests) => tests,
    }
}

fn split(test: &Test, found: &mut BTreeMap<Decimal, Splits>) {
    let mut at = |value: &Value, below: bool, above: bool| {
        if let Some(number) = value.as_number() {
            let splits = found.entry(number).or_default();
            splits.below |= below;
            splits.above |= above;
        }
    };
    match test {
        Test::Equal(value) | Test::Unequal(value) => at(value, true, true),
        Test::Range { low, high } => {
            if let Some((value, closed)) = low {
                at(value, *closed, !*closed);
            }
            if let Some((value, closed)) = high {
                at(value, !*closed, *closed);
            }
        }
    }
}

/// Between two neighbouring splits all tests say the same; on the steps that can occur.
fn numbers(input: &Input, bounds: &BTreeMap<Decimal, Splits>) -> Option<Stretches> {
    let (least, most) = (input.minimum?, input.maximum?);
    let inside = bounds.iter().filter(|(bound, _)| **bound >= least && **bound <= most);
    let inside = inside.map(|(bound, splits)| (*bound, *splits));
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
    bounds: impl Iterator<Item = (Decimal, Splits)>,
) -> Option<Stretches> {
    let mut found = Stretches::default();
    let mut from = least.between_steps(step)?.1;
    for (bound, splits) in bounds {
        let (below, above) = bound.between_steps(step)?;
        if below != above {
            push(&mut found, from, below);
            from = above;
            continue;
        }
        if splits.below {
            push(&mut found, from, below.minus(step).ok()?);
            from = below;
        }
        if splits.above {
            push(&mut found, from, below);
            from = above.plus(step).ok()?;
        }
    }
    push(&mut found, from, most.between_steps(step)?.0);
    Some(found)
}

/// Without steps any number can occur: one number stands for each stretch.
fn dense(
    least: Decimal,
    most: Decimal,
    bounds: impl Iterator<Item = (Decimal, Splits)>,
) -> Option<Stretches> {
    let middle = |one: Decimal, two: Decimal| {
        one.rounded_sum(two).and_then(|sum| sum.rounded_product(Decimal::scaled(5, 1)?)).ok()
    };
    let mut found = Stretches::default();
    // Where the open stretch starts, and whether its first number belongs to it.
    let mut start = (least, true);
    for (bound, splits) in bounds {
        if splits.below && bound > least {
            let inside = if start.1 { start.0 } else { middle(start.0, bound)? };
            found.add([inside; 2], [start, (bound, false)]);
            start = (bound, true);
        }
        if splits.above {
            let inside = if start.1 { start.0 } else { bound };
            found.add([inside; 2], [start, (bound, true)]);
            start = (bound, false);
        }
    }
    if start.1 || start.0 < most {
        let inside = if start.1 { start.0 } else { most };
        found.add([inside; 2], [start, (most, true)]);
    }
    Some(found)
}

/// On steps a stretch reaches from its first value to its last.
fn push(found: &mut Stretches, from: Decimal, to: Decimal) {
    if from <= to {
        found.add([from, to], [(from, true), (to, true)]);
    }
}

impl Stretches {
    fn add(&mut self, [value, end]: [Decimal; 2], edges: [(Decimal, bool); 2]) {
        self.values.push(Value::number(value));
        self.ends.push(Value::number(end));
        self.edges.push(edges.map(|(at, included)| Edge { at: Value::number(at), included }));
    }

    /// For which stretches a test holds; none where it makes no sense for a value.
    pub fn holding(&self, test: &Unary) -> Option<Vec<bool>> {
        self.values.iter().map(|value| test.holds(value)).collect()
    }
}
