//! DMN 1.1 to 1.5: decision tables and the graph in which they require each other.
//!
//! Two semantics over one form. In [`Semantics::Dmn`] a question that makes no sense is simply not met, as the
//! standard says; it exists to be measured against the standard's test set. In [`Semantics::Strict`], the
//! product's, nothing is decided on absent or unfitting data.

mod compile;
mod draft;
mod graph;
mod library;
mod read;
mod source;
mod table;
mod types;
mod xml;

pub use graph::Definitions;
pub(crate) use graph::{Logic, Node};
pub use library::{Library, Outcome};
pub(crate) use source::Source;
pub use table::Semantics;
pub(crate) use table::{Aggregator, Column, HitPolicy, Output, Rule, Table, combine as combined};
pub(crate) use types::{Kind, Type};
