//! Reading FEEL text letter by letter, with the place of every mistake.

use crate::{Decimal, Value};

/// Longer texts are not read.
pub const LONGEST: usize = 10_000;

/// Where and why a text is not what it should be; the byte counts from its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    pub byte: usize,
    pub message: String,
}

/// Goes through one text.
pub struct Reader<'a> {
    text: &'a str,
    pub byte: usize,
}

impl<'a> Reader<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self { text, byte: 0 }
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.byte..).unwrap_or_default()
    }

    pub fn space(&mut self) {
        self.byte = self.text.len() - self.rest().trim_start().len();
    }

    pub fn take(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(token);
        if found {
            self.byte += token.len();
        }
        found
    }

    /// Takes a word that does not go on.
    pub fn word(&mut self, word: &str) -> bool {
        self.space();
        let after = self.rest().strip_prefix(word);
        let found = after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        if found {
            self.byte += word.len();
        }
        found
    }

    pub fn expect(&mut self, token: &str) -> Result<(), Misread> {
        if self.take(token) { Ok(()) } else { Err(self.error(&format!("expected `{token}`"))) }
    }

    pub fn end(&mut self) -> Result<(), Misread> {
        self.space();
        if self.rest().is_empty() { Ok(()) } else { Err(self.error("expected the end of the cell")) }
    }

    pub fn error(&self, what: &str) -> Misread {
        let found: String = self.rest().chars().take(20).collect();
        let found = if found.is_empty() { "nothing".to_owned() } else { format!("`{found}`") };
        Misread { byte: self.byte, message: format!("{what}, found {found}") }
    }

    pub fn literal(&mut self) -> Result<Value, Misread> {
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

    fn string(&mut self) -> Result<Value, Misread> {
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
