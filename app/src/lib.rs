//! The only door: authorise, load, decide, append, project; queries return views.
//!
//! It knows neither HTTP nor HTML nor the terminal. Only here is a `Stamp` made, the clock read and dice rolled.

mod command;
mod problem;
