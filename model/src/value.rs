//! What an input, a cell or an outcome can be.

use crate::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value. As JSON: null, true, text, and numbers as `{"number":"12.5"}` so that no reader rounds them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing is known. In the product's semantics nothing is ever decided on it.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number, exact.
    Number {
        /// The number as canonical text.
        number: Decimal,
    },
    /// A word out of a list, never free text.
    Text(Arc<str>),
    /// Several outcomes in the order of their rules.
    List(Vec<Value>),
    /// Several named outcomes.
    Context(BTreeMap<String, Value>),
}

impl Value {
    /// A number.
    #[must_use]
    pub const fn number(number: Decimal) -> Self {
        Self::Number { number }
    }

    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Number { number } => Some(*number),
            _ => None,
        }
    }

    /// What kind of value it is, in words for messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Boolean(_) => "true or false",
            Self::Number { .. } => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Context(_) => "a group of values",
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(flag) => flag.fmt(f),
            Self::Number { number } => number.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Self::Context(fields) => {
                let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                write!(f, "{{{}}}", fields.join(", "))
            }
        }
    }
}
