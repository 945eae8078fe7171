//! One decision online: decided, explained with its smallest changes, and told in Dutch. Prints, asserts nothing.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark measures time and stops at the first surprise"
)]

use model::kernel::Kernel;
use model::{Decimal, Goal, Model, Value};
use std::hint::black_box;
use std::time::Instant;
use waarborg::present::{Lang, tried};

const ROUNDS: u32 = 20_000;

fn main() {
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity");
    let file = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
    let model = Model::read(&file("model.toml"), file("rules.dmn").as_bytes()).expect("a model");
    let kernel = Kernel::compile(&model);
    let whole = |number| Value::number(Decimal::whole(number));
    let case = [whole(2), Value::text("gastouder"), whole(190), whole(6), whole(20)];
    let explain = || kernel.explain(&case, &Goal::Other).expect("an outcome");
    let start = Instant::now();
    for _ in 0..ROUNDS {
        black_box(explain());
    }
    let explained = start.elapsed() / ROUNDS;
    let start = Instant::now();
    for _ in 0..ROUNDS {
        black_box(tried(Lang::Nl, model.declaration(), &explain()));
    }
    let told = start.elapsed() / ROUNDS;
    println!("decided and explained: {explained:?}; told in Dutch as well: {told:?}");
}
