//! Tests: cells of tables, what stands behind `in`, and ranges.

use super::parser::{Parser, Read};
use crate::feel::value::{Bounds, Expression, Tests};
use crate::feel::value::{Feel, Shape};

const NOTHING: Expression = Expression::Literal(Feel::Null);

impl Parser<'_> {
    /// A cell: `-`, tests with commas, or `not(…)`.
    pub fn unary(&mut self) -> Read<Tests> {
        self.scan.space();
        if self.scan.rest().trim_end() == "-" {
            self.scan.byte = self.scan.text.len();
            return Ok(Tests::Any);
        }
        let negated = self.attempt(|parser| {
            parser.scan.keyword("not")?;
            parser.scan.expect("(")?;
            let tests = parser.test_list()?;
            parser.scan.expect(")")?;
            parser.scan.space();
            if parser.scan.rest().is_empty() { Ok(tests) } else { Err(parser.scan.error("expected the end")) }
        });
        match negated {
            Some(tests) => Ok(Tests::NoneOf(tests)),
            None => self.test_list().map(Tests::OneOf),
        }
    }

    fn test_list(&mut self) -> Read<Vec<Expression>> {
        let mut tests = vec![self.test()?];
        while self.scan.take(",") {
            tests.push(self.test()?);
        }
        Ok(tests)
    }

    /// A comparison with one bound, or any formula.
    fn test(&mut self) -> Read<Expression> {
        match self.half_open()? {
            Some(range) => Ok(range),
            None => self.expression(),
        }
    }

    /// What may stand behind `in`: one test, or several in brackets.
    pub fn after_in(&mut self) -> Read<Vec<Expression>> {
        if let Some(range) = self.half_open()? {
            return Ok(vec![range]);
        }
        let single = |parser: &mut Self| {
            let read = parser.operand()?;
            parser.scan.space();
            Ok(vec![read])
        };
        self.scan.space();
        if !self.scan.rest().starts_with('(') {
            return single(self);
        }
        let bracketed = self.attempt(|parser| {
            parser.scan.expect("(")?;
            let tests = parser.nested(Self::test_list)?;
            parser.scan.expect(")")?;
            let goes_on = ["[", ".", "(", "+", "-", "*", "/"].iter().any(|sign| {
                parser.scan.space();
                parser.scan.rest().starts_with(sign)
            });
            if goes_on { Err(parser.scan.error("expected a test")) } else { Ok(tests) }
        });
        match bracketed {
            Some(tests) => Ok(tests),
            None => single(self),
        }
    }

    /// `< 1`, `<= 1`, `> 1`, `>= 1`, `= 1`, `!= 1`.
    pub fn half_open(&mut self) -> Read<Option<Expression>> {
        let signs = ["<=", ">=", "<", ">", "!=", "="];
        let Some(sign) = signs.into_iter().find(|sign| self.scan.take(sign)) else { return Ok(None) };
        let bound = self.operand()?;
        let closed = sign.len() == 2;
        let half = |low, low_in, high, high_in| Bounds { shape: Shape::Half, low, low_in, high, high_in };
        let bounds = match sign {
            "<=" | "<" => half(NOTHING, false, bound, closed),
            ">=" | ">" => half(bound, closed, NOTHING, false),
            equal => {
                let (shape, included) =
                    if equal == "=" { (Shape::Equal, true) } else { (Shape::Unequal, false) };
                Bounds { shape, low: bound.clone(), low_in: included, high: bound, high_in: included }
            }
        };
        Ok(Some(Expression::Range(Box::new(bounds))))
    }

    /// The rest of `[1..2]`, `(1..2)`, `]1..2[` and their mixtures, behind the two points.
    pub fn interval(&mut self, low: Expression, low_in: bool) -> Read<Expression> {
        // The bracket behind `1..2[` could be a filter: then the upper bound is read without any.
        let filtered = self.attempt(|parser| parser.upper(true));
        let (high, high_in) = match filtered {
            Some(found) => found,
            None => self.upper(false)?,
        };
        Ok(Expression::Range(Box::new(Bounds { shape: Shape::Interval, low, low_in, high, high_in })))
    }

    fn upper(&mut self, filters: bool) -> Read<(Expression, bool)> {
        let high = if filters { self.expression()? } else { self.nested(Self::unfiltered)? };
        let closed = self.scan.take("]");
        if !closed && !self.scan.take(")") {
            self.scan.expect("[")?;
        }
        Ok((high, closed))
    }
}
