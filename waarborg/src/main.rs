//! Waarborg: human-rights safeguards that bind.
fn main() {}
