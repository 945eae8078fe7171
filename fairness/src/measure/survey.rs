//! Every group of up to so many attributes, each against the same kind of reference: the standard set.

use super::gaps::{Measures, measures};
use crate::cube::{Fault, subsets};
use crate::tally::{Confusion, Group, Tally};
use serde::Serialize;

/// What a group is set against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// Everybody outside the group.
    Rest,
    /// One group for all, named beforehand; it is not compared with itself.
    One(Group),
}

/// One group with its measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The group, by axes of the tally.
    pub group: Group,
    /// What was measured.
    pub measures: Measures,
}

/// The measures of every group of one to `depth` of these axes, the missing levels included. Levels without anybody are
/// left out: there is no group.
///
/// # Errors
/// An axis that is not there.
pub fn survey(tally: &Tally, axes: &[usize], depth: usize, against: &Against) -> Result<Vec<Line>, Fault> {
    let mut sorted = axes.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let reduced = tally.marginal(&sorted)?;
    let everybody = tally.group(&Group::default());
    let fixed = match against {
        Against::Rest => None,
        Against::One(group) => Some((group, tally.group(group))),
    };
    let mut lines = Vec::new();
    let places: Vec<usize> = (0..sorted.len()).collect();
    for set in (1..=depth.min(sorted.len())).flat_map(|size| subsets(&places, size)) {
        let marginal = reduced.marginal(&set)?;
        for (place, cell) in marginal.cells().iter().enumerate().filter(|(_, cell)| cell.people() > 0) {
            let conditions = set
                .iter()
                .enumerate()
                .filter_map(|(at, axis)| Some((*sorted.get(*axis)?, marginal.shape().level(at, place)?)));
            let group = Group::of(&conditions.collect::<Vec<_>>());
            let measures = match &fixed {
                Some((named, _)) if **named == group => continue,
                Some((_, reference)) => measures(*cell, *reference),
                None => measures(*cell, without(everybody, *cell)),
            };
            lines.push(Line { group, measures });
        }
    }
    Ok(lines)
}

const fn without(all: Confusion, part: Confusion) -> Confusion {
    Confusion {
        found: all.found - part.found,
        wrong: all.wrong - part.wrong,
        missed: all.missed - part.missed,
        spared: all.spared - part.spared,
        picked_open: all.picked_open - part.picked_open,
        left_open: all.left_open - part.left_open,
        unplaced: all.unplaced - part.unplaced,
    }
}
