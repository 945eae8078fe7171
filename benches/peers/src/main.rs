//! Other engines beside ours: one table, the same cases, one thread, one run. Prints; stops at the first difference.
//!
//! Inputs are converted before the clock starts, for all. Every outcome is compared with one computed by hand.

mod engines;
mod oracle;

#[path = "../../../model/benches/made/mod.rs"]
#[expect(dead_code, reason = "made for more tables than this one")]
mod made;

use made::timing::median;
use made::{PEOPLE, Stored};
use model::kernel::Kernel;
use std::hint::black_box;

/// Different people, and how often they come again for the engine that would be done too soon.
const CASES: usize = 10_000;
const AGAIN: usize = 400;
const BATCH: usize = 65_536;
const TIMES: usize = 15;

fn main() {
    let people = made::people(&PEOPLE, CASES);
    let expected = oracle::outcomes(&people);
    let tables = [made::twelve("points", "hitPolicy=\"FIRST\"")];
    let ours = ours(&people, &tables, &expected);
    line("this engine, columns, hit set", ours, ours);
    let rows = by_rows(&people, &tables, &expected);
    line("this engine, row by row, trace", rows, ours);
    let xml = made::rules_file(&PEOPLE, &tables);
    line("dsntk 0.3.0", engines::dsntk(&xml, &people, &expected), ours);
    for (name, compiled, trace) in [
        ("zen-engine 2.1.6, as read", false, false),
        ("zen-engine 2.1.6, compiled", true, false),
        ("zen-engine 2.1.6, compiled, trace", true, true),
    ] {
        line(name, engines::zen(&tables[0], (compiled, trace), &people, &expected), ours);
    }
}

fn line(name: &str, rate: f64, ours: f64) {
    println!("{name:<36} {rate:>14.0} decisions/s, ours is {:>7.1} times that", ours / rate);
}

/// Decisions a second for an action that decides every case once.
fn rate(cases: usize, act: impl FnMut()) -> f64 {
    cases as f64 / median(TIMES, act)
}

fn ours(people: &[Stored], tables: &[made::Made], expected: &[i64]) -> f64 {
    let kernel = Kernel::compile(&made::model(&PEOPLE, tables));
    assert!(kernel.is_compiled());
    let decided = kernel.decide(&made::part(people, 0..CASES));
    for (row, expected) in expected.iter().enumerate() {
        assert_eq!(decided.outcome(row).expect("decided").to_string(), expected.to_string(), "case {row}");
    }
    let again: Vec<Stored> = people
        .iter()
        .map(|stored| match stored {
            Stored::Numbers(units) => Stored::Numbers(units.repeat(AGAIN)),
            Stored::Words(keys, words) => Stored::Words(keys.repeat(AGAIN), words),
        })
        .collect();
    let rows = CASES * AGAIN;
    rate(rows, || {
        for start in (0..rows).step_by(BATCH) {
            black_box(kernel.decide(&made::part(&again, start..(start + BATCH).min(rows))));
        }
    })
}

fn by_rows(people: &[Stored], tables: &[made::Made], expected: &[i64]) -> f64 {
    let model = made::model(&PEOPLE, tables);
    let cases: Vec<_> = (0..CASES).map(|row| made::case(people, row)).collect();
    for (case, expected) in cases.iter().zip(expected) {
        assert_eq!(model.evaluate(case).expect("decided").outcome.to_string(), expected.to_string());
    }
    rate(CASES, || {
        for case in &cases {
            black_box(model.evaluate(case)).expect("decided");
        }
    })
}
