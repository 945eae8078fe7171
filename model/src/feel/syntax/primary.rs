//! Operands: literals, names, brackets, lists, contexts, and what hangs behind them.

use super::names::longest;
use super::parser::{Parser, Read};
use super::scan::starts_name;
use crate::feel::value::Feel;
use crate::feel::value::{Arguments, Expression};
use std::sync::Arc;

/// Of one context.
const MOST_ENTRIES: usize = 1_000;

impl Parser<'_> {
    /// An operand with its filters, parts and calls.
    pub fn postfix(&mut self) -> Read<Expression> {
        let first = self.primary()?;
        self.behind(first, true)
    }

    /// An operand whose filters are not read.
    pub fn unfiltered(&mut self) -> Read<Expression> {
        let first =
            if self.scan.take("-") { Expression::Minus(Box::new(self.primary()?)) } else { self.primary()? };
        self.behind(first, false)
    }

    fn behind(&mut self, first: Expression, filters: bool) -> Read<Expression> {
        let mut read = first;
        loop {
            self.scan.space();
            let rest = self.scan.rest();
            if rest.starts_with("..") {
                return Ok(read);
            }
            read = if self.scan.take(".") {
                self.count()?;
                Expression::Path(Box::new(read), self.part()?)
            } else if filters && rest.starts_with('[') {
                // A list that is not closed here is the start of something else, such as `1[` at an interval's end.
                match self.attempt(Self::filter) {
                    Some(filter) => Expression::Filter(Box::new([read, filter])),
                    None => return Ok(read),
                }
            } else if self.scan.take("(") {
                self.count()?;
                Expression::Call(Box::new(read), self.nested(Self::arguments)?)
            } else {
                return Ok(read);
            };
        }
    }

    fn filter(&mut self) -> Read<Expression> {
        self.count()?;
        self.scan.expect("[")?;
        self.filters += 1;
        let condition = self.scoped(|parser| {
            parser.names.push("item".into());
            parser.expression()
        });
        self.filters -= 1;
        let condition = condition?;
        self.scan.expect("]")?;
        Ok(condition)
    }

    /// The name of a part behind a point.
    fn part(&mut self) -> Read<Arc<str>> {
        self.scan.space();
        let rest = self.scan.rest();
        let known = self.parts.iter().chain(&*self.known.parts).chain(&self.names).map(|name| &**name);
        let properties = ["time offset", "start included", "end included"];
        let found = longest(rest, known.chain(properties)).map(|(length, name)| (length, Arc::from(name)));
        let before = self.scan.byte;
        let plain = self.scan.identifier();
        match (found, plain) {
            (Some((length, name)), plain) if plain.is_none_or(|plain| length >= plain.len()) => {
                self.scan.byte = before + length;
                Ok(name)
            }
            (_, Some(plain)) => Ok(plain.into()),
            _ => Err(self.scan.error("expected the name of a part")),
        }
    }

    fn arguments(&mut self) -> Read<Arguments> {
        if self.scan.take(")") {
            return Ok(Arguments::Placed(vec![]));
        }
        let named = self.attempt(|parser| {
            let mut named = vec![];
            loop {
                let name =
                    parser.scan.name_before(&[":"]).ok_or_else(|| parser.scan.error("expected a name"))?;
                parser.scan.expect(":")?;
                named.push((Arc::from(name), parser.expression()?));
                if !parser.scan.take(",") {
                    break;
                }
            }
            parser.scan.expect(")")?;
            Ok(named)
        });
        if let Some(named) = named {
            return Ok(Arguments::Named(named));
        }
        let mut placed = vec![self.argument()?];
        while self.scan.take(",") {
            placed.push(self.argument()?);
        }
        self.scan.expect(")")?;
        Ok(Arguments::Placed(placed))
    }

    /// An argument may be a range with one bound, as in `before(< 1, 2)`.
    fn argument(&mut self) -> Read<Expression> {
        self.expression()
    }

    fn primary(&mut self) -> Read<Expression> {
        self.scan.space();
        let rest = self.scan.rest();
        match rest.chars().next() {
            Some('"') => {
                let text = self.scan.string()?.unwrap_or_default();
                Ok(Expression::Literal(Feel::text(&text)))
            }
            Some('@') => self.at_literal(),
            Some('[' | ']' | '(') => self.bracketed(),
            Some('{') => self.nested(Self::context),
            Some(letter) if letter.is_ascii_digit() || letter == '.' => match self.scan.number()? {
                Some(number) => Ok(Expression::Literal(Feel::Number(number))),
                None => Err(self.scan.error("expected a value")),
            },
            Some(letter) if starts_name(letter) || !letter.is_ascii() => self.word(),
            _ => Err(self.scan.error("expected a value")),
        }
    }

    fn at_literal(&mut self) -> Read<Expression> {
        self.scan.expect("@")?;
        let text = self.scan.string()?.ok_or_else(|| self.scan.error("expected a text after `@`"))?;
        Ok(Expression::Literal(crate::feel::value::temporal_literal(&text)))
    }

    /// A list, an interval, a range with one bound, or a formula in brackets.
    fn bracketed(&mut self) -> Read<Expression> {
        if self.scan.take("]") {
            let low = self.expression()?;
            self.scan.expect("..")?;
            return self.interval(low, false);
        }
        let square = self.scan.take("[");
        if !square {
            self.scan.expect("(")?;
        } else if self.scan.take("]") {
            return Ok(Expression::List(vec![]));
        }
        let half = self.half_open()?;
        let whole = half.is_none();
        let first = half.map_or_else(|| self.expression(), Ok)?;
        if whole && self.scan.take("..") {
            return self.interval(first, square);
        }
        if !square {
            self.scan.expect(")")?;
            return Ok(first);
        }
        let mut items = vec![first];
        while self.scan.take(",") {
            let half = self.half_open()?;
            items.push(half.map_or_else(|| self.expression(), Ok)?);
        }
        self.scan.expect("]")?;
        Ok(Expression::List(items))
    }

    fn context(&mut self) -> Read<Expression> {
        self.scan.expect("{")?;
        let mut entries: Vec<(Arc<str>, Expression)> = vec![];
        if self.scan.take("}") {
            return Ok(Expression::Context(entries));
        }
        self.scoped(|parser| {
            loop {
                let name = match parser.scan.string()? {
                    Some(text) => text,
                    None => parser
                        .scan
                        .name_before(&[":"])
                        .ok_or_else(|| parser.scan.error("expected the name of an entry"))?,
                };
                parser.scan.expect(":")?;
                if entries.len() >= MOST_ENTRIES {
                    return Err(parser.scan.error(&format!("expected at most {MOST_ENTRIES} entries")));
                }
                let name: Arc<str> = name.into();
                let value = parser.expression()?;
                if entries.iter().any(|(known, _)| *known == name) {
                    return Err(parser.scan.error(&format!("the entry `{name}` is given twice")));
                }
                parser.names.push(name.clone());
                parser.parts.push(name.clone());
                entries.push((name, value));
                if !parser.scan.take(",") {
                    break;
                }
            }
            parser.scan.expect("}")
        })?;
        Ok(Expression::Context(entries))
    }

    /// A name, the longest that is known here.
    pub fn name(&mut self) -> Option<Arc<str>> {
        self.scan.space();
        let rest = self.scan.rest();
        let in_scope = longest(rest, self.names.iter().map(|name| &**name));
        let part = if self.filters > 0 {
            longest(rest, self.parts.iter().chain(&*self.known.parts).map(|name| &**name))
        } else {
            None
        };
        let builtin = longest(rest, self.known.functions.iter().copied());
        let best = [builtin, part, in_scope].into_iter().flatten().max_by_key(|(length, _)| *length);
        let best = best.map(|(length, name)| (length, Arc::from(name)));
        let before = self.scan.byte;
        let plain = self.scan.identifier();
        match (best, plain) {
            (Some((length, name)), plain) if plain.is_none_or(|plain| length >= plain.len()) => {
                self.scan.byte = before + length;
                Some(name)
            }
            (_, plain) => plain.map(Arc::from),
        }
    }
}
