//! Bounded words. A text in an event is public for ever, so it is short, printable and never empty.

use serde::{Deserialize, Serialize};

const LONGEST: usize = 4_000;

/// Why a text was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty: write at least one word")]
    Empty,
    /// More than 4,000 characters.
    #[error("the text has {0} characters: at most {LONGEST} are allowed")]
    TooLong(usize),
    /// A character that cannot be read.
    #[error("the text holds a control character at position {0}: remove it")]
    Control(usize),
}

/// Printable text of 1 to 4,000 characters; line breaks and tabs allowed, trimmed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(String);

impl Text {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Text {
    type Error = TextError;

    fn try_from(given: String) -> Result<Self, TextError> {
        let text = given.trim().replace("\r\n", "\n");
        let length = text.chars().count();
        if length == 0 {
            return Err(TextError::Empty);
        }
        if length > LONGEST {
            return Err(TextError::TooLong(length));
        }
        match text.chars().position(|c| c.is_control() && c != '\n' && c != '\t') {
            Some(place) => Err(TextError::Control(place)),
            None => Ok(Self(text)),
        }
    }
}

impl std::str::FromStr for Text {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        text.to_owned().try_into()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The same words in Dutch and in English.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Dutch, B1 where a citizen reads it.
    pub nl: Text,
    /// English.
    pub en: Text,
}

#[cfg(test)]
mod tests {
    use super::{Text, TextError};

    #[test]
    fn white_space_is_no_text() {
        assert_eq!(" \n ".parse::<Text>(), Err(TextError::Empty));
    }

    #[test]
    fn a_text_is_bounded_and_printable() {
        assert_eq!("x".repeat(4_001).parse::<Text>(), Err(TextError::TooLong(4_001)));
        assert_eq!("ab\u{7}".parse::<Text>(), Err(TextError::Control(2)));
    }
}
