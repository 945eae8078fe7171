//! The house checks itself, and the three faces are tried as their users would.

#![cfg(test)]

mod api_rules;
mod api_story;
mod architecture;
mod audit;
mod bad_input;
mod budgets;
mod cli_log;
mod cli_models;
mod cli_story;
mod demo_story;
mod helps;
mod modules;
mod stage;
mod tellings;
mod texts;
mod tree;
mod witness;
mod witnessed;
mod words;
