//! Recomputing a run from its values: whoever changed one, its commitment or an index is found.

use crate::problem::RunProblem;
use crate::record::{Read, traces};
use crate::segments::{self, Rows};
use crate::select::Route;
use crate::store::RunStore;
use crate::summary::Counts;
use ledger::commitment::{Salt, commit};
use ledger::receipt::PERSON_TAG;
use ledger::{Hash, leaf_hash, merkle};
use model::{Evaluation, Model, Value};

/// The first thing in a run that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunDamage {
    /// The file, below the folder of the runs.
    pub file: String,
    /// The first byte that does not fit, where it can be told.
    pub byte: Option<u64>,
    /// What is wrong.
    pub message: String,
}

impl RunStore {
    /// Checks every value against its commitment, the commitments against the root in the log, every outcome against
    /// the model, and both indexes against the values.
    ///
    /// Answers the counts of the run, or the first damage.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn verify(
        &self,
        run: &str,
        expected_root: Hash,
        model: &Model,
    ) -> Result<Result<Counts, RunDamage>, RunProblem> {
        let leaves = match self.leaves(run) {
            Ok(leaves) => leaves,
            Err(problem) => return Ok(Err(damage(run, segments::COMMITMENTS, None, problem))),
        };
        let mut check = Check { run, model, leaves: &leaves, seen: Seen::default(), found: None };
        let read = segments::read(&self.path(run, segments::VALUES)?, None, |rows| {
            check.rows(&rows);
            Ok(())
        });
        if let Err(problem) = read {
            return Ok(Err(damage(run, segments::VALUES, None, problem)));
        }
        let Check { seen, found, .. } = check;
        if let Some(damage) = found.or_else(|| too_many(run, &leaves, seen.people.len())) {
            return Ok(Err(damage));
        }
        if merkle::root(&leaves) != expected_root {
            let message = "values and commitments agree with each other, but not with the root in the log";
            return Ok(Err(damage(run, segments::COMMITMENTS, None, message)));
        }
        let people = segments::people_index(&seen.people);
        let queue = segments::queue_index(&leaves, &seen.routes);
        let expected = [(segments::PEOPLE, people), (segments::QUEUE, queue)];
        for (name, expected) in expected {
            if let Some(damage) = differs(run, name, &self.bytes(run, name)?, &expected) {
                return Ok(Err(damage));
            }
        }
        Ok(Ok(Counts::of(&seen.outcomes, &seen.routes)))
    }
}

/// What the values say, row by row.
#[derive(Default)]
struct Seen {
    people: Vec<String>,
    routes: Vec<Route>,
    outcomes: Vec<Value>,
}

struct Check<'a> {
    run: &'a str,
    model: &'a Model,
    leaves: &'a [Hash],
    seen: Seen,
    found: Option<RunDamage>,
}

impl Check<'_> {
    fn rows(&mut self, rows: &Rows) {
        let sealed = rows.salts.iter().zip(&rows.records);
        for ((salt, record), (person, route)) in sealed.zip(rows.people.iter().zip(&rows.routes)) {
            let row = self.seen.people.len();
            if self.found.is_none() {
                self.found = self.row(row, salt, record, (person, *route)).err();
            }
            self.seen.people.push(person.clone());
            self.seen.routes.push(*route);
        }
    }

    fn row(
        &mut self,
        row: usize,
        salt: &[u8; 64],
        record: &str,
        (person, route): (&str, Route),
    ) -> Result<(), RunDamage> {
        let at = |what: &str| {
            damage(
                self.run,
                segments::VALUES,
                None,
                format!("{what} of row {} does not fit its record", row + 1),
            )
        };
        let leaf = leaf_hash(&commit(PERSON_TAG, &Salt(*salt), record.as_bytes()).0);
        if self.leaves.get(row) != Some(&leaf) {
            return Err(misfit(self.run, row));
        }
        let read: Read = serde_json::from_str(record).map_err(|_| at("the form"))?;
        if read.person != person {
            return Err(at("the person"));
        }
        if read.route != route {
            return Err(at("the route"));
        }
        if !self.decides(&read) {
            let message = format!("the model does not decide row {} as its record says", row + 1);
            return Err(damage(self.run, segments::VALUES, None, message));
        }
        self.seen.outcomes.push(read.outcome);
        Ok(())
    }

    /// Whether the model, asked again, answers what was recorded.
    fn decides(&self, read: &Read) -> bool {
        let inputs = self.model.inputs().iter();
        let case: Vec<Value> =
            inputs.map(|input| read.case.get(&input.name).cloned().unwrap_or(Value::Null)).collect();
        self.model.evaluate(&case).is_ok_and(|Evaluation { outcome, tables, contributions }| {
            let same = (&outcome, &contributions) == (&read.outcome, &read.contributions);
            same && traces(&tables) == traces(&read.tables)
        })
    }
}

fn too_many(run: &str, leaves: &[Hash], rows: usize) -> Option<RunDamage> {
    (rows != leaves.len()).then(|| misfit(run, rows.min(leaves.len())))
}

fn misfit(run: &str, row: usize) -> RunDamage {
    let message = format!("the commitment of row {} does not fit its values", row + 1);
    damage(run, segments::COMMITMENTS, Some(row as u64 * 32), message)
}

fn differs(run: &str, name: &str, kept: &[u8], expected: &[u8]) -> Option<RunDamage> {
    let byte = kept.iter().zip(expected).take_while(|(one, two)| one == two).count();
    let whole = kept.len() == expected.len() && byte == kept.len();
    let message = "it is not what the values of the run give";
    (!whole).then(|| damage(run, name, Some(byte as u64), message))
}

fn damage(run: &str, file: &str, byte: Option<u64>, message: impl std::fmt::Display) -> RunDamage {
    RunDamage { file: format!("runs/{run}/{file}"), byte, message: message.to_string() }
}
