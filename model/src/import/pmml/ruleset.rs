//! The element `RuleSetModel`.

use super::predicate;
use super::reading::{Kind, Reading, constant};
use super::xml::{Element, attribute, child, children, elements, finding, need, number, only, place};
use crate::import::noted::unreadable;
use crate::statistical::Form;
use crate::statistical::fact::Fact;
use crate::statistical::predicate::Predicate;
use crate::statistical::rules::{Choice, Rule, Rules};
use crate::{Decimal, Findings};

const MOST_CONDITIONS: usize = 50_000;

pub fn read(reading: &mut Reading, model: Element<'_>) -> Result<Form, Findings> {
    let kind = match need(model, "functionName")? {
        "classification" => Kind::Word,
        "regression" => Kind::Number,
        other => return Err(finding(model, "unknown-function", format!("`{other}` is not read here"))),
    };
    let set =
        child(model, "RuleSet").ok_or_else(|| finding(model, "missing-element", "there is no `RuleSet`"))?;
    only(set, &["RuleSelectionMethod", "ScoreDistribution", "SimpleRule", "CompoundRule"])?;
    let method = child(set, "RuleSelectionMethod")
        .ok_or_else(|| finding(set, "missing-element", "there is no `RuleSelectionMethod`"))?;
    let choice = match need(method, "criterion")? {
        "firstHit" => Choice::First,
        "weightedSum" => Choice::WeightedSum,
        "weightedMax" => Choice::WeightedMax,
        other => {
            return Err(finding(method, "unknown-criterion", format!("the criterion `{other}` is not read")));
        }
    };
    let otherwise = attribute(set, "defaultScore").map(|text| constant(set, kind, text)).transpose()?;
    let mut rules = vec![];
    collect(reading, set, (kind, &[]), (&mut rules, &mut 0))?;
    let categories = reading.target.as_ref().map(|target| target.categories.as_slice()).unwrap_or_default();
    let order = categories.iter().map(|word| Fact::word(word)).collect();
    Ok(Form::Rules(Rules { name: super::cards::name(model), rules, choice, otherwise, order }))
}

/// The rules in their order; a rule within a compound one holds only where that one holds, too.
fn collect(
    reading: &mut Reading,
    node: Element<'_>,
    (kind, outer): (Kind, &[Predicate]),
    (rules, spent): (&mut Vec<Rule>, &mut usize),
) -> Result<(), Findings> {
    for one in elements(node).filter(|one| matches!(one.tag_name().name(), "SimpleRule" | "CompoundRule")) {
        let mut tests = outer.to_vec();
        tests.push(predicate::of(reading, one)?);
        *spent += tests.iter().map(Predicate::conditions).sum::<usize>() + 1;
        if *spent > MOST_CONDITIONS {
            let message =
                format!("the rules have more than {MOST_CONDITIONS} conditions: nobody can read so many");
            return Err(unreadable(place(one), message));
        }
        if one.tag_name().name() == "CompoundRule" {
            only(one, &[&predicate::NAMES[..], &["SimpleRule", "CompoundRule"]].concat())?;
            collect(reading, one, (kind, &tests), (&mut *rules, &mut *spent))?;
            continue;
        }
        only(one, &[&predicate::NAMES[..], &["ScoreDistribution"]].concat())?;
        let outcome = constant(one, kind, need(one, "score")?)?;
        let id = attribute(one, "id").map_or_else(|| format!("rule {}", rules.len() + 1), str::to_owned);
        let weight = number(one, "weight")?.unwrap_or(Decimal::whole(1));
        let test = if tests.len() == 1 { tests.swap_remove(0) } else { Predicate::And(tests) };
        rules.push(Rule { id, test, outcome, weight });
    }
    if children(node, "SimpleRule").chain(children(node, "CompoundRule")).next().is_none() {
        return Err(finding(node, "missing-element", "there is no rule here"));
    }
    Ok(())
}
