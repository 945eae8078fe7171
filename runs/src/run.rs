//! One run, from case file to staged segments. Nothing of it is visible until the store commits it.

use crate::cases::{Cases, Source};
use crate::problem::RunProblem;
use crate::record::{Case, Record, points, traces};
use crate::segments::{self, ROWS, Rows, ValuesWriter};
use crate::select::{Route, select};
use crate::store::{RunStore, remove, write_durably};
use crate::summary::{Counts, FORMAT, RunSummary, Segment, StagedRun};
use crate::{Chance, score};
use ledger::commitment::{Salt, commit};
use ledger::merkle::Frontier;
use ledger::receipt::PERSON_TAG;
use ledger::{Hash, leaf_hash};
use model::{Model, Value};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// Parts that may wait between the threads: bounds memory whatever the size of the run.
const WAITING: usize = 4;
const THREADS: usize = 2;

/// What a run is made from.
pub struct RunInput<'a> {
    /// The run's identifier.
    pub run: &'a str,
    /// The frozen model.
    pub model: &'a Model,
    /// The case file.
    pub source: Source<'a>,
    /// The seed of the lot, secret: with it random and targeted could be told apart.
    pub seed: [u8; 32],
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// People done.
    pub done: u64,
    /// People in all; 0 while unknown.
    pub people: u64,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The case file is read and checked.
    Reading,
    /// The model decides.
    Scoring,
    /// Records are sealed and written.
    Writing,
}

/// Scores a population into staged segments.
///
/// # Errors
/// Faults in the cases, a stop by `progress`, or a file that cannot be written; nothing stays behind.
pub fn execute(
    store: &RunStore,
    input: &RunInput<'_>,
    chance: &mut dyn Chance,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<StagedRun, RunProblem> {
    let mut tell = |stage, done: usize, people: usize| match progress(Progress {
        stage,
        done: done as u64,
        people: people as u64,
    }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(RunProblem::Stopped),
    };
    tell(Stage::Reading, 0, 0)?;
    let cases = Cases::read(&input.source, input.model)?;
    tell(Stage::Scoring, 0, cases.len())?;
    let outcomes = score::outcomes(input.model, &cases, THREADS)?;
    let (routes, cut_off) = select(&input.model.declaration().selection, &outcomes, &input.seed);
    tell(Stage::Writing, 0, cases.len())?;
    let folder = store.staging(input.run)?;
    let scored = Scored { input, cases: &cases, outcomes: &outcomes, routes: &routes, cut_off };
    let staged = scored.stage(&folder, chance, &mut |done| tell(Stage::Writing, done, cases.len()));
    if staged.is_err() {
        remove(&folder)?;
    }
    Ok(StagedRun { summary: staged?, folder })
}

/// A population with its outcomes and routes, ready to be sealed.
struct Scored<'a> {
    input: &'a RunInput<'a>,
    cases: &'a Cases,
    outcomes: &'a [Value],
    routes: &'a [Route],
    cut_off: Option<model::Decimal>,
}

/// A part of the population on its way through a sealing thread.
type Job = (usize, Vec<[u8; 64]>);
type Sealed = (usize, Rows, Vec<Hash>);

impl Scored<'_> {
    /// Every file of the run, durable.
    fn stage(
        &self,
        folder: &Path,
        chance: &mut dyn Chance,
        tell: &mut dyn FnMut(usize) -> Result<(), RunProblem>,
    ) -> Result<RunSummary, RunProblem> {
        let mut summary = self.summary(self.write(folder, chance, tell)?);
        summary.segments = segments_of(folder)?;
        let text = serde_json::to_string_pretty(&summary).map_err(RunProblem::damaged)?;
        write_durably(&folder.join(segments::SUMMARY), text.as_bytes())?;
        Ok(summary)
    }

    fn write(
        &self,
        folder: &Path,
        chance: &mut dyn Chance,
        tell: &mut dyn FnMut(usize) -> Result<(), RunProblem>,
    ) -> Result<Hash, RunProblem> {
        let mut values = ValuesWriter::create(&folder.join(segments::VALUES))?;
        let mut leaves: Vec<Hash> = Vec::with_capacity(self.cases.len());
        let mut tree = Frontier::default();
        self.sealed_parts(chance, |rows, hashes| {
            values.write(&rows)?;
            for hash in &hashes {
                tree.push(*hash);
            }
            leaves.extend(hashes);
            tell(leaves.len())
        })?;
        values.finish()?;
        write_durably(&folder.join(segments::COMMITMENTS), leaf_bytes(&leaves).as_flattened())?;
        write_durably(&folder.join(segments::PEOPLE), &segments::people_index(&self.cases.people))?;
        write_durably(&folder.join(segments::QUEUE), &segments::queue_index(&leaves, self.routes))?;
        Ok(tree.root())
    }

    /// Seals parts side by side and hands them over in file order.
    fn sealed_parts(
        &self,
        chance: &mut dyn Chance,
        mut take: impl FnMut(Rows, Vec<Hash>) -> Result<(), RunProblem>,
    ) -> Result<(), RunProblem> {
        let starts: Vec<usize> = (0..self.cases.len()).step_by(ROWS).collect();
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..THREADS)
                .map(|_| {
                    let (give, jobs) = sync_channel::<Job>(WAITING);
                    let (hand, done) = sync_channel::<Result<Sealed, RunProblem>>(WAITING);
                    scope.spawn(move || {
                        jobs.into_iter().try_for_each(|job| hand.send(self.seal(job)).map_err(drop))
                    });
                    (give, done)
                })
                .collect();
            // Parts go round the threads and are taken back in the same order, always a few ahead.
            let mut ahead = starts.iter().enumerate();
            let mut feed = || {
                if let Some((number, start)) = ahead.next() {
                    let mut salts = vec![[0; 64]; ROWS.min(self.cases.len() - start)];
                    chance.fill(salts.as_flattened_mut());
                    if let Some((give, _)) = workers.get(number % THREADS) {
                        let _ = give.send((*start, salts));
                    }
                }
            };
            (0..THREADS * (WAITING - 1)).for_each(|_| feed());
            for number in 0..starts.len() {
                let broken = || RunProblem::damaged("a sealing thread broke off");
                let (_, done) = workers.get(number % THREADS).ok_or_else(broken)?;
                let (_, rows, hashes) = done.recv().map_err(|_| broken())??;
                feed();
                take(rows, hashes)?;
            }
            Ok(())
        })
    }

    fn seal(&self, (start, salts): Job) -> Result<Sealed, RunProblem> {
        let model = self.input.model;
        let hash = model.hash().to_string();
        let mut sorted: Vec<(usize, &str)> =
            model.inputs().iter().map(|input| input.name.as_str()).enumerate().collect();
        sorted.sort_by(|(_, one), (_, other)| one.encode_utf16().cmp(other.encode_utf16()));
        let mut rows = Rows::default();
        let mut leaves = Vec::with_capacity(salts.len());
        for (index, salt) in (start..).zip(salts) {
            let record = self.record(index, &sorted, &hash)?;
            let commitment = commit(PERSON_TAG, &Salt(salt), record.as_bytes());
            leaves.push(leaf_hash(&commitment.0));
            rows.people.push(self.cases.people.get(index).cloned().unwrap_or_default());
            rows.routes.push(self.routes.get(index).copied().unwrap_or(Route::None));
            rows.salts.push(salt);
            rows.records.push(record);
        }
        Ok((start, rows, leaves))
    }

    fn record(&self, index: usize, sorted: &[(usize, &str)], model: &str) -> Result<String, RunProblem> {
        let case = self.cases.case(index);
        // The model is pure, so deciding again is cheaper than keeping every explanation of a million people.
        let evaluation = self.input.model.evaluate(case).map_err(RunProblem::damaged)?;
        let route = self.routes.get(index).copied().unwrap_or(Route::None);
        let record = Record {
            case: Case { sorted, values: case },
            contributions: points(&evaluation.contributions),
            model,
            outcome: self.outcomes.get(index).unwrap_or(&Value::Null),
            person: self.cases.people.get(index).map_or("", String::as_str),
            route,
            run: self.input.run,
            selected: route.selected(),
            tables: traces(&evaluation.tables),
        };
        serde_json::to_string(&record).map_err(RunProblem::damaged)
    }

    fn summary(&self, people_root: Hash) -> RunSummary {
        let counts = Counts::of(self.outcomes, self.routes);
        RunSummary {
            format: FORMAT.to_owned(),
            run: self.input.run.to_owned(),
            model: self.input.model.hash().to_string(),
            inputs: self.input.model.inputs().iter().map(|input| input.name.clone()).collect(),
            people: counts.people,
            selected: counts.targeted + counts.random,
            targeted: counts.targeted,
            random: counts.random,
            outcomes: counts.outcomes,
            cut_off: self.cut_off,
            people_root,
            cases_digest: self.cases.digest,
            segments: vec![],
        }
    }
}

fn leaf_bytes(leaves: &[Hash]) -> Vec<[u8; 32]> {
    leaves.iter().map(|leaf| leaf.0).collect()
}

fn segments_of(folder: &Path) -> Result<Vec<Segment>, RunProblem> {
    let size = |name: &str| -> Result<u64, RunProblem> {
        let found = std::fs::metadata(folder.join(name));
        Ok(found.map_err(RunProblem::file(format!("measure {name}")))?.len())
    };
    let digest = |name: &str| -> Result<Hash, RunProblem> {
        let bytes = std::fs::read(folder.join(name));
        Ok(Hash::of(&bytes.map_err(RunProblem::file(format!("read {name}")))?))
    };
    let erasable = [segments::VALUES, segments::PEOPLE].map(|name| (name, None));
    let lasting = [segments::COMMITMENTS, segments::QUEUE].map(|name| (name, Some(digest(name))));
    let both = erasable.into_iter().chain(lasting);
    both.map(|(name, digest)| {
        Ok(Segment { name: name.to_owned(), bytes: size(name)?, sha256: digest.transpose()? })
    })
    .collect()
}
