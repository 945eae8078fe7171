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
    let values = case(space, places);
    let (outcome, undecided) = match model.evaluate(&values) {
        Ok(evaluation) => (Some(evaluation.outcome), None),
        Err(cause) => (None, Some(cause.to_string())),
    };
    let names = model.inputs().iter().map(|input| input.name.clone());
    Witness { case: names.zip(values).collect(), outcome, undecided }
}
