//! Scoring in parallel: the same model over parts of the population, the answers in file order.

use crate::cases::Cases;
use crate::problem::{Faults, RunProblem};
use model::kernel::{Columns, Kernel};
use model::{Model, Undecided, Value};
use std::ops::Range;

/// People whose hit sets are held at once by a thread: bounds memory whatever the size of the run.
const TOGETHER: usize = 65_536;

/// The outcome of everyone, or every case that the model could not decide: a run is never half decided.
pub fn outcomes(model: &Model, cases: &Cases, threads: usize) -> Result<Vec<Value>, RunProblem> {
    let kernel = Kernel::compile(model);
    let part = cases.len().div_ceil(threads.max(1)).max(1);
    let starts: Vec<usize> = (0..cases.len()).step_by(part).collect();
    let scored = std::thread::scope(|scope| {
        let spawn = |start: &usize| {
            let rows = *start..(*start + part).min(cases.len());
            let kernel = &kernel;
            scope.spawn(move || scored(kernel, cases, rows))
        };
        let workers: Vec<_> = starts.iter().map(spawn).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_default()).collect::<Vec<_>>()
    });
    let mut faults = Faults::default();
    let mut outcomes = Vec::with_capacity(cases.len());
    for (row, answer) in (1..).zip(scored.into_iter().flatten()) {
        match answer {
            Ok(outcome) => outcomes.push(outcome),
            Err(cause) => faults.add(row, column(&cause), format!("the model decides nothing: {cause}")),
        }
    }
    faults.into_result()?;
    if outcomes.len() == cases.len() {
        Ok(outcomes)
    } else {
        Err(RunProblem::damaged("a scoring thread broke off"))
    }
}

/// One thread's part, by the compiled model.
fn scored(kernel: &Kernel, cases: &Cases, rows: Range<usize>) -> Vec<Result<Value, Undecided>> {
    let mut answers = Vec::with_capacity(rows.len());
    for start in rows.clone().step_by(TOGETHER) {
        let values = cases.rows(start..(start + TOGETHER).min(rows.end));
        let decided = kernel.decide(&Columns::of_rows(values, kernel.model().inputs().len()));
        answers.extend((0..decided.len()).map(|row| decided.outcome(row)));
    }
    answers
}

fn column(cause: &Undecided) -> &str {
    match cause {
        Undecided::Input { input, .. } => input,
        Undecided::Column { column, .. } => column,
        _ => "",
    }
}
