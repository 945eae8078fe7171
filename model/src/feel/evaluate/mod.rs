//! What a formula comes to, by the standard's semantics: a question that makes no sense is null.
//!
//! Bounded: steps, depth and sizes. Beyond them nothing is answered, and the reason is told.

mod calls;
mod compare;
mod filters;
mod loops;
mod operators;
mod paths;
mod tables;
mod tests;

pub use compare::{contains, equal, identical, order};

use super::value::{Bounds, Entries, Expression, Feel, Function, Range, Scope, Tests, Type};
use std::cell::Cell;
use std::sync::Arc;

/// Formulas within formulas, calls within calls: half of what a thread's usual two megabytes of stack carry.
const DEEPEST: u32 = 300;
/// One answer takes at most so many steps.
const MOST_STEPS: u64 = 1_000_000;
/// A root, logarithm, exponential or power adds up a series of long numbers: as much work as so many steps.
pub const STEPS_OF_A_SERIES: usize = 200;
/// No list is longer.
pub const LONGEST_LIST: usize = 100_000;
/// No text is longer.
pub const LONGEST_TEXT: usize = 100_000;

/// Why nothing is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop(pub String);

/// A value, or why there is none.
pub type Answer = Result<Feel, Stop>;

/// What formulas call that no formula holds: the functions of a file.
pub trait Knowledge {
    /// Calls the function at a place of the file's graph.
    fn call(&self, machine: &Machine<'_>, place: usize, given: Vec<Feel>) -> Answer;
}

/// The functions of the standard: they are told to the machine, which knows none of them.
pub trait Standard {
    /// The full name of the function of this name.
    fn find(&self, name: &str) -> Option<&'static str>;
    /// What a function answers.
    fn call(&self, machine: &Machine<'_>, name: &str, given: &[Feel]) -> Answer;
    /// Named values in the order in which a function takes them; none where the names do not fit.
    fn in_place(&self, name: &str, given: &Entries) -> Option<Vec<Feel>>;
}

/// Computes formulas, and counts what they cost.
pub struct Machine<'a> {
    knowledge: &'a dyn Knowledge,
    standard: &'a dyn Standard,
    steps: Cell<u64>,
    depth: Cell<u32>,
}

impl<'a> Machine<'a> {
    pub fn new(knowledge: &'a dyn Knowledge, standard: &'a dyn Standard) -> Self {
        Self { knowledge, standard, steps: Cell::new(0), depth: Cell::new(0) }
    }

    /// Counts work that grows with sizes.
    pub fn spend(&self, steps: usize) -> Result<(), Stop> {
        let spent = self.steps.get().saturating_add(u64::try_from(steps).unwrap_or(u64::MAX));
        self.steps.set(spent);
        if spent > MOST_STEPS {
            return Err(Stop(format!("the answer takes more than {MOST_STEPS} steps")));
        }
        Ok(())
    }

    /// Counts the work of going through a value.
    pub fn spend_for(&self, value: &Feel) -> Result<(), Stop> {
        self.spend(usize::try_from(value.weight() / 8).unwrap_or(usize::MAX))
    }

    /// Goes one level deeper.
    pub fn deeper<T>(&self, work: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
        self.spend(1)?;
        let depth = self.depth.get() + 1;
        if depth > DEEPEST {
            return Err(Stop(format!("formulas call each other more than {DEEPEST} levels deep")));
        }
        self.depth.set(depth);
        let done = work();
        self.depth.set(depth - 1);
        done
    }

    /// What a formula comes to where these names hold.
    pub fn evaluate(&self, expression: &Expression, scope: &Scope) -> Answer {
        self.deeper(|| self.one(expression, scope))
    }

    fn one(&self, expression: &Expression, scope: &Scope) -> Answer {
        match expression {
            Expression::Literal(value) => Ok(value.clone()),
            Expression::Name(name) => Ok(self.named(name, scope)),
            Expression::Unread(_) => Ok(Feel::Null),
            Expression::Refused(reason) => Err(Stop(reason.to_string())),
            Expression::Path(whole, part) => self.path(whole, part, scope),
            Expression::Minus(inner) => self.minus(inner, scope),
            Expression::Pair(..) => self.pairs(expression, scope),
            Expression::Between(parts) => self.between(parts, scope),
            Expression::In(value, tests) => self.within(value, tests, scope),
            Expression::Choice(parts) => self.choice(parts, scope),
            Expression::Filter(parts) => self.filter(parts, scope),
            Expression::List(items) => self.each(items, scope).map(Feel::list),
            Expression::Context(entries) => self.context(entries, scope),
            Expression::Result(entries, last) => self.result(entries, last, scope),
            Expression::Loop(kind, turns, body) => self.looped(*kind, (turns, body), scope),
            Expression::Instance(value, kind) => self.instance(value, kind, scope),
            Expression::Call(called, given) => self.called(called, given, scope),
            Expression::Function(lambda) => {
                Ok(Feel::Function(Function::Lambda(lambda.clone(), scope.clone())).bounded())
            }
            Expression::Range(bounds) => self.range(bounds, scope),
            Expression::Typed(inner, kind) => self.typed(inner, kind, scope),
            Expression::Table(table) => self.table(table, scope),
        }
    }

    /// What a name stands for: in scope, or a function of the standard, or nothing.
    fn named(&self, name: &str, scope: &Scope) -> Feel {
        let function = || self.standard.find(name).map(|name| Feel::Function(Function::Builtin(name)));
        Feel::or_null(scope.find(name).or_else(function))
    }

    fn path(&self, whole: &Expression, part: &str, scope: &Scope) -> Answer {
        let whole = self.evaluate(whole, scope)?;
        self.spend_for(&whole)?;
        Ok(paths::part(&whole, part))
    }

    fn minus(&self, inner: &Expression, scope: &Scope) -> Answer {
        Ok(operators::negative(&self.evaluate(inner, scope)?))
    }

    fn context(&self, entries: &[(Arc<str>, Expression)], scope: &Scope) -> Answer {
        Ok(Feel::context(self.entries(entries, scope)?.0))
    }

    fn result(&self, entries: &[(Arc<str>, Expression)], last: &Expression, scope: &Scope) -> Answer {
        let (_, inner) = self.entries(entries, scope)?;
        self.evaluate(last, &inner)
    }

    fn instance(&self, value: &Expression, kind: &Type, scope: &Scope) -> Answer {
        Ok(Feel::Boolean(kind.holds(&self.evaluate(value, scope)?, None)))
    }

    fn range(&self, bounds: &Bounds, scope: &Scope) -> Answer {
        let (low, high) = (self.evaluate(&bounds.low, scope)?, self.evaluate(&bounds.high, scope)?);
        let (shape, low_in, high_in) = (bounds.shape, bounds.low_in, bounds.high_in);
        Ok(operators::range(Range { shape, low, low_in, high, high_in }))
    }

    fn typed(&self, inner: &Expression, kind: &Type, scope: &Scope) -> Answer {
        let value = self.evaluate(inner, scope)?;
        self.conform(value, kind, scope)
    }

    fn choice(&self, parts: &[Expression; 3], scope: &Scope) -> Answer {
        let [condition, met, otherwise] = parts;
        match self.evaluate(condition, scope)? {
            Feel::Boolean(true) => self.evaluate(met, scope),
            Feel::Boolean(false) | Feel::Null => self.evaluate(otherwise, scope),
            _ => Ok(Feel::Null),
        }
    }

    fn each(&self, items: &[Expression], scope: &Scope) -> Result<Vec<Feel>, Stop> {
        items.iter().map(|item| self.evaluate(item, scope)).collect()
    }

    /// The entries of a context, and the scope in which the last of them holds.
    fn entries(&self, entries: &[(Arc<str>, Expression)], scope: &Scope) -> Result<(Entries, Scope), Stop> {
        let (mut values, mut inner) = (Entries::new(), scope.clone());
        for (name, expression) in entries {
            let value = self.evaluate(expression, &inner)?;
            inner = inner.with(name.clone(), value.clone());
            values.push((name.clone(), value));
        }
        Ok((values, inner))
    }

    /// The value as a type: see [`Type::conform`].
    pub fn conform(&self, value: Feel, kind: &Type, scope: &Scope) -> Answer {
        self.spend_for(&value)?;
        let mut stopped = None;
        let mut meets = |value: &Feel, tests: &Tests| {
            self.meets(value, tests, scope).unwrap_or_else(|stop| {
                stopped = Some(stop);
                false
            })
        };
        let conformed = kind.conform(value, &mut meets);
        stopped.map_or(Ok(conformed), Err)
    }
}
