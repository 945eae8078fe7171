//! FEEL, twice: the literals and tests of plain decision tables, which the product decides by, and the whole
//! language of the standard, which is only measured and shown.
//!
//! Total and without side effects: no clock, bounded length, depth, steps and sizes.

mod builtins;
mod cells;
pub(crate) mod evaluate;
mod pattern;
mod reader;
pub(crate) mod syntax;
mod types;
mod unary;
pub(crate) mod value;

pub(crate) use builtins::{Functions, vocabulary};
pub use cells::{literal, literals, parse};
pub use reader::Misread;
pub use unary::{Test, Unary};
