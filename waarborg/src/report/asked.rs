//! What is asked of the figures, and why a part of the report cannot be there.

use serde::Serialize;

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    pub column: String,
    pub value: String,
}

/// What is asked.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// What happened to people: this value.
    pub outcome: Named,
    /// What turned out to be true.
    pub truth: Option<Named>,
    /// Columns whose groups are compared.
    pub attributes: Vec<String>,
    /// The groups that others are set against; without one it is everybody else.
    pub references: Vec<Named>,
    /// Circumstances that may count, within which groups are compared too.
    pub given: Vec<String>,
    /// The column with the last step that somebody reached.
    pub step: Option<String>,
    /// The column with the period.
    pub period: Option<String>,
    /// What printed counts are multiples of; none when they are exact.
    pub rounded_to: Option<u64>,
}

impl Asked {
    /// The reference of a column.
    pub fn reference(&self, column: &str) -> Option<&str> {
        self.references.iter().find(|one| one.column == column).map(|one| one.value.as_str())
    }
}

/// Why a part is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    NoStep,
    OneAttribute,
    NoGiven,
    NoPeriod,
    NoTruth,
    Rounded,
    TooMany,
    NotMade,
}

impl Why {
    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoStep => "audit-why-no-step",
            Self::OneAttribute => "audit-why-one-attribute",
            Self::NoGiven => "audit-why-no-given",
            Self::NoPeriod => "audit-why-no-period",
            Self::NoTruth => "audit-why-no-truth",
            Self::Rounded => "audit-why-rounded",
            Self::TooMany => "audit-why-too-many",
            Self::NotMade => "audit-why-not-made",
        }
    }
}

/// A part of the report, or why it is not there.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Part<T> {
    Measured(T),
    Absent(Why),
}
