//! The engine against the standard's test set, against hand-made files, and in the words of the requirements.

#![cfg(test)]

mod analysing;
mod conformance;
mod corpora;
mod decimals;
mod explaining;
mod freezing;
mod hostile;
mod kernels;
mod language;
mod malformed;
mod properties;
mod rechecking;
mod statistical;
mod strict;
mod temporal;
mod verdicts;

use model::{Model, Value};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

const DECLARATION: &str = include_str!("../fixtures/complexity/model.toml");
const RULES: &str = include_str!("../fixtures/complexity/rules.dmn");

/// The same random cases in every run.
fn fixed() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(20_261_124),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn complexity() -> Model {
    Model::read(DECLARATION, RULES.as_bytes()).expect("the fixture is a model")
}

fn number(text: &str) -> Value {
    Value::number(text.parse().expect("a number"))
}

/// Two children, childminder, 190 hours, 6 changes, income moved 20 percent: 1 + 2 + 2 + 4 + 2 points.
fn busy() -> Vec<Value> {
    vec![number("2"), Value::text("gastouder"), number("190"), number("6"), number("20")]
}

/// Reference data beside the repository; its absence is said, and a failure where everything must run.
fn reference(path: &str) -> Option<std::path::PathBuf> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").is_err(), "{} must be there in CI", path.display());
    println!("skipped: {} is not here", path.display());
    None
}
