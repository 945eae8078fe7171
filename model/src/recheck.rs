//! Checking somebody else's account of a decision: the model and the values are asked again, rule by rule.
//!
//! It trusts nothing of what it checks: not the rules that are said to have held, nor the outcome, the points, the
//! reasons or the changes. It shares the tests of cells and the arithmetic with the engine, and none of its paths.

use crate::dmn::{Aggregator, HitPolicy, Rule, Table};
use crate::frozen::Model;
use crate::{Counterfactual, Decimal, Explanation, Value};

/// More steps than this between two values are not walked one by one.
const MOST_STEPS: usize = 10_000;

/// What an account says that is not so; empty where everything holds.
#[must_use]
pub fn recheck(model: &Model, account: &Explanation) -> Vec<String> {
    let mut check = Check { model, account, wrong: vec![] };
    let Some(case) = check.case() else { return check.wrong };
    check.tables(&case);
    check.points();
    check.changes(&case);
    check.wrong
}

struct Check<'a> {
    model: &'a Model,
    account: &'a Explanation,
    wrong: Vec<String>,
}

impl Check<'_> {
    fn say(&mut self, what: impl Into<String>) {
        self.wrong.push(what.into());
    }

    /// The values, in the order of the model's inputs.
    fn case(&mut self) -> Option<Vec<Value>> {
        let names = self.account.case.iter().map(|(name, _)| name.as_str());
        if !names.eq(self.model.inputs().iter().map(|input| input.name.as_str())) {
            self.say("the values are not those of the model's inputs, in their order");
            return None;
        }
        for (input, (_, value)) in self.model.inputs().iter().zip(&self.account.case) {
            if let Err(reason) = input.accepts(value) {
                self.wrong.push(format!("the input `{}`: {reason}", input.name));
            }
        }
        Some(self.account.case.iter().map(|(_, value)| value.clone()).collect())
    }

    /// Every table: which rules hold, why, and what they come to.
    fn tables(&mut self, case: &[Value]) {
        let tables = self.model.tables_in_order();
        if tables.len() != self.account.tables.len() {
            return self.say(format!(
                "{} tables are told, the model has {}",
                self.account.tables.len(),
                tables.len()
            ));
        }
        let mut values = self.model.given(case);
        for ((node, table), told) in tables.iter().zip(&self.account.tables) {
            let looked_at: Vec<&Value> =
                table.columns.iter().map(|column| column.source.look(&values)).collect();
            let held = holding(table, &looked_at);
            let said: Vec<usize> = told.rules.iter().map(|rule| usize::from(rule.number)).collect();
            let name = self.model.node_name(*node).to_owned();
            if said != held {
                self.say(format!("table `{name}`: rules {said:?} are said to hold, {held:?} do"));
            }
            for rule in &told.rules {
                let found = table.rules.get(usize::from(rule.number).wrapping_sub(1));
                if !found.is_some_and(|found| reasons_fit(table, found, &looked_at, rule)) {
                    self.say(format!(
                        "table `{name}`, rule {}: its reasons are not those of the model",
                        rule.number
                    ));
                }
            }
            if !comes_to(table, &held, &looked_at, &told.output) {
                self.say(format!("table `{name}`: the rules do not come to {}", told.output));
            }
            let output = told.output.clone();
            if let Some(slot) = values.get_mut(*node) {
                *slot = output;
            }
        }
        if self.account.tables.last().map(|table| &table.output) != Some(&self.account.outcome) {
            self.say("the outcome is not that of the last table");
        }
    }

    /// Points, where there are any, add up to the outcome and are those of the rules.
    fn points(&mut self) {
        let adds_up = self
            .model
            .tables_in_order()
            .last()
            .is_some_and(|(_, table)| table.policy == HitPolicy::Collect(Aggregator::Sum));
        let steps = &self.account.contributions;
        if !adds_up {
            if !steps.is_empty() {
                self.say("points are told where nothing is added up");
            }
            return;
        }
        let sum = steps.iter().try_fold(Decimal::ZERO, |sum, step| sum.plus(step.points)).ok();
        if sum.map(Value::number).as_ref() != Some(&self.account.outcome) {
            self.say("the points do not add up to the outcome");
        }
        let of_rules = self.account.tables.last().map(|table| {
            let mut points: Vec<Option<Decimal>> =
                table.rules.iter().map(|rule| rule.output.as_number()).collect();
            points.sort();
            points
        });
        let mut told: Vec<Option<Decimal>> = steps.iter().map(|step| Some(step.points)).collect();
        told.sort();
        if of_rules != Some(told) {
            self.say("the points are not those of the rules");
        }
    }

    /// Each change leads to the outcome that is told, and no smaller change of one input does.
    fn changes(&mut self, case: &[Value]) {
        for told in &self.account.counterfactuals {
            let mut other = case.to_vec();
            let mut known = true;
            for (name, now, then) in &told.changes {
                let place = self.model.inputs().iter().position(|input| input.name == *name);
                let fits = place.and_then(|place| other.get_mut(place)).filter(|slot| **slot == *now);
                known &= fits.map(|slot| slot.clone_from(then)).is_some();
            }
            let after = self.model.evaluate(&other).map(|found| found.outcome);
            if !known || after.as_ref() != Ok(&told.outcome) || told.outcome == self.account.outcome {
                self.say(format!("the change to {} does not lead there", told.outcome));
            } else if let Some(nearer) = self.nearer(case, told) {
                self.say(format!("there is a smaller change than to {}: {nearer} does it", told.outcome));
            }
        }
    }

    /// A value between now and then that leads to the same outcome, walked step by step.
    fn nearer(&self, case: &[Value], told: &Counterfactual) -> Option<Value> {
        let [(name, now, then)] = told.changes.as_slice() else { return None };
        let place = self.model.inputs().iter().position(|input| input.name == *name)?;
        let step = self.model.inputs().get(place)?.step?;
        let (now, then) = (now.as_number()?, then.as_number()?);
        let mut at = now;
        for _ in 0..MOST_STEPS {
            at = if then > now { at.plus(step).ok()? } else { at.minus(step).ok()? };
            if (then > now) == (at >= then) && at != now || at == then {
                return None;
            }
            let mut other = case.to_vec();
            other.get_mut(place)?.clone_from(&Value::number(at));
            if self.model.evaluate(&other).is_ok_and(|found| found.outcome == told.outcome) {
                return Some(Value::number(at));
            }
        }
        None
    }
}

/// The rules that hold, counted from 1, by asking every cell of every rule.
fn holding(table: &Table, looked_at: &[&Value]) -> Vec<usize> {
    let holds =
        |rule: &Rule| rule.tests.iter().zip(looked_at).all(|(test, value)| test.holds(value) == Some(true));
    let mut held: Vec<usize> =
        (1..).zip(&table.rules).filter(|(_, rule)| holds(rule)).map(|(number, _)| number).collect();
    if table.policy == HitPolicy::First {
        held.truncate(1);
    }
    held
}

/// Each reason names a column, the test as the model has it, and the value that stood there; none is left out.
fn reasons_fit(table: &Table, rule: &Rule, looked_at: &[&Value], told: &crate::MatchedRule) -> bool {
    let asked = rule.tests.iter().filter(|test| **test != crate::feel::Unary::Any).count() + rule.times.len();
    let fits = |cell: &crate::Cell| {
        let columns = table.columns.iter().zip(looked_at).zip(&rule.texts);
        columns.into_iter().any(|((column, value), text)| {
            let test = cell.test == *text || cell.test.starts_with('×');
            column.expression == cell.column && **value == cell.value && test
        })
    };
    told.cells.len() == asked && told.cells.iter().all(fits) && told.output == rule.adds(table, looked_at)
}

/// What the rules come to, by the words of the hit policy.
fn comes_to(table: &Table, held: &[usize], looked_at: &[&Value], told: &Value) -> bool {
    let rules: Vec<&Rule> = held.iter().filter_map(|number| table.rules.get(number - 1)).collect();
    let outputs: Vec<Value> = rules.iter().map(|rule| rule.adds(table, looked_at)).collect();
    let numbers = || outputs.iter().map(Value::as_number).collect::<Option<Vec<_>>>().unwrap_or_default();
    let default: Option<Vec<Value>> = table.outputs.iter().map(|output| output.default.clone()).collect();
    if rules.is_empty() && !matches!(table.policy, HitPolicy::Collect(_)) {
        let value = default.map(|values| crate::dmn::combined(table, &values));
        return value.is_some_and(|value| value == *told || Value::List(vec![value]) == *told);
    }
    match table.policy {
        HitPolicy::Unique | HitPolicy::First => outputs.as_slice() == std::slice::from_ref(told),
        HitPolicy::Any => !outputs.is_empty() && outputs.iter().all(|output| output == told),
        HitPolicy::Priority => {
            outputs.contains(told) && rules.iter().all(|rule| rank(table, &rule.outputs) >= best(table, told))
        }
        HitPolicy::RuleOrder | HitPolicy::Collect(Aggregator::List) => Value::List(outputs) == *told,
        HitPolicy::OutputOrder => {
            let mut ordered: Vec<_> =
                rules.iter().map(|rule| (rank(table, &rule.outputs), rule.output(table))).collect();
            ordered.sort_by(|one, other| one.0.cmp(&other.0));
            Value::List(ordered.into_iter().map(|(_, output)| output).collect()) == *told
        }
        HitPolicy::Collect(Aggregator::Sum) => {
            let sum = numbers().into_iter().try_fold(Decimal::ZERO, Decimal::plus);
            sum.is_ok_and(|sum| Value::number(sum) == *told)
        }
        HitPolicy::Collect(Aggregator::Min) => {
            numbers().into_iter().min().map(Value::number).as_ref() == Some(told)
        }
        HitPolicy::Collect(Aggregator::Max) => {
            numbers().into_iter().max().map(Value::number).as_ref() == Some(told)
        }
        HitPolicy::Collect(Aggregator::Count) => {
            let distinct: std::collections::BTreeSet<_> = outputs.into_iter().collect();
            told.as_number() == i64::try_from(distinct.len()).ok().map(Decimal::whole)
        }
    }
}

fn rank(table: &Table, outputs: &[Value]) -> Vec<usize> {
    let place = |(value, output): (&Value, &crate::dmn::Output)| {
        output.allowed.iter().position(|allowed| allowed == value).unwrap_or(usize::MAX)
    };
    outputs.iter().zip(&table.outputs).map(place).collect()
}

fn best(table: &Table, told: &Value) -> Vec<usize> {
    let matching = table.rules.iter().filter(|rule| rule.output(table) == *told);
    matching.map(|rule| rank(table, &rule.outputs)).min().unwrap_or_default()
}
