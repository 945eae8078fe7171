//! Decision tables whose cells may be any formula.

use super::super::table::{Aggregator, HitPolicy};
use super::super::xml::{attribute, child, children, place};
use super::boxed::Boxes;
use crate::feel::syntax::{Vocabulary, tidy};
use crate::feel::value::Feel;
use crate::feel::value::Type;
use crate::feel::value::{Column, Expression, Grid, Output, Tests};
use roxmltree::Node as Xml;
use std::sync::Arc;

const MOST_RULES: usize = 10_000;

impl Boxes<'_> {
    /// Reads a table; one that is none comes to null.
    pub fn table(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        let columns = children(node, "input").map(|input| column(self, input, known)).collect::<Vec<_>>();
        let outputs =
            children(node, "output").map(|output| answered(self, output, known)).collect::<Vec<_>>();
        let rules: Vec<_> = children(node, "rule").collect();
        let Some(policy) = policy(node).filter(|_| rules.len() <= MOST_RULES && !outputs.is_empty()) else {
            let reason = format!(
                "{}: a table has a known hit policy, an output and at most {MOST_RULES} rules",
                place(node)
            );
            self.unread.push(reason.clone());
            return Expression::Unread(reason.into());
        };
        let inner = known.with([&Arc::from("?")]);
        let rules = rules.into_iter().map(|rule| {
            let tests = children(rule, "inputEntry").map(|cell| self.tests(cell, &inner)).collect();
            let answers = children(rule, "outputEntry").map(|cell| self.formula(cell, known)).collect();
            (tests, answers)
        });
        let rules = rules.collect();
        Expression::Table(Arc::new(Grid { policy, columns, outputs, rules }))
    }
}

fn column(boxes: &mut Boxes<'_>, input: Xml<'_, '_>, known: &Vocabulary) -> Column {
    let holder = child(input, "inputExpression");
    let expression = holder.map_or(Expression::Literal(Feel::Null), |holder| boxes.formula(holder, known));
    let allowed = child(input, "inputValues").map(|values| boxes.tests(values, known));
    Column { expression, allowed: allowed.filter(|tests| !matches!(tests, Tests::Any)) }
}

fn answered(boxes: &mut Boxes<'_>, output: Xml<'_, '_>, known: &Vocabulary) -> Output {
    let kind = boxes.kind(output).unwrap_or_else(|| Arc::new(Type::Any));
    let listed = child(output, "outputValues").map(|values| boxes.tests(values, known));
    let ranks = match (listed, &*kind) {
        (Some(Tests::OneOf(ranks)), _) => ranks,
        (_, Type::Limited(_, tests)) => match &**tests {
            Tests::OneOf(ranks) => ranks.clone(),
            _ => vec![],
        },
        _ => vec![],
    };
    let default = child(output, "defaultOutputEntry").map(|entry| boxes.formula(entry, known));
    let name = tidy(attribute(output, "name").unwrap_or_default()).into();
    Output { name, kind, ranks, default }
}

fn policy(node: Xml<'_, '_>) -> Option<HitPolicy> {
    let aggregator = match attribute(node, "aggregation") {
        None => Aggregator::List,
        Some("SUM") => Aggregator::Sum,
        Some("MIN") => Aggregator::Min,
        Some("MAX") => Aggregator::Max,
        Some("COUNT") => Aggregator::Count,
        Some(_) => return None,
    };
    Some(match attribute(node, "hitPolicy").unwrap_or("UNIQUE") {
        "UNIQUE" => HitPolicy::Unique,
        "ANY" => HitPolicy::Any,
        "PRIORITY" => HitPolicy::Priority,
        "FIRST" => HitPolicy::First,
        "RULE ORDER" => HitPolicy::RuleOrder,
        "OUTPUT ORDER" => HitPolicy::OutputOrder,
        "COLLECT" => HitPolicy::Collect(aggregator),
        _ => return None,
    })
}
