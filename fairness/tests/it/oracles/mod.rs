//! Values by other implementations, frozen by `scripts/fairness-oracles`.

pub mod checks;
pub mod fisher;
pub mod intervals;
pub mod split;
