//! Dates, numbers and values as a reader of the language writes them.

use super::{Lang, word};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use model::{SelectionRule, Value};

/// A day, for example 23 november 2026.
#[must_use]
pub fn date(lang: Lang, day: Date) -> String {
    let month = word(lang, &format!("month-{}", day.month()), &[]);
    format!("{} {month} {}", day.day(), day.year())
}

/// A moment where the body is, for example 23 november 2026, 14.05 uur.
#[must_use]
pub fn moment(lang: Lang, at: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let local = zone.to_datetime(at);
    let clock = format!("{:02}:{:02}", local.hour(), local.minute());
    word(lang, "moment", &[("date", date(lang, local.date())), ("clock", clock)])
}

/// A whole number with its thousands apart.
#[must_use]
pub fn number(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let separator = match lang {
        Lang::Nl => ".",
        Lang::En => ",",
    };
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or("")).collect();
    groups.join(separator)
}

/// A share in ten-thousandths as a percentage.
#[must_use]
pub fn percent(lang: Lang, permyriad: u32) -> String {
    let (whole, rest) = (permyriad / 100, permyriad % 100);
    let point = match lang {
        Lang::Nl => ',',
        Lang::En => '.',
    };
    if rest == 0 { format!("{whole}%") } else { format!("{whole}{point}{rest:02}%") }
}

/// A value as people write it.
#[must_use]
pub fn value(lang: Lang, value: &Value) -> String {
    match (value, lang) {
        (Value::Null, _) => "\u{2013}".to_owned(),
        (Value::Boolean(flag), _) => word(lang, if *flag { "yes" } else { "no" }, &[]),
        (Value::Number { number }, Lang::Nl) => number.to_string().replace('.', ","),
        (other, _) => other.to_string(),
    }
}

/// The first digits of a hash: enough to recognise it by.
#[must_use]
pub fn short(hash: &str) -> String {
    hash.chars().take(10).collect()
}

/// The selection rule in a sentence.
#[must_use]
pub fn selection(lang: Lang, declaration: &model::Declaration) -> String {
    let selection = &declaration.selection;
    let share = percent(lang, selection.random_permyriad());
    let (key, fact) = match &selection.rule {
        SelectionRule::Top { k } => ("selection-top", k.to_string()),
        SelectionRule::Threshold { at_least } => ("selection-threshold", at_least.to_string()),
        SelectionRule::Outcome { equals } => ("selection-outcome", equals.join(", ")),
    };
    word(lang, key, &[("fact", fact), ("share", share)])
}
