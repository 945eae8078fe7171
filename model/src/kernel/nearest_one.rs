//! Nearest changes under a single table whose rules fit into one word: each question is one AND.

use super::aim::Aim;
use super::answers::Kind;
use super::beside::{Beside, NONE, Place};
use super::judge::{Judge, UNDECIDED};
use super::plan::{Form, Plan};

/// The table as this module needs it.
pub struct One<'k> {
    judge: Judge<'k>,
    /// By input: a set for each range; empty for an input that is not looked at.
    sets: Vec<&'k [u64]>,
    /// By input: the rules that some range lets pass and another does not.
    varies: Vec<u64>,
}

impl<'k> One<'k> {
    /// None where there are more tables or rules, lists of answers, or values that a test cannot judge.
    pub fn of(plan: &'k Plan, aim: &Aim<'_>) -> Option<Self> {
        let [table] = plan.tables.as_slice() else { return None };
        if plan.unsure || matches!(table.form, Form::Wide) {
            return None;
        }
        let sets: Vec<&[u64]> = (0..plan.inputs)
            .map(|input| table.sets.iter().find(|sets| sets.source == input))
            .map(|sets| sets.map_or(&[][..], |sets| sets.all.as_slice()))
            .collect();
        let varies = |sets: &&[u64]| {
            let all = sets.iter().fold(u64::MAX, |all, set| all & set);
            sets.iter().fold(0, |any, set| any | set) & !all
        };
        Some(Self { judge: Judge::of(&table.answers, aim)?, varies: sets.iter().map(varies).collect(), sets })
    }

    /// Adds what was found for a block of rows.
    pub fn block(&self, beside: &[Beside], places: &[Vec<Place>], found: &mut [Vec<u16>]) {
        let judge = &self.judge;
        // Each policy has its own loop, so that nothing is asked twice.
        match judge.answers.kind {
            Kind::First | Kind::List => self.rows(beside, places, found, |set| judge.first(set)),
            Kind::Unique => self.rows(beside, places, found, |set| judge.unique(set)),
            Kind::Any => self.rows(beside, places, found, |set| judge.any(set)),
            Kind::Sum => self.rows(beside, places, found, |set| judge.sum(set)),
            Kind::Count => self.rows(beside, places, found, |set| judge.count(set)),
        }
    }

    fn rows(
        &self,
        beside: &[Beside],
        places: &[Vec<Place>],
        found: &mut [Vec<u16>],
        answer: impl Fn(u64) -> i64,
    ) {
        let rows = places.first().map_or(0, Vec::len);
        let mut behind = vec![0_u64; places.len() + 1];
        let mut own = vec![0_u64; places.len()];
        for row in 0..rows {
            let at = |input: usize| {
                places.get(input).and_then(|places| places.get(row)).copied().unwrap_or_default()
            };
            let mut all = u64::MAX;
            let mut fits = true;
            // From the last input to the first: what all behind it let pass.
            for (input, sets) in self.sets.iter().enumerate().rev() {
                let place = at(input);
                fits &= place.range != 0;
                let set = if sets.is_empty() { u64::MAX } else { set_at(sets, place) };
                behind.get_mut(input + 1).into_iter().for_each(|slot| *slot = all);
                own.get_mut(input).into_iter().for_each(|slot| *slot = set);
                all &= set;
            }
            let now = if fits { answer(all) } else { UNDECIDED };
            let mut before = u64::MAX;
            for (input, (sets, found)) in self.sets.iter().zip(&mut *found).enumerate() {
                let rest = before & behind.get(input + 1).copied().unwrap_or_default();
                before &= own.get(input).copied().unwrap_or_default();
                let idle =
                    now == UNDECIDED || rest & self.varies.get(input).copied().unwrap_or_default() == 0;
                let changes = |range: usize| {
                    let set = rest & sets.get(range).copied().unwrap_or_default();
                    let then = answer(set);
                    set != all && then != now && then != UNDECIDED
                };
                let nearest = beside.get(input).filter(|_| !idle);
                found.push(nearest.map_or(NONE, |beside| beside.nearest(at(input), changes)));
            }
        }
    }
}

#[inline]
fn set_at(sets: &[u64], place: Place) -> u64 {
    place.own().and_then(|range| sets.get(range)).copied().unwrap_or_default()
}
