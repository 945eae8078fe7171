//! Picking a fixed number of people by lot, cell by cell, thousands of times. Every cell first draws from a binomial table;
//! then people are added or taken away by lot until the number is right. A subset drawn that way is exactly as likely as any
//! other of its size, because each step treats all people alike.

use crate::counts::{Counts, real};
use crate::curve::ln_gamma;
use crate::dice::Dice;

/// Cells of up to this many people have a table of their own; larger ones are drawn in parts, each a power of two.
const SMALL: u32 = 256;

/// Entries of the guide into a table.
const GUIDE: usize = 256;

/// How to draw a binomial number by one look into its cumulative chances.
#[derive(Default)]
struct Table {
    /// The first number in the table.
    first: u32,
    /// The chance of this number or fewer, in steps of 2^-64.
    cumulative: Vec<u64>,
    /// For each highest byte of a draw, where to start looking.
    guide: Vec<u16>,
}

impl Table {
    fn new(people: u32, share: f64) -> Self {
        let many = f64::from(people);
        let (mean, deviation) = (many * share, (many * share * (1.0 - share)).sqrt());
        // What lies farther out is less likely than the last digit of the sum.
        let low = (mean - 10.0 * deviation - 20.0).floor().max(0.0);
        let high = (mean + 10.0 * deviation + 20.0).ceil().min(many);
        let chance = |number: f64| {
            let ways = ln_gamma(many + 1.0) - ln_gamma(number + 1.0) - ln_gamma(many - number + 1.0);
            let logarithm = |count: f64, share: f64| if count > 0.0 { count * share.ln() } else { 0.0 };
            (ways + logarithm(number, share) + logarithm(many - number, 1.0 - share)).exp()
        };
        let first = whole(low);
        let chances: Vec<f64> = (first..=whole(high)).map(|number| chance(f64::from(number))).collect();
        let total: f64 = chances.iter().sum();
        let (mut sum, mut cumulative) = (0.0, Vec::with_capacity(chances.len()));
        for chance in &chances {
            sum += chance / total;
            cumulative.push(scaled(sum));
        }
        if let Some(last) = cumulative.last_mut() {
            *last = u64::MAX;
        }
        let start = |byte: usize| {
            let least = (byte as u64) << 56;
            u16::try_from(cumulative.partition_point(|sum| *sum < least)).unwrap_or(0)
        };
        let guide = (0..GUIDE).map(start).collect();
        Self { first, cumulative, guide }
    }

    fn draw(&self, bits: u64) -> u32 {
        let byte = usize::try_from(bits >> 56).unwrap_or(0);
        let start = self.guide.get(byte).copied().unwrap_or(0);
        let mut number = self.first + u32::from(start);
        for sum in self.cumulative.iter().skip(usize::from(start)) {
            if bits <= *sum {
                break;
            }
            number += 1;
        }
        number
    }
}

/// Draws for a fixed set of cells.
pub struct Lots {
    people: Vec<u32>,
    /// Where the people of each cell end.
    ends: Vec<u64>,
    whole: Counts,
    /// A table for every small number of people that occurs.
    small: Vec<Table>,
    /// A table for 256, 512, 1,024 people and so on.
    large: Vec<Table>,
}

impl Lots {
    /// Cells with their people; of all of them together, as many are picked as in the whole.
    pub fn new(people: Vec<u32>, picked: u64) -> Self {
        let mut total = 0;
        let add = |people: &u32| {
            total += u64::from(*people);
            total
        };
        let ends: Vec<u64> = people.iter().map(add).collect();
        let whole = Counts { selected: picked.min(total), total };
        let share = aimed(whole);
        let mut seen = vec![false; SMALL as usize];
        for one in &people {
            if let Some(slot) = seen.get_mut((one % SMALL) as usize) {
                *slot = true;
            }
        }
        let table =
            |(people, seen): (u32, bool)| if seen { Table::new(people, share) } else { Table::default() };
        let small = (0..SMALL).zip(seen).map(table).collect();
        let most = people.iter().max().copied().unwrap_or(0);
        let large =
            (8..32).take_while(|bit| most >> bit > 0).map(|bit| Table::new(1 << bit, share)).collect();
        Self { people, ends, whole, small, large }
    }

    /// Writes how many of each cell are picked.
    pub fn draw(&self, dice: &mut Dice, drawn: &mut [u32]) {
        let mut sum = 0;
        for (slot, people) in drawn.iter_mut().zip(&self.people) {
            *slot = self.cell(dice, *people);
            sum += u64::from(*slot);
        }
        while sum != self.whole.selected {
            let lot = dice.below(self.whole.total);
            let cell = self.ends.partition_point(|end| *end <= lot);
            let (Some(slot), Some(people), Some(end)) =
                (drawn.get_mut(cell), self.people.get(cell), self.ends.get(cell))
            else {
                return;
            };
            // The first people of a cell are the picked ones: which they are makes no difference.
            let is_picked = end - lot > u64::from(people - *slot);
            if sum > self.whole.selected && is_picked {
                *slot -= 1;
                sum -= 1;
            } else if sum < self.whole.selected && !is_picked {
                *slot += 1;
                sum += 1;
            }
        }
    }

    fn cell(&self, dice: &mut Dice, people: u32) -> u32 {
        if people == 0 {
            return 0;
        }
        let rest = people % SMALL;
        let table = self.small.get(rest as usize).filter(|_| rest > 0);
        let mut sum = table.map_or(0, |table| table.draw(dice.bits()));
        if people >= SMALL {
            for (bit, table) in (8..32).zip(&self.large) {
                if people >> bit & 1 == 1 {
                    sum += table.draw(dice.bits());
                }
            }
        }
        sum
    }
}

/// The share to draw with: two standard deviations off, towards where setting it right is cheap.
fn aimed(whole: Counts) -> f64 {
    let (picked, people) = (real(whole.selected), real(whole.total.max(1)));
    let off = 2.0 * (picked * (people - picked) / people).sqrt();
    let aim = if picked * 2.0 <= people { picked - off } else { picked + off };
    (aim / people).clamp(0.0, 1.0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of people in a cell, whole and from nought up to a u32"
)]
const fn whole(count: f64) -> u32 {
    count as u32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 1, times 2^64; more is the largest number"
)]
fn scaled(share: f64) -> u64 {
    (share * 64.0_f64.exp2()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn choose(from: u64, take: u64) -> u64 {
        (0..take).fold(1, |ways, at| ways * (from - at) / (at + 1))
    }

    /// Every way to pick so many out of ten people in three cells comes up as often as it should.
    #[test]
    fn every_choice_is_as_likely_as_any_other() {
        for picked in [0, 1, 4, 7, 10] {
            let lots = Lots::new(vec![3, 0, 2, 5], picked);
            let (mut dice, mut seen) = (Dice::new(picked), BTreeMap::new());
            let mut drawn = [0; 4];
            for _ in 0..50_000 {
                lots.draw(&mut dice, &mut drawn);
                *seen.entry(drawn).or_insert(0_u32) += 1;
            }
            for (drawn, count) in seen {
                assert_eq!(drawn.iter().map(|one| u64::from(*one)).sum::<u64>(), picked);
                let ways: u64 =
                    [3, 0, 2, 5].into_iter().zip(drawn).map(|(n, k)| choose(n, u64::from(k))).product();
                let expected = real(ways) / real(choose(10, picked)) * 50_000.0;
                assert!(
                    (f64::from(count) - expected).abs() < 5.0 * expected.sqrt() + 1.0,
                    "{drawn:?} {count} {expected}"
                );
            }
        }
    }

    /// Large cells, drawn in parts: mean and spread of the hypergeometric distribution.
    #[test]
    fn large_cells_have_the_right_mean_and_spread() {
        let cells = [1_000_u32, 70_000, 129_000];
        for picked in [900_u64, 60_000, 190_000] {
            let lots = Lots::new(cells.to_vec(), picked);
            let (mut dice, mut drawn) = (Dice::new(5), [0; 3]);
            let mut found = Vec::new();
            for _ in 0..4_000 {
                lots.draw(&mut dice, &mut drawn);
                found.push(f64::from(drawn[1]));
            }
            let mean = found.iter().sum::<f64>() / 4_000.0;
            let variance = found.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / 4_000.0;
            let share = real(picked) / 200_000.0;
            let expected = 70_000.0 * share * (1.0 - share) * 0.65;
            assert!((mean - 70_000.0 * share).abs() < 5.0 * (expected / 4_000.0).sqrt(), "{mean}");
            assert!((variance / expected - 1.0).abs() < 0.12, "{variance} {expected}");
        }
    }
}
