//! Trying a model on made-up data: the same door as a run, and nothing of it is kept.

use crate::door::App;
use crate::problem::{Invalid, Problem};
use domain::{AlgorithmId, Digest};
use model::{Explanation, Input, Model, Value};
use std::collections::BTreeMap;

impl App {
    /// What a proposed model answers about made-up data, written by the names of its inputs.
    ///
    /// # Errors
    /// When the algorithm never proposed this model; when a value is missing or cannot occur, every fault at once;
    /// when the model decides nothing about these values.
    pub async fn try_model(
        &self,
        algorithm: AlgorithmId,
        hash: Digest,
        written: &BTreeMap<String, String>,
    ) -> Result<Explanation, Problem> {
        trial(&self.proposed(algorithm, hash).await?, written)
    }
}

/// What a model answers about made-up data.
///
/// # Errors
/// When a value is unknown, missing or cannot occur, every fault at once; when the model decides nothing.
pub fn trial(model: &Model, written: &BTreeMap<String, String>) -> Result<Explanation, Problem> {
    let mut faults = vec![];
    let case: Vec<Value> = model.inputs().iter().map(|input| read(input, written, &mut faults)).collect();
    let known = |name: &String| model.inputs().iter().any(|input| input.name == *name);
    for name in written.keys().filter(|name| !known(name)) {
        faults.push(Invalid { place: name.clone(), message: "the model has no such input".to_owned() });
    }
    if !faults.is_empty() {
        return Err(Problem::Invalid(faults));
    }
    let evaluation = model
        .evaluate(&case)
        .map_err(|cause| Problem::invalid("", format!("nothing is decided: {cause}")))?;
    let goal = Model::goal(&model.declaration().selection, None);
    Ok(model.explain(&case, &evaluation, &goal))
}

fn read(input: &Input, written: &BTreeMap<String, String>, faults: &mut Vec<Invalid>) -> Value {
    let text = written.get(&input.name).map_or("", String::as_str);
    let value = input.value_of(text).and_then(|value| input.accepts(&value).map(|()| value));
    value.unwrap_or_else(|message| {
        faults.push(Invalid { place: input.name.clone(), message });
        Value::Null
    })
}
