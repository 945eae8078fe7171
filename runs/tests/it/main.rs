//! Runs: what is refused, what is selected, what is stored, and what survives.

#![cfg(test)]

mod cases;
mod selecting;
mod storing;

use model::Model;
use runs::{Chance, RunInput, RunProblem, RunStore, RunSummary, Source, execute};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const RUN: &str = "019ab3c4-0000-7000-8000-000000000001";
const HEADER: &str = "household,children,care_type,hours_per_month,changes,income_swing";

fn model() -> Model {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity");
    let read = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
    Model::read(&read("model.toml").replace("k = 1000", "k = 40"), read("rules.dmn").as_bytes())
        .expect("a model")
}

/// Counts up: every salt is another one, and the same on every machine.
struct Counting(u8);

impl Chance for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0;
            self.0 = self.0.wrapping_add(1);
        }
    }
}

/// A folder of its own for one test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("waarborg-runs-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Two hundred households that differ.
fn population() -> String {
    let care = ["dagopvang", "bso", "gastouder"];
    let line = |row: usize| {
        format!(
            "HH-{row:03},{},{},{},{},{}",
            row % 4 + 1,
            care[row % 3],
            row * 7 % 230,
            row * 5 % 9,
            row * 11 % 90
        )
    };
    let lines: Vec<_> = (1..=200).map(line).collect();
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

fn attempt(folder: &Path, file: &Path, ignore: &[String]) -> Result<RunSummary, RunProblem> {
    let model = model();
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let source = Source { path: file, person_column: "household", ignore };
    let input = RunInput { run: RUN, model: &model, source, seed: [5; 32] };
    let staged = execute(&store, &input, &mut Counting(1), &mut |_| ControlFlow::Continue(()))?;
    store.commit(staged)
}

fn run_csv(folder: &Path, text: &str) -> Result<RunSummary, RunProblem> {
    let file = folder.join("cases.csv");
    std::fs::write(&file, text).expect("written");
    attempt(folder, &file, &[])
}
