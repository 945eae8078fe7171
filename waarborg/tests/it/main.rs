//! The house checks itself, and the three faces are tried as their users would.

mod architecture;
mod budgets;
mod modules;
mod texts;
mod tree;
