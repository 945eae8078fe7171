//! A formula after reading: one shape for written formulas and for the boxed ones of a file.

use super::{Feel, Shape, Type};
use std::sync::Arc;

/// A formula.
#[derive(Debug, Clone)]
pub enum Expression {
    /// Itself.
    Literal(Feel),
    /// What a name stands for where it is used.
    Name(Arc<str>),
    /// A named part.
    Path(Box<Expression>, Arc<str>),
    /// The number with the other sign.
    Minus(Box<Expression>),
    /// Two operands.
    Pair(Operator, Box<[Expression; 2]>),
    /// `… between … and …`, both bounds included.
    Between(Box<[Expression; 3]>),
    /// `… in (…, …)`: one of these tests holds.
    In(Box<Expression>, Vec<Expression>),
    /// `if … then … else …`.
    Choice(Box<[Expression; 3]>),
    /// `list[…]`.
    Filter(Box<[Expression; 2]>),
    /// `[…, …]`.
    List(Vec<Expression>),
    /// `{…: …}`; later entries see earlier ones.
    Context(Vec<(Arc<str>, Expression)>),
    /// A boxed context that ends in a result.
    Result(Vec<(Arc<str>, Expression)>, Box<Expression>),
    /// `for`, `some`, `every`.
    Loop(Kind, Vec<Turn>, Box<Expression>),
    /// `… instance of …`.
    Instance(Box<Expression>, Arc<Type>),
    /// `f(…)`.
    Call(Box<Expression>, Arguments),
    /// `function(…) …`.
    Function(Arc<Lambda>),
    /// All values between two bounds.
    Range(Box<Bounds>),
    /// The value, if it fits a type; null otherwise.
    Typed(Box<Expression>, Arc<Type>),
    /// A decision table.
    Table(Arc<Grid>),
    /// It could not be read, for this reason: null, as the standard says.
    Unread(Arc<str>),
    /// It is not computed, for this reason.
    Refused(Arc<str>),
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

/// What a loop answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One value a turn.
    For,
    /// Whether one turn is true.
    Some,
    /// Whether all turns are true.
    Every,
}

/// One variable of a loop.
#[derive(Debug, Clone)]
pub struct Turn {
    pub name: Arc<str>,
    pub over: Over,
}

/// What a variable of a loop runs through.
#[derive(Debug, Clone)]
pub enum Over {
    /// A list.
    Items(Expression),
    /// `1..3`, upwards or downwards.
    Steps(Expression, Expression),
}

/// What is handed to a function.
#[derive(Debug, Clone)]
pub enum Arguments {
    Placed(Vec<Expression>),
    Named(Vec<(Arc<str>, Expression)>),
}

/// A function that a formula defines.
#[derive(Debug)]
pub struct Lambda {
    pub parameters: Vec<(Arc<str>, Arc<Type>)>,
    pub body: Expression,
    /// What is known of its answer without calling it.
    pub answers: Arc<Type>,
}

/// The bounds of a range.
#[derive(Debug, Clone)]
pub struct Bounds {
    pub shape: Shape,
    pub low: Expression,
    pub low_in: bool,
    pub high: Expression,
    pub high_in: bool,
}

/// A cell or another list of tests on the value `?`.
#[derive(Debug, Clone)]
pub enum Tests {
    /// `-`.
    Any,
    /// One of these holds.
    OneOf(Vec<Expression>),
    /// None of these holds.
    NoneOf(Vec<Expression>),
}

/// A decision table whose cells are formulas.
#[derive(Debug)]
pub struct Grid {
    pub policy: crate::dmn::HitPolicy,
    pub columns: Vec<Column>,
    pub outputs: Vec<Output>,
    pub rules: Vec<(Vec<Tests>, Vec<Expression>)>,
}

/// A column that is looked at.
#[derive(Debug)]
pub struct Column {
    pub expression: Expression,
    /// What its value must meet; null is looked at otherwise.
    pub allowed: Option<Tests>,
}

/// A column that is answered.
#[derive(Debug)]
pub struct Output {
    pub name: Arc<str>,
    pub kind: Arc<Type>,
    /// Its allowed values, best first.
    pub ranks: Vec<Expression>,
    pub default: Option<Expression>,
}

impl Expression {
    /// Whether it asks for the value under test.
    pub fn asks(&self) -> bool {
        let arguments = |given: &Arguments| match given {
            Arguments::Placed(given) => given.iter().any(Self::asks),
            Arguments::Named(given) => given.iter().any(|(_, value)| value.asks()),
        };
        match self {
            Self::Name(name) => **name == *"?",
            Self::Path(inner, _) | Self::Minus(inner) | Self::Instance(inner, _) | Self::Typed(inner, _) => {
                inner.asks()
            }
            Self::Pair(_, parts) | Self::Filter(parts) => parts.iter().any(Self::asks),
            Self::Between(parts) | Self::Choice(parts) => parts.iter().any(Self::asks),
            Self::In(value, tests) => value.asks() || tests.iter().any(Self::asks),
            Self::List(items) => items.iter().any(Self::asks),
            Self::Context(entries) => entries.iter().any(|(_, value)| value.asks()),
            Self::Result(entries, last) => entries.iter().any(|(_, value)| value.asks()) || last.asks(),
            Self::Loop(_, turns, body) => body.asks() || turns.iter().any(|turn| turn.over.asks()),
            Self::Call(called, given) => called.asks() || arguments(given),
            Self::Range(bounds) => bounds.low.asks() || bounds.high.asks(),
            Self::Function(lambda) => lambda.body.asks(),
            Self::Literal(_) | Self::Table(_) | Self::Unread(_) | Self::Refused(_) => false,
        }
    }
}

impl Over {
    fn asks(&self) -> bool {
        match self {
            Self::Items(items) => items.asks(),
            Self::Steps(from, to) => from.asks() || to.asks(),
        }
    }
}
