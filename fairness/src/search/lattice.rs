//! Every intersection of up to so many attributes, level by level. A branch is cut when nobody below it can be worse than
//! the worst already found: part of a group can at most take over all of its selected people (after `SliceLine`, 2021).

use crate::counts::{Counts, real};
use crate::cube::{Axis, Cube, Fault, Role, subsets};
use crate::tally::{Group, Question, Tally};
use serde::Serialize;
use std::collections::BTreeSet;

/// One intersection that stands out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Who: one level on each of some axes of the tally.
    pub group: Group,
    /// How many were picked out of how many.
    pub counts: Counts,
    /// How many standard deviations more were picked than if picking were by lot among everybody.
    pub standing: f64,
    /// How many more were picked than at everybody's rate.
    pub excess: f64,
}

/// The worst intersections, and how many were looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Looked {
    /// The worst ones, worst first.
    pub worst: Vec<Found>,
    /// Intersections that were large enough and evaluated.
    pub evaluated: usize,
    /// Sets of axes that were not even counted, because no branch led there.
    pub cut: usize,
}

/// The worst intersections of up to `depth` axes with at least `smallest` people; `most` of them.
///
/// # Errors
/// An axis that is not there.
pub fn worst(
    tally: &Tally,
    axes: &[usize],
    (depth, smallest, most): (usize, u64, usize),
) -> Result<Looked, Fault> {
    let whole = everybody(tally);
    let mut looked = Looked { worst: Vec::new(), evaluated: 0, cut: 0 };
    // Groups whose parts may still matter, as levels by axis.
    let mut alive: BTreeSet<Vec<(usize, usize)>> = BTreeSet::from([Vec::new()]);
    for size in 1..=depth.min(axes.len()) {
        let mut next = BTreeSet::new();
        for set in subsets(axes, size) {
            let parents = |group: &Vec<(usize, usize)>| group.iter().all(|(axis, _)| set.contains(axis));
            if !alive.iter().any(parents) {
                looked.cut += 1;
                continue;
            }
            let marginal = tally.marginal(&set)?;
            for (place, cell) in marginal.cells().iter().enumerate() {
                let counts = cell.picked();
                let levels = set
                    .iter()
                    .enumerate()
                    .filter_map(|(at, axis)| Some((*axis, marginal.shape().level(at, place)?)));
                let group: Vec<(usize, usize)> = levels.collect();
                if counts.total < smallest || !all_parents(&group, &alive) {
                    continue;
                }
                looked.evaluated += 1;
                looked.keep(&group, counts, whole, most);
                if size < depth && looked.hopeful(counts, whole, smallest, most) {
                    next.insert(group);
                }
            }
        }
        alive = next;
    }
    Ok(looked)
}

/// The worst among cubes of single attributes, pairs and triples, when the whole is too wide to hold: each with its axes by
/// place in the whole, as are the axes of the question and of what is found. Sets that were not counted are not looked at.
///
/// # Errors
/// An axis of the question that a cube lacks.
pub fn worst_of_marginals(
    cubes: &[(Vec<usize>, Cube)],
    question: Question,
    (smallest, most): (u64, usize),
) -> Result<Looked, Fault> {
    let mut looked = Looked { worst: Vec::new(), evaluated: 0, cut: 0 };
    for (set, cube) in cubes {
        let here = |(axis, level): (usize, usize)| {
            set.iter().position(|one| *one == axis).map(|place| (place, level)).ok_or(Fault::Unknown)
        };
        let asked = Question { picked: here(question.picked)?, truth: question.truth.map(here).transpose()? };
        let tally = Tally::new(cube, asked)?;
        let whole = everybody(&tally);
        let shape = tally.shape();
        let name = |axis: &Axis| cube.shape().axis(&axis.name).and_then(|place| set.get(place)).copied();
        let attributes = shape.axes().iter().enumerate().filter(|(_, axis)| axis.role == Role::Attribute);
        let attributes: Vec<(usize, Option<usize>)> = attributes.map(|(at, axis)| (at, name(axis))).collect();
        let chosen: Vec<usize> = attributes.iter().map(|(at, _)| *at).collect();
        let marginal = tally.marginal(&chosen)?;
        for (place, cell) in marginal.cells().iter().enumerate() {
            let counts = cell.picked();
            if counts.total < smallest {
                continue;
            }
            let level = |(at, (_, axis)): (usize, &(usize, Option<usize>))| {
                Some(((*axis)?, marginal.shape().level(at, place)?))
            };
            let group: Vec<(usize, usize)> = attributes.iter().enumerate().filter_map(level).collect();
            looked.evaluated += 1;
            looked.keep(&group, counts, whole, most);
        }
    }
    Ok(looked)
}

impl Looked {
    fn keep(&mut self, group: &[(usize, usize)], counts: Counts, whole: Counts, most: usize) {
        let standing = standing(counts, whole);
        let excess =
            real(counts.selected) - real(counts.total) * real(whole.selected) / real(whole.total.max(1));
        let at = self.worst.partition_point(|other| other.standing >= standing);
        if at < most {
            self.worst.insert(at, Found { group: Group::of(group), counts, standing, excess });
            self.worst.truncate(most);
        }
    }

    /// Whether a part of this group could be among the worst.
    fn hopeful(&self, counts: Counts, whole: Counts, smallest: u64, most: usize) -> bool {
        let Some(last) = self.worst.get(most.saturating_sub(1)) else { return true };
        // The worst part: all selected people of the group, and no more others than the smallest size asks for.
        let part =
            Counts { selected: counts.selected, total: counts.selected.max(smallest).min(counts.total) };
        standing(part, whole) > last.standing
    }
}

/// With one condition less, every group was kept.
fn all_parents(group: &[(usize, usize)], alive: &BTreeSet<Vec<(usize, usize)>>) -> bool {
    (0..group.len()).all(|left_out| {
        let parent: Vec<_> =
            group.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, one)| *one).collect();
        alive.contains(&parent)
    })
}

/// Everybody of whom it is known whether they were picked.
pub fn everybody(tally: &Tally) -> Counts {
    tally.cells().iter().fold(Counts { selected: 0, total: 0 }, |sum, cell| sum.with(cell.picked()))
}

/// How many standard deviations more were picked than by lot among everybody (hypergeometric); 0 when it cannot vary.
pub fn standing(counts: Counts, whole: Counts) -> f64 {
    let (size, people) = (real(counts.total), real(whole.total));
    let rate = real(whole.selected) / people;
    let variance = size * rate * (1.0 - rate) * (people - size) / (people - 1.0);
    if variance > 0.0 { (real(counts.selected) - size * rate) / variance.sqrt() } else { 0.0 }
}
