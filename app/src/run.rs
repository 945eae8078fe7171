//! A run: permit first, then scoring under the eyes of a watcher, then segments, then the event.

use crate::account::Caller;
use crate::authorise::Resource;
use crate::chance::Lent;
use crate::command::Recorded;
use crate::door::{App, stream};
use crate::prepare::{Prepared, kept, seal};
use crate::problem::{Problem, fault};
use crate::under_way::UnderWay;
use domain::algorithm::{Algorithm, Command, Permit, RunFacts};
use domain::{AlgorithmId, Digest, Refusal, RunId, Stamp, Text, civil_date};
use model::Model;
use runs::{Progress, RunInput, RunProblem, Source, StagedRun};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::mpsc;

/// How often the stream is looked at while people are scored: an order stops the run within this and a chunk.
const WATCH: Duration = Duration::from_millis(200);

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
        let under_way = Arc::new(UnderWay::begin(&self.0.home, request.run)?);
        let state = self.state(request.algorithm).await?;
        if let Some(known) = recognised(&state, &request) {
            return Ok(known);
        }
        let model = self.permitted(&state, &stamp)?;
        self.is_free(request.run).await?;
        let mut seed = [0; 32];
        self.0.chance.fill(&mut seed);
        let staged = self.scored(&request, Scoring { model, seed, under_way }, progress).await?;
        self.record_run(&request, staged, seed, &stamp).await
    }

    /// An identifier stands for one run, whoever made it; whatever a killed attempt left under it goes.
    async fn is_free(&self, run: RunId) -> Result<(), Problem> {
        self.sweep_run(run).await?;
        match self.0.store.run(&run.to_string()).await? {
            Some(_) => Err(Refusal::RunExists { run }.into()),
            None => Ok(()),
        }
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
        scoring: Scoring,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<StagedRun, Problem> {
        let hash = Digest::new(scoring.model.hash().0);
        let mut version = self.0.store.version(&stream(request.algorithm)).await?;
        let (tell, mut told) = mpsc::unbounded_channel();
        let cut = CutOff(Arc::default());
        let (app, signal, job) = (self.clone(), Arc::clone(&cut.0), request.clone());
        let mut finishing = tokio::task::spawn_blocking(move || scoring.execute(&app, &job, &tell, &signal));
        let mut look = tokio::time::interval(WATCH);
        let finished = loop {
            tokio::select! {
                Some(step) = told.recv() => progress(step),
                finished = &mut finishing => break finished,
                _ = look.tick() => {
                    let now = self.0.store.version(&stream(request.algorithm)).await?;
                    if now != version {
                        version = now;
                        let allowed = self.still_permitted(request.algorithm, hash).await;
                        cut.0.store(allowed.is_err(), Ordering::Relaxed);
                    }
                }
            }
        };
        while let Ok(step) = told.try_recv() {
            progress(step);
        }
        match finished.map_err(|error| fault("score a population", &error))? {
            Err(RunProblem::Stopped) => {
                self.still_permitted(request.algorithm, hash).await?;
                Err(RunProblem::Stopped.into())
            }
            finished => Ok(finished?),
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
}

/// What the scoring thread works with. It holds the marker: who stops waiting does not stop the thread at once.
struct Scoring {
    model: Model,
    seed: [u8; 32],
    under_way: Arc<UnderWay>,
}

impl Scoring {
    fn execute(
        self,
        app: &App,
        request: &RunRequest,
        tell: &mpsc::UnboundedSender<Progress>,
        stop: &AtomicBool,
    ) -> Result<StagedRun, RunProblem> {
        let run = request.run.to_string();
        let source =
            Source { path: &request.cases, person_column: &request.person_column, ignore: &request.ignore };
        let input = RunInput { run: &run, model: &self.model, source, seed: self.seed };
        let mut watched = |step: Progress| {
            let _ = tell.send(step);
            if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let staged = runs::execute(&app.0.runs, &input, &mut Lent(&*app.0.chance), &mut watched);
        drop(self.under_way);
        staged
    }
}

/// Cuts the scoring off when nobody waits for it any more.
struct CutOff(Arc<AtomicBool>);

impl Drop for CutOff {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The run as it was recorded, when it was.
fn recognised(state: &Algorithm, request: &RunRequest) -> Option<RunRecorded> {
    let known = state.runs.iter().find(|known| known.facts.run == request.run)?;
    let recorded = Recorded {
        algorithm: request.algorithm,
        subject: request.run.to_string(),
        events: vec![],
        repeated: true,
    };
    Some(RunRecorded { recorded, facts: known.facts.clone() })
}

fn hex(bytes: &[u8; 32]) -> String {
    ledger::Hash(*bytes).to_string()
}
