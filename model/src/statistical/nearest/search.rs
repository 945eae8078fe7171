//! Trying changes of one input, then of two, then of three, with a bound on the work.

use super::bounds::Bounds;
use super::ranges::{Way, Ways};
use super::wanted::Wanted;
use crate::statistical::fact::{Fact, Mode};
use crate::statistical::form::Form;
use crate::statistical::frozen::{Decided, Statistical};
use crate::{Decimal, Value};

/// The most inputs that are changed together.
const MOST_INPUTS: usize = 3;
/// The most decisions that one search takes.
const BUDGET: usize = 200_000;

/// The best so far.
#[derive(Debug, Clone)]
pub struct Found {
    pub changes: Vec<(usize, Fact, Decimal)>,
    pub steps: Decimal,
    pub outcome: Value,
}

pub struct Search<'a> {
    model: &'a Statistical,
    wanted: &'a Wanted,
    before: &'a Decided,
    facts: Vec<Fact>,
    left: usize,
    proven: bool,
    best: Option<Found>,
    bounds: Option<Bounds>,
}

impl<'a> Search<'a> {
    pub fn new(model: &'a Statistical, wanted: &'a Wanted, before: &'a Decided, facts: Vec<Fact>) -> Self {
        let bounds = match model.form() {
            Form::Additive(additive) => Bounds::of(additive, wanted, before),
            _ => None,
        };
        Self { model, wanted, before, facts, left: BUDGET, proven: true, best: None, bounds }
    }

    pub fn answer(self) -> (Option<Found>, bool) {
        (self.best, self.proven && self.left > 0)
    }

    pub fn run(&mut self, ways: &[Ways]) {
        for size in 1..=MOST_INPUTS.min(ways.len()) {
            self.choose(ways, size, &mut vec![]);
            if self.best.is_some() || self.left == 0 {
                return;
            }
        }
        // More inputs than were tried together could still do it.
        self.proven &= ways.len() <= MOST_INPUTS;
    }

    /// Every set of inputs of this size.
    fn choose<'w>(&mut self, ways: &'w [Ways], size: usize, chosen: &mut Vec<&'w Ways>) {
        if chosen.len() == size {
            self.proven &= chosen.iter().all(|one| !one.bent);
            self.proven &= chosen.iter().filter(|one| one.moving).count() <= 1;
            // The moving one comes last: it is followed once the others stand.
            let mut order = chosen.clone();
            order.sort_by_key(|one| one.moving);
            self.change(&order, Decimal::ZERO, &mut vec![]);
            return;
        }
        for (place, one) in ways.iter().enumerate() {
            chosen.push(one);
            self.choose(ways.get(place + 1..).unwrap_or_default(), size, chosen);
            chosen.pop();
        }
    }

    fn change(&mut self, order: &[&Ways], steps: Decimal, changes: &mut Vec<(usize, Fact, Decimal)>) {
        let Some((first, rest)) = order.split_first() else { return };
        if !self.within_reach(order) {
            return;
        }
        let original = self.facts.get(first.input).cloned().unwrap_or(Fact::Missing);
        for way in &first.others {
            if self.left == 0 || self.worse(steps, way.steps) {
                break;
            }
            self.put(first.input, way.near.clone());
            changes.push((first.input, way.near.clone(), way.steps));
            if rest.is_empty() {
                self.last(first, way, steps, changes);
            } else if let Ok(sum) = steps.rounded_sum(way.steps) {
                self.change(rest, sum, changes);
            }
            changes.pop();
        }
        self.put(first.input, original);
    }

    fn within_reach(&mut self, order: &[&Ways]) -> bool {
        let Some(bounds) = &self.bounds else { return true };
        self.left = self.left.saturating_sub(1);
        let inputs: Vec<_> = order.iter().map(|one| one.input).collect();
        let now = self.model.decide_facts(&self.facts, Mode::Strict);
        now.is_err() || now.is_ok_and(|now| bounds.within_reach(&now, &inputs))
    }

    /// The last input of a set: its nearest value, or the first one on the way to its farthest that does it.
    fn last(&mut self, ways: &Ways, way: &Way, steps: Decimal, changes: &mut [(usize, Fact, Decimal)]) {
        let reached = match (self.decides(), way.far, way.near.value().as_number()) {
            (Some(outcome), ..) => Some((way.near.clone(), way.steps, outcome)),
            (None, Some(far), Some(near)) => self.follow(ways, (near, way.steps), far),
            _ => None,
        };
        let Some((fact, more, outcome)) = reached else { return };
        if self.worse(steps, more) {
            return;
        }
        if let (Some(change), Ok(sum)) = (changes.last_mut(), steps.rounded_sum(more)) {
            *change = (ways.input, fact, more);
            self.best = Some(Found { changes: changes.to_vec(), steps: sum, outcome });
        }
    }

    /// Halves the way between a value that does not do it and one that does.
    fn follow(
        &mut self,
        ways: &Ways,
        (near, first): (Decimal, Decimal),
        far: Decimal,
    ) -> Option<(Fact, Decimal, Value)> {
        let apart = far.max(near).rounded_difference(far.min(near)).ok()?.rounded_quotient(ways.step).ok()?;
        let (mut not, mut does) = (0_i128, apart.units(0)?);
        let at = |count: i128| {
            let way = ways.step.rounded_product(Decimal::scaled(count, 0).ok()?).ok()?;
            if far < near { near.rounded_difference(way).ok() } else { near.rounded_sum(way).ok() }
        };
        let mut outcome = self.decides_at(ways.input, at(does)?)?;
        while does - not > 1 {
            let middle = i128::midpoint(not, does);
            match self.decides_at(ways.input, at(middle)?) {
                Some(found) => (does, outcome) = (middle, found),
                None => not = middle,
            }
        }
        let steps = first.rounded_sum(Decimal::scaled(does, 0).ok()?).ok()?;
        Some((Fact::Number(at(does)?), steps, outcome))
    }

    fn decides_at(&mut self, input: usize, number: Decimal) -> Option<Value> {
        self.put(input, Fact::Number(number));
        self.decides()
    }

    fn decides(&mut self) -> Option<Value> {
        self.left = self.left.saturating_sub(1);
        let fitting = self
            .model
            .fields()
            .iter()
            .zip(&self.facts)
            .all(|(field, fact)| field.domain.accepts(fact).is_ok());
        let after = self.model.decide_facts(&self.facts, Mode::Strict).ok().filter(|_| fitting)?;
        self.wanted.met(self.before, &after).then_some(after.outcome)
    }

    fn worse(&self, steps: Decimal, more: Decimal) -> bool {
        let sum = steps.rounded_sum(more);
        self.best.as_ref().is_some_and(|best| sum.is_ok_and(|sum| sum >= best.steps))
    }

    fn put(&mut self, place: usize, fact: Fact) {
        if let Some((slot, field)) = self.facts.get_mut(place).zip(self.model.fields().get(place)) {
            *slot = field.within_bounds(fact);
        }
    }
}
