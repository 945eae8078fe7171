//! An additive table: each rule looks at one source only, so each source has its own share of the sum.

use super::answers::{Answers, Kind};
use super::grid::Grid;
use super::lanes::Lane;
use super::sets::Sets;
use crate::dmn::Table;
use crate::feel::Unary;

/// The shares of the sources, in units of the sum's fixed point.
#[derive(Debug)]
pub struct Terms {
    /// For each source its share by range, as the bits of an `i32`.
    pub lanes: Vec<(usize, Lane<u32>)>,
    /// What rules that look at nothing add.
    pub base: i64,
}

impl Terms {
    /// None where a rule looks at two sources, or a share does not fit.
    pub fn of(table: &Table, answers: &Answers, sets: &[Sets], grids: &[Option<Grid>]) -> Option<Self> {
        if answers.kind != Kind::Sum {
            return None;
        }
        let mut own = vec![vec![]; sets.len()];
        let mut base = 0_i64;
        for (bit, rule) in answers.order.iter().enumerate() {
            let rule = table.rules.get(usize::from(*rule))?;
            let looks = rule.tests.iter().zip(&table.columns).filter(|(test, _)| **test != Unary::Any);
            let mut nodes: Vec<usize> = looks.map(|(_, column)| column.source.node).collect();
            nodes.dedup();
            let points = *answers.points.get(bit)?;
            match nodes.as_slice() {
                [] => base = base.checked_add(points)?,
                [_] => own.get_mut(sets.iter().position(|sets| narrows(sets, bit))?)?.push((bit, points)),
                _ => return None,
            }
        }
        let lane = |(sets, own): (&Sets, &Vec<(usize, i64)>)| {
            let grid = grids.get(sets.source)?.as_ref()?;
            let most: i64 = own.iter().map(|(_, points)| points.abs()).sum();
            i32::try_from(most).ok()?;
            Some((sets.source, Lane::of(grid, |range| share(sets.of(range), own))))
        };
        Some(Self { lanes: sets.iter().zip(&own).map(lane).collect::<Option<_>>()?, base })
    }
}

/// Whether a source ever takes a rule out. A rule that its only source lets always pass belongs to nobody else.
fn narrows(sets: &Sets, bit: usize) -> bool {
    sets.all.chunks(sets.words).any(|set| !holds(set, bit))
}

fn holds(set: &[u64], bit: usize) -> bool {
    set.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

fn share(set: &[u64], own: &[(usize, i64)]) -> u32 {
    let held = own.iter().filter(|(bit, _)| holds(set, *bit)).map(|(_, points)| points);
    i32::try_from(held.sum::<i64>()).unwrap_or_default().cast_unsigned()
}
