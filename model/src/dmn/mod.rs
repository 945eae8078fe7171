//! DMN 1.1 to 1.5: decision tables and the graph in which they require each other.
//!
//! Two readers. [`Definitions`] are plain tables, by which people are decided about: in [`Semantics::Strict`] nothing
//! is decided on absent or unfitting data. A [`Library`] is all that the standard allows, decided as the standard says:
//! a question that makes no sense is null. It is there for measuring, checking and showing.

mod compile;
mod draft;
mod foreign;
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
pub(crate) use table::{Aggregator, Column, HitPolicy, Output, Rule, Table, combine as combined};
pub(crate) use types::{Kind, Type};
