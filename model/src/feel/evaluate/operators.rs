//! Arithmetic, comparison and three-valued logic.

use super::compare::{contains, equal, order};
use super::{Answer, LONGEST_TEXT, Machine, STEPS_OF_A_SERIES};
use crate::feel::value::Scope;
use crate::feel::value::{Expression, Operator};
use crate::feel::value::{Feel, Range, Shape};
use crate::temporal::{Date, DateTime, Time};
use crate::{Decimal, DecimalError};
use std::cmp::Ordering;
use std::sync::Arc;

impl Machine<'_> {
    /// A chain of operators from left to right: it may be longer than formulas may be deep.
    pub(super) fn pairs(&self, expression: &Expression, scope: &Scope) -> Answer {
        let (mut chain, mut first) = (vec![], expression);
        while let Expression::Pair(operator, operands) = first {
            let [left, right] = operands.as_ref();
            chain.push((*operator, right));
            first = left;
        }
        let mut value = self.evaluate(first, scope)?;
        for (operator, right) in chain.into_iter().rev() {
            let decided = match operator {
                Operator::Or => value.is_true(),
                Operator::And => matches!(value, Feel::Boolean(false)),
                _ => false,
            };
            if !decided {
                let right = self.evaluate(right, scope)?;
                self.spend_for(if value.weight() < right.weight() { &value } else { &right })?;
                if operator == Operator::Power {
                    self.spend(STEPS_OF_A_SERIES)?;
                }
                value = combine(operator, &value, &right);
            }
        }
        Ok(value)
    }

    pub(super) fn between(&self, parts: &[Expression; 3], scope: &Scope) -> Answer {
        let [value, low, high] = parts;
        let value = self.evaluate(value, scope)?;
        let (low, high) = (self.evaluate(low, scope)?, self.evaluate(high, scope)?);
        let range = Range { shape: Shape::Interval, low, low_in: true, high, high_in: true };
        Ok(contains(&range, &value).into())
    }
}

fn combine(operator: Operator, left: &Feel, right: &Feel) -> Feel {
    use Operator as Op;
    let ordered = |holds: fn(Ordering) -> bool| order(left, right).map(holds).into();
    match operator {
        Op::Or => either(left, right, true),
        Op::And => either(left, right, false),
        Op::Equal => equal(left, right).into(),
        Op::Unequal => equal(left, right).map(|same| !same).into(),
        Op::Less => ordered(Ordering::is_lt),
        Op::AtMost => ordered(Ordering::is_le),
        Op::More => ordered(Ordering::is_gt),
        Op::AtLeast => ordered(Ordering::is_ge),
        Op::Plus => Feel::or_null(plus(left, right)),
        Op::Minus => Feel::or_null(minus(left, right)),
        Op::Times => Feel::or_null(times(left, right)),
        Op::Over => Feel::or_null(over(left, right)),
        Op::Power => Feel::or_null(numbers(left, right, Decimal::power)),
    }
}

/// Three-valued logic: one operand that decides is enough; otherwise both must be known.
fn either(left: &Feel, right: &Feel, decides: bool) -> Feel {
    let is = |value: &Feel, wanted: bool| matches!(value, Feel::Boolean(flag) if *flag == wanted);
    match () {
        () if is(left, decides) || is(right, decides) => Feel::Boolean(decides),
        () if is(left, !decides) && is(right, !decides) => Feel::Boolean(!decides),
        () => Feel::Null,
    }
}

fn numbers(
    left: &Feel,
    right: &Feel,
    operation: impl Fn(Decimal, Decimal) -> Result<Decimal, DecimalError>,
) -> Option<Feel> {
    match (left, right) {
        (Feel::Number(one), Feel::Number(two)) => operation(*one, *two).ok().map(Feel::Number),
        _ => None,
    }
}

fn plus(left: &Feel, right: &Feel) -> Option<Feel> {
    Some(match (left, right) {
        (Feel::Text(one), Feel::Text(two)) if one.len() + two.len() <= LONGEST_TEXT => {
            Feel::Text(Arc::from(format!("{one}{two}")))
        }
        (Feel::Days(one), Feel::Days(two)) => Feel::Days(one.plus(*two)?),
        (Feel::Months(one), Feel::Months(two)) => Feel::Months(one.plus(*two)?),
        (Feel::Date(date), Feel::Days(days)) | (Feel::Days(days), Feel::Date(date)) => {
            Feel::Date(date.plus(*days)?)
        }
        (Feel::Date(date), Feel::Months(months)) | (Feel::Months(months), Feel::Date(date)) => {
            Feel::Date(date.plus_months(*months)?)
        }
        (Feel::DateTime(moment), Feel::Days(days)) | (Feel::Days(days), Feel::DateTime(moment)) => {
            Feel::DateTime(moment.plus(*days)?)
        }
        (Feel::DateTime(moment), Feel::Months(months)) | (Feel::Months(months), Feel::DateTime(moment)) => {
            Feel::DateTime(moment.plus_months(*months)?)
        }
        (Feel::Time(time), Feel::Days(days)) | (Feel::Days(days), Feel::Time(time)) => {
            Feel::Time(Time::plus(time, *days)?)
        }
        _ => return numbers(left, right, Decimal::rounded_sum),
    })
}

fn minus(left: &Feel, right: &Feel) -> Option<Feel> {
    Some(match (left, right) {
        (Feel::Days(one), Feel::Days(two)) => Feel::Days(one.minus(*two)?),
        (Feel::Months(one), Feel::Months(two)) => Feel::Months(one.minus(*two)?),
        (Feel::Date(one), Feel::Date(two)) => Feel::Days(Date::since(*one, *two)?),
        (Feel::DateTime(one), Feel::DateTime(two)) => Feel::Days(one.since(two)?),
        (Feel::Date(one), Feel::DateTime(two)) => Feel::Days(DateTime::midnight(*one).since(two)?),
        (Feel::DateTime(one), Feel::Date(two)) => Feel::Days(one.since(&DateTime::midnight(*two))?),
        (Feel::Time(one), Feel::Time(two)) => Feel::Days(one.since(two)?),
        (Feel::Date(date), Feel::Days(days)) => Feel::Date(date.minus(*days)?),
        (Feel::Date(date), Feel::Months(months)) => Feel::Date(date.minus_months(*months)?),
        (Feel::DateTime(moment), Feel::Days(days)) => Feel::DateTime(moment.minus(*days)?),
        (Feel::DateTime(moment), Feel::Months(months)) => Feel::DateTime(moment.minus_months(*months)?),
        (Feel::Time(time), Feel::Days(days)) => Feel::Time(time.minus(*days)?),
        _ => return numbers(left, right, Decimal::rounded_difference),
    })
}

fn times(left: &Feel, right: &Feel) -> Option<Feel> {
    Some(match (left, right) {
        (Feel::Days(days), Feel::Number(factor)) | (Feel::Number(factor), Feel::Days(days)) => {
            Feel::Days(days.times(*factor)?)
        }
        (Feel::Months(months), Feel::Number(factor)) | (Feel::Number(factor), Feel::Months(months)) => {
            Feel::Months(months.times(*factor)?)
        }
        _ => return numbers(left, right, Decimal::rounded_product),
    })
}

fn over(left: &Feel, right: &Feel) -> Option<Feel> {
    Some(match (left, right) {
        (Feel::Days(days), Feel::Number(divisor)) => Feel::Days(days.divided_by(*divisor)?),
        (Feel::Months(months), Feel::Number(divisor)) => Feel::Months(months.divided_by(*divisor)?),
        (Feel::Days(one), Feel::Days(two)) => Feel::Number(one.ratio(*two)?),
        (Feel::Months(one), Feel::Months(two)) => Feel::Number(one.ratio(*two)?),
        _ => return numbers(left, right, Decimal::rounded_quotient),
    })
}

/// The value with the other sign.
pub fn negative(value: &Feel) -> Feel {
    match value {
        Feel::Number(number) => Feel::Number(number.negated()),
        Feel::Days(days) => Feel::Days(days.negated()),
        Feel::Months(months) => Feel::Months(months.negated()),
        _ => Feel::Null,
    }
}

/// A range, if its bounds can be compared.
pub fn range(range: Range) -> Feel {
    let comparable = match (&range.low, &range.high) {
        (Feel::Null, Feel::Null) => false,
        (Feel::Null, _) | (_, Feel::Null) => true,
        _ if matches!(range.shape, Shape::Equal | Shape::Unequal) => true,
        (low, high) => order(low, high).is_some(),
    };
    if comparable { Feel::Range(Arc::new(range)).bounded() } else { Feel::Null }
}
