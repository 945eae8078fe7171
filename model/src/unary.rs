//! The tests in the cells of a decision table: comparisons, ranges, lists and negation of literals.

use crate::{Decimal, Value};
use serde::Serialize;

const LONGEST: usize = 10_000;

/// A cell: what it asks of the value in its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unary {
    /// `-`: the column is not looked at.
    Any,
    /// One of these must hold.
    OneOf(Vec<Test>),
    /// None of these may hold.
    NoneOf(Vec<Test>),
}

/// One test against literals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// The same value.
    Equal(Value),
    /// Another value (`!=`).
    Unequal(Value),
    /// Between two bounds; an absent bound is open-ended. The flag says whether the bound itself counts.
    Range {
        /// Lower bound.
        low: Option<(Value, bool)>,
        /// Upper bound.
        high: Option<(Value, bool)>,
    },
}

/// Where and why a cell is no test; the byte counts from the start of the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnaryError {
    pub byte: usize,
    pub message: String,
}

impl Unary {
    /// Whether the value passes; `None` when the question makes no sense for it.
    pub fn holds(&self, value: &Value) -> Option<bool> {
        match self {
            Self::Any => Some(true),
            Self::OneOf(tests) => any(tests, value),
            Self::NoneOf(tests) => any(tests, value).map(|held| !held),
        }
    }

    /// Every literal in the cell.
    pub fn literals(&self) -> Vec<&Value> {
        let tests = match self {
            Self::Any => return vec![],
            Self::OneOf(tests) | Self::NoneOf(tests) => tests,
        };
        tests.iter().flat_map(Test::literals).collect()
    }
}

impl Test {
    /// Every literal in the test.
    pub fn literals(&self) -> Vec<&Value> {
        match self {
            Self::Equal(value) | Self::Unequal(value) => vec![value],
            Self::Range { low, high } => [low, high].into_iter().flatten().map(|(value, _)| value).collect(),
        }
    }

    fn holds(&self, value: &Value) -> Option<bool> {
        match self {
            Self::Equal(Value::Null) => Some(*value == Value::Null),
            Self::Unequal(Value::Null) => Some(*value != Value::Null),
            Self::Equal(literal) => same(value, literal),
            Self::Unequal(literal) => same(value, literal).map(|held| !held),
            Self::Range { low, high } => {
                let above = low.as_ref().map_or(Some(true), |(bound, closed)| beyond(bound, value, *closed));
                let below = high.as_ref().map_or(Some(true), |(bound, closed)| beyond(value, bound, *closed));
                Some(above? && below?)
            }
        }
    }
}

fn any(tests: &[Test], value: &Value) -> Option<bool> {
    let mut known = true;
    for test in tests {
        match test.holds(value) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => known = false,
        }
    }
    known.then_some(false)
}

fn same(value: &Value, literal: &Value) -> Option<bool> {
    match (value, literal) {
        (Value::Number { number: one }, Value::Number { number: two }) => Some(one == two),
        (Value::Text(one), Value::Text(two)) => Some(one == two),
        (Value::Boolean(one), Value::Boolean(two)) => Some(one == two),
        _ => None,
    }
}

/// Whether `high` lies beyond `low`, or on it where the bound counts.
fn beyond(low: &Value, high: &Value, closed: bool) -> Option<bool> {
    match (low, high) {
        (Value::Number { number: one }, Value::Number { number: two }) => {
            Some(one < two || closed && one == two)
        }
        (Value::Text(one), Value::Text(two)) => Some(one < two || closed && one == two),
        _ => None,
    }
}

/// Reads a cell.
pub fn parse(text: &str) -> Result<Unary, UnaryError> {
    if text.len() > LONGEST {
        return Err(UnaryError {
            byte: 0,
            message: format!("the cell has {} bytes: at most {LONGEST} are read", text.len()),
        });
    }
    let mut reader = Reader { text, byte: 0 };
    reader.space();
    if reader.rest() == "-" || reader.rest().trim_end() == "-" {
        return Ok(Unary::Any);
    }
    let negated = reader.word("not");
    if negated {
        reader.expect("(")?;
    }
    let mut tests = vec![reader.test()?];
    while reader.take(",") {
        tests.push(reader.test()?);
    }
    if negated {
        reader.expect(")")?;
    }
    reader.end()?;
    Ok(if negated { Unary::NoneOf(tests) } else { Unary::OneOf(tests) })
}

/// Reads a literal that stands alone: an output cell.
pub fn literal(text: &str) -> Result<Value, UnaryError> {
    let mut reader = Reader { text, byte: 0 };
    let value = reader.literal()?;
    reader.end()?;
    Ok(value)
}

/// Reads a list of literals: allowed values.
pub fn literals(text: &str) -> Result<Vec<Value>, UnaryError> {
    let mut reader = Reader { text, byte: 0 };
    let mut values = vec![reader.literal()?];
    while reader.take(",") {
        values.push(reader.literal()?);
    }
    reader.end()?;
    Ok(values)
}

struct Reader<'a> {
    text: &'a str,
    byte: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.byte..).unwrap_or_default()
    }

    fn space(&mut self) {
        self.byte = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(token);
        if found {
            self.byte += token.len();
        }
        found
    }

    /// Takes a word that does not go on.
    fn word(&mut self, word: &str) -> bool {
        self.space();
        let after = self.rest().strip_prefix(word);
        let found = after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        if found {
            self.byte += word.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Result<(), UnaryError> {
        if self.take(token) { Ok(()) } else { Err(self.error(&format!("expected `{token}`"))) }
    }

    fn end(&mut self) -> Result<(), UnaryError> {
        self.space();
        if self.rest().is_empty() { Ok(()) } else { Err(self.error("expected the end of the cell")) }
    }

    fn error(&self, what: &str) -> UnaryError {
        let found: String = self.rest().chars().take(20).collect();
        let found = if found.is_empty() { "nothing".to_owned() } else { format!("`{found}`") };
        UnaryError { byte: self.byte, message: format!("{what}, found {found}") }
    }

    fn test(&mut self) -> Result<Test, UnaryError> {
        self.space();
        let range = |low, high| Ok(Test::Range { low, high });
        match () {
            () if self.take("<=") => range(None, Some((self.literal()?, true))),
            () if self.take(">=") => range(Some((self.literal()?, true)), None),
            () if self.take("<") => range(None, Some((self.literal()?, false))),
            () if self.take(">") => range(Some((self.literal()?, false)), None),
            () if self.take("!=") => Ok(Test::Unequal(self.literal()?)),
            () if self.take("=") => Ok(Test::Equal(self.literal()?)),
            () if self.rest().starts_with(['[', '(', ']']) => self.interval(),
            () => Ok(Test::Equal(self.literal()?)),
        }
    }

    /// `[1..2]`, `(1..2)`, `]1..2[` and their mixtures.
    fn interval(&mut self) -> Result<Test, UnaryError> {
        let closed_low = self.take("[");
        if !closed_low && !self.take("(") {
            self.expect("]")?;
        }
        let low = self.literal()?;
        self.expect("..")?;
        let high = self.literal()?;
        let closed_high = self.take("]");
        if !closed_high && !self.take(")") {
            self.expect("[")?;
        }
        if low.kind() != high.kind() {
            return Err(self.error("expected two bounds of one kind"));
        }
        Ok(Test::Range { low: Some((low, closed_low)), high: Some((high, closed_high)) })
    }

    fn literal(&mut self) -> Result<Value, UnaryError> {
        self.space();
        if self.rest().starts_with('"') {
            return self.string();
        }
        for (word, value) in
            [("true", Value::Boolean(true)), ("false", Value::Boolean(false)), ("null", Value::Null)]
        {
            if self.word(word) {
                return Ok(value);
            }
        }
        let length = self.number_length();
        let number = self.rest().get(..length).filter(|_| length > 0);
        let Some(number) = number else {
            return Err(self.error("expected a number, a text in quotes, true, false or null"));
        };
        let spelled = number.replacen("-.", "-0.", 1);
        let spelled = if spelled.starts_with('.') { format!("0{spelled}") } else { spelled };
        let parsed = spelled.parse::<Decimal>().map_err(|error| self.error(&error.to_string()))?;
        self.byte += length;
        Ok(Value::number(parsed))
    }

    /// Digits with sign and point; the two points of a range are not part of a number.
    fn number_length(&self) -> usize {
        let rest = self.rest();
        let sign = usize::from(rest.starts_with('-'));
        let body = rest.get(sign..).unwrap_or_default();
        let end = body.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(body.len());
        let body = body.get(..end).unwrap_or_default();
        let body = body.split("..").next().unwrap_or_default();
        if body.is_empty() { 0 } else { sign + body.len() }
    }

    fn string(&mut self) -> Result<Value, UnaryError> {
        let start = self.byte;
        let mut text = String::new();
        let mut letters = self.rest().char_indices().skip(1);
        while let Some((place, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.byte = start + place + 1;
                    return Ok(Value::text(&text));
                }
                '\\' => match letters.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, kept @ ('"' | '\\'))) => text.push(kept),
                    _ => return Err(self.error("expected \\n, \\t, \\\" or \\\\ after a backslash")),
                },
                plain => text.push(plain),
            }
        }
        Err(self.error("expected a closing quote"))
    }
}
