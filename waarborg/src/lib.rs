//! The binary's rooms: composition root and three faces over `app`: command line, JSON API and pages.

pub mod api;
pub mod cli;
pub mod demo;
pub mod faces;
pub mod pages;
pub mod present;
pub mod problems;
mod report;
pub mod serve;
pub mod witness;
