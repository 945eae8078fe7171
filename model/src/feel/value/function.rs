//! Functions as values: of formulas, of the standard, of the file.

use super::Type;
use super::scope::Scope;
use super::tree::Lambda;
use std::sync::Arc;

/// A function.
#[derive(Debug, Clone)]
pub enum Function {
    /// Of a formula, with the names that held where it was made.
    Lambda(Arc<Lambda>, Scope),
    /// Of the standard.
    Builtin(&'static str),
    /// Of the file: a business knowledge model or a decision service.
    Knowledge(Arc<Known>),
}

/// A function of the file.
#[derive(Debug)]
pub struct Known {
    /// Its place in the graph.
    pub place: usize,
    /// The names of what it takes.
    pub parameters: Vec<Arc<str>>,
    /// The types of what it takes.
    pub takes: Vec<Arc<Type>>,
    /// The type of what it answers.
    pub answers: Arc<Type>,
}

impl Function {
    /// Whether two functions are the same one; other functions are never known to do the same.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Lambda(one, _), Self::Lambda(two, _)) => Arc::ptr_eq(one, two),
            (Self::Builtin(one), Self::Builtin(two)) => one == two,
            (Self::Knowledge(one), Self::Knowledge(two)) => one.place == two.place,
            _ => false,
        }
    }

    /// How deep the values are that it keeps.
    pub fn depth(&self) -> u16 {
        match self {
            Self::Lambda(_, scope) => scope.depth() + 1,
            Self::Builtin(_) | Self::Knowledge(_) => 0,
        }
    }

    /// How many values it takes, if that is fixed.
    pub fn takes(&self) -> Option<usize> {
        match self {
            Self::Lambda(lambda, _) => Some(lambda.parameters.len()),
            Self::Knowledge(known) => Some(known.parameters.len()),
            Self::Builtin(_) => None,
        }
    }

    /// The type of a function.
    pub fn kind(&self) -> Type {
        match self {
            Self::Lambda(lambda, _) => Type::Function(
                lambda.parameters.iter().map(|(_, kind)| kind.clone()).collect(),
                lambda.answers.clone(),
            ),
            // A function of the standard takes many things: what it is used for shows whether it fits.
            Self::Builtin(_) => Type::Any,
            Self::Knowledge(known) => Type::Function(known.takes.clone(), known.answers.clone()),
        }
    }
}
