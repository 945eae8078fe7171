//! From the rules that hold to the outcome of a table, by its hit policy.

use crate::dmn::{Aggregator, HitPolicy, Rule, Table};
use crate::{Decimal, Value};

/// Why the rules that hold give no outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoOutcome {
    /// No rule holds, and the table has no default.
    NoRule,
    /// Two rules hold where one may, or two that disagree where all must agree; their places from 0.
    Contradiction(u16, u16),
    /// A number was needed.
    NotANumber,
    /// The sum has more than 34 digits.
    TooLarge,
}

/// The outcome of the rules that hold; `looked_at` has one value a column.
pub fn outcome(table: &Table, matched: &[u16], looked_at: &[&Value]) -> Result<Value, NoOutcome> {
    let rules: Vec<&Rule> = matched.iter().filter_map(|place| table.rules.get(usize::from(*place))).collect();
    let outputs = || rules.iter().map(|rule| rule.output(table));
    if rules.is_empty() && !matches!(table.policy, HitPolicy::Collect(_)) {
        return default(table);
    }
    match table.policy {
        HitPolicy::Unique => match matched {
            [_] => first(table, &rules),
            [one, two, ..] => Err(NoOutcome::Contradiction(*one, *two)),
            [] => Err(NoOutcome::NoRule),
        },
        HitPolicy::Any => agree(table, matched, &rules),
        HitPolicy::First => first(table, &rules),
        HitPolicy::Priority => first(table, &ranked(table, &rules)),
        HitPolicy::RuleOrder => Ok(Value::List(outputs().collect())),
        HitPolicy::OutputOrder => {
            Ok(Value::List(ranked(table, &rules).iter().map(|rule| rule.output(table)).collect()))
        }
        HitPolicy::Collect(aggregator) => {
            collect(aggregator, rules.iter().map(|rule| rule.adds(table, looked_at)).collect())
        }
    }
}

fn first(table: &Table, rules: &[&Rule]) -> Result<Value, NoOutcome> {
    rules.first().map(|rule| rule.output(table)).ok_or(NoOutcome::NoRule)
}

fn default(table: &Table) -> Result<Value, NoOutcome> {
    let defaults: Option<Vec<Value>> = table.outputs.iter().map(|output| output.default.clone()).collect();
    let listed = matches!(table.policy, HitPolicy::RuleOrder | HitPolicy::OutputOrder);
    let value = crate::dmn::combined(table, &defaults.ok_or(NoOutcome::NoRule)?);
    Ok(if listed { Value::List(vec![value]) } else { value })
}

fn agree(table: &Table, matched: &[u16], rules: &[&Rule]) -> Result<Value, NoOutcome> {
    let Some((head, rest)) = rules.split_first() else {
        return Err(NoOutcome::NoRule);
    };
    match rest.iter().position(|rule| rule.outputs != head.outputs) {
        None => Ok(head.output(table)),
        Some(other) => {
            let place = |at: usize| matched.get(at).copied().unwrap_or_default();
            Err(NoOutcome::Contradiction(place(0), place(other + 1)))
        }
    }
}

/// Best output first; rules that rank alike stay in their order.
fn ranked<'a>(table: &Table, rules: &[&'a Rule]) -> Vec<&'a Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by_key(|found| rank(table, found));
    sorted
}

/// Where a rule's outputs stand among the allowed ones: the lower, the better.
pub fn rank(table: &Table, rule: &Rule) -> Vec<usize> {
    let of = |(value, output): (&Value, &crate::dmn::Output)| {
        output.allowed.iter().position(|allowed| allowed == value).unwrap_or(usize::MAX)
    };
    rule.outputs.iter().zip(&table.outputs).map(of).collect()
}

fn collect(aggregator: Aggregator, outputs: Vec<Value>) -> Result<Value, NoOutcome> {
    if aggregator == Aggregator::List {
        return Ok(Value::List(outputs));
    }
    if aggregator == Aggregator::Count {
        let mut distinct = outputs;
        distinct.sort();
        distinct.dedup();
        let count = i64::try_from(distinct.len()).map_err(|_| NoOutcome::TooLarge)?;
        return Ok(Value::number(Decimal::whole(count)));
    }
    let numbers: Option<Vec<Decimal>> = outputs.iter().map(Value::as_number).collect();
    let numbers = numbers.ok_or(NoOutcome::NotANumber)?;
    let combined = match aggregator {
        Aggregator::Min => numbers.into_iter().min(),
        Aggregator::Max => numbers.into_iter().max(),
        _ => Some(sum(numbers)?),
    };
    combined.map(Value::number).ok_or(NoOutcome::NoRule)
}

fn sum(numbers: Vec<Decimal>) -> Result<Decimal, NoOutcome> {
    numbers
        .into_iter()
        .try_fold(Decimal::ZERO, |total, number| total.plus(number).map_err(|_| NoOutcome::TooLarge))
}
