//! PMML 4.0 to 4.4: scorecards, regressions, trees and rule sets, with their fields and simple transformations.
//!
//! Everything that could change an outcome is read or refused with its place. Extensions are noted and ignored.
//! Numbers are compared as the exact decimals of the file, not as the floats that it may declare: for values of at
//! most 6 digits (`float`) or 15 digits (`double`) both say the same. A note tells where a file declares `float`.

mod cards;
mod dictionary;
mod door;
mod expression;
mod general;
mod predicate;
mod reading;
mod regression;
mod ruleset;
mod schema;
mod tree;
mod xml;

pub use door::read;
