//! `for`, `some` and `every`.

use super::{Answer, LONGEST_LIST, Machine, Stop};
use crate::feel::value::Feel;
use crate::feel::value::Measured;
use crate::feel::value::Scope;
use crate::feel::value::{Expression, Kind, Over, Turn};
use crate::temporal::Date;
use std::sync::Arc;

/// What a loop has found so far.
struct Found {
    kind: Kind,
    values: Arc<Measured<Feel>>,
    /// `some` and `every` end early.
    decided: bool,
    unknown: bool,
}

impl Machine<'_> {
    pub(super) fn looped(&self, kind: Kind, (turns, body): (&[Turn], &Expression), scope: &Scope) -> Answer {
        let Some(values) = Measured::new(vec![]).map(Arc::new) else { return Ok(Feel::Null) };
        let mut found = Found { kind, values, decided: false, unknown: false };
        if !self.turn((turns, body), scope, &mut found)? {
            return Ok(Feel::Null);
        }
        Ok(match kind {
            Kind::For => Feel::List(found.values),
            _ if found.decided => Feel::Boolean(kind == Kind::Some),
            _ if found.unknown => Feel::Null,
            _ => Feel::Boolean(kind == Kind::Every),
        })
    }

    /// Runs through the first variable, and for each of its values through the others; false where one cannot be run
    /// through.
    fn turn(
        &self,
        (turns, body): (&[Turn], &Expression),
        scope: &Scope,
        found: &mut Found,
    ) -> Result<bool, Stop> {
        let Some((turn, rest)) = turns.split_first() else {
            self.body(body, scope, found)?;
            return Ok(true);
        };
        let Some(items) = self.items(&turn.over, scope)? else { return Ok(false) };
        for item in items {
            let inner = scope.with(turn.name.clone(), item);
            if !self.deeper(|| self.turn((rest, body), &inner, found))? {
                return Ok(false);
            }
            if found.decided {
                break;
            }
        }
        Ok(true)
    }

    fn body(&self, body: &Expression, scope: &Scope, found: &mut Found) -> Result<(), Stop> {
        if found.kind == Kind::For {
            let value = {
                let inner = scope.with("partial".into(), Feel::List(found.values.clone()));
                self.evaluate(body, &inner)?
            };
            if found.values.len() >= LONGEST_LIST {
                return Err(Stop(format!("a loop gives more than {LONGEST_LIST} values")));
            }
            if Arc::get_mut(&mut found.values).is_none() {
                self.spend(found.values.len())?;
            }
            if !Arc::make_mut(&mut found.values).push(value) {
                return Err(Stop("the values of a loop hold too much, or are too deep".to_owned()));
            }
            return Ok(());
        }
        match (found.kind, self.evaluate(body, scope)?) {
            (Kind::Some, Feel::Boolean(true)) | (Kind::Every, Feel::Boolean(false)) => found.decided = true,
            (_, Feel::Boolean(_)) => {}
            _ => found.unknown = true,
        }
        Ok(())
    }

    fn items(&self, over: &Over, scope: &Scope) -> Result<Option<Vec<Feel>>, Stop> {
        match over {
            Over::Items(items) => Ok(match self.evaluate(items, scope)? {
                Feel::Null | Feel::Range(_) => None,
                items => Some(items.into_items()),
            }),
            Over::Steps(from, to) => {
                let (from, to) = (self.evaluate(from, scope)?, self.evaluate(to, scope)?);
                self.steps(&from, &to)
            }
        }
    }

    fn steps(&self, from: &Feel, to: &Feel) -> Result<Option<Vec<Feel>>, Stop> {
        let ends = match (from, to) {
            (Feel::Number(from), Feel::Number(to)) => from.as_whole().zip(to.as_whole()),
            (Feel::Date(from), Feel::Date(to)) => Some((from.day_number(), to.day_number())),
            _ => None,
        };
        let Some((first, last)) = ends else { return Ok(None) };
        let many = usize::try_from(first.abs_diff(last)).unwrap_or(usize::MAX);
        if many >= LONGEST_LIST {
            return Err(Stop(format!("a loop runs more than {LONGEST_LIST} times")));
        }
        self.spend(many)?;
        let step = |number: i64| match from {
            Feel::Date(_) => Feel::or_null(Date::from_day_number(number).map(Feel::Date)),
            _ => Feel::whole(number),
        };
        let steps: Vec<Feel> = if first <= last {
            (first..=last).map(step).collect()
        } else {
            (last..=first).rev().map(step).collect()
        };
        Ok(Some(steps))
    }
}
