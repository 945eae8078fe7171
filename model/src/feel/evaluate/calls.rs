//! Calling functions: of formulas, of the standard, of the file.

use super::{Answer, Machine, Stop};
use crate::feel::value::{Arguments, Entries, Expression, Feel, Function, Scope, Type};
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn called(&self, called: &Expression, given: &Arguments, scope: &Scope) -> Answer {
        let Feel::Function(function) = self.evaluate(called, scope)?.single().clone() else {
            return Ok(Feel::Null);
        };
        let given = match given {
            Arguments::Placed(given) => Some(self.each(given, scope)?),
            Arguments::Named(given) => {
                let values =
                    given.iter().map(|(name, value)| Ok((name.clone(), self.evaluate(value, scope)?)));
                self.in_place(&function, values.collect::<Result<_, Stop>>()?)
            }
        };
        given.map_or(Ok(Feel::Null), |given| self.call(&function, given))
    }

    /// What a function answers; null where it does not take what is given.
    pub fn call(&self, function: &Function, given: Vec<Feel>) -> Answer {
        if function.takes().is_some_and(|takes| takes != given.len()) {
            return Ok(Feel::Null);
        }
        self.deeper(|| match function {
            Function::Builtin(builtin) => self.standard.call(self, builtin, &given),
            Function::Lambda(lambda, scope) => {
                let mut entries = Entries::new();
                for ((name, kind), value) in lambda.parameters.iter().zip(given) {
                    let Some(value) = self.taken(value, kind, scope)? else { return Ok(Feel::Null) };
                    entries.push((name.clone(), value));
                }
                self.evaluate(&lambda.body, &scope.with_all(entries))
            }
            Function::Knowledge(known) => {
                let scope = Scope::default();
                let values = known.takes.iter().zip(given);
                let values = values.map(|(kind, value)| self.taken(value, kind, &scope));
                let Some(values) = values.collect::<Result<Option<Vec<_>>, Stop>>()? else {
                    return Ok(Feel::Null);
                };
                let answer = self.knowledge.call(self, known.place, values)?;
                self.conform(answer, &known.answers, &scope)
            }
        })
    }
}

impl Machine<'_> {
    /// The value as the type of a parameter; none where it is another: then the function is not called.
    fn taken(&self, value: Feel, kind: &Type, scope: &Scope) -> Result<Option<Feel>, Stop> {
        let absent = value.is_null();
        let taken = self.conform(value, kind, scope)?;
        Ok(Some(taken).filter(|taken| absent || !taken.is_null()))
    }

    /// Named values in the order of the parameters; none where the names do not fit.
    fn in_place(&self, function: &Function, mut given: Entries) -> Option<Vec<Feel>> {
        let parameters: Vec<Arc<str>> = match function {
            Function::Builtin(builtin) => return self.standard.in_place(builtin, &given),
            Function::Lambda(lambda, _) => lambda.parameters.iter().map(|(name, _)| name.clone()).collect(),
            Function::Knowledge(known) => known.parameters.clone(),
        };
        let mut placed = vec![];
        for parameter in &parameters {
            let at = given.iter().position(|(name, _)| name == parameter)?;
            placed.push(given.swap_remove(at).1);
        }
        given.is_empty().then_some(placed)
    }
}
