//! Formulas: arithmetic, comparison, logic and choice over literals and named values.

use super::reader::{LONGEST, Misread, Reader};
use crate::Value;

/// Brackets, signs and branches within each other.
const DEEPEST: usize = 64;
/// Operators and named parts in one formula: a chain of them is as deep as it is long.
const MOST_OPERATORS: usize = 500;

/// A formula over the values of a graph's nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// Itself.
    Literal(Value),
    /// The value of a node.
    Node(usize),
    /// A named part of a group of values.
    Part(Box<Formula>, String),
    /// The number with the other sign.
    Minus(Box<Formula>),
    /// Neither, if it is neither true nor false.
    Not(Box<Formula>),
    /// Two operands.
    Pair(Operator, Box<[Formula; 2]>),
    /// `… between … and …`, both bounds included.
    Between(Box<[Formula; 3]>),
    /// `if … then … else …`.
    Choice(Box<[Formula; 3]>),
}

/// What is done with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

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

/// The names that a formula may use, each with its node.
pub type Scope<'a> = [(&'a str, usize)];

/// Reads a formula.
pub fn formula(text: &str, scope: &Scope<'_>) -> Result<Formula, Misread> {
    if text.len() > LONGEST {
        let message = format!("the formula has {} bytes: at most {LONGEST} are read", text.len());
        return Err(Misread { byte: 0, message });
    }
    let mut parser = Parser { reader: Reader::new(text), scope, depth: 0, operators: 0 };
    let read = parser.formula()?;
    parser.reader.end()?;
    Ok(read)
}

struct Parser<'a> {
    reader: Reader<'a>,
    scope: &'a Scope<'a>,
    depth: usize,
    operators: usize,
}

impl Parser<'_> {
    fn formula(&mut self) -> Result<Formula, Misread> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.reader.error(&format!("expected at most {DEEPEST} levels of brackets")));
        }
        let read = if self.reader.word("if") { self.choice() } else { self.level(0) };
        self.depth -= 1;
        read
    }

    fn choice(&mut self) -> Result<Formula, Misread> {
        let condition = self.formula()?;
        self.keyword("then")?;
        let met = self.formula()?;
        self.keyword("else")?;
        Ok(Formula::Choice(Box::new([condition, met, self.formula()?])))
    }

    fn count(&mut self) -> Result<(), Misread> {
        self.operators += 1;
        let many = self.operators > MOST_OPERATORS;
        if many {
            Err(self.reader.error(&format!("expected at most {MOST_OPERATORS} operators")))
        } else {
            Ok(())
        }
    }

    fn keyword(&mut self, word: &str) -> Result<(), Misread> {
        if self.reader.word(word) { Ok(()) } else { Err(self.reader.error(&format!("expected `{word}`"))) }
    }

    /// Operators of one level stand from left to right; a comparison stands alone.
    fn level(&mut self, level: usize) -> Result<Formula, Misread> {
        let Some(operators) = LEVELS.get(level) else { return self.signed() };
        let mut left = self.level(level + 1)?;
        loop {
            if level == COMPARISON && self.reader.word("between") {
                return self.between(left);
            }
            let Some(operator) = self.operator(level, operators) else { return Ok(left) };
            self.count()?;
            let right = self.level(level + 1)?;
            left = pair(operator, left, right);
            if level == COMPARISON {
                return Ok(left);
            }
        }
    }

    fn operator(&mut self, level: usize, operators: &[(&str, Operator)]) -> Option<Operator> {
        if level == TIMES && self.reader.next_is("**") {
            return None;
        }
        let taken = operators.iter().find(|(spelled, _)| {
            if spelled.starts_with(char::is_alphabetic) {
                self.reader.word(spelled)
            } else {
                self.reader.take(spelled)
            }
        });
        taken.map(|(_, operator)| *operator)
    }

    fn between(&mut self, value: Formula) -> Result<Formula, Misread> {
        self.count()?;
        let low = self.level(COMPARISON + 1)?;
        self.keyword("and")?;
        let high = self.level(COMPARISON + 1)?;
        Ok(Formula::Between(Box::new([value, low, high])))
    }

    fn signed(&mut self) -> Result<Formula, Misread> {
        if !self.reader.take("-") {
            return self.operand();
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.reader.error(&format!("expected at most {DEEPEST} signs and brackets")));
        }
        let negative = self.signed()?;
        self.depth -= 1;
        Ok(Formula::Minus(Box::new(negative)))
    }

    fn operand(&mut self) -> Result<Formula, Misread> {
        let mut read = if let Some(node) = self.name() {
            Formula::Node(node)
        } else if self.reader.take("(") {
            let inner = self.formula()?;
            self.reader.expect(")")?;
            inner
        } else if self.reader.word("not") {
            self.reader.expect("(")?;
            let inner = self.formula()?;
            self.reader.expect(")")?;
            Formula::Not(Box::new(inner))
        } else {
            let unread = self.unread();
            Formula::Literal(self.reader.literal().map_err(|error| unread.unwrap_or(error))?)
        };
        while self.reader.take(".") {
            self.count()?;
            let part = self.reader.identifier()?;
            read = Formula::Part(Box::new(read), part);
        }
        Ok(read)
    }

    /// What stands here instead of a value, in words.
    fn unread(&mut self) -> Option<Misread> {
        self.reader.space();
        let rest = self.reader.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "_ ".contains(c))).unwrap_or(rest.len());
        let called = rest.get(end..).is_some_and(|rest| rest.starts_with('('));
        let what = match (rest.chars().next()?, rest.get(..end)?.trim()) {
            ('[', _) => "lists and intervals are not read",
            ('{', _) => "groups of values are not read",
            ('@', _) => "dates and times are not read",
            (_, "now" | "today") if called => {
                "the outcome would depend on the day on which it is asked (W02)"
            }
            (_, "function" | "for" | "some" | "every") => "functions and loops are not read",
            (first, _) if called && first.is_alphabetic() => "functions are not read",
            (first, name) if first.is_alphabetic() && !["true", "false", "null"].contains(&name) => {
                "not among what the decision requires"
            }
            _ => return None,
        };
        Some(self.reader.error(what))
    }

    /// The longest known name that stands here.
    fn name(&mut self) -> Option<usize> {
        self.reader.space();
        let rest = self.reader.rest();
        let found = self.scope.iter().filter_map(|(name, node)| Some((name_length(rest, name)?, *node)));
        let (length, node) = found.max_by_key(|(length, _)| *length)?;
        self.reader.byte += length;
        Some(node)
    }
}

fn pair(operator: Operator, left: Formula, right: Formula) -> Formula {
    Formula::Pair(operator, Box::new([left, right]))
}

/// How much of the text is this name, whatever white space stands between its words.
fn name_length(text: &str, name: &str) -> Option<usize> {
    let mut rest = text;
    for word in name.split_whitespace() {
        rest = rest.trim_start().strip_prefix(word)?;
    }
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '(');
    (!goes_on && rest.len() < text.len()).then(|| text.len() - rest.len())
}
