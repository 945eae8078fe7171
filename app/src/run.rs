//! A run: permit first, then scoring under the eyes of a watcher, then segments, then the event.

use crate::account::Caller;
use crate::authorise::Resource;
use crate::chance::Lent;
use crate::command::Recorded;
use crate::door::{App, stream};
use crate::prepare::{Prepared, kept, seal};
use crate::problem::{Problem, fault};
use domain::algorithm::{Algorithm, Command, Permit, RunFacts};
use domain::{AlgorithmId, Digest, Refusal, RunId, Stamp, Text, civil_date};
use model::Model;
use runs::{Progress, RunInput, RunProblem, Source, StagedRun};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// How often progress is told while people are scored.
const TICK: Duration = Duration::from_millis(20);
/// The stream is looked at every ten ticks: an order stops the run within this and a chunk.
const WATCH: u32 = 10;

/// What is to be run.
#[derive(Debug, Clone)]
pub struct RunRequest {
    /// Whose model.
    pub algorithm: AlgorithmId,
    /// The run's new identifier; the same one again is recognised.
    pub run: RunId,
    /// The case file.
    pub cases: PathBuf,
    /// The column with the body's reference of the person.
    pub person_column: String,
    /// Columns that may be there and are not read.
    pub ignore: Vec<String>,
    /// What the run is for, for example the month.
    pub label: Text,
}

/// What was recorded of a run.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunRecorded {
    /// Where it stands.
    pub recorded: Recorded,
    /// Counts and digests.
    pub facts: RunFacts,
}

impl App {
    /// Scores a population, if the permit holds, and records it.
    ///
    /// # Errors
    /// A shut gate, faults in the cases, an order that arrives meanwhile: nothing of the run is then recorded.
    pub async fn run(
        &self,
        caller: &Caller,
        request: RunRequest,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<RunRecorded, Problem> {
        let resource = request.algorithm.to_string();
        let stamp =
            self.0.keeper.stamp(caller, "record-run", Resource::Algorithm(&resource), &*self.0.clock)?;
        let state = self.state(request.algorithm).await?;
        if let Some(known) = state.runs.iter().find(|known| known.facts.run == request.run) {
            let recorded = Recorded {
                algorithm: request.algorithm,
                subject: request.run.to_string(),
                events: vec![],
                repeated: true,
            };
            return Ok(RunRecorded { recorded, facts: known.facts.clone() });
        }
        let model = self.permitted(&state, &stamp)?;
        self.sweep_run(request.run).await?;
        let mut seed = [0; 32];
        self.0.chance.fill(&mut seed);
        let staged = self.scored(&request, model, seed, progress).await?;
        self.record_run(&request, staged, seed, &stamp).await
    }

    /// The model that may run today, read anew from its kept bytes and hashed anew (W02).
    fn permitted(&self, state: &Algorithm, stamp: &Stamp) -> Result<Model, Problem> {
        Permit::of(state, civil_date(stamp.at())).holds()?;
        kept(&self.0.home, state.current_model().ok_or(Refusal::NoModel)?)
    }

    /// Scores in a thread of its own; a watcher cuts it off when the stream moves so that the permit is gone.
    async fn scored(
        &self,
        request: &RunRequest,
        model: Model,
        seed: [u8; 32],
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<StagedRun, Problem> {
        let cut = Arc::new(AtomicBool::new(false));
        let (tell, told) = mpsc::channel();
        let (app, stop, job) = (self.clone(), Arc::clone(&cut), request.clone());
        let hash = Digest::new(model.hash().0);
        let mut scoring = tokio::task::spawn_blocking(move || {
            let run = job.run.to_string();
            let source = Source { path: &job.cases, person_column: &job.person_column, ignore: &job.ignore };
            let input = RunInput { run: &run, model: &model, source, seed };
            let mut watched = |progress: Progress| {
                let _ = tell.send(progress);
                if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            runs::execute(&app.0.runs, &input, &mut Lent(&*app.0.chance), &mut watched)
        });
        let mut version = self.0.store.version(&stream(request.algorithm)).await?;
        let mut ticks = 0;
        let finished = loop {
            if let Ok(finished) = tokio::time::timeout(TICK, &mut scoring).await {
                told.try_iter().for_each(&mut *progress);
                break finished.map_err(|error| fault("score a population", &error))?;
            }
            told.try_iter().for_each(&mut *progress);
            ticks += 1;
            if ticks % WATCH != 0 {
                continue;
            }
            let now = self.0.store.version(&stream(request.algorithm)).await?;
            if now != version {
                version = now;
                let allowed = self.still_permitted(request.algorithm, hash).await;
                cut.store(allowed.is_err(), Ordering::Relaxed);
            }
        };
        match finished {
            Err(RunProblem::Stopped) => {
                self.0.runs.discard(&request.run.to_string())?;
                self.still_permitted(request.algorithm, hash).await?;
                Err(RunProblem::Stopped.into())
            }
            Err(problem) => {
                self.0.runs.discard(&request.run.to_string())?;
                Err(problem.into())
            }
            Ok(staged) => Ok(staged),
        }
    }

    async fn still_permitted(&self, algorithm: AlgorithmId, model: Digest) -> Result<(), Problem> {
        let state = self.state(algorithm).await?;
        Ok(Permit::for_model(&state, model, self.today()).holds()?)
    }

    /// Segments first, then the event: an event never points at nothing.
    async fn record_run(
        &self,
        request: &RunRequest,
        staged: StagedRun,
        seed: [u8; 32],
        stamp: &Stamp,
    ) -> Result<RunRecorded, Problem> {
        let summary = self.0.runs.commit(staged)?;
        let (sealed_seed, vault) = seal(&*self.0.chance, &hex(&seed));
        let facts = RunFacts {
            run: request.run,
            model: summary.model.parse().map_err(|error| fault("record a run", &error))?,
            label: request.label.clone(),
            cases_digest: Digest::new(summary.cases_digest.0),
            people: summary.people,
            selected: summary.selected,
            targeted: summary.targeted,
            random: summary.random,
            people_root: Digest::new(summary.people_root.0),
            seed: sealed_seed,
        };
        let command = Command::RecordRun { run: facts.clone() };
        let prepared = Prepared { command, vault: vec![vault], subject: request.run.to_string() };
        // What counts is the moment of recording: an order of a second ago is in force.
        let stamp = Stamp::new(stamp.actor(), self.0.clock.now());
        match self.record(request.algorithm, prepared, &stamp).await {
            Ok(recorded) => Ok(RunRecorded { recorded, facts }),
            Err(problem) => {
                self.sweep_run(request.run).await?;
                Err(problem)
            }
        }
    }

    /// Throws away segments of this run whose event was never recorded: a killed run is as if it never was.
    async fn sweep_run(&self, run: RunId) -> Result<(), Problem> {
        if self.0.store.run(&run.to_string()).await?.is_none() {
            self.0.runs.discard(&run.to_string())?;
        }
        Ok(())
    }
}

fn hex(bytes: &[u8; 32]) -> String {
    ledger::Hash(*bytes).to_string()
}
