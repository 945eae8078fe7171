//! The monthly case files: each model gets only the columns that it declares.

use super::population::Household;
use std::fmt::Write as _;

/// The case file of a month as CSV: the person's reference and these inputs.
#[must_use]
pub fn csv(people: &[Household], inputs: &[&str]) -> String {
    let mut text = format!("household,{}\n", inputs.join(","));
    for one in people {
        text.push_str(&one.reference);
        for input in inputs {
            let _ = write!(text, ",{}", value(one, input));
        }
        text.push('\n');
    }
    text
}

/// What the body's registers hold for an input; empty for an input that it does not know.
fn value(one: &Household, input: &str) -> String {
    match input {
        "children" => one.children.to_string(),
        "care_type" => one.care.to_owned(),
        "hours_per_month" => one.hours.to_string(),
        "changes" => one.changes.to_string(),
        "income_swing" => one.income_swing.to_string(),
        "response_days" => one.response_days.to_string(),
        "income" => one.income.to_string(),
        "debt" => one.debt.to_string(),
        "single_parent" => one.single.to_string(),
        "bsn_age" => one.number_age.to_string(),
        "dutch_nationality" => one.dutch.to_string(),
        "contact_language" => one.language.to_owned(),
        _ => String::new(),
    }
}
