//! Decision tables whose cells are formulas, by all hit policies.

use super::compare::equal;
use super::{Answer, Machine, Stop};
use crate::Decimal;
use crate::dmn::{Aggregator, HitPolicy};
use crate::feel::value::Feel;
use crate::feel::value::Scope;
use crate::feel::value::{Expression, Grid, Tests};

impl Machine<'_> {
    pub(super) fn table(&self, table: &Grid, scope: &Scope) -> Answer {
        let mut values = vec![];
        for column in &table.columns {
            let value = self.evaluate(&column.expression, scope)?;
            if let Some(allowed) = &column.allowed
                && !value.is_null()
                && !self.meets(&value, allowed, scope)?
            {
                return Ok(Feel::Null);
            }
            values.push(value);
        }
        let mut hits: Vec<Vec<Feel>> = vec![];
        for (tests, outputs) in &table.rules {
            if self.rule_holds(tests, &values, scope)? {
                hits.push(self.outputs(table, outputs, scope)?);
                if table.policy == HitPolicy::First {
                    break;
                }
            }
        }
        if hits.is_empty() {
            // Whatever the hit policy: where no rule holds and nothing else is said, there is no value.
            return Ok(Feel::or_null(self.default(table, scope)?));
        }
        self.by_policy(table, hits, scope)
    }

    fn rule_holds(&self, tests: &[Tests], values: &[Feel], scope: &Scope) -> Result<bool, Stop> {
        for (test, value) in tests.iter().zip(values) {
            if !self.meets(value, test, scope)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn outputs(&self, table: &Grid, outputs: &[Expression], scope: &Scope) -> Result<Vec<Feel>, Stop> {
        let each = outputs.iter().zip(&table.outputs);
        each.map(|(expression, output)| {
            let value = self.evaluate(expression, scope)?;
            self.conform(value, &output.kind, scope)
        })
        .collect()
    }

    /// What holds where no rule does.
    fn default(&self, table: &Grid, scope: &Scope) -> Result<Option<Feel>, Stop> {
        let defaults: Option<Vec<Expression>> =
            table.outputs.iter().map(|output| output.default.clone()).collect();
        let Some(defaults) = defaults else { return Ok(None) };
        let value = put_together(table, self.outputs(table, &defaults, scope)?);
        let listed = matches!(table.policy, HitPolicy::RuleOrder | HitPolicy::OutputOrder);
        Ok(Some(if listed { Feel::list(vec![value]) } else { value }))
    }

    fn by_policy(&self, table: &Grid, hits: Vec<Vec<Feel>>, scope: &Scope) -> Answer {
        let together = |hits: Vec<Vec<Feel>>| hits.into_iter().map(|hit| put_together(table, hit));
        let first = |hits: Vec<Vec<Feel>>| Feel::or_null(together(hits).next());
        Ok(match table.policy {
            HitPolicy::Unique if hits.len() > 1 => Feel::Null,
            HitPolicy::Any => {
                let values: Vec<Feel> = together(hits).collect();
                let agree = values.windows(2).all(|pair| match pair {
                    [one, two] => equal(one, two) == Some(true),
                    _ => true,
                });
                Feel::or_null(values.into_iter().next().filter(|_| agree))
            }
            HitPolicy::Unique | HitPolicy::First => first(hits),
            HitPolicy::Priority => first(self.ranked(table, hits, scope)?),
            HitPolicy::RuleOrder => Feel::list(together(hits).collect()),
            HitPolicy::OutputOrder => Feel::list(together(self.ranked(table, hits, scope)?).collect()),
            HitPolicy::Collect(aggregator) => collected(aggregator, together(hits).collect()),
        })
    }

    /// Best outputs first; those that rank alike stay in their order.
    fn ranked(&self, table: &Grid, hits: Vec<Vec<Feel>>, scope: &Scope) -> Result<Vec<Vec<Feel>>, Stop> {
        let ranks: Vec<Vec<Feel>> =
            table.outputs.iter().map(|output| self.each(&output.ranks, scope)).collect::<Result<_, _>>()?;
        let mut sorted = hits;
        sorted.sort_by_cached_key(|hit| {
            let rank = |(value, ranks): (&Feel, &Vec<Feel>)| {
                ranks.iter().position(|rank| equal(rank, value) == Some(true)).unwrap_or(usize::MAX)
            };
            hit.iter().zip(&ranks).map(rank).collect::<Vec<_>>()
        });
        Ok(sorted)
    }
}

/// One value from one value a column.
fn put_together(table: &Grid, mut values: Vec<Feel>) -> Feel {
    if table.outputs.len() == 1 {
        return values.pop().unwrap_or(Feel::Null);
    }
    Feel::context(table.outputs.iter().map(|output| output.name.clone()).zip(values).collect())
}

fn collected(aggregator: Aggregator, values: Vec<Feel>) -> Feel {
    match aggregator {
        Aggregator::List => return Feel::list(values),
        Aggregator::Count => return Feel::count(values.len()),
        Aggregator::Sum | Aggregator::Min | Aggregator::Max => {}
    }
    let numbers = values.iter().map(|value| match value {
        Feel::Number(number) => Some(*number),
        _ => None,
    });
    let Some(numbers) = numbers.collect::<Option<Vec<Decimal>>>() else { return Feel::Null };
    let found = match aggregator {
        Aggregator::Min => numbers.into_iter().min(),
        Aggregator::Max => numbers.into_iter().max(),
        _ => numbers.into_iter().try_fold(Decimal::ZERO, |sum, next| sum.rounded_sum(next).ok()),
    };
    Feel::or_null(found.map(Feel::Number))
}
