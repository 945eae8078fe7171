//! Whether the worst intersections are more than the luck of searching: the same people picked by lot, again and again,
//! and each time the worst intersection of all (P. Westfall and S. Young, 1993). The lots are drawn on the cube.

use super::lattice::{Found, everybody, standing, worst};
use super::lots::Lots;
use crate::counts::{Counts, real};
use crate::cube::{Fault, subsets, summed};
use crate::dice::Dice;
use crate::tally::Tally;
use serde::Serialize;
use std::collections::BTreeSet;

/// The worst intersections with their corrected p.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Searched {
    /// Worst first, each with how often the worst of a world by lot is at least as bad.
    pub found: Vec<(Found, f64)>,
    /// All intersections that were compared: large enough, of up to so many axes.
    pub compared: usize,
    /// Worlds drawn.
    pub worlds: u64,
}

/// What to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searching {
    /// Axes of the tally to combine.
    pub axes: Vec<usize>,
    /// Axes in one intersection at most.
    pub depth: usize,
    /// People in an intersection at least.
    pub smallest: u64,
    /// How many to give.
    pub most: usize,
    /// Worlds to draw.
    pub worlds: u64,
    /// Where chance starts.
    pub seed: u64,
}

/// Finds the worst intersections and corrects for the search.
///
/// # Errors
/// An axis that is not there.
pub fn search(tally: &Tally, what: &Searching) -> Result<Searched, Fault> {
    let reduced = tally.marginal(&what.axes)?;
    if u32::try_from(everybody(&reduced).total).is_err() {
        return Err(Fault::Overflow);
    }
    let axes: Vec<usize> = (0..reduced.shape().axes().len()).collect();
    let looked = worst(&reduced, &axes, (what.depth, what.smallest, what.most))?;
    let whole = everybody(&reduced);
    let sums = Sums::new(&reduced, &axes, what, whole);
    let lots = Lots::new(people(&reduced), whole.selected);
    let mut beaten = vec![0_u64; looked.worst.len()];
    let mut dice = Dice::new(what.seed);
    let mut drawn = vec![0_u32; reduced.cells().len()];
    for _ in 0..what.worlds {
        lots.draw(&mut dice, &mut drawn);
        let most = sums.most(&drawn);
        for (count, found) in beaten.iter_mut().zip(&looked.worst) {
            // Equal counts give equal standings up to the last digits.
            *count += u64::from(most >= found.standing - 1e-9);
        }
    }
    let share = |count: u64| real(count + 1) / real(what.worlds + 1);
    let mut sorted = what.axes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let named = looked.worst.into_iter().map(|mut found| {
        for (axis, _) in &mut found.group.conditions {
            *axis = sorted.get(*axis).copied().unwrap_or(*axis);
        }
        found
    });
    let found = named.zip(beaten).map(|(found, count)| (found, share(count))).collect();
    Ok(Searched { found, compared: sums.compared, worlds: what.worlds })
}

/// The people of every cell; their sum was checked to fit.
fn people(tally: &Tally) -> Vec<u32> {
    tally.cells().iter().map(|cell| u32::try_from(cell.picked().total).unwrap_or(0)).collect()
}

/// How to come from one array of counts to another: the parent's place, and which axis is summed away.
struct Step {
    parent: usize,
    radix: usize,
    inner: usize,
    /// For each group of the set: its expected number and one over its standard deviation; nought when too small.
    groups: Vec<(f64, f64)>,
}

/// Every set of axes, wide ones before narrow ones, so that each is summed from the smallest that holds it.
struct Sums {
    steps: Vec<Step>,
    compared: usize,
}

impl Sums {
    fn new(tally: &Tally, axes: &[usize], what: &Searching, whole: Counts) -> Self {
        let radices: Vec<usize> = tally.shape().axes().iter().map(crate::cube::Axis::radix).collect();
        let people: Vec<u64> = tally.cells().iter().map(|cell| cell.picked().total).collect();
        let mut sums = Self { steps: Vec::new(), compared: 0 };
        let plan = plan(axes, &radices, what.depth);
        let mut sets: Vec<Vec<u64>> = Vec::new();
        for (set, from) in plan {
            let (parent, radix, inner) = from.unwrap_or((usize::MAX, 1, 1));
            let cells = summed(sets.get(parent).unwrap_or(&people), radix, inner);
            let wanted = |size: &u64| set.len() <= what.depth && *size >= what.smallest;
            let group = |size: &u64| Some(*size).filter(wanted).and_then(|size| measure(size, whole));
            let groups: Vec<(f64, f64)> =
                cells.iter().map(|size| group(size).unwrap_or((0.0, 0.0))).collect();
            sums.compared += groups.iter().filter(|group| group.1 > 0.0).count();
            sums.steps.push(Step { parent, radix, inner, groups });
            sets.push(cells);
        }
        sums
    }

    /// The worst standing of any intersection.
    fn most(&self, drawn: &[u32]) -> f64 {
        let mut arrays: Vec<Vec<u32>> = Vec::with_capacity(self.steps.len());
        let mut most = f64::NEG_INFINITY;
        for step in &self.steps {
            let from = arrays.get(step.parent).map_or(drawn, Vec::as_slice);
            let array = summed(from, step.radix, step.inner);
            for (count, (expected, inverse)) in array.iter().zip(&step.groups) {
                if *inverse > 0.0 {
                    most = most.max((f64::from(*count) - expected) * inverse);
                }
            }
            arrays.push(array);
        }
        most
    }
}

/// The expected number and one over the standard deviation of a group of this size.
fn measure(size: u64, whole: Counts) -> Option<(f64, f64)> {
    let expected = real(size) * real(whole.selected) / real(whole.total);
    let one_more = standing(Counts { selected: whole.selected, total: size }, whole);
    // The standing of a count is (count - expected) / deviation; take it at a known count to find the deviation.
    let inverse = one_more / (real(whole.selected) - expected);
    (inverse.is_finite() && inverse > 0.0).then_some((expected, inverse))
}

/// A set of axes and where it is summed from: the parent's place in the plan, and the radix and the inner width of the
/// axis that goes. Nothing for the whole.
type Planned = (Vec<usize>, Option<(usize, usize, usize)>);

/// Every set of up to so many axes, each summed from the smallest set with one axis more; only what is needed.
fn plan(axes: &[usize], radices: &[usize], depth: usize) -> Vec<Planned> {
    let cells = |set: &[usize]| set.iter().filter_map(|axis| radices.get(*axis)).product::<usize>();
    let parent = |set: &Vec<usize>| {
        let missing = axes.iter().filter(|axis| !set.contains(axis));
        // Dropping the widest axis first leaves the smallest parent: the one that adds the narrowest axis.
        let extra = missing.min_by_key(|axis| radices.get(**axis))?;
        let mut parent = [set.as_slice(), &[*extra]].concat();
        parent.sort_unstable();
        Some((parent, *extra))
    };
    let mut needed: BTreeSet<Vec<usize>> =
        (1..=depth.min(axes.len())).flat_map(|size| subsets(axes, size)).collect();
    for size in 1..axes.len() {
        let above: Vec<_> = needed.iter().filter(|set| set.len() == size).filter_map(parent).collect();
        needed.extend(above.into_iter().map(|(set, _)| set));
    }
    needed.insert(axes.to_vec());
    let mut order: Vec<Vec<usize>> = needed.into_iter().collect();
    order.sort_by_key(|set| std::cmp::Reverse(set.len()));
    let from = |set: &Vec<usize>| {
        let (above, extra) = parent(set)?;
        let after: Vec<usize> = above.iter().copied().filter(|axis| *axis > extra).collect();
        Some((order.iter().position(|other| *other == above)?, *radices.get(extra)?, cells(&after)))
    };
    order.iter().map(|set| (set.clone(), from(set))).collect()
}
