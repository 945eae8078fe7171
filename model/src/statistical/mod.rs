//! White-box models of numbers: points that add up, trees and rule sets, in one frozen form.
//!
//! Everything is rounded once, at freeze; from then on sums are exact and no floating point is met. Reading files is
//! the work of `import`. This room knows no file format.

pub mod additive;
pub mod axis;
mod explained;
pub mod fact;
mod form;
pub mod formula;
mod frozen;
mod nearest;
pub mod predicate;
mod probability;
mod quantise;
mod readable;
pub(crate) mod regions;
pub mod rules;
mod shape;
pub(crate) mod tables;
pub mod tree;

pub use explained::{Explained, Part};
pub use fact::Mode;
pub use form::Form;
pub use frozen::{Decided, Statistical};
pub use nearest::{Allowed, Change, Nearest, Wanted};
pub use quantise::{COEFFICIENT_DIGITS, POINT_DIGITS, rounded_to};
pub use readable::{Measured, ReadingLimits};
