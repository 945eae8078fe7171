//! What may be published (N11): counts so small that they point at people are held back, and so is what would give them away,
//! by sums within one release and by comparison with earlier ones.

mod audit;
mod sheet;

pub use audit::{Finding, Policy, Release, Sum, protect};
pub use sheet::{Published, Sheet, printed_ratio};
