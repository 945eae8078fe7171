//! The projections must say what the events say.

use super::{VerifiedLog, damage};
use crate::store::{Entry, ProjectedAlgorithm, ProjectedRun, projected_algorithm, projected_run};
use domain::algorithm::Event;

pub(super) fn check(
    events: &[(u64, Entry)],
    algorithms: &[ProjectedAlgorithm],
    runs: &[ProjectedRun],
    found: &mut VerifiedLog,
) {
    let (expected_algorithms, expected_runs) = rebuilt(events);
    if let Some(place) = differs("algorithm", algorithms, &expected_algorithms, |row| &row.id) {
        found.damages.push(damage(place, None, "the rows do not say what the events say"));
    }
    if let Some(place) = differs("run", runs, &expected_runs, |row| &row.id) {
        found.damages.push(damage(place, None, "the rows do not say what the events say"));
    }
}

/// Everything projected anew, in the order of the tables' keys.
fn rebuilt(events: &[(u64, Entry)]) -> (Vec<ProjectedAlgorithm>, Vec<ProjectedRun>) {
    let (mut algorithms, mut runs) = (vec![], vec![]);
    for (position, entry) in events {
        match &entry.event {
            Event::AlgorithmWithdrawn { .. } => {
                let id = entry.stream.trim_start_matches("algorithm/");
                let withdrawn = algorithms.iter_mut().filter(|row: &&mut ProjectedAlgorithm| row.id == id);
                withdrawn.for_each(|row| row.withdrawn = 1);
            }
            event => {
                algorithms.extend(projected_algorithm(&entry.stream, *position, event));
                runs.extend(projected_run(&entry.stream, *position, event));
            }
        }
    }
    algorithms.sort_by(|one, other| one.id.cmp(&other.id));
    runs.sort_by(|one, other| one.id.cmp(&other.id));
    (algorithms, runs)
}

/// The first row that differs.
fn differs<T: PartialEq>(
    table: &str,
    rows: &[T],
    expected: &[T],
    id: impl Fn(&T) -> &String,
) -> Option<String> {
    let place = rows.iter().zip(expected).position(|(one, other)| one != other);
    let place = place.or_else(|| (rows.len() != expected.len()).then_some(rows.len().min(expected.len())))?;
    let row = rows.get(place).or_else(|| expected.get(place));
    Some(row.map_or_else(|| format!("table {table}"), |row| format!("table {table}, id {}", id(row))))
}
