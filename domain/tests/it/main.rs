//! The rules in the words of the law: given what happened, when somebody asks, then this is recorded or refused.

#![cfg(test)]

mod assessment;
mod encoding;
mod law;
mod model;
mod order;
mod properties;
mod registration;
mod run;
