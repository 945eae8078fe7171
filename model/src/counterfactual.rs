//! What would have changed the outcome: exact, because between two cut points of the tables nothing changes.

use crate::frozen::Model;
use crate::sloped::bounds;
use crate::{Counterfactual, Decimal, Evaluation, Goal, InputType, Value};

/// Pairs are tried only while their number stays in reason.
const MOST_PAIRS: usize = 20_000;
/// At most so many different answers are shown.
const MOST_SHOWN: usize = 5;

/// Another value of one input, with how far it lies from the present one.
struct Change {
    input: usize,
    to: Value,
    distance: Decimal,
}

impl Model {
    /// The nearest change of each changeable input that reaches the goal; pairs of them when none does alone.
    pub(crate) fn counterfactuals(
        &self,
        case: &[Value],
        evaluation: &Evaluation,
        goal: &Goal,
    ) -> Vec<Counterfactual> {
        let alone = |options: Vec<Change>| {
            options.iter().find_map(|change| self.try_out(case, &[change], evaluation, goal))
        };
        let singles = (0..case.len()).filter_map(|input| alone(self.changes(input, case, evaluation, goal)));
        self.shown(case, evaluation, goal, singles.collect())
    }

    /// Single changes, or pairs where there are none; only so many that people read them.
    pub(crate) fn shown(
        &self,
        case: &[Value],
        evaluation: &Evaluation,
        goal: &Goal,
        singles: Vec<Counterfactual>,
    ) -> Vec<Counterfactual> {
        let mut found = if singles.is_empty() {
            let changes: Vec<Vec<Change>> =
                (0..case.len()).map(|input| self.changes(input, case, evaluation, goal)).collect();
            self.pairs(case, &changes, evaluation, goal)
        } else {
            singles
        };
        found.truncate(MOST_SHOWN);
        found
    }

    fn pairs(
        &self,
        case: &[Value],
        changes: &[Vec<Change>],
        evaluation: &Evaluation,
        goal: &Goal,
    ) -> Vec<Counterfactual> {
        let mut found = vec![];
        let mut tried = 0;
        for (place, options) in changes.iter().enumerate() {
            for others in changes.iter().skip(place + 1) {
                tried += options.len() * others.len();
                if tried > MOST_PAIRS {
                    return found;
                }
                let mut pairs: Vec<_> =
                    options.iter().flat_map(|one| others.iter().map(move |two| [one, two])).collect();
                pairs.sort_by_key(|[one, two]| one.distance.plus(two.distance).unwrap_or(one.distance));
                found.extend(pairs.iter().find_map(|pair| self.try_out(case, pair, evaluation, goal)));
            }
        }
        found
    }

    fn try_out(
        &self,
        case: &[Value],
        changes: &[&Change],
        before: &Evaluation,
        goal: &Goal,
    ) -> Option<Counterfactual> {
        let mut other = case.to_vec();
        for change in changes {
            other.get_mut(change.input)?.clone_from(&change.to);
        }
        let after = self.evaluate(&other).ok()?;
        if !self.reaches(&before.outcome, &after.outcome, goal) {
            return None;
        }
        let named = |change: &&Change| {
            Some((
                self.inputs().get(change.input)?.name.clone(),
                case.get(change.input)?.clone(),
                change.to.clone(),
            ))
        };
        Some(Counterfactual { changes: changes.iter().filter_map(named).collect(), outcome: after.outcome })
    }

    fn reaches(&self, before: &Value, after: &Value, goal: &Goal) -> bool {
        match goal {
            Goal::Other => before != after,
            Goal::Across(bound) => {
                let above = |value: &Value| value.as_number().is_some_and(|number| number >= *bound);
                above(before) != above(after)
            }
            Goal::Selection => {
                self.declaration().selection.targets(before) != self.declaration().selection.targets(after)
            }
        }
    }

    /// Every other value of an input that the tables can tell apart, nearest first.
    fn changes(&self, input: usize, case: &[Value], evaluation: &Evaluation, goal: &Goal) -> Vec<Change> {
        let (Some(declared), Some(now)) =
            (self.inputs().get(input).filter(|declared| declared.changeable), case.get(input))
        else {
            return vec![];
        };
        let options = match declared.kind {
            InputType::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
            InputType::Text => declared.values.iter().map(|word| Value::text(word)).collect(),
            InputType::Number => {
                let step = declared.step.unwrap_or_else(smallest_step);
                let mut options = self.cut_points(input, step);
                options.extend(self.sloped(input, step, evaluation, (case, goal)));
                options
            }
        };
        let mut changes: Vec<_> = options
            .into_iter()
            .filter(|to| to != now && declared.accepts(to).is_ok())
            .map(|to| Change { input, distance: distance(now, &to), to })
            .collect();
        changes.sort_by(|one, other| (one.distance, &one.to).cmp(&(other.distance, &other.to)));
        changes.dedup_by(|one, other| one.to == other.to);
        changes
    }

    /// Each bound that a test names and its neighbours one step away, all on the steps that can occur; between two
    /// of them no test can tell values apart, so the nearest of them is the nearest of all.
    fn cut_points(&self, input: usize, step: Decimal) -> Vec<Value> {
        let tests = self.tables_in_order().iter().flat_map(|(_, table)| {
            let columns = table.columns.iter().enumerate();
            let about = columns.filter(|(_, column)| self.input_of(column.source.node) == Some(input));
            about.flat_map(|(place, _)| table.rules.iter().filter_map(move |rule| rule.tests.get(place)))
        });
        let mut bounds: Vec<Decimal> = tests.flat_map(bounds).collect();
        bounds.sort_unstable();
        bounds.dedup();
        let near =
            bounds.into_iter().filter_map(|bound| bound.between_steps(step)).flat_map(|(below, above)| {
                [Some(below), Some(above), below.minus(step).ok(), above.plus(step).ok()]
            });
        near.flatten().map(Value::number).collect()
    }
}

/// Where none is declared.
fn smallest_step() -> Decimal {
    Decimal::scaled(1, 2).unwrap_or_default()
}

/// How far two numbers lie apart; two words or answers are one step apart.
fn distance(now: &Value, then: &Value) -> Decimal {
    match (now.as_number(), then.as_number()) {
        (Some(one), Some(two)) => one.max(two).minus(one.min(two)).unwrap_or_default(),
        _ => Decimal::whole(1),
    }
}
