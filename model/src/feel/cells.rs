//! Reading the cells of a table: tests over literals, and literals alone.

use super::reader::{LONGEST, Misread, Reader};
use super::unary::{Test, Unary};
use crate::Value;

/// Reads a cell.
pub fn parse(text: &str) -> Result<Unary, Misread> {
    if text.len() > LONGEST {
        return Err(Misread {
            byte: 0,
            message: format!("the cell has {} bytes: at most {LONGEST} are read", text.len()),
        });
    }
    let mut reader = Reader::new(text);
    reader.space();
    if reader.rest() == "-" || reader.rest().trim_end() == "-" {
        return Ok(Unary::Any);
    }
    let negated = reader.word("not");
    if negated {
        reader.expect("(")?;
    }
    let mut tests = vec![reader.test()?];
    while reader.take(",") {
        tests.push(reader.test()?);
    }
    if negated {
        reader.expect(")")?;
    }
    reader.end()?;
    Ok(if negated { Unary::NoneOf(tests) } else { Unary::OneOf(tests) })
}

/// Reads a literal that stands alone: an output cell.
pub fn literal(text: &str) -> Result<Value, Misread> {
    let mut reader = Reader::new(text);
    let value = reader.literal()?;
    reader.end()?;
    Ok(value)
}

/// Reads a list of literals: allowed values.
pub fn literals(text: &str) -> Result<Vec<Value>, Misread> {
    let mut reader = Reader::new(text);
    let mut values = vec![reader.literal()?];
    while reader.take(",") {
        values.push(reader.literal()?);
    }
    reader.end()?;
    Ok(values)
}

impl Reader<'_> {
    fn test(&mut self) -> Result<Test, Misread> {
        self.space();
        let range = |low, high| Ok(Test::Range { low, high });
        match () {
            () if self.take("<=") => range(None, Some((self.literal()?, true))),
            () if self.take(">=") => range(Some((self.literal()?, true)), None),
            () if self.take("<") => range(None, Some((self.literal()?, false))),
            () if self.take(">") => range(Some((self.literal()?, false)), None),
            () if self.take("!=") => Ok(Test::Unequal(self.literal()?)),
            () if self.take("=") => Ok(Test::Equal(self.literal()?)),
            () if self.rest().starts_with(['[', '(', ']']) => self.interval(),
            () => Ok(Test::Equal(self.literal()?)),
        }
    }

    /// `[1..2]`, `(1..2)`, `]1..2[` and their mixtures.
    fn interval(&mut self) -> Result<Test, Misread> {
        let closed_low = self.take("[");
        if !closed_low && !self.take("(") {
            self.expect("]")?;
        }
        let low = self.literal()?;
        self.expect("..")?;
        let high = self.literal()?;
        let closed_high = self.take("]");
        if !closed_high && !self.take(")") {
            self.expect("[")?;
        }
        if low.kind() != high.kind() {
            return Err(self.error("expected two bounds of one kind"));
        }
        Ok(Test::Range { low: Some((low, closed_low)), high: Some((high, closed_high)) })
    }
}
