//! Wider than memory: instead of one cube, the counts of all single attributes, pairs and triples in the same pass.
//! Sets that are too wide are left out and named, so that nobody takes them for looked at.

use super::axes::{Axis, Role};
use super::build::{Builder, Column};
use super::cells::Cube;
use super::fault::Fault;

/// Most attributes in one set.
const DEEPEST: usize = 3;

/// Sets of one size at most.
const MOST_SETS: usize = 100_000;

/// Which sets of axes are counted, and which are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Axes of each counted set, by place; narrow sets first.
    pub counted: Vec<Vec<usize>>,
    /// Sets that would be too wide.
    pub pruned: Vec<Vec<usize>>,
    /// The most attributes in a set that was looked at: fewer than three when there are too many sets to list.
    pub depth: usize,
}

impl Plan {
    /// The whole cube when it spans at most so many cells; otherwise singles, pairs and triples of attributes, each with
    /// every other axis, as long as they fit together.
    #[must_use]
    pub fn new(axes: &[Axis], most: usize) -> Self {
        let everything: Vec<usize> = (0..axes.len()).collect();
        if width(axes, &everything).is_some_and(|cells| cells <= most) {
            return Self { depth: axes.len(), counted: vec![everything], pruned: Vec::new() };
        }
        let is = |place: &usize| axes.get(*place).is_some_and(|axis| axis.role == Role::Attribute);
        let (attributes, always): (Vec<usize>, Vec<usize>) = everything.into_iter().partition(is);
        let mut plan = Self { counted: Vec::new(), pruned: Vec::new(), depth: 0 };
        let mut left = most;
        for size in 1..=DEEPEST {
            if choices(attributes.len(), size) > MOST_SETS {
                break;
            }
            plan.depth = size;
            let mut sets: Vec<Vec<usize>> = subsets(&attributes, size);
            for set in &mut sets {
                set.extend(&always);
                set.sort_unstable();
            }
            sets.sort_by_key(|set| width(axes, set).unwrap_or(usize::MAX));
            for set in sets {
                match width(axes, &set).and_then(|cells| left.checked_sub(cells)) {
                    Some(rest) => {
                        left = rest;
                        plan.counted.push(set);
                    }
                    None => plan.pruned.push(set),
                }
            }
        }
        plan
    }
}

/// How many choices of so many there are.
fn choices(of: usize, size: usize) -> usize {
    (0..size).fold(1, |ways: usize, at| ways.saturating_mul(of.saturating_sub(at)) / (at + 1))
}

/// Every choice of so many of these, in order.
pub fn subsets(of: &[usize], size: usize) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new()];
    for _ in 0..size {
        let longer = |set: &Vec<usize>| {
            let after = set.last().copied();
            let next = of.iter().filter(move |one| after.is_none_or(|last| **one > last));
            next.map(|one| [set.as_slice(), &[*one]].concat()).collect::<Vec<_>>()
        };
        found = found.iter().flat_map(longer).collect();
    }
    found
}

fn width(axes: &[Axis], set: &[usize]) -> Option<usize> {
    set.iter().try_fold(1_usize, |cells, place| cells.checked_mul(axes.get(*place)?.radix()))
}

/// Cubes with their axes by place in the whole, and the sets that were not counted.
pub type Counted = (Vec<(Vec<usize>, Cube)>, Vec<Vec<usize>>);

/// Counts every set of a plan in one pass.
#[derive(Debug, Clone)]
pub struct Marginals {
    sets: Vec<(Vec<usize>, Builder)>,
    pruned: Vec<Vec<usize>>,
}

impl Marginals {
    /// Builders for every counted set.
    ///
    /// # Errors
    /// An axis that is not sound.
    pub fn new(axes: &[Axis], most: usize) -> Result<Self, Fault> {
        let Plan { counted, pruned, .. } = Plan::new(axes, most);
        let mut sets = Vec::new();
        for set in counted {
            let chosen = set.iter().filter_map(|place| axes.get(*place).cloned()).collect();
            sets.push((set, Builder::new(chosen, most)?));
        }
        Ok(Self { sets, pruned })
    }

    /// Counts rows, one column an axis of the whole.
    ///
    /// # Errors
    /// A wrong number of columns or rows, or a code without a level.
    pub fn count(&mut self, columns: &[Column<'_>]) -> Result<(), Fault> {
        for (set, builder) in &mut self.sets {
            let chosen: Vec<Column<'_>> =
                set.iter().filter_map(|place| columns.get(*place).copied()).collect();
            builder.count(&chosen)?;
        }
        Ok(())
    }

    /// The cubes, each with its axes by place, and the sets that were not counted.
    ///
    /// # Errors
    /// More people than can be held.
    pub fn finish(self) -> Result<Counted, Fault> {
        let cubes = self.sets.into_iter().map(|(set, builder)| Ok((set, builder.finish()?)));
        Ok((cubes.collect::<Result<_, Fault>>()?, self.pruned))
    }
}
