//! Nearest changes under tables behind each other, each with rules that fit into one word.

use super::aim::Aim;
use super::beside::{Beside, NONE, Place};
use super::grid::Grid;
use super::judge::{Judge, UNDECIDED};
use super::plan::{Form, Plan};

/// In the place of a range: none.
const NOWHERE: usize = usize::MAX;

/// One table of the chain.
struct Link<'k> {
    judge: Judge<'k>,
    /// What it looks at, and a set for each range of that.
    looks: Vec<(usize, &'k [u64])>,
    /// On which its answers stand for others; none where nobody looks.
    grid: Option<&'k Grid>,
}

impl Link<'_> {
    #[inline]
    fn set(&self, ranges: &[usize]) -> u64 {
        self.set_without(NOWHERE, ranges)
    }

    /// What all sources but one let pass.
    #[inline]
    fn set_without(&self, left_out: usize, ranges: &[usize]) -> u64 {
        self.looks.iter().filter(|(source, _)| *source != left_out).fold(
            self.judge.all(),
            |set, (source, sets)| {
                let range = ranges.get(*source).copied().unwrap_or(NOWHERE);
                set & sets.get(range).copied().unwrap_or_default()
            },
        )
    }

    /// The range of the answer, as others see it.
    #[inline]
    fn range(&self, set: u64) -> usize {
        self.grid.and_then(|grid| grid.range(self.judge.units(set))).unwrap_or(NOWHERE)
    }

    /// Whether some range of an input gives another set, as long as the other sources stay.
    fn moves(&self, input: usize, ranges: &[usize], own: u64) -> bool {
        self.looks.iter().find(|(source, _)| *source == input).is_some_and(|(_, sets)| {
            let rest = self.set_without(input, ranges);
            sets.iter().any(|set| set & rest != own)
        })
    }
}

/// The tables, as this module needs them.
pub struct Chain<'k> {
    inputs: usize,
    links: Vec<Link<'k>>,
}

/// A row: the range of each source, the set of each table, and the last answer.
#[derive(Default)]
struct Row {
    ranges: Vec<usize>,
    sets: Vec<u64>,
    now: i64,
}

impl<'k> Chain<'k> {
    /// None where a table has more rules or lists of answers, or there are values that a test cannot judge.
    pub fn of(plan: &'k Plan, aim: &Aim<'_>) -> Option<Self> {
        let mut links = vec![];
        for (source, table) in (plan.inputs..).zip(&plan.tables) {
            if plan.unsure || matches!(table.form, Form::Wide) {
                return None;
            }
            let looks = table.sets.iter().map(|sets| (sets.source, sets.all.as_slice())).collect();
            // Only the last answer is the outcome; what stands before it is compared as it is.
            let own = if source + 1 == plan.inputs + plan.tables.len() { aim } else { &Aim::Other };
            links.push(Link { judge: Judge::of(&table.answers, own)?, looks, grid: plan.grid(source) });
        }
        Some(Self { inputs: plan.inputs, links })
    }

    /// Adds what was found for a block of rows.
    pub fn block(&self, beside: &[Beside], places: &[Vec<Place>], found: &mut [Vec<u16>]) {
        let rows = places.first().map_or(0, Vec::len);
        let (mut row, mut others) = (Row::default(), vec![]);
        for at in 0..rows {
            let own = |input: usize| {
                places.get(input).and_then(|places| places.get(at)).copied().unwrap_or_default()
            };
            self.decide(&mut row, own);
            for ((input, found), beside) in found.iter_mut().enumerate().zip(beside) {
                let moves = row.now != UNDECIDED
                    && self
                        .links
                        .iter()
                        .zip(&row.sets)
                        .any(|(link, set)| link.moves(input, &row.ranges, *set));
                let changes = |range: usize| self.changes(&row, (input, range), &mut others);
                found.push(if moves { beside.nearest(own(input), changes) } else { NONE });
            }
        }
    }

    fn decide(&self, row: &mut Row, own: impl Fn(usize) -> Place) {
        row.ranges.clear();
        row.sets.clear();
        row.ranges.extend((0..self.inputs).map(|input| own(input).own().unwrap_or(NOWHERE)));
        let mut decided = !row.ranges.contains(&NOWHERE);
        for link in &self.links {
            let set = link.set(&row.ranges);
            row.now = link.judge.answer(set);
            decided &= row.now != UNDECIDED;
            row.sets.push(set);
            row.ranges.push(link.range(set));
        }
        if !decided {
            row.now = UNDECIDED;
        }
    }

    /// Whether another outcome follows where one input lies in another range.
    fn changes(&self, row: &Row, (input, range): (usize, usize), others: &mut Vec<usize>) -> bool {
        others.clone_from(&row.ranges);
        others.get_mut(input).into_iter().for_each(|slot| *slot = range);
        let mut then = row.now;
        for ((place, link), own) in (self.inputs..).zip(&self.links).zip(&row.sets) {
            let set = link.set(others);
            then = row.now;
            if set != *own {
                then = link.judge.answer(set);
                if then == UNDECIDED {
                    return false;
                }
                others.get_mut(place).into_iter().for_each(|slot| *slot = link.range(set));
            }
        }
        then != row.now
    }
}
