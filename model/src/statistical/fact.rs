//! What is known about a person, as a model of points sees it: a number, a word, or nothing.
//!
//! A field says which facts can occur. In strict mode a fact that cannot occur ends the decision with its reason.

use crate::{Decimal, Undecided, Value};
use serde::Serialize;
use std::sync::Arc;

/// One fact about a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// Nothing is known.
    Missing,
    /// A number, exact.
    Number(Decimal),
    /// A word; true and false are words too.
    Word(Arc<str>),
}

impl Fact {
    /// A word.
    #[must_use]
    pub fn word(word: &str) -> Self {
        Self::Word(word.into())
    }

    /// The fact as a value.
    #[must_use]
    pub fn value(&self) -> Value {
        match self {
            Self::Missing => Value::Null,
            Self::Number(number) => Value::number(*number),
            Self::Word(word) => Value::Text(word.clone()),
        }
    }
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("missing"),
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// How a decision treats a fact that is missing or cannot occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is decided on it. The only mode in which people are judged.
    Strict,
    /// As the file says, for comparing with other implementations.
    AsWritten,
}

/// Numbers from here to there; an open end has no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// The lower bound.
    pub from: Option<Decimal>,
    /// Whether the lower bound itself is inside.
    pub from_included: bool,
    /// The upper bound.
    pub to: Option<Decimal>,
    /// Whether the upper bound itself is inside.
    pub to_included: bool,
}

impl Interval {
    /// Whether the number is inside.
    #[must_use]
    pub fn holds(&self, number: Decimal) -> bool {
        let above = self.from.is_none_or(|from| number > from || self.from_included && number == from);
        above && self.to.is_none_or(|to| number < to || self.to_included && number == to)
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (open, close) =
            (if self.from_included { '[' } else { '(' }, if self.to_included { ']' } else { ')' });
        let end = |bound: Option<Decimal>| bound.map_or_else(String::new, |bound| bound.to_string());
        write!(f, "{open}{} .. {}{close}", end(self.from), end(self.to))
    }
}

/// What a field can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Domain {
    /// Numbers.
    Number {
        /// Whether only whole ones.
        whole: bool,
        /// The number lies in one of these; none means anywhere.
        intervals: Vec<Interval>,
    },
    /// One of these words.
    Words {
        /// The words.
        values: Vec<String>,
    },
}

impl Domain {
    /// Whether the fact can occur; the message says what can.
    ///
    /// # Errors
    /// What is expected.
    pub fn accepts(&self, fact: &Fact) -> Result<(), String> {
        match (self, fact) {
            (_, Fact::Missing) => Err("the value is missing".to_owned()),
            (Self::Number { whole: true, .. }, Fact::Number(number)) if !number.is_whole() => {
                Err("expected a whole number".to_owned())
            }
            (Self::Number { intervals, .. }, Fact::Number(number)) => {
                if intervals.is_empty() || intervals.iter().any(|interval| interval.holds(*number)) {
                    return Ok(());
                }
                let list: Vec<_> = intervals.iter().map(ToString::to_string).collect();
                Err(format!("expected a number in {}", list.join(" or ")))
            }
            (Self::Words { values }, Fact::Word(word)) if values.iter().any(|known| **known == **word) => {
                Ok(())
            }
            (Self::Words { values }, _) => Err(format!("expected one of {}", values.join(", "))),
            (Self::Number { .. }, Fact::Word(_)) => Err("expected a number, found a text".to_owned()),
        }
    }

    fn read(&self, value: &Value) -> Result<Fact, String> {
        Ok(match (self, value) {
            (_, Value::Null) => Fact::Missing,
            (Self::Number { .. }, Value::Number { number }) => Fact::Number(*number),
            (Self::Words { .. }, Value::Number { number }) => Fact::word(&number.to_string()),
            (Self::Words { .. }, Value::Text(text)) => Fact::Word(text.clone()),
            (Self::Words { .. }, Value::Boolean(flag)) => Fact::word(if *flag { "true" } else { "false" }),
            (Self::Number { .. }, other) => return Err(format!("expected a number, found {}", other.kind())),
            (Self::Words { .. }, other) => return Err(format!("expected a word, found {}", other.kind())),
        })
    }
}

/// What the file wants done with a fact that cannot occur.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unfit {
    /// Nothing is decided.
    #[default]
    Refuse,
    /// It is taken as it is.
    Keep,
    /// It counts as missing.
    Missing,
    /// Another fact takes its place.
    Replace(Fact),
}

/// What the file wants done with numbers beyond bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outliers {
    /// They count as missing.
    Missing(Interval),
    /// The nearest bound takes their place, in every mode.
    Clamp(Interval),
}

/// One thing that a model reads about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// As in the columns of the cases.
    pub name: String,
    /// What can occur.
    pub domain: Domain,
    /// Facts that stand for a missing value, such as -999.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<Fact>,
    /// Numbers beyond bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outliers: Option<Outliers>,
    /// What the file puts in the place of a missing value; never in strict mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Fact>,
    /// What the file does with what cannot occur; never in strict mode.
    pub unfit: Unfit,
}

impl Field {
    /// A field without treatments.
    #[must_use]
    pub fn plain(name: &str, domain: Domain) -> Self {
        let name = name.to_owned();
        Self { name, domain, absent: vec![], outliers: None, missing: None, unfit: Unfit::Refuse }
    }

    /// The fact in a value.
    ///
    /// # Errors
    /// Why nothing can be decided on it.
    pub fn fact(&self, value: &Value, mode: Mode) -> Result<Fact, String> {
        let fact = self.within_bounds(self.domain.read(value)?);
        let fact = if self.absent.contains(&fact) { Fact::Missing } else { fact };
        let replaced = || self.missing.clone().unwrap_or(Fact::Missing);
        match (mode, fact) {
            (Mode::Strict, fact) => self.domain.accepts(&fact).map(|()| fact),
            (Mode::AsWritten, Fact::Missing) => Ok(replaced()),
            (Mode::AsWritten, fact) => match (self.domain.accepts(&fact), &self.unfit) {
                (Ok(()), _) | (Err(_), Unfit::Keep) => Ok(fact),
                (Err(reason), Unfit::Refuse) => Err(reason),
                (Err(_), Unfit::Missing) => Ok(replaced()),
                (Err(_), Unfit::Replace(other)) => Ok(other.clone()),
            },
        }
    }

    /// The fact as the case states it, before bounds.
    pub(super) fn stated(&self, value: &Value) -> Option<Fact> {
        self.domain.read(value).ok()
    }

    pub(super) fn within_bounds(&self, fact: Fact) -> Fact {
        let (Fact::Number(number), Some(outliers)) = (&fact, &self.outliers) else { return fact };
        match outliers {
            Outliers::Missing(bounds) if !bounds.holds(*number) => Fact::Missing,
            Outliers::Clamp(bounds) if !bounds.holds(*number) => {
                let nearest =
                    if bounds.from.is_some_and(|from| *number < from) { bounds.from } else { bounds.to };
                nearest.map_or(fact, Fact::Number)
            }
            _ => fact,
        }
    }
}

/// The facts of a whole case.
///
/// # Errors
/// The first input on which nothing can be decided.
pub fn facts(fields: &[Field], case: &[Value], mode: Mode) -> Result<Vec<Fact>, Undecided> {
    if case.len() != fields.len() {
        return Err(Undecided::Size { given: case.len(), declared: fields.len() });
    }
    let read = |(field, value): (&Field, &Value)| {
        field.fact(value, mode).map_err(|reason| Undecided::Input { input: field.name.clone(), reason })
    };
    fields.iter().zip(case).map(read).collect()
}
