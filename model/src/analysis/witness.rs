//! From places on axes to a case that the model itself decides.

use super::report::Witness;
use super::space::Stretches;
use crate::Value;
use crate::frozen::Model;

/// The values at these places, one an input.
pub fn case(space: &[Stretches], places: &[usize]) -> Vec<Value> {
    let value = |(stretches, place): (&Stretches, &usize)| {
        stretches.values.get(*place).cloned().unwrap_or(Value::Null)
    };
    space.iter().zip(places).map(value).collect()
}

/// A case with what the model makes of it.
pub fn witness(model: &Model, space: &[Stretches], places: &[usize]) -> Witness {
    decided(model, case(space, places))
}

/// The same case with the last value of its stretch for one input: the one next to the bound.
pub fn at_the_end(model: &Model, space: &[Stretches], found: &Witness, input: usize) -> Witness {
    let mut values: Vec<Value> = found.case.iter().map(|(_, value)| value.clone()).collect();
    let last = space.get(input).zip(values.get(input)).and_then(|(stretches, value)| {
        let place = stretches.values.iter().position(|start| start == value)?;
        stretches.ends.get(place).cloned()
    });
    if let Some((slot, last)) = values.get_mut(input).zip(last) {
        *slot = last;
    }
    decided(model, values)
}

fn decided(model: &Model, values: Vec<Value>) -> Witness {
    let (outcome, undecided) = match model.evaluate(&values) {
        Ok(evaluation) => (Some(evaluation.outcome), None),
        Err(cause) => (None, Some(cause.to_string())),
    };
    let names = model.inputs().iter().map(|input| input.name.clone());
    Witness { case: names.zip(values).collect(), outcome, undecided }
}
