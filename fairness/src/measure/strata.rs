//! The strata of a lawful factor, read from a tally: the group and the reference within each of its levels.

use super::conditional::Stratum;
use crate::counts::Counts;
use crate::cube::Fault;
use crate::tally::{Group, Tally};
use std::collections::BTreeMap;

/// The group and the reference within every combination of levels of these axes, in their order, "missing" included.
/// Combinations without people of either are left out.
///
/// # Errors
/// An axis that is not there.
pub fn strata(tally: &Tally, group: &Group, reference: &Group, by: &[usize]) -> Result<Vec<Stratum>, Fault> {
    if by.iter().any(|axis| *axis >= tally.shape().axes().len()) {
        return Err(Fault::Unknown);
    }
    let none = Counts { selected: 0, total: 0 };
    let mut found: BTreeMap<Vec<Option<usize>>, Stratum> = BTreeMap::new();
    for (place, cell) in tally.cells().iter().enumerate().filter(|(_, cell)| cell.people() > 0) {
        let sides = [tally.holds(group, place), tally.holds(reference, place)];
        if sides == [false, false] {
            continue;
        }
        let levels = by.iter().map(|axis| tally.shape().level(*axis, place)).collect();
        let stratum = found.entry(levels).or_insert(Stratum { group: none, reference: none });
        for (side, counts) in sides.into_iter().zip([&mut stratum.group, &mut stratum.reference]) {
            if side {
                *counts = counts.with(cell.picked());
            }
        }
    }
    Ok(found.into_values().collect())
}
