//! How well a protected property can be guessed from other fields (N03): alone, or several together.

use super::scores::area;
use crate::counts::{Counts, Reason, real};
use crate::cube::{Cube, Fault};
use crate::curve::chi_square_quantile;
use crate::dice::Dice;
use crate::figure::Figure;
use crate::interval::{Interval, Z};
use crate::rate::rate;
use serde::Serialize;

/// How well one level of the protected property is told from the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guess {
    /// The level.
    pub level: String,
    /// The area under the curve, 0.5 is guessing: learned on one half of the people, measured on the other.
    pub area: Figure,
}

/// How strongly fields stand for a protected property.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proxy {
    /// People with a known protected property.
    pub people: u64,
    /// Cramer's V with W. Bergsma's correction (2013), from 0 to 1.
    pub v: Figure,
    /// The share of the uncertainty about the property that the fields take away (mutual information over entropy).
    pub information: Figure,
    /// Every level against the rest.
    pub guesses: Vec<Guess>,
    /// Out of everybody, how often the most likely level is right; learned on one half, measured on the other.
    pub right: Figure,
    /// How often the most common level is right without knowing any field.
    pub right_blind: f64,
}

/// Measures fields as a proxy. A missing field is a level like any other; people whose protected property is missing are
/// left out. The seed decides the two halves.
///
/// # Errors
/// An axis that is not there.
pub fn proxy(cube: &Cube, fields: &[usize], protected: usize, seed: u64) -> Result<Proxy, Fault> {
    if fields.contains(&protected) {
        return Err(Fault::Unknown);
    }
    let marginal = cube.marginal(&[fields, &[protected]].concat())?;
    let name = &cube.shape().axes().get(protected).ok_or(Fault::Unknown)?.name;
    let axis = marginal.shape().axis(name).ok_or(Fault::Unknown)?;
    let (radix, stride) = marginal.shape().spacing(axis).ok_or(Fault::Unknown)?;
    let levels = marginal.shape().axes().get(axis).map(|axis| axis.levels.clone()).unwrap_or_default();
    let mut table = vec![vec![0_u64; levels.len()]; marginal.cells().len() / radix.max(1)];
    for (place, count) in marginal.cells().iter().enumerate() {
        let row = place / (stride * radix) * stride + place % stride;
        let cell = table.get_mut(row).and_then(|row| row.get_mut(place / stride % radix));
        if let Some(cell) = cell {
            *cell = *count;
        }
    }
    table.retain(|row| row.iter().any(|count| *count > 0));
    Ok(strength(&table, &levels, seed))
}

fn strength(table: &[Vec<u64>], levels: &[String], seed: u64) -> Proxy {
    let columns: Vec<u64> = (0..levels.len()).map(|at| column(table, at)).collect();
    let people: u64 = columns.iter().sum();
    let common = columns.iter().max().copied().unwrap_or(0);
    let (learned, measured) = halves(table, &mut Dice::new(seed));
    let guesses = levels
        .iter()
        .enumerate()
        .map(|(at, level)| Guess { level: level.clone(), area: held_out(&learned, &measured, at) });
    Proxy {
        people,
        v: Shares::new(table, levels.len()).map_or(Figure::none(Reason::NoVariation), |shares| shares.v()),
        information: Shares::new(table, levels.len())
            .map_or(Figure::none(Reason::NoVariation), |shares| shares.information()),
        guesses: guesses.collect(),
        right: right(&learned, &measured),
        right_blind: if people > 0 { real(common) / real(people) } else { 0.0 },
    }
}

fn column(table: &[Vec<u64>], at: usize) -> u64 {
    table.iter().filter_map(|row| row.get(at)).sum()
}

/// Every person falls into one half by lot.
fn halves(table: &[Vec<u64>], dice: &mut Dice) -> (Vec<Vec<u64>>, Vec<Vec<u64>>) {
    let mut people: u64 = table.iter().flatten().sum();
    let mut wanted = people / 2;
    let mut draw = |count: &u64| {
        let drawn = dice.hypergeometric(people, wanted, *count);
        people -= count;
        wanted -= drawn;
        drawn
    };
    let one: Vec<Vec<u64>> = table.iter().map(|row| row.iter().map(&mut draw).collect()).collect();
    let rest = table.iter().zip(&one);
    let two = rest.map(|(row, drawn)| row.iter().zip(drawn).map(|(all, one)| all - one).collect());
    (one.clone(), two.collect())
}

/// Orders the rows by what the learning half says, and measures on the other.
fn held_out(learned: &[Vec<u64>], measured: &[Vec<u64>], at: usize) -> Figure {
    let overall = real(column(learned, at)) / real(learned.iter().flatten().sum::<u64>().max(1));
    let of = |row: &Vec<u64>| real(row.get(at).copied().unwrap_or(0));
    let score = |row: &Vec<u64>| (of(row) + overall) / (real(row.iter().sum()) + 1.0);
    let mut scored: Vec<(f64, u64, u64)> = Vec::new();
    for (learned, measured) in learned.iter().zip(measured) {
        let here = measured.get(at).copied().unwrap_or(0);
        scored.push((score(learned), here, measured.iter().sum::<u64>() - here));
    }
    scored.sort_by(|one, two| one.0.total_cmp(&two.0));
    let (mut first, mut second, mut last) = (Vec::new(), Vec::new(), f64::NAN);
    for (score, here, others) in scored {
        match (first.last_mut(), second.last_mut()) {
            (Some(one), Some(two)) if score.total_cmp(&last).is_eq() => {
                *one += here;
                *two += others;
            }
            _ => {
                first.push(here);
                second.push(others);
            }
        }
        last = score;
    }
    area(&first, &second)
}

fn right(learned: &[Vec<u64>], measured: &[Vec<u64>]) -> Figure {
    let mut counts = Counts { selected: 0, total: 0 };
    let most = |row: &Vec<u64>| {
        // The first of the most common: the same answer every time.
        let best = row.iter().copied().max().unwrap_or(0);
        row.iter().position(|count| *count == best)
    };
    for (learned, measured) in learned.iter().zip(measured) {
        let guess = most(learned).and_then(|at| measured.get(at)).copied().unwrap_or(0);
        counts = counts.with(Counts { selected: guess, total: measured.iter().sum() });
    }
    rate(counts).into()
}

/// A table as shares of everybody; only rows and columns with people.
struct Shares {
    /// Row share, column share, cell share.
    cells: Vec<(f64, f64, f64)>,
    /// For each cell, the sum over its row and over its column of cell squared / row / column.
    sums: Vec<(f64, f64)>,
    rows: f64,
    columns: f64,
    people: f64,
}

impl Shares {
    fn new(table: &[Vec<u64>], width: usize) -> Option<Self> {
        let people = real(table.iter().flatten().sum());
        let columns: Vec<f64> = (0..width).map(|at| real(column(table, at)) / people).collect();
        let rows: Vec<f64> = table.iter().map(|row| real(row.iter().sum()) / people).collect();
        let filled = |shares: &[f64]| real(shares.iter().filter(|share| **share > 0.0).count() as u64);
        let (height, breadth) = (filled(&rows), filled(&columns));
        if !(height > 1.0 && breadth > 1.0) {
            return None;
        }
        let square = |share: f64, row: f64, column: f64| {
            if row > 0.0 && column > 0.0 { share * share / row / column } else { 0.0 }
        };
        let mut down = vec![0.0; width];
        let mut cells = Vec::new();
        let mut across = Vec::new();
        for (counts, row) in table.iter().zip(&rows) {
            let shares = counts.iter().map(|count| real(*count) / people);
            let mut sum = 0.0;
            for ((share, column), down) in shares.zip(&columns).zip(&mut down) {
                cells.push((*row, *column, share));
                sum += square(share, *row, *column);
                *down += square(share, *row, *column);
            }
            across.push(sum);
        }
        let pairs = across.iter().flat_map(|row| down.iter().map(move |column| (*row, *column)));
        Some(Self { cells, sums: pairs.collect(), rows: height, columns: breadth, people })
    }

    fn freedom(&self) -> f64 {
        (self.rows - 1.0) * (self.columns - 1.0)
    }

    /// How far chance alone moves a chi-square of this freedom from its mean.
    fn chance(&self) -> f64 {
        chi_square_quantile(0.975, self.freedom()) - self.freedom()
    }

    /// The delta method on the sum of cell squared / row / column; never narrower than chance alone.
    fn v(&self) -> Figure {
        let total: f64 = self.filled().map(|(row, column, share)| share * share / row / column).sum();
        let mut variance = 0.0;
        for ((row, column, share), (across, down)) in self.cells.iter().zip(&self.sums) {
            if *row > 0.0 && *column > 0.0 {
                let pull = 2.0 * share / row / column - across / row - down / column;
                variance += share * pull * pull;
            }
        }
        let half = (Z * (variance / self.people).sqrt()).max(self.chance() / self.people);
        let bent = |levels: f64| levels - (levels - 1.0) * (levels - 1.0) / (self.people - 1.0);
        let most = (bent(self.rows) - 1.0).min(bent(self.columns) - 1.0);
        if most.is_nan() || most <= 0.0 {
            return Figure::none(Reason::NoVariation);
        }
        let corrected = total - 1.0 - self.freedom() / (self.people - 1.0);
        let root = |value: f64| (value.max(0.0) / most).sqrt().min(1.0);
        Figure::Value(Interval {
            estimate: root(corrected),
            low: root(corrected - half),
            high: root(corrected + half),
        })
    }

    /// Mutual information (with the correction of G. Miller, 1955) over the entropy of the columns.
    fn information(&self) -> Figure {
        let logarithm = |value: f64| if value > 0.0 { value.ln() } else { 0.0 };
        let shared: f64 = self.filled().map(|(row, column, share)| share * (share / row / column).ln()).sum();
        let entropy: f64 = -self.filled().map(|(_, column, share)| share * logarithm(column)).sum::<f64>();
        if entropy <= 0.0 {
            return Figure::none(Reason::NoVariation);
        }
        let found = shared / entropy;
        let mut variance = 0.0;
        for (row, column, share) in self.filled() {
            let pull = ((share / row / column).ln() + found * column.ln()) / entropy;
            variance += share * pull * pull;
        }
        let bias = self.freedom() / (2.0 * self.people) / entropy;
        let least = self.chance() / (2.0 * self.people) / entropy;
        let half = (Z * (variance / self.people).sqrt()).max(least);
        let within = |value: f64| value.clamp(0.0, 1.0);
        let estimate = found - bias;
        Figure::Value(Interval {
            estimate: within(estimate),
            low: within(estimate - half),
            high: within(estimate + half),
        })
    }

    fn filled(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        self.cells.iter().copied().filter(|(_, _, share)| *share > 0.0)
    }
}
