//! Types as formulas write them, and what is known of a formula's type without computing it.

use super::names::longest;
use super::parser::{Parser, Read};
use crate::feel::value::Feel;
use crate::feel::value::Function;
use crate::feel::value::Type;
use crate::feel::value::{Expression, Kind, Lambda, Operator};
use std::sync::Arc;

const OWN: [&str; 13] = [
    "Any",
    "Null",
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
    "dayTimeDuration",
    "yearMonthDuration",
    "dateTime",
];

impl Parser<'_> {
    /// `number`, `list<…>`, `context<a: …>`, `function<…> -> …`, `range<…>`, or the name of a type.
    pub fn kind(&mut self) -> Read<Arc<Type>> {
        self.nested(Self::bare_kind)
    }

    fn bare_kind(&mut self) -> Read<Arc<Type>> {
        self.scan.space();
        let known = self.known;
        let rest = self.scan.rest();
        let named = longest(rest, known.types.keys().map(String::as_str));
        let own = longest(rest, OWN.into_iter());
        if let Some((length, name)) = named.filter(|named| own.is_none_or(|own| named.0 >= own.0)) {
            self.scan.byte += length;
            return Ok(known.types.get(name).cloned().unwrap_or_else(|| Arc::new(Type::Any)));
        }
        if let Some((length, name)) = own {
            self.scan.byte += length;
            return Ok(Arc::new(Type::named(name).unwrap_or(Type::Any)));
        }
        if self.scan.word("list") {
            return Ok(Arc::new(Type::List(self.element()?)));
        }
        if self.scan.word("range") {
            return Ok(Arc::new(Type::Range(self.element()?)));
        }
        if self.scan.word("context") {
            return self.context_kind();
        }
        self.scan.keyword("function").map_err(|_| self.scan.error("expected the name of a type"))?;
        self.function_kind()
    }

    fn element(&mut self) -> Read<Arc<Type>> {
        if !self.scan.take("<") {
            return Ok(Arc::new(Type::Any));
        }
        let kind = self.kind()?;
        self.scan.expect(">")?;
        Ok(kind)
    }

    fn context_kind(&mut self) -> Read<Arc<Type>> {
        let mut parts = vec![];
        if self.scan.take("<") && !self.scan.take(">") {
            loop {
                let name = self.scan.name_before(&[":"]).ok_or_else(|| self.scan.error("expected a name"))?;
                self.scan.expect(":")?;
                parts.push((Arc::from(name), self.kind()?));
                if !self.scan.take(",") {
                    break;
                }
            }
            self.scan.expect(">")?;
        }
        Ok(Arc::new(Type::Context(parts)))
    }

    fn function_kind(&mut self) -> Read<Arc<Type>> {
        let mut takes = vec![];
        self.scan.expect("<")?;
        if !self.scan.take(">") {
            loop {
                takes.push(self.kind()?);
                if !self.scan.take(",") {
                    break;
                }
            }
            self.scan.expect(">")?;
        }
        self.scan.expect("->")?;
        Ok(Arc::new(Type::Function(takes, self.kind()?)))
    }
}

/// What is known of a formula's type: of literals and what is put together from them.
pub fn inferred(expression: &Expression) -> Arc<Type> {
    use Operator as Op;
    let both = |one: &Expression, two: &Expression| {
        let (one, two) = (inferred(one), inferred(two));
        if two.goes_for(&one) { one } else { Arc::new(Type::Any) }
    };
    Arc::new(match expression {
        Expression::Literal(value) => of_literal(value),
        Expression::Context(entries) => {
            Type::Context(entries.iter().map(|(name, value)| (name.clone(), inferred(value))).collect())
        }
        Expression::List(items) => {
            let first = items.first().map_or_else(|| Arc::new(Type::Any), inferred);
            let alike = items.iter().all(|item| inferred(item).goes_for(&first));
            Type::List(if alike { first } else { Arc::new(Type::Any) })
        }
        Expression::Pair(Op::Plus, parts) => {
            let [left, right] = parts.as_ref();
            return both(left, right);
        }
        Expression::Pair(Op::Minus | Op::Times | Op::Over | Op::Power, _) | Expression::Minus(_) => {
            Type::Number
        }
        Expression::Pair(..)
        | Expression::Between(_)
        | Expression::In(..)
        | Expression::Instance(..)
        | Expression::Loop(Kind::Some | Kind::Every, ..) => Type::Boolean,
        Expression::Choice(parts) => {
            let [_, met, otherwise] = parts.as_ref();
            return both(met, otherwise);
        }
        Expression::Function(lambda) => of_lambda(lambda),
        Expression::Typed(_, kind) => return kind.clone(),
        _ => Type::Any,
    })
}

fn of_lambda(lambda: &Lambda) -> Type {
    Type::Function(lambda.parameters.iter().map(|(_, kind)| kind.clone()).collect(), lambda.answers.clone())
}

/// The type of a value that a formula names outright.
fn of_literal(value: &Feel) -> Type {
    match value {
        Feel::Null => Type::Null,
        Feel::Boolean(_) => Type::Boolean,
        Feel::Number(_) => Type::Number,
        Feel::Text(_) => Type::Text,
        Feel::Date(_) => Type::Date,
        Feel::Time(_) => Type::Time,
        Feel::DateTime(_) => Type::DateTime,
        Feel::Days(_) => Type::Days,
        Feel::Months(_) => Type::Months,
        Feel::Function(function) => Function::kind(function),
        _ => Type::Any,
    }
}
