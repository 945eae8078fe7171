//! Scoring in parallel: the same model over parts of the population, the answers in file order.

use crate::cases::Cases;
use crate::problem::{Faults, RunProblem};
use model::{Model, Undecided, Value};

/// The outcome of everyone, or every case that the model could not decide: a run is never half decided.
pub fn outcomes(model: &Model, cases: &Cases, threads: usize) -> Result<Vec<Value>, RunProblem> {
    let part = cases.len().div_ceil(threads.max(1)).max(1);
    let starts: Vec<usize> = (0..cases.len()).step_by(part).collect();
    let scored = std::thread::scope(|scope| {
        let spawn = |start: &usize| {
            let rows = *start..(*start + part).min(cases.len());
            scope.spawn(move || {
                rows.map(|row| model.evaluate(cases.case(row)).map(|found| found.outcome)).collect::<Vec<_>>()
            })
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

fn column(cause: &Undecided) -> &str {
    match cause {
        Undecided::Input { input, .. } => input,
        Undecided::Column { column, .. } => column,
        _ => "",
    }
}
