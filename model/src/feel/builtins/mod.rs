//! The functions of the standard, by name.

mod contexts;
mod conversion;
mod dates;
mod given;
mod lists;
mod members;
mod numbers;
mod order;
mod ranges;
mod statistics;
mod strings;

use super::evaluate::{Answer, Machine, STEPS_OF_A_SERIES, Standard};
use super::syntax::Vocabulary;
use super::value::{Entries, Feel};

/// What a function of the standard does with what is given to it.
#[derive(Clone, Copy)]
pub enum Run {
    /// Looks at the values alone; none is null.
    Plain(fn(&[Feel]) -> Option<Feel>),
    /// The same, by a series of long numbers: as much work as [`STEPS_OF_A_SERIES`].
    Series(fn(&[Feel]) -> Option<Feel>),
    /// Calls functions, or may cost much.
    Working(fn(&Machine<'_>, &[Feel]) -> Answer),
}

/// A function of the standard.
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// The names of its parameters, in each of its forms. `name?` may be left out, `name*` takes any number.
    pub forms: &'static [&'static [&'static str]],
    /// What it does.
    pub run: Run,
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

fn all() -> impl Iterator<Item = &'static Builtin> {
    [
        contexts::ALL,
        conversion::ALL,
        dates::ALL,
        lists::ALL,
        members::ALL,
        numbers::ALL,
        order::ALL,
        ranges::ALL,
        statistics::ALL,
        strings::ALL,
    ]
    .into_iter()
    .flatten()
}

/// What is known before anything is declared: the functions of the standard.
pub fn vocabulary() -> Vocabulary {
    Vocabulary { functions: all().map(|builtin| builtin.name).collect(), ..Vocabulary::default() }
}

/// All of them, as the machine asks for them.
pub struct Functions;

impl Standard for Functions {
    fn find(&self, name: &str) -> Option<&'static str> {
        find(name).map(|builtin| builtin.name)
    }

    fn call(&self, machine: &Machine<'_>, name: &str, given: &[Feel]) -> Answer {
        find(name).map_or(Ok(Feel::Null), |builtin| builtin.call(machine, given))
    }

    fn in_place(&self, name: &str, given: &Entries) -> Option<Vec<Feel>> {
        find(name)?.in_place(given)
    }
}

/// The function of this name.
fn find(name: &str) -> Option<&'static Builtin> {
    all().find(|builtin| builtin.name == name)
}

impl Builtin {
    /// What it answers; null where it does not take so many values.
    pub fn call(&self, machine: &Machine<'_>, given: &[Feel]) -> Answer {
        let takes = |form: &[&str]| {
            let needed = form.iter().filter(|name| !name.ends_with(['?', '*'])).count();
            let open = form.iter().any(|name| name.ends_with('*'));
            given.len() >= needed && (open || given.len() <= form.len())
        };
        if !self.forms.iter().any(|form| takes(form)) {
            return Ok(Feel::Null);
        }
        given.iter().try_for_each(|value| machine.spend_for(value))?;
        match self.run {
            Run::Plain(run) => Ok(Feel::or_null(run(given))),
            Run::Series(run) => {
                machine.spend(STEPS_OF_A_SERIES)?;
                Ok(Feel::or_null(run(given)))
            }
            Run::Working(run) => run(machine, given),
        }
    }

    /// Named values in the order of the form that takes them.
    pub fn in_place(&self, given: &Entries) -> Option<Vec<Feel>> {
        self.forms.iter().find_map(|form| {
            let mut placed = vec![];
            let mut taken = 0;
            // By name one item is given, however many there could be.
            let once = |(place, parameter): &(usize, &&str)| {
                let earlier = form.iter().take(*place).any(|known| *known == parameter.trim_end_matches('*'));
                !(parameter.ends_with('*') && earlier)
            };
            for (_, parameter) in form.iter().enumerate().filter(once) {
                let name = parameter.trim_end_matches(['?', '*']);
                let value = given.iter().find(|(known, _)| **known == *name).map(|(_, value)| value.clone());
                taken += usize::from(value.is_some());
                match value {
                    Some(value) => placed.push(value),
                    None if parameter.ends_with('?') => placed.push(Feel::Null),
                    None => return None,
                }
            }
            (taken == given.len()).then_some(placed)
        })
    }
}
