//! The declaration: what a body says about its model, in `model.toml` beside the rules.

mod number;
mod read;
mod written;

use crate::{Decimal, Value};
use serde::{Deserialize, Serialize};

pub(crate) use read::{FILE, parse, place_of};

/// Dutch or English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

/// The same words in Dutch and English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

/// What a body says about its model, written as TOML:
///
/// ```toml
/// format = "waarborg-model/1"
/// decision = "points"                 # the deciding decision in the rules file
///
/// [title]
/// nl = "Ingewikkelde aanvragen"
/// en = "Complicated applications"
///
/// [[inputs]]
/// name = "children"                   # as in the rules file and in the columns of the cases
/// type = "number"                     # number, text or boolean
/// minimum = "1"
/// maximum = "10"
/// step = "1"
/// changeable = true                   # may an explanation propose another value?
/// ground = "Wet kinderopvang art. 1.5"
/// label = { nl = "aantal kinderen", en = "number of children" }
/// source = { nl = "uw aanvraag", en = "your application" }
/// reason = { nl = "Meer kinderen, meer opgaven.", en = "More children, more statements." }
///
/// [selection]
/// rule = "top"                        # top, threshold or outcome
/// k = 1000
/// random_share = "0.25"               # of the whole queue, by lot
/// meaning = { nl = "Een medewerker belt u.", en = "A member of staff calls you." }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Always `waarborg-model/1`.
    pub format: String,
    /// The deciding decision in the rules file.
    pub decision: String,
    /// What the model is called.
    pub title: Words,
    /// Who may be asked.
    pub contact: Words,
    /// What the outcome is called, for example points.
    pub outcome: Words,
    /// What each outcome means, where outcomes are words.
    #[serde(default)]
    pub meanings: Vec<Meaning>,
    /// What it reads about a person.
    pub inputs: Vec<Input>,
    /// Who goes to a caseworker.
    pub selection: Selection,
}

/// What an outcome means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meaning {
    /// The outcome as the rules give it.
    pub value: String,
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// The kind of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputType {
    /// An exact decimal.
    Number,
    /// One of listed words.
    Text,
    /// True or false.
    Boolean,
}

/// What the model reads about a person, from where and why (W09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// As in the rules and in the columns of the cases.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: InputType,
    /// The smallest number that can occur.
    #[serde(default, deserialize_with = "number::optional", skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Decimal>,
    /// The largest number that can occur.
    #[serde(default, deserialize_with = "number::optional", skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Decimal>,
    /// Every number is a multiple of this: 1 for whole ones.
    #[serde(default, deserialize_with = "number::optional", skip_serializing_if = "Option::is_none")]
    pub step: Option<Decimal>,
    /// The words that can occur; never free text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// Whether an explanation may propose another value: only what the person can change or contest.
    #[serde(default)]
    pub changeable: bool,
    /// The statute and article that allow its use.
    pub ground: String,
    /// What it is called.
    pub label: Words,
    /// Where it comes from.
    pub source: Words,
    /// Why it matters, plainly.
    pub reason: Words,
}

impl Input {
    /// Whether the value can occur; the message says what can.
    ///
    /// # Errors
    /// What is wrong and what is expected.
    pub fn accepts(&self, value: &Value) -> Result<(), String> {
        match (self.kind, value) {
            (_, Value::Null) => Err("the value is missing".to_owned()),
            (InputType::Number, Value::Number { number }) => self.in_range(*number),
            (InputType::Text, Value::Text(text)) if self.values.iter().any(|known| **known == **text) => {
                Ok(())
            }
            (InputType::Text, Value::Text(_)) => Err(format!("expected one of {}", self.values.join(", "))),
            (InputType::Boolean, Value::Boolean(_)) => Ok(()),
            (InputType::Number, other) => Err(format!("expected a number, found {}", other.kind())),
            (InputType::Text, other) => Err(format!("expected a text, found {}", other.kind())),
            (InputType::Boolean, other) => Err(format!("expected true or false, found {}", other.kind())),
        }
    }

    fn in_range(&self, number: Decimal) -> Result<(), String> {
        if let Some(minimum) = self.minimum.filter(|minimum| number < *minimum) {
            return Err(format!("expected at least {minimum}"));
        }
        if let Some(maximum) = self.maximum.filter(|maximum| number > *maximum) {
            return Err(format!("expected at most {maximum}"));
        }
        match self.step {
            Some(step) if step == Decimal::whole(1) => {
                if number.is_whole() {
                    Ok(())
                } else {
                    Err("expected a whole number".to_owned())
                }
            }
            Some(step) if number.between_steps(step).is_none_or(|(below, above)| below != above) => {
                Err(format!("expected a multiple of {step}"))
            }
            _ => Ok(()),
        }
    }
}

/// Who goes to a caseworker, and how many of them by lot (H08, N07).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// The rule.
    #[serde(flatten)]
    pub rule: SelectionRule,
    /// The share of the whole queue that is drawn by lot, 0 up to but not 1.
    #[serde(deserialize_with = "number::required")]
    pub random_share: Decimal,
    /// What being selected means for a person.
    pub meaning: Words,
}

/// How the targeted part of the queue is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "lowercase")]
pub enum SelectionRule {
    /// The highest numbers, as many as there is capacity for; the lot's part comes out of the same `k`.
    Top {
        /// The whole queue.
        k: u64,
    },
    /// Every number of at least this.
    Threshold {
        /// The bound, which counts.
        #[serde(deserialize_with = "number::required")]
        at_least: Decimal,
    },
    /// Every outcome that is one of these words.
    Outcome {
        /// The words.
        equals: Vec<String>,
    },
}

impl Selection {
    /// Whether the rule alone selects this outcome; `None` for a rule that compares people.
    #[must_use]
    pub fn targets(&self, outcome: &Value) -> Option<bool> {
        match &self.rule {
            SelectionRule::Top { .. } => None,
            SelectionRule::Threshold { at_least } => {
                Some(outcome.as_number().is_some_and(|number| number >= *at_least))
            }
            SelectionRule::Outcome { equals } => {
                let word = outcome.to_string();
                Some(equals.contains(&word))
            }
        }
    }

    /// The random share in ten-thousandths, rounded down; the share has at most four digits.
    #[must_use]
    pub fn random_permyriad(&self) -> u32 {
        self.random_share.units(4).and_then(|units| u32::try_from(units).ok()).unwrap_or(0)
    }
}
