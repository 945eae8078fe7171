//! Where a coefficient makes points move with every step of an input: the values at which the sum meets a bound.

use crate::dmn::Table;
use crate::feel::{Test, Unary};
use crate::frozen::Model;
use crate::{Decimal, Evaluation, Goal, SelectionRule, Value};

impl Model {
    /// Values of an input, on its steps, around each bound that a sum would meet if only this input moved, and the
    /// next value on either side. Empty where the input is multiplied with nothing.
    pub(crate) fn sloped(
        &self,
        input: usize,
        step: Decimal,
        evaluation: &Evaluation,
        (case, goal): (&[Value], &Goal),
    ) -> Vec<Value> {
        let Some(now) = case.get(input).and_then(Value::as_number) else { return vec![] };
        let values = self.given(case);
        let mut found = vec![];
        for (place, ((node, table), trace)) in
            self.tables_in_order().iter().zip(&evaluation.tables).enumerate()
        {
            let Some(slope) = self.slope(table, &trace.matched, input, &values) else { continue };
            found.extend([now.plus(step), now.minus(step)].into_iter().flatten());
            let Some(score) = trace.output.as_number() else { continue };
            for bound in self.bounds_behind(place, *node, goal) {
                found.extend(meets(now, score, bound, slope).into_iter().flat_map(|at| around(at, step)));
            }
        }
        found.into_iter().map(Value::number).collect()
    }

    /// What one more unit of the input adds, by the rules that held; none where it adds nothing.
    fn slope(&self, table: &Table, matched: &[u16], input: usize, values: &[Value]) -> Option<Decimal> {
        let is = |column: &usize| {
            let column = table.columns.get(*column);
            column.is_some_and(|column| self.input_of(column.source.node) == Some(input))
        };
        let adds = |place: &u16| {
            let rule = table.rules.get(usize::from(*place))?;
            if rule.times.iter().filter(|column| is(column)).count() != 1 {
                return None;
            }
            let others = rule.times.iter().filter(|column| !is(column));
            let factor = |column: &usize| table.columns.get(*column)?.source.look(values).as_number();
            let start = rule.outputs.first()?.as_number()?;
            others.map(factor).try_fold(start, |product, factor| product.rounded_product(factor?).ok())
        };
        let slope = matched.iter().filter_map(adds).try_fold(Decimal::ZERO, Decimal::rounded_sum).ok()?;
        (slope != Decimal::ZERO).then_some(slope)
    }

    /// The bounds that this table's sum is compared with: by tables behind it, or by the goal.
    fn bounds_behind(&self, place: usize, node: usize, goal: &Goal) -> Vec<Decimal> {
        let behind = self.tables_in_order().iter().skip(place + 1).flat_map(|(_, table)| {
            let columns = table.columns.iter().enumerate().filter(|(_, column)| column.source.node == node);
            columns.flat_map(|(at, _)| table.rules.iter().filter_map(move |rule| rule.tests.get(at)))
        });
        let mut found: Vec<Decimal> = behind.flat_map(bounds).collect();
        if place + 1 == self.tables_in_order().len() {
            match (goal, &self.declaration().selection.rule) {
                (Goal::Across(bound), _)
                | (Goal::Selection, SelectionRule::Threshold { at_least: bound }) => {
                    found.push(*bound);
                }
                _ => {}
            }
        }
        found
    }
}

/// Every number that a test names.
pub fn bounds(test: &Unary) -> Vec<Decimal> {
    let tests = match test {
        Unary::Any => return vec![],
        Unary::OneOf(tests) | Unary::NoneOf(tests) => tests,
    };
    tests.iter().flat_map(Test::literals).filter_map(Value::as_number).collect()
}

fn meets(now: Decimal, score: Decimal, bound: Decimal, slope: Decimal) -> Option<Decimal> {
    let apart = bound.rounded_difference(score).ok()?.rounded_quotient(slope).ok()?;
    now.rounded_sum(apart).ok()
}

/// The steps next to a number, and one further: the rounding of points may need it.
fn around(at: Decimal, step: Decimal) -> Vec<Decimal> {
    let Some((below, above)) = at.between_steps(step) else { return vec![] };
    [Ok(below), Ok(above), below.minus(step), above.plus(step)].into_iter().flatten().collect()
}
