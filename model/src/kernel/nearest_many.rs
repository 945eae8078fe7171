//! Nearest changes under any compiled model: each question runs through all tables.

use super::beside::{Beside, NONE, Place};
use super::columns::Columns;
use super::plan::{Compiled, Plan};
use super::wide::{self, Found};
use crate::Value;
use crate::frozen::Model;
use std::ops::Range;

/// What the deciding table answers, so that equal answers are equal.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Class(u32),
    Total(i64),
    List(Vec<u32>),
    /// By the row path, for models with values that a test cannot judge.
    Value(Value),
}

/// A compiled model with the ranges of its inputs.
pub struct Many<'a> {
    pub model: &'a Model,
    pub plan: &'a Plan,
    pub beside: &'a [Beside],
}

impl Many<'_> {
    /// Adds what was found for these rows.
    pub fn block(
        &self,
        columns: &Columns<'_>,
        rows: Range<usize>,
        places: &[Vec<Place>],
        found: &mut [Vec<u16>],
    ) {
        for (at, row) in rows.enumerate() {
            let own: Vec<Place> =
                places.iter().map(|places| places.get(at).copied().unwrap_or_default()).collect();
            let ranges: Option<Vec<usize>> = own.iter().map(|place| place.own()).collect();
            let case = if self.plan.unsure { columns.case(row) } else { vec![] };
            let now = ranges.as_ref().and_then(|ranges| self.answer(ranges, &case, None));
            for ((input, place), found) in own.iter().enumerate().zip(found.iter_mut()) {
                let nearest = ranges.as_ref().zip(now.as_ref()).zip(self.beside.get(input));
                let changes = |ranges: &[usize], now: &Answer, range: usize| {
                    let mut others = ranges.to_vec();
                    others.get_mut(input).into_iter().for_each(|slot| *slot = range);
                    let changed = Some((input, *place));
                    self.answer(&others, &case, changed).is_some_and(|then| then != *now)
                };
                found.push(nearest.map_or(NONE, |((ranges, now), beside)| {
                    beside.nearest(*place, |range| changes(ranges, now, range))
                }));
            }
        }
    }

    /// The answer where each input lies in this range; none where nothing is decided. `changed` is the input that lies
    /// in another range than the case says, with its place in the case.
    fn answer(&self, ranges: &[usize], case: &[Value], changed: Option<(usize, Place)>) -> Option<Answer> {
        if self.plan.unsure {
            return self.by_the_model(ranges, case, changed);
        }
        let mut places = ranges.to_vec();
        let mut last = None;
        for (source, table) in (self.plan.inputs..).zip(&self.plan.tables) {
            let mut set = vec![0; table.answers.rules() / 64 + 1];
            let found = decide(table, &places, &mut set)?;
            let units = match found {
                Found::Code(code) => i64::try_from(code).ok()?,
                Found::Total(total) => total,
                Found::Listed => 0,
            };
            places.push(self.plan.grid(source).and_then(|grid| grid.range(units)).unwrap_or(usize::MAX));
            last = Some((table, found, set));
        }
        let (table, found, set) = last?;
        Some(match found {
            Found::Code(code) => Answer::Class(*table.answers.classes.get(code)?),
            Found::Total(total) => Answer::Total(total),
            Found::Listed => Answer::List(listed(table, &set)),
        })
    }

    fn by_the_model(
        &self,
        ranges: &[usize],
        case: &[Value],
        changed: Option<(usize, Place)>,
    ) -> Option<Answer> {
        let mut case = case.to_vec();
        if let Some((input, place)) = changed {
            let (grid, range) = (self.plan.grid(input)?, *ranges.get(input)?);
            let nearer = if place.own()? < range { &grid.first } else { &grid.last };
            *case.get_mut(input)? = grid.value(*nearer.get(range)?);
        }
        self.model.evaluate(&case).ok().map(|found| Answer::Value(found.outcome))
    }
}

/// The answer of one table, and its set.
fn decide(table: &Compiled, places: &[usize], set: &mut [u64]) -> Option<Found> {
    let own: Vec<usize> =
        table.sets.iter().map(|sets| places.get(sets.source).copied()).collect::<Option<_>>()?;
    wide::set(&table.sets, &own, set);
    if table.sets.is_empty() {
        set.copy_from_slice(&super::sets::Sets::open(0, 1, table.answers.rules()).all);
    }
    wide::found(&table.answers, set)
}

/// The answers of the rules that hold, in the policy's order; the default's where none does.
fn listed(table: &Compiled, set: &[u64]) -> Vec<u32> {
    let holds = |bit: usize| set.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
    let rules = table.answers.rules();
    let held: Vec<u32> = table
        .answers
        .classes
        .iter()
        .take(rules)
        .enumerate()
        .filter(|(bit, _)| holds(*bit))
        .map(|(_, class)| *class)
        .collect();
    if let (true, Some(Value::List(default))) = (held.is_empty(), table.answers.values.get(rules)) {
        let class = |value: &Value| {
            let same = table.answers.values.iter().position(|known| known == value)?;
            table.answers.classes.get(same).copied()
        };
        return default.iter().map(|value| class(value).unwrap_or(u32::MAX)).collect();
    }
    held
}
