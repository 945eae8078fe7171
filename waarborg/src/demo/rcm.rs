//! A model like the one in the childcare-benefits scandal: points re-fitted every month on earlier checks.
//!
//! It learns from whom officials chose to check, so their choice comes back as the applicant's risk.

use super::population::{Dice, Household};
use std::fmt::Write as _;

/// One condition with the points that the last fit gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Which condition.
    pub indicator: Indicator,
    /// Added to the score where it holds.
    pub points: i64,
}

/// A condition on one input, as the analysts offered it.
#[derive(Debug, Clone, Copy)]
pub struct Indicator {
    /// The input's name.
    pub input: &'static str,
    /// The condition as a cell of the table.
    pub cell: &'static str,
    /// Whether it holds for a household.
    pub holds: fn(&Household) -> bool,
}

impl PartialEq for Indicator {
    fn eq(&self, other: &Self) -> bool {
        (self.input, self.cell) == (other.input, other.cell)
    }
}

impl Eq for Indicator {}

/// Inputs that the schema-level ban refuses (N01).
pub const FORBIDDEN: [&str; 3] = ["dutch_nationality", "bsn_age", "contact_language"];

const INDICATORS: [Indicator; 13] = [
    Indicator { input: "dutch_nationality", cell: "false", holds: |one| !one.dutch },
    Indicator { input: "bsn_age", cell: "< 10", holds: |one| one.number_age < 10 },
    Indicator { input: "bsn_age", cell: "[10..25)", holds: |one| (10..25).contains(&one.number_age) },
    Indicator { input: "contact_language", cell: "\"en\"", holds: |one| one.language == "en" },
    Indicator { input: "income", cell: "< 22000", holds: |one| one.income < 22_000 },
    Indicator {
        input: "income",
        cell: "[22000..35000)",
        holds: |one| (22_000..35_000).contains(&one.income),
    },
    Indicator { input: "income", cell: ">= 60000", holds: |one| one.income >= 60_000 },
    Indicator { input: "debt", cell: "true", holds: |one| one.debt },
    Indicator { input: "single_parent", cell: "true", holds: |one| one.single },
    Indicator { input: "children", cell: ">= 3", holds: |one| one.children >= 3 },
    Indicator { input: "care_type", cell: "\"gastouder\"", holds: |one| one.care == "gastouder" },
    Indicator { input: "changes", cell: ">= 4", holds: |one| one.changes >= 4 },
    Indicator { input: "income_swing", cell: ">= 15", holds: |one| one.income_swing >= 15 },
];

/// Who was checked before, and in whose file an error was found.
pub struct History {
    checked: Vec<bool>,
}

impl History {
    /// The checks of earlier years: households of foreign descent 1.6 times as often as others.
    #[must_use]
    pub fn of(people: &[Household], seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let share = |one: &Household| if one.foreign_descent { 192 } else { 120 };
        Self { checked: people.iter().map(|one| dice.permille(share(one))).collect() }
    }

    /// Adds the people whom the model chose: from now on it learns from its own choice.
    pub fn add(&mut self, chosen: &[usize]) {
        for place in chosen {
            if let Some(checked) = self.checked.get_mut(*place) {
                *checked = true;
            }
        }
    }

    /// The monthly fit. Points follow how much oftener an error was *found*; nobody asks how often one was looked for.
    #[must_use]
    pub fn fit(&self, people: &[Household], inputs: impl Fn(&str) -> bool) -> Vec<Weight> {
        let overall = self.found_permyriad(people, |_| true).max(1);
        let offered = INDICATORS.iter().filter(|indicator| inputs(indicator.input));
        offered
            .map(|indicator| {
                let found = self.found_permyriad(people, indicator.holds);
                Weight { indicator: *indicator, points: (found - overall) * 100 / overall }
            })
            .collect()
    }

    /// Errors found among so many people, in ten-thousandths; the unchecked count as right.
    fn found_permyriad(&self, people: &[Household], holds: impl Fn(&Household) -> bool) -> i64 {
        let group = people.iter().zip(&self.checked).filter(|(one, _)| holds(one));
        let (all, found) = group.fold((0_i64, 0_i64), |(all, found), (one, checked)| {
            (all + 1, found + i64::from(*checked && one.error))
        });
        found * 10_000 / all.max(1)
    }
}

/// The places of the highest scores: whom the model would send to a check.
#[must_use]
pub fn top(people: &[Household], weights: &[Weight], capacity: usize) -> Vec<usize> {
    let score = |one: &Household| -> i64 {
        weights.iter().filter(|weight| (weight.indicator.holds)(one)).map(|weight| weight.points).sum()
    };
    let mut places: Vec<usize> = (0..people.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse(people.get(*place).map_or(i64::MIN, score)));
    places.truncate(capacity);
    places
}

/// The fitted points as a decision table in DMN: one rule a condition, points added up.
#[must_use]
pub fn decision_table(weights: &[Weight]) -> String {
    let mut inputs: Vec<&str> = weights.iter().map(|weight| weight.indicator.input).collect();
    inputs.dedup();
    let mut xml = String::from(HEAD);
    for input in &inputs {
        let _ = writeln!(
            xml,
            "    <informationRequirement><requiredInput href=\"#{input}\"/></informationRequirement>"
        );
    }
    xml.push_str("    <decisionTable hitPolicy=\"COLLECT\" aggregation=\"SUM\">\n");
    for input in &inputs {
        let _ = writeln!(
            xml,
            "      <input id=\"in_{input}\"><inputExpression typeRef=\"{}\"><text>{input}</text></inputExpression></input>",
            kind(input)
        );
    }
    xml.push_str("      <output id=\"out\" name=\"score\" typeRef=\"number\"/>\n");
    for weight in weights {
        xml.push_str("      <rule>\n");
        for input in &inputs {
            let cell = if *input == weight.indicator.input { weight.indicator.cell } else { "-" };
            let _ = writeln!(xml, "        <inputEntry><text>{}</text></inputEntry>", escape(cell));
        }
        let _ =
            writeln!(xml, "        <outputEntry><text>{}</text></outputEntry>\n      </rule>", weight.points);
    }
    xml.push_str(&foot(&inputs));
    xml
}

fn kind(input: &str) -> &'static str {
    match input {
        "dutch_nationality" | "debt" | "single_parent" => "boolean",
        "contact_language" | "care_type" => "string",
        _ => "number",
    }
}

fn escape(cell: &str) -> String {
    cell.replace('<', "&lt;").replace('>', "&gt;")
}

fn foot(inputs: &[&str]) -> String {
    let data = inputs.iter().fold(String::new(), |mut xml, input| {
        let _ = writeln!(xml, "  <inputData id=\"{input}\" name=\"{input}\"><variable name=\"{input}\" typeRef=\"{}\"/></inputData>", kind(input));
        xml
    });
    format!("    </decisionTable>\n  </decision>\n{data}</definitions>\n")
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rcm" name="rcm" namespace="urn:waarborg:demo:rcm">
  <decision id="score" name="score">
    <variable name="score" typeRef="number"/>
"#;

#[cfg(test)]
mod tests {
    use super::{FORBIDDEN, History, top};
    use crate::demo::population::{Household, households};

    #[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^52")]
    fn ratio(people: &[Household], chosen: &[usize]) -> f64 {
        let share = |abroad: bool| {
            let picked = chosen.iter().filter(|place| people[**place].foreign_descent == abroad).count();
            picked as f64 / people.iter().filter(|one| one.foreign_descent == abroad).count() as f64
        };
        share(true) / share(false)
    }

    #[test]
    fn the_checks_of_the_past_come_back_as_risk() {
        let people = households(2014, 60_000);
        let weights = History::of(&people, 1).fit(&people, |_| true);
        let found = ratio(&people, &top(&people, &weights, 1_000));
        println!("{weights:#?}\nratio {found}");
        assert!(found > 5.0, "{found}");
    }

    #[test]
    fn without_the_forbidden_inputs_the_bias_stays() {
        let people = households(2014, 60_000);
        let weights = History::of(&people, 1).fit(&people, |input| !FORBIDDEN.contains(&input));
        let found = ratio(&people, &top(&people, &weights, 1_000));
        println!("{weights:#?}\nratio {found}");
        assert!(found > 1.25, "{found}");
    }

    #[test]
    fn the_next_month_is_another_model() {
        let people = households(2014, 20_000);
        let mut history = History::of(&people, 1);
        let first = history.fit(&people, |_| true);
        history.add(&top(&people, &first, 1_000));
        assert_ne!(history.fit(&people, |_| true), first);
    }
}
