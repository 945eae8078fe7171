//! A value as somebody writes it: in a column of a case file, in a form, behind a name on the command line.

use super::{Input, InputType};
use crate::{DecimalError, Value};

/// Longer words are shown in part.
const SHOWN: usize = 40;

impl Input {
    /// The value that a text stands for. An empty text is a missing value; whether the value can occur is
    /// [`Input::accepts`]'s question.
    ///
    /// # Errors
    /// What is wrong with the text, and what to write instead.
    pub fn value_of(&self, text: &str) -> Result<Value, String> {
        match (self.kind, text.trim()) {
            (_, "") => Ok(Value::Null),
            (InputType::Number, text) => {
                text.parse().map(Value::number).map_err(|error| advice(text, &error))
            }
            (InputType::Boolean, "true" | "1") => Ok(Value::Boolean(true)),
            (InputType::Boolean, "false" | "0") => Ok(Value::Boolean(false)),
            (InputType::Boolean, other) => Err(format!("`{}` is neither true nor false", shortened(other))),
            (InputType::Text, text) => Ok(Value::text(text)),
        }
    }
}

fn advice(text: &str, error: &DecimalError) -> String {
    let hint = if text.contains(',') { "; write a decimal point, not a comma" } else { "" };
    format!("{error}{hint}")
}

fn shortened(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}
