//! What starts with a word: names, `if`, loops and functions.

use super::kinds::inferred;
use super::parser::{Parser, Read};
use crate::feel::value::Feel;
use crate::feel::value::Type;
use crate::feel::value::{Expression, Kind, Lambda, Over, Turn};
use std::sync::Arc;

/// Words that stand for no value.
const RESERVED: [&str; 12] =
    ["if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between"];

impl Parser<'_> {
    pub fn word(&mut self) -> Read<Expression> {
        let before = self.scan.byte;
        let name = self.name().ok_or_else(|| self.scan.error("expected a name"))?;
        if self.names.contains(&name) {
            return Ok(Expression::Name(name));
        }
        let literal = |value| Ok(Expression::Literal(value));
        match &*name {
            "null" => literal(Feel::Null),
            "true" => literal(Feel::Boolean(true)),
            "false" => literal(Feel::Boolean(false)),
            "if" => self.choice(),
            "for" => self.nested(|parser| parser.looped(Kind::For)),
            "some" => self.nested(|parser| parser.looped(Kind::Some)),
            "every" => self.nested(|parser| parser.looped(Kind::Every)),
            "function" => self.nested(Self::function),
            reserved if RESERVED.contains(&reserved) => {
                self.scan.byte = before;
                Err(self.scan.error("expected a value"))
            }
            _ => Ok(Expression::Name(name)),
        }
    }

    fn choice(&mut self) -> Read<Expression> {
        let condition = self.expression()?;
        self.scan.keyword("then")?;
        let met = self.expression()?;
        self.scan.keyword("else")?;
        Ok(Expression::Choice(Box::new([condition, met, self.expression()?])))
    }

    fn looped(&mut self, kind: Kind) -> Read<Expression> {
        self.scoped(|parser| {
            let mut turns = vec![];
            loop {
                let name = parser.scan.name_before(&["in"]);
                let name: Arc<str> =
                    name.ok_or_else(|| parser.scan.error("expected a name and `in`"))?.into();
                parser.scan.keyword("in")?;
                let from = parser.expression()?;
                let over = if parser.scan.take("..") {
                    Over::Steps(from, parser.expression()?)
                } else {
                    Over::Items(from)
                };
                parser.names.push(name.clone());
                turns.push(Turn { name, over });
                if !parser.scan.take(",") {
                    break;
                }
            }
            parser.scan.keyword(if kind == Kind::For { "return" } else { "satisfies" })?;
            if kind == Kind::For {
                parser.names.push("partial".into());
            }
            let body = parser.expression()?;
            Ok(Expression::Loop(kind, turns, Box::new(body)))
        })
    }

    fn function(&mut self) -> Read<Expression> {
        self.scan.expect("(")?;
        let mut parameters: Vec<(Arc<str>, Arc<Type>)> = vec![];
        if !self.scan.take(")") {
            loop {
                let name = self.scan.name_before(&[":", ",", ")"]);
                let name: Arc<str> = name.ok_or_else(|| self.scan.error("expected a name"))?.into();
                let kind = if self.scan.take(":") { self.kind()? } else { Arc::new(Type::Any) };
                parameters.push((name, kind));
                if !self.scan.take(",") {
                    break;
                }
            }
            self.scan.expect(")")?;
        }
        if self.scan.word("external") {
            self.expression()?;
            let reason = "an external function is called, and only the file's own formulas are computed";
            return Ok(Expression::Refused(reason.into()));
        }
        self.scoped(|parser| {
            parser.names.extend(parameters.iter().map(|(name, _)| name.clone()));
            let body = parser.expression()?;
            let answers = inferred(&body);
            Ok(Expression::Function(Arc::new(Lambda { parameters, body, answers })))
        })
    }
}
