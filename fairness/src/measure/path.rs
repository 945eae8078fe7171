//! The path through a process, manual steps included: which step adds how much of the gap.

use crate::counts::Counts;
use crate::cube::{Cube, Fault};
use crate::disparity::compare;
use crate::figure::Figure;
use crate::rate::rate;
use serde::Serialize;

/// One step of the process, for a group against a reference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    /// The step's name.
    pub step: String,
    /// Those of the group who reached it, out of those who reached the step before.
    pub group: Counts,
    /// The same of the reference.
    pub reference: Counts,
    /// How many times as often the group passes, given the step before: what this step adds.
    pub given_before: Figure,
    /// How many times as often the group comes this far at all.
    pub from_start: Figure,
    /// The group's share of all who reached this step, group and reference together.
    pub share: Figure,
}

/// Every step after the first, in order. The cubes hold the group and the reference; the axis tells the last step reached.
/// People whose step is missing are left out; they show in the cube's missing counts.
///
/// # Errors
/// An axis that is not there, or cubes with different axes.
pub fn passages(group: &Cube, reference: &Cube, steps: usize) -> Result<Vec<Passage>, Fault> {
    if group.shape() != reference.shape() {
        return Err(Fault::OtherAxes);
    }
    let axis = group.shape().axes().get(steps).ok_or(Fault::Unknown)?;
    let (one, two) = (reached(&group.levels(steps)), reached(&reference.levels(steps)));
    let all = Counts { selected: 0, total: one.first().copied().unwrap_or(0) };
    let all0 = Counts { selected: 0, total: two.first().copied().unwrap_or(0) };
    let pairs = one.windows(2).zip(two.windows(2)).zip(axis.levels.iter().skip(1));
    let passage = |((one, two), step): ((&[u64], &[u64]), &String)| {
        let (group, reference) = (counts(one), counts(two));
        let far = |all: Counts, here: Counts| Counts { selected: here.selected, ..all };
        let together =
            Counts { selected: group.selected, total: group.selected.saturating_add(reference.selected) };
        Passage {
            step: step.clone(),
            group,
            reference,
            given_before: compare(group, reference).into(),
            from_start: compare(far(all, group), far(all0, reference)).into(),
            share: rate(together).into(),
        }
    };
    Ok(pairs.map(passage).collect())
}

/// How many came at least to each named step.
fn reached(last: &[u64]) -> Vec<u64> {
    let named = last.split_last().map_or(&[][..], |(_, named)| named);
    let mut sums: Vec<u64> = named.to_vec();
    let mut after = 0;
    for sum in sums.iter_mut().rev() {
        after += *sum;
        *sum = after;
    }
    sums
}

fn counts(pair: &[u64]) -> Counts {
    let [total, selected] = pair else { return Counts { selected: 0, total: 0 } };
    Counts { selected: *selected, total: *total }
}
