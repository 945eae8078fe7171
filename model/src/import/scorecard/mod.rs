//! Scorecards as JSON, as CSV, or as rows of texts out of any spreadsheet.

mod build;
mod json;
mod rows;

pub use json::from_json;
pub use rows::{from_csv, from_rows};
