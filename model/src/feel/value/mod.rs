//! What a formula can come to: the values of FEEL. Shared parts are counted, so copying a value is cheap.

mod function;
mod literal;
mod measured;
mod scope;
mod tree;

pub use function::{Function, Known};
pub use literal::{duration, temporal_literal};
pub use measured::Measured;
pub use scope::Scope;
pub use tree::{
    Arguments, Bounds, Column, Expression, Grid, Kind, Lambda, Operator, Output, Over, Tests, Turn,
};

use crate::Decimal;
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};
use std::sync::Arc;

/// A context: named values in their order.
pub type Entries = Vec<(Arc<str>, Feel)>;

/// A value of the standard's language.
#[derive(Debug, Clone)]
pub enum Feel {
    /// Nothing is known, or the question made no sense.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number of up to 34 digits.
    Number(Decimal),
    /// A text.
    Text(Arc<str>),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day and a time.
    DateTime(DateTime),
    /// A duration of days, hours, minutes and seconds.
    Days(DaysDuration),
    /// A duration of years and months.
    Months(MonthsDuration),
    /// A list.
    List(Arc<Measured<Feel>>),
    /// Named values in their order.
    Context(Arc<Measured<(Arc<str>, Feel)>>),
    /// All values between two bounds.
    Range(Arc<Range>),
    /// A function.
    Function(Function),
}

/// How a range was written; ranges that were written in different ways are different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Two bounds.
    Interval,
    /// `(< 1)`, `(<= 1)`, `(> 1)`, `(>= 1)`: one bound.
    Half,
    /// `(= 1)`.
    Equal,
    /// `(!= 1)`.
    Unequal,
}

/// All values between two bounds.
#[derive(Debug, Clone)]
pub struct Range {
    /// How it was written.
    pub shape: Shape,
    /// The lower bound; null where there is none.
    pub low: Feel,
    /// Whether the lower bound lies in the range.
    pub low_in: bool,
    /// The upper bound; null where there is none.
    pub high: Feel,
    /// Whether the upper bound lies in the range.
    pub high_in: bool,
}

/// What a value must be.
#[derive(Debug, Clone)]
pub enum Type {
    Any,
    /// Only null.
    Null,
    Number,
    Text,
    Boolean,
    Date,
    Time,
    DateTime,
    /// A duration of days and times.
    Days,
    /// A duration of years and months.
    Months,
    List(Arc<Type>),
    Range(Arc<Type>),
    Context(Vec<(Arc<str>, Arc<Type>)>),
    Function(Vec<Arc<Type>>, Arc<Type>),
    /// A type whose values must also meet tests.
    Limited(Arc<Type>, Arc<Tests>),
}

impl Feel {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// A list; null where it would hold too much or be too deep.
    #[must_use]
    pub fn list(items: Vec<Self>) -> Self {
        Measured::new(items).map_or(Self::Null, |items| Self::List(Arc::new(items)))
    }

    /// Named values; null where they would hold too much or be too deep.
    #[must_use]
    pub fn context(entries: Entries) -> Self {
        Measured::new(entries).map_or(Self::Null, |entries| Self::Context(Arc::new(entries)))
    }

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self::Number(Decimal::whole(number))
    }

    /// How many of something.
    #[must_use]
    pub fn count(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Null, Self::whole)
    }

    /// Null where there is none.
    #[must_use]
    pub fn or_null(value: Option<Self>) -> Self {
        value.unwrap_or(Self::Null)
    }

    /// Whether it is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is true.
    #[must_use]
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::Boolean(true))
    }

    /// The named entry of a context.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Context(entries) => {
                entries.iter().find(|(known, _)| **known == *name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// A list as it is, anything else as the only item of one.
    #[must_use]
    pub fn into_items(self) -> Vec<Self> {
        match self {
            Self::List(items) => Arc::unwrap_or_clone(items).into_items(),
            other => vec![other],
        }
    }

    /// The only item of a list, or the value itself.
    #[must_use]
    pub fn single(&self) -> &Self {
        match self {
            Self::List(items) => match &***items {
                [only] => only,
                _ => self,
            },
            other => other,
        }
    }
}

impl From<bool> for Feel {
    fn from(flag: bool) -> Self {
        Self::Boolean(flag)
    }
}

impl From<Option<bool>> for Feel {
    fn from(flag: Option<bool>) -> Self {
        flag.map_or(Self::Null, Self::Boolean)
    }
}

impl From<&crate::Value> for Feel {
    fn from(value: &crate::Value) -> Self {
        use crate::Value;
        match value {
            Value::Null => Self::Null,
            Value::Boolean(flag) => Self::Boolean(*flag),
            Value::Number { number } => Self::Number(*number),
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::list(items.iter().map(Self::from).collect()),
            Value::Context(fields) => Self::context(
                fields.iter().map(|(name, value)| (name.as_str().into(), Self::from(value))).collect(),
            ),
        }
    }
}
