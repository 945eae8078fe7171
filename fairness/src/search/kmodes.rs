//! Clusters of people with the most equal levels (Z. Huang, 1998), on cells with their numbers of people instead of rows.
//! Nothing is drawn by lot: the first two modes are the densest cell and the dense one farthest from it (F. Cao, 2009).

use super::cell::Cell;
use crate::counts::real;

/// Rounds at most; in practice a handful.
const ROUNDS: usize = 100;

/// The levels that stand for a cluster, one an axis.
pub type Mode = Vec<usize>;

/// Two modes; none when all cells are alike.
pub fn modes(cells: &[&Cell]) -> Option<Vec<Mode>> {
    let mut modes = start(cells)?;
    let mut cost = u64::MAX;
    for _ in 0..ROUNDS {
        let labels: Vec<usize> = cells.iter().map(|cell| nearest(&modes, &cell.levels).0).collect();
        let updated: Vec<Mode> = (0..modes.len()).map(|label| mode(cells, &labels, label, &modes)).collect();
        let now = cells.iter().map(|cell| nearest(&updated, &cell.levels).1 * cell.counts.total).sum();
        if now >= cost || updated == modes {
            break;
        }
        modes = updated;
        cost = now;
    }
    Some(modes)
}

/// The first nearest mode, and how many levels differ from it.
pub fn nearest(modes: &[Mode], levels: &[usize]) -> (usize, u64) {
    let distance = |mode: &Mode| mode.iter().zip(levels).filter(|(one, two)| one != two).count() as u64;
    let all = modes.iter().map(distance).enumerate();
    all.min_by_key(|(label, distance)| (*distance, *label)).unwrap_or((0, 0))
}

fn start(cells: &[&Cell]) -> Option<Vec<Mode>> {
    let axes = cells.first()?.levels.len();
    let counts: Vec<Vec<u64>> = (0..axes).map(|axis| frequencies(cells.iter().copied(), axis)).collect();
    let density = |cell: &Cell| {
        let people = cell.levels.iter().zip(&counts).filter_map(|(level, counts)| counts.get(*level));
        real(people.sum())
    };
    let first = first_most(cells, density)?;
    let from = |cell: &Cell| nearest(std::slice::from_ref(&first.levels), &cell.levels).1;
    let second = first_most(cells, |cell| real(from(cell)) * density(cell))?;
    (from(second) > 0).then(|| vec![first.levels.clone(), second.levels.clone()])
}

/// The first cell with the most of a measure.
fn first_most<'a>(cells: &[&'a Cell], measure: impl Fn(&Cell) -> f64) -> Option<&'a Cell> {
    let mut best: Option<(f64, &Cell)> = None;
    for cell in cells {
        let value = measure(cell);
        if best.is_none_or(|(most, _)| value > most) {
            best = Some((value, cell));
        }
    }
    best.map(|(_, cell)| cell)
}

fn frequencies<'a>(cells: impl Iterator<Item = &'a Cell>, axis: usize) -> Vec<u64> {
    let mut counts = Vec::new();
    for cell in cells {
        let Some(level) = cell.levels.get(axis) else { continue };
        if counts.len() <= *level {
            counts.resize(level + 1, 0);
        }
        if let Some(count) = counts.get_mut(*level) {
            *count += cell.counts.total;
        }
    }
    counts
}

/// The most common level on every axis, the first of those equally common; an empty cluster keeps its mode.
fn mode(cells: &[&Cell], labels: &[usize], label: usize, before: &[Mode]) -> Mode {
    let old = before.get(label).cloned().unwrap_or_default();
    let axes = 0..old.len();
    let common = |axis: usize| {
        let mine = cells.iter().zip(labels).filter(|(_, other)| **other == label).map(|(cell, _)| *cell);
        let counts = frequencies(mine, axis);
        let most = counts.iter().max().copied().unwrap_or(0);
        counts.iter().position(|count| *count == most && most > 0).or_else(|| old.get(axis).copied())
    };
    axes.map(|axis| common(axis).unwrap_or(0)).collect()
}
