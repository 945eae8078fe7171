//! The binary's rooms: composition root and three faces over `app`: command line, JSON API and pages.

pub mod cli;
pub mod demo;
pub mod present;
pub mod serve;
