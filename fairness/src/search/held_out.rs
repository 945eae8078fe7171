//! Whether clusters are more than luck: found on one half of the people, measured on the other; and whether other halves
//! give the same clusters.

use super::cell::Cell;
use super::cluster::{Clustering, Limits, cluster};
use crate::check::alike;
use crate::counts::{Counts, real};
use crate::dice::Dice;
use crate::disparity::compare;
use crate::figure::Figure;
use crate::multiplicity::holm;
use serde::Serialize;

/// A cluster as the other half of the people shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Confirmed {
    /// The held-out people of the cluster.
    pub counts: Counts,
    /// The held-out people outside it.
    pub rest: Counts,
    /// How many times as often the cluster is treated badly.
    pub ratio: Figure,
    /// How often chance alone does as much, corrected for the number of clusters; 1 when nothing can be said.
    pub p: f64,
}

/// Finds clusters on one half, drawn by lot, and measures them on the other.
#[must_use]
pub fn confirm(cells: &[Cell], limits: Limits, seed: u64) -> (Clustering, Vec<Confirmed>) {
    let (one, two) = halves(cells, &mut Dice::new(seed));
    let found = cluster(&one, limits);
    let mut sums = vec![Counts { selected: 0, total: 0 }; found.clusters.len()];
    for cell in &two {
        if let Some(sum) = sums.get_mut(found.of(&cell.levels)) {
            *sum = sum.with(cell.counts);
        }
    }
    let whole = sums.iter().fold(Counts { selected: 0, total: 0 }, |sum, one| sum.with(*one));
    let rest =
        |one: Counts| Counts { selected: whole.selected - one.selected, total: whole.total - one.total };
    let raw: Vec<f64> = sums.iter().map(|one| alike(*one, rest(*one)).map_or(1.0, |check| check.p)).collect();
    let confirmed = sums.iter().zip(holm(&raw)).map(|(one, p)| Confirmed {
        counts: *one,
        rest: rest(*one),
        ratio: compare(*one, rest(*one)).into(),
        p,
    });
    let confirmed = confirmed.collect();
    (found, confirmed)
}

/// How alike the clusters of different halves are: for so many pairs of halves the adjusted Rand index over everybody
/// (L. Hubert and P. Arabie, 1985); 1 is the same, 0 as alike as chance. The least and the mean.
#[must_use]
pub fn stability(cells: &[Cell], limits: Limits, pairs: u64, seed: u64) -> (f64, f64) {
    let mut dice = Dice::new(seed);
    let (mut least, mut sum) = (1.0_f64, 0.0);
    for _ in 0..pairs {
        let (one, two) = halves(cells, &mut dice);
        let found = rand_index(cells, &cluster(&one, limits), &cluster(&two, limits));
        least = least.min(found);
        sum += found;
    }
    (least, if pairs > 0 { sum / real(pairs) } else { 1.0 })
}

/// Every person falls into one half by lot.
fn halves(cells: &[Cell], dice: &mut Dice) -> (Vec<Cell>, Vec<Cell>) {
    let mut people: u64 = cells.iter().map(|cell| cell.counts.total).sum();
    let mut wanted = people / 2;
    let mut draw = |count: u64| {
        let drawn = dice.hypergeometric(people, wanted, count);
        people -= count;
        wanted -= drawn;
        drawn
    };
    let (mut one, mut two) = (Vec::new(), Vec::new());
    for Cell { levels, counts } in cells {
        let (badly, others) = (draw(counts.selected), draw(counts.others()));
        let first = Counts { selected: badly, total: badly + others };
        let second = Counts { selected: counts.selected - badly, total: counts.total - first.total };
        for (half, counts) in [(&mut one, first), (&mut two, second)] {
            if counts.total > 0 {
                half.push(Cell { levels: levels.clone(), counts });
            }
        }
    }
    (one, two)
}

fn rand_index(cells: &[Cell], one: &Clustering, two: &Clustering) -> f64 {
    let (height, width) = (one.clusters.len(), two.clusters.len());
    let mut table = vec![vec![0_u64; width]; height];
    for cell in cells {
        let row = table.get_mut(one.of(&cell.levels));
        if let Some(slot) = row.and_then(|row| row.get_mut(two.of(&cell.levels))) {
            *slot += cell.counts.total;
        }
    }
    adjusted_rand(&table)
}

/// The adjusted Rand index of two groupings of the same people: how many fall into each pair of groups.
#[must_use]
pub fn adjusted_rand(table: &[Vec<u64>]) -> f64 {
    let width = table.iter().map(Vec::len).max().unwrap_or(0);
    let pairs = |count: u64| real(count) * (real(count) - 1.0) / 2.0;
    let rows: f64 = table.iter().map(|row| pairs(row.iter().sum())).sum();
    let column = |at: usize| pairs(table.iter().filter_map(|row| row.get(at)).sum());
    let columns: f64 = (0..width).map(column).sum();
    let both: f64 = table.iter().flatten().map(|count| pairs(*count)).sum();
    let expected = rows * columns / pairs(table.iter().flatten().sum());
    let most = f64::midpoint(rows, columns);
    // One cluster on both sides: the same.
    if most > expected { (both - expected) / (most - expected) } else { 1.0 }
}
