//! Tests in the standard's own signs, and words as the kind of value that their input holds.

use crate::Value;
use crate::declaration::{Input, InputType};
use crate::feel::{Test, Unary};
use crate::statistical::axis::Cut;

/// The cell as somebody would have written it.
pub fn unary(test: &Unary) -> String {
    match test {
        Unary::Any => String::new(),
        Unary::OneOf(tests) => list(tests),
        Unary::NoneOf(tests) => format!("not({})", list(tests)),
    }
}

fn list(tests: &[Test]) -> String {
    tests.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn one(test: &Test) -> String {
    match test {
        Test::Equal(value) => literal(value),
        Test::Unequal(value) => format!("!= {}", literal(value)),
        Test::Range { low: Some((low, closed)), high: None } => {
            format!("{} {}", if *closed { ">=" } else { ">" }, literal(low))
        }
        Test::Range { low: None, high: Some((high, closed)) } => {
            format!("{} {}", if *closed { "<=" } else { "<" }, literal(high))
        }
        Test::Range { low: Some((low, from)), high: Some((high, to)) } => {
            let (open, close) = (if *from { '[' } else { '(' }, if *to { ']' } else { ')' });
            format!("{open}{}..{}{close}", literal(low), literal(high))
        }
        Test::Range { low: None, high: None } => "-".to_owned(),
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("\"{text}\""),
        other => other.to_string(),
    }
}

/// Numbers between two cuts; an absent cut is an open end. None where that is every number.
pub fn between(lower: Option<&Cut>, upper: Option<&Cut>) -> Option<Test> {
    match (lower, upper) {
        (None, None) => None,
        (Some(lower), Some(upper)) if lower.at == upper.at => Some(Test::Equal(Value::number(lower.at))),
        _ => Some(Test::Range {
            low: lower.map(|cut| (Value::number(cut.at), !cut.below)),
            high: upper.map(|cut| (Value::number(cut.at), cut.below)),
        }),
    }
}

/// A word as a value of its input: true and false are words in a file and answers in a declaration.
pub fn word(word: &str, input: Option<&Input>) -> Value {
    match (word, input.map(|input| input.kind)) {
        ("true", Some(InputType::Boolean)) => Value::Boolean(true),
        ("false", Some(InputType::Boolean)) => Value::Boolean(false),
        _ => Value::text(word),
    }
}

/// Whether the declaration lets the input be this word.
pub fn possible(word: &str, input: Option<&Input>) -> bool {
    match input {
        None => true,
        Some(input) if input.kind == InputType::Boolean => matches!(word, "true" | "false"),
        Some(input) => input.values.iter().any(|known| known == word),
    }
}
