//! From a set of rules to the answer of a table, prepared for its hit policy.
//!
//! The rules are put in the order in which the policy looks at them, so that for most policies the answer is that of
//! the first rule in the set.

use crate::dmn::{Aggregator, HitPolicy, Table};
use crate::{Decimal, Value, hit};
use std::collections::HashMap;

/// How the answer follows from the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first rule's.
    First,
    /// The only rule's.
    Unique,
    /// The first rule's, and all must agree.
    Any,
    /// The sum of points.
    Sum,
    /// How many different answers.
    Count,
    /// Several answers: read from the set when they are asked for.
    List,
}

/// The answers of a table.
#[derive(Debug)]
pub struct Answers {
    pub kind: Kind,
    /// The rule behind each bit.
    pub order: Vec<u16>,
    /// By bit, and behind them what holds when no rule does, if anything does.
    pub values: Vec<Value>,
    /// Equal answers have equal numbers; by bit like the values.
    pub classes: Vec<u32>,
    /// Points of each bit in units of 10^-scale, where the policy adds up.
    pub points: Vec<i64>,
    pub scale: u8,
    /// By class, the bits that answer it.
    pub groups: Vec<Vec<u64>>,
}

impl Answers {
    /// None where sums do not fit the fixed point.
    pub fn of(table: &Table) -> Option<Self> {
        let order = order(table);
        let rule = |place: &u16| table.rules.get(usize::from(*place));
        let mut values: Vec<Value> = order.iter().filter_map(rule).map(|rule| rule.output(table)).collect();
        values.extend(hit::outcome(table, &[], &[]).ok());
        let mut known = HashMap::new();
        let mut classes = Vec::with_capacity(values.len());
        for value in &values {
            let next = u32::try_from(known.len()).ok()?;
            classes.push(*known.entry(value.clone()).or_insert(next));
        }
        let kind = kind(table.policy);
        let (scale, points) = if kind == Kind::Sum { points(&values, order.len())? } else { (0, vec![]) };
        let mut groups = vec![];
        if matches!(kind, Kind::Any | Kind::Count) {
            // Words for every class: bounded like everything else.
            if known.len() * order.len() > 4_000_000 {
                return None;
            }
            groups = vec![vec![0; order.len() / 64 + 1]; known.len()];
            for (bit, class) in classes.iter().take(order.len()).enumerate() {
                let group = groups.get_mut(usize::try_from(*class).ok()?)?;
                *group.get_mut(bit / 64)? |= 1 << (bit % 64);
            }
        }
        Some(Self { kind, order, values, classes, points, scale, groups })
    }

    /// How many rules.
    pub const fn rules(&self) -> usize {
        self.order.len()
    }

    /// The bits that answer as the bit of this code does.
    #[inline]
    pub fn group(&self, code: usize) -> &[u64] {
        let class = self.classes.get(code).and_then(|class| usize::try_from(*class).ok());
        class.and_then(|class| self.groups.get(class)).map(Vec::as_slice).unwrap_or_default()
    }

    /// A sum as a value.
    pub fn total(&self, total: i64) -> Value {
        Decimal::scaled(i128::from(total), self.scale).map_or(Value::Null, Value::number)
    }
}

const fn kind(policy: HitPolicy) -> Kind {
    match policy {
        HitPolicy::First | HitPolicy::Priority | HitPolicy::Collect(Aggregator::Min | Aggregator::Max) => {
            Kind::First
        }
        HitPolicy::Unique => Kind::Unique,
        HitPolicy::Any => Kind::Any,
        HitPolicy::Collect(Aggregator::Sum) => Kind::Sum,
        HitPolicy::Collect(Aggregator::Count) => Kind::Count,
        HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(Aggregator::List) => Kind::List,
    }
}

/// The rules as the policy looks at them.
fn order(table: &Table) -> Vec<u16> {
    let mut order: Vec<u16> = (0..).take(table.rules.len()).collect();
    let number = |place: &u16| {
        let output = table.rules.get(usize::from(*place)).and_then(|rule| rule.outputs.first());
        output.and_then(Value::as_number)
    };
    match table.policy {
        HitPolicy::Priority | HitPolicy::OutputOrder => {
            order.sort_by_cached_key(|place| {
                table.rules.get(usize::from(*place)).map(|rule| hit::rank(table, rule))
            });
        }
        HitPolicy::Collect(Aggregator::Min) => order.sort_by_key(number),
        HitPolicy::Collect(Aggregator::Max) => order.sort_by_key(|place| std::cmp::Reverse(number(place))),
        _ => {}
    }
    order
}

/// The rules' outputs on the coarsest fixed point on which each is whole and no sum can overflow.
fn points(values: &[Value], rules: usize) -> Option<(u8, Vec<i64>)> {
    (0..=18_u8).find_map(|scale| {
        let units = |value: &Value| i64::try_from(value.as_number()?.units(scale)?).ok();
        let points: Vec<i64> = values.iter().take(rules).map(units).collect::<Option<_>>()?;
        let most = points.iter().try_fold(0_i64, |sum, one| sum.checked_add(one.checked_abs()?))?;
        (most < i64::MAX / 8).then_some((scale, points))
    })
}
