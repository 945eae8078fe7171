//! Types: what a value must be, and what becomes of one that is something else.

use super::value::{Feel, Function, Tests, Type};
use crate::temporal::DateTime;
use std::sync::Arc;

/// Decides whether a value meets tests; the evaluator does.
pub type Meets<'a> = &'a mut dyn FnMut(&Feel, &Tests) -> bool;

impl Type {
    /// One of the standard's own types.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Any" => Self::Any,
            "Null" => Self::Null,
            "number" => Self::Number,
            "string" => Self::Text,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "time" => Self::Time,
            "date and time" | "dateTime" => Self::DateTime,
            "days and time duration" | "dayTimeDuration" => Self::Days,
            "years and months duration" | "yearMonthDuration" => Self::Months,
            "list" => Self::List(Arc::new(Self::Any)),
            "context" => Self::Context(vec![]),
            _ => return None,
        })
    }

    /// Whether a value is of this type. Null is of none; tests of types are looked at when asked.
    pub fn holds(&self, value: &Feel, meets: Option<Meets<'_>>) -> bool {
        match (self, value) {
            (Self::Null, Feel::Null) => true,
            (_, Feel::Null) => false,
            _ => self.fits(value, meets),
        }
    }

    fn fits(&self, value: &Feel, meets: Option<Meets<'_>>) -> bool {
        let Some(meets) = meets else { return self.fits(value, Some(&mut |_, _| true)) };
        match (self, value) {
            (Self::Limited(inner, tests), value) => {
                inner.fits(value, Some(&mut *meets)) && (value.is_null() || meets(value, tests))
            }
            (Self::Any, _)
            | (_, Feel::Null)
            | (Self::Number, Feel::Number(_))
            | (Self::Text, Feel::Text(_))
            | (Self::Boolean, Feel::Boolean(_))
            | (Self::Date, Feel::Date(_))
            | (Self::Time, Feel::Time(_))
            | (Self::DateTime, Feel::DateTime(_))
            | (Self::Days, Feel::Days(_))
            | (Self::Months, Feel::Months(_)) => true,
            (Self::List(inner), Feel::List(items)) => {
                items.iter().all(|item| inner.fits(item, Some(&mut *meets)))
            }
            (Self::Range(inner), Feel::Range(range)) => {
                inner.fits(&range.low, Some(&mut *meets)) && inner.fits(&range.high, Some(&mut *meets))
            }
            (Self::Context(parts), Feel::Context(_)) => parts.iter().all(|(name, part)| {
                value.entry(name).is_some_and(|entry| part.fits(entry, Some(&mut *meets)))
            }),
            (Self::Function(..), Feel::Function(function)) => function.kind().goes_for(self),
            _ => false,
        }
    }

    /// The value as this type: as it is, converted where the standard converts, or null.
    pub fn conform(&self, value: Feel, meets: Meets<'_>) -> Feel {
        if value.is_null() || self.fits(&value, Some(&mut *meets)) || self.may_be(&value) {
            return value;
        }
        match (self.plain(), &value) {
            (Self::List(_), Feel::List(_)) => Feel::Null,
            (Self::DateTime, Feel::Date(date)) => {
                let midnight = Feel::DateTime(DateTime::midnight(*date));
                if self.fits(&midnight, Some(meets)) { midnight } else { Feel::Null }
            }
            (Self::List(_), _) => {
                let wrapped = Feel::list(vec![value]);
                if self.fits(&wrapped, Some(meets)) { wrapped } else { Feel::Null }
            }
            (_, Feel::List(items)) => match &***items {
                [only] if self.fits(only, Some(meets)) => only.clone(),
                _ => Feel::Null,
            },
            _ => Feel::Null,
        }
    }

    /// Whether a function, of whose answers nothing is known, may be what is wanted.
    fn may_be(&self, value: &Feel) -> bool {
        match (self, value) {
            (_, Feel::Function(Function::Builtin(_))) => matches!(self, Self::Function(..)),
            (Self::Function(given, _), Feel::Function(function)) => match function.kind() {
                Self::Function(takes, answers) => {
                    matches!(*answers, Self::Any)
                        && takes.len() == given.len()
                        && given.iter().zip(&takes).all(|(given, takes)| given.goes_for(takes))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn plain(&self) -> &Self {
        match self {
            Self::Limited(inner, _) => inner.plain(),
            other => other,
        }
    }

    /// Whether every value of this type is one of the other.
    pub fn goes_for(&self, other: &Self) -> bool {
        match (self.plain(), other.plain()) {
            (_, Self::Any)
            | (Self::Null, _)
            | (Self::Number, Self::Number)
            | (Self::Text, Self::Text)
            | (Self::Boolean, Self::Boolean)
            | (Self::Date, Self::Date)
            | (Self::Time, Self::Time)
            | (Self::DateTime, Self::DateTime)
            | (Self::Days, Self::Days)
            | (Self::Months, Self::Months) => true,
            (Self::List(one), Self::List(two)) | (Self::Range(one), Self::Range(two)) => one.goes_for(two),
            (Self::Context(own), Self::Context(parts)) => parts
                .iter()
                .all(|(name, part)| own.iter().any(|(known, kind)| known == name && kind.goes_for(part))),
            (Self::Function(takes, answers), Self::Function(given, wanted)) => {
                takes.len() == given.len()
                    && given.iter().zip(takes).all(|(given, takes)| given.goes_for(takes))
                    && answers.goes_for(wanted)
            }
            _ => false,
        }
    }
}
