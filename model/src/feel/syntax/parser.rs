//! Operators by how tightly they bind.

use super::names::Vocabulary;
use super::scan::Scanner;
use crate::feel::reader::Misread;
use crate::feel::value::{Expression, Operator, Tests};
use std::sync::Arc;

/// Longer formulas are not read.
const LONGEST: usize = 100_000;
/// Brackets, signs and branches within each other.
const DEEPEST: usize = 64;
/// Operators and named parts in one formula: a chain of them is as deep as it is long.
const MOST_OPERATORS: usize = 500;
/// How often reading may go back and try anew: brackets are read as an interval first.
const MOST_ATTEMPTS: usize = 20_000;

/// Tightest last. Within a level the longer spelling comes first.
const LEVELS: [&[(&str, Operator)]; 6] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[
        ("!=", Operator::Unequal),
        ("<=", Operator::AtMost),
        (">=", Operator::AtLeast),
        ("<", Operator::Less),
        (">", Operator::More),
        ("=", Operator::Equal),
    ],
    &[("+", Operator::Plus), ("-", Operator::Minus)],
    &[("*", Operator::Times), ("/", Operator::Over)],
    &[("**", Operator::Power)],
];
const COMPARISON: usize = 2;
const TIMES: usize = 4;

/// What is read, or the mistake.
pub type Read<T> = Result<T, Misread>;

pub(super) struct Parser<'a> {
    pub scan: Scanner<'a>,
    pub names: Vec<Arc<str>>,
    /// Names of parts in the formula itself; those of the file are known.
    pub parts: Vec<Arc<str>>,
    pub known: &'a Vocabulary,
    /// How many filters are open: in them the parts of an item are names.
    pub filters: usize,
    pub depth: usize,
    pub operators: usize,
    pub attempts: usize,
    /// Whether a bound was met: then it is no mistake of the author's.
    beyond: bool,
}

/// Why a formula is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where and why.
    pub misread: Misread,
    /// Whether it is beyond all measure, rather than a mistake.
    pub beyond: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, known: &'a Vocabulary) -> Result<Self, Unreadable> {
        if text.len() > LONGEST {
            let message = format!("the formula has {} bytes: at most {LONGEST} are read", text.len());
            return Err(Unreadable { misread: Misread { byte: 0, message }, beyond: true });
        }
        let (names, parts) = (known.names.clone(), vec![]);
        let scan = Scanner::new(text);
        Ok(Self { scan, names, parts, known, filters: 0, depth: 0, operators: 0, attempts: 0, beyond: false })
    }

    fn whole<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Result<T, Unreadable> {
        let read = read(self).and_then(|read| {
            self.scan.space();
            if self.scan.rest().is_empty() { Ok(read) } else { Err(self.scan.error("expected the end")) }
        });
        read.map_err(|misread| Unreadable { misread, beyond: self.beyond })
    }

    pub fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.beyond = true;
            return Err(self.scan.error(&format!("expected at most {DEEPEST} levels of brackets")));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// Tries a reading; where it fails, nothing has been read.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Option<T> {
        self.attempts += 1;
        if self.attempts > MOST_ATTEMPTS {
            return None;
        }
        let (byte, depth, names, filters) = (self.scan.byte, self.depth, self.names.len(), self.filters);
        let found = read(self).ok();
        if found.is_none() {
            (self.scan.byte, self.depth, self.filters) = (byte, depth, filters);
            self.names.truncate(names);
        }
        found
    }

    /// Reads with more names in scope.
    pub fn scoped<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let names = self.names.len();
        let read = read(self);
        self.names.truncate(names);
        read
    }

    pub fn count(&mut self) -> Read<()> {
        self.operators += 1;
        if self.operators > MOST_OPERATORS {
            self.beyond = true;
            return Err(self.scan.error(&format!("expected at most {MOST_OPERATORS} operators")));
        }
        Ok(())
    }

    pub fn expression(&mut self) -> Read<Expression> {
        self.nested(|parser| parser.climbed(0))
    }

    /// Operators from this level on: each takes to its right what binds tighter. One level stands from left to right.
    fn climbed(&mut self, from: usize) -> Read<Expression> {
        let mut left = self.instance()?;
        loop {
            if from <= COMPARISON && self.scan.word("between") {
                left = self.between(left)?;
            } else if from <= COMPARISON && self.scan.word("in") {
                self.count()?;
                left = Expression::In(Box::new(left), self.nested(Self::after_in)?);
            } else {
                let Some((level, operator)) = self.operator(from) else { return Ok(left) };
                self.count()?;
                let right = self.climbed(level + 1)?;
                left = Expression::Pair(operator, Box::new([left, right]));
            }
        }
    }

    fn operator(&mut self, from: usize) -> Option<(usize, Operator)> {
        self.scan.space();
        let power = self.scan.rest().starts_with("**");
        for (level, operators) in LEVELS.iter().enumerate().skip(from) {
            if level == TIMES && power {
                continue;
            }
            let taken = operators.iter().find(|(spelled, _)| {
                if spelled.starts_with(char::is_alphabetic) {
                    self.scan.word(spelled)
                } else {
                    self.scan.take(spelled)
                }
            });
            if let Some((_, operator)) = taken {
                return Some((level, *operator));
            }
        }
        None
    }

    fn between(&mut self, value: Expression) -> Read<Expression> {
        self.count()?;
        let low = self.climbed(COMPARISON + 1)?;
        self.scan.keyword("and")?;
        let high = self.climbed(COMPARISON + 1)?;
        Ok(Expression::Between(Box::new([value, low, high])))
    }

    /// What binds tighter than a comparison.
    pub fn operand(&mut self) -> Read<Expression> {
        self.nested(|parser| parser.climbed(COMPARISON + 1))
    }

    fn instance(&mut self) -> Read<Expression> {
        let mut value = self.signed()?;
        while self.scan.sees("instance") {
            self.count()?;
            self.scan.keyword("instance")?;
            self.scan.keyword("of")?;
            value = Expression::Instance(Box::new(value), self.kind()?);
        }
        Ok(value)
    }

    fn signed(&mut self) -> Read<Expression> {
        if self.scan.take("-") {
            let inner = self.nested(Self::signed)?;
            return Ok(Expression::Minus(Box::new(inner)));
        }
        self.postfix()
    }
}

/// Reads a formula.
pub fn expression(text: &str, known: &Vocabulary) -> Result<Expression, Unreadable> {
    Parser::new(text, known)?.whole(Parser::expression)
}

/// Reads the tests of a cell.
pub fn tests_of(text: &str, known: &Vocabulary) -> Result<Tests, Unreadable> {
    Parser::new(text, known)?.whole(Parser::unary)
}
