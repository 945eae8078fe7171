//! From given values to the values of decisions.

use super::order::is_value;
use super::{Entry, Library, Part};
use crate::feel::Functions;
use crate::feel::evaluate::{Answer, Knowledge, Machine, Stop};
use crate::feel::value::{Entries, Feel};
use crate::feel::value::{Function, Scope};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What became of a question.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Its value.
    Value(Feel),
    /// It is not computed, for this reason.
    Outside(String),
}

/// Values by the places of their entries.
type Values = BTreeMap<usize, Feel>;

impl Library {
    /// Decides by the standard's semantics; for measuring and showing, never about people.
    #[must_use]
    pub fn decide(&self, decision: &str, inputs: &Entries) -> Outcome {
        let Some(goal) = self.find(decision, |part| matches!(part, Part::Decision(_))) else {
            return Outcome::Outside(format!("there is no decision `{decision}`"));
        };
        self.asked(|machine| {
            let given = self.given(machine, inputs)?;
            let mut values = self.values(machine, &[goal], given)?;
            Ok(values.remove(&goal).unwrap_or(Feel::Null))
        })
    }

    /// Calls a decision service or a business knowledge model with values by the names of what it takes.
    #[must_use]
    pub fn invoke(&self, name: &str, given: &Entries) -> Outcome {
        let function = |part: &Part| matches!(part, Part::Knowledge(..) | Part::Service { .. });
        let Some(Part::Knowledge(known, _) | Part::Service { known, .. }) =
            self.find(name, function).and_then(|place| self.entries.get(place)).map(|entry| &entry.part)
        else {
            return Outcome::Outside(format!("there is no service and no function `{name}`"));
        };
        let value = |wanted: &Arc<str>| {
            let found = given.iter().find(|(name, _)| *crate::feel::syntax::tidy(name) == **wanted);
            found.map_or(Feel::Null, |(_, value)| value.clone())
        };
        let values = known.parameters.iter().map(value).collect();
        self.asked(|machine| machine.call(&Function::Knowledge(known.clone()), values))
    }

    fn asked(&self, question: impl FnOnce(&Machine<'_>) -> Answer) -> Outcome {
        match question(&Machine::new(self, &Functions)) {
            Ok(value) => Outcome::Value(value),
            Err(Stop(reason)) => Outcome::Outside(reason),
        }
    }

    /// What is given, each value as the type of its input.
    fn given(&self, machine: &Machine<'_>, inputs: &Entries) -> Result<Values, Stop> {
        let mut values = Values::new();
        for (name, value) in inputs {
            self.give(machine, (0, name), value, &mut values)?;
        }
        Ok(values)
    }

    /// Inputs of imported files are given as `import.name`, or together as a context under the name of the import.
    fn give(
        &self,
        machine: &Machine<'_>,
        (file, name): (usize, &str),
        value: &Feel,
        values: &mut Values,
    ) -> Result<(), Stop> {
        let has_value = |part: &Part| matches!(part, Part::Input | Part::Decision(_));
        if let Some(place) = self.find_in(file, name, has_value) {
            let kind = self.entries.get(place).map(|entry| entry.kind.clone());
            let value =
                kind.map_or(Ok(Feel::Null), |kind| machine.conform(value.clone(), &kind, &Scope::default()))?;
            values.insert(place, value);
            return Ok(());
        }
        for (import, imported) in self.imports.get(file).into_iter().flatten() {
            if let Some(inner) = name.strip_prefix(import.as_str()).and_then(|inner| inner.strip_prefix('.'))
            {
                return self.give(machine, (*imported, inner), value, values);
            }
            if let (true, Feel::Context(entries)) = (name == import, value) {
                for (inner, value) in entries.iter() {
                    self.give(machine, (*imported, inner), value, values)?;
                }
            }
        }
        Ok(())
    }

    /// The values that the goals need, and their own.
    fn values(&self, machine: &Machine<'_>, goals: &[usize], given: Values) -> Result<Values, Stop> {
        let (mut needed, mut open) = (given.clone(), goals.to_vec());
        while let Some(place) = open.pop() {
            if needed.insert(place, Feel::Null).is_none()
                && let Some(entry) = self.entries.get(place)
            {
                open.extend(
                    entry.needs.iter().map(|need| need.place).filter(|need| is_value(&self.entries, *need)),
                );
            }
        }
        if let Some(entry) = needed
            .keys()
            .filter(|place| !self.order.contains(place))
            .find_map(|place| self.entries.get(*place))
        {
            return Err(Stop(format!("`{}` requires itself, directly or through others", entry.name)));
        }
        let mut values = given;
        for place in self.order.iter().filter(|place| needed.contains_key(place)) {
            let known = values.contains_key(place);
            if let Some(entry) = self.entries.get(*place).filter(|_| !known) {
                let value = self.value(machine, entry, &values)?;
                values.insert(*place, value);
            }
        }
        Ok(values)
    }

    fn value(&self, machine: &Machine<'_>, entry: &Entry, values: &Values) -> Answer {
        let Part::Decision(expression) = &entry.part else { return Ok(Feel::Null) };
        let scope = self.scope(entry, values);
        let value = machine.evaluate(expression, &scope)?;
        machine.conform(value, &entry.kind, &scope)
    }

    /// The names that hold in an entry: what it needs, imported values under the name of their import.
    fn scope(&self, entry: &Entry, values: &Values) -> Scope {
        let (mut names, mut imports): (Entries, BTreeMap<Arc<str>, Entries>) = (vec![], BTreeMap::new());
        for need in &entry.needs {
            let Some(needed) = self.entries.get(need.place) else { continue };
            let value = match &needed.part {
                Part::Knowledge(known, _) | Part::Service { known, .. } => {
                    Feel::Function(Function::Knowledge(known.clone()))
                }
                _ => values.get(&need.place).cloned().unwrap_or(Feel::Null),
            };
            match &need.import {
                Some(import) => imports.entry(import.clone()).or_default().push((needed.name.clone(), value)),
                None => names.push((needed.name.clone(), value)),
            }
        }
        names.extend(imports.into_iter().map(|(import, entries)| (import, Feel::context(entries))));
        Scope::default().with_all(names)
    }
}

impl Knowledge for Library {
    fn call(&self, machine: &Machine<'_>, place: usize, given: Vec<Feel>) -> Answer {
        let Some(entry) = self.entries.get(place) else { return Ok(Feel::Null) };
        match &entry.part {
            Part::Knowledge(known, body) => {
                let itself = Feel::Function(Function::Knowledge(known.clone()));
                let names = std::iter::once((entry.name.clone(), itself));
                let names = names.chain(known.parameters.iter().cloned().zip(given)).collect();
                machine.evaluate(body, &self.scope(entry, &Values::new()).with_all(names))
            }
            Part::Service { given: places, answers, .. } => {
                let values = self.values(machine, answers, places.iter().copied().zip(given).collect())?;
                let named = answers.iter().filter_map(|place| {
                    Some((self.entries.get(*place)?.name.clone(), values.get(place)?.clone()))
                });
                let mut named: Entries = named.collect();
                Ok(if named.len() == 1 {
                    named.pop().map_or(Feel::Null, |(_, value)| value)
                } else {
                    Feel::context(named)
                })
            }
            Part::Input | Part::Decision(_) => Ok(Feel::Null),
        }
    }
}
