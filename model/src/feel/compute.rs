//! What a formula comes to, by the standard's semantics: a question that makes no sense is null.

use super::formula::{Formula, Operator};
use crate::{Decimal, DecimalError, Value};
use std::cmp::Ordering;

/// Decisions that double a text would fill any memory after thirty steps.
const LONGEST_TEXT: usize = 100_000;

impl Formula {
    /// The value, given one value a node.
    pub fn compute(&self, nodes: &[Value]) -> Value {
        match self {
            Self::Literal(value) => value.clone(),
            Self::Node(place) => nodes.get(*place).cloned().unwrap_or(Value::Null),
            Self::Part(whole, part) => match whole.compute(nodes) {
                Value::Context(fields) => fields.get(part).cloned().unwrap_or(Value::Null),
                _ => Value::Null,
            },
            Self::Minus(inner) => number(
                &Value::number(Decimal::ZERO),
                inner.compute(nodes).as_number(),
                Decimal::rounded_difference,
            ),
            Self::Not(inner) => match inner.compute(nodes) {
                Value::Boolean(flag) => Value::Boolean(!flag),
                _ => Value::Null,
            },
            Self::Pair(operator, operands) => {
                let [left, right] = operands.as_ref();
                combine(*operator, &left.compute(nodes), &right.compute(nodes))
            }
            Self::Between(parts) => {
                let [value, low, high] = parts.each_ref().map(|part| part.compute(nodes));
                let (above, below) =
                    (ordered(&value, &low, Ordering::is_ge), ordered(&value, &high, Ordering::is_le));
                either(&above, &below, false)
            }
            Self::Choice(parts) => {
                let [condition, met, otherwise] = parts.as_ref();
                let holds = condition.compute(nodes) == Value::Boolean(true);
                if holds { met.compute(nodes) } else { otherwise.compute(nodes) }
            }
        }
    }
}

fn combine(operator: Operator, left: &Value, right: &Value) -> Value {
    use Operator as Op;
    match operator {
        Op::Or => either(left, right, true),
        Op::And => either(left, right, false),
        Op::Equal => equal(left, right).map_or(Value::Null, Value::Boolean),
        Op::Unequal => equal(left, right).map_or(Value::Null, |same| Value::Boolean(!same)),
        Op::Less => ordered(left, right, Ordering::is_lt),
        Op::AtMost => ordered(left, right, Ordering::is_le),
        Op::More => ordered(left, right, Ordering::is_gt),
        Op::AtLeast => ordered(left, right, Ordering::is_ge),
        Op::Plus => match (left, right) {
            (Value::Text(one), Value::Text(two)) if one.len() + two.len() <= LONGEST_TEXT => {
                Value::text(&format!("{one}{two}"))
            }
            _ => number(left, right.as_number(), Decimal::rounded_sum),
        },
        Op::Minus => number(left, right.as_number(), Decimal::rounded_difference),
        Op::Times => number(left, right.as_number(), Decimal::rounded_product),
        Op::Over => number(left, right.as_number(), Decimal::rounded_quotient),
        Op::Power => number(left, right.as_number(), Decimal::rounded_power),
    }
}

fn number(
    left: &Value,
    right: Option<Decimal>,
    operation: impl Fn(Decimal, Decimal) -> Result<Decimal, DecimalError>,
) -> Value {
    let operands = left.as_number().zip(right);
    let answer = operands.and_then(|(one, two)| operation(one, two).ok());
    answer.map_or(Value::Null, Value::number)
}

/// Three-valued logic: one operand that decides is enough; otherwise both must be known.
fn either(left: &Value, right: &Value, decides: bool) -> Value {
    let is = |value: &Value, flag: bool| *value == Value::Boolean(flag);
    match () {
        () if is(left, decides) || is(right, decides) => Value::Boolean(decides),
        () if is(left, !decides) && is(right, !decides) => Value::Boolean(!decides),
        () => Value::Null,
    }
}

/// Null equals null alone; values of different kinds cannot be compared.
fn equal(left: &Value, right: &Value) -> Option<bool> {
    let comparable = left.kind() == right.kind() || *left == Value::Null || *right == Value::Null;
    comparable.then(|| left == right)
}

fn ordered(left: &Value, right: &Value, holds: impl Fn(Ordering) -> bool) -> Value {
    let order = match (left, right) {
        (Value::Number { number: one }, Value::Number { number: two }) => one.cmp(two),
        (Value::Text(one), Value::Text(two)) => one.cmp(two),
        _ => return Value::Null,
    };
    Value::Boolean(holds(order))
}
