//! Whether a value meets tests: cells, and what stands behind `in`.

use super::compare::{contains, equal};
use super::{Answer, Machine, Stop};
use crate::feel::value::Feel;
use crate::feel::value::Scope;
use crate::feel::value::{Expression, Tests};

impl Machine<'_> {
    pub(super) fn within(&self, value: &Expression, tests: &[Expression], scope: &Scope) -> Answer {
        let value = self.evaluate(value, scope)?;
        let inner = scope.with("?".into(), value.clone());
        self.one_of(&value, tests, &inner).map(Feel::from)
    }

    /// Whether a value meets the tests of a cell.
    pub fn meets(&self, value: &Feel, tests: &Tests, scope: &Scope) -> Result<bool, Stop> {
        let inner = || scope.with("?".into(), value.clone());
        match tests {
            Tests::Any => Ok(true),
            Tests::OneOf(tests) => Ok(self.one_of(value, tests, &inner())? == Some(true)),
            Tests::NoneOf(tests) => Ok(self.one_of(value, tests, &inner())? == Some(false)),
        }
    }

    /// One that holds decides; then one that is unknown.
    fn one_of(&self, value: &Feel, tests: &[Expression], scope: &Scope) -> Result<Option<bool>, Stop> {
        let mut known = true;
        for test in tests {
            match self.holds(value, test, scope)? {
                Some(true) => return Ok(Some(true)),
                Some(false) => {}
                None => known = false,
            }
        }
        Ok(known.then_some(false))
    }

    fn holds(&self, value: &Feel, test: &Expression, scope: &Scope) -> Result<Option<bool>, Stop> {
        let found = self.evaluate(test, scope)?;
        self.spend_for(&found)?;
        if test.asks() {
            return Ok(match found {
                Feel::Boolean(flag) => Some(flag),
                Feel::Null => None,
                other => member(value, &other),
            });
        }
        if found.is_true() && !matches!(value, Feel::Boolean(_)) && is_question(test) {
            return Ok(Some(true));
        }
        Ok(member(value, &found))
    }
}

/// Whether a test asks something itself, rather than naming a value to compare with.
fn is_question(test: &Expression) -> bool {
    !matches!(test, Expression::Literal(_) | Expression::Name(_) | Expression::Path(..))
}

/// Whether a value is this one, lies in this range, or is among these.
fn member(value: &Feel, test: &Feel) -> Option<bool> {
    match test {
        Feel::Range(range) => match equal(value, test) {
            Some(true) => Some(true),
            _ => contains(range, value),
        },
        Feel::List(items) => {
            if equal(value, test) == Some(true) {
                return Some(true);
            }
            let mut known = true;
            for item in items.iter() {
                let found = match item {
                    Feel::Range(range) => contains(range, value),
                    other => equal(value, other),
                };
                match found {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => known = false,
                }
            }
            Some(false).filter(|_| known || !value.is_null())
        }
        other => equal(value, other),
    }
}
