//! The last tree that this home signed, in a small file beside the key and apart from the database.
//!
//! Backed up with the database it would be as old as the copy; beside the key it tells that the copy is old. It is
//! read and written under the log's lock, so that of two publishers one sees what the other signed.

use crate::home::replace;
use crate::problem::{Problem, fault};
use ledger::witness::Known;
use std::io::ErrorKind;
use std::path::Path;

/// What was signed last; none in a home that has signed nothing.
pub(super) fn read(path: &Path) -> Result<Option<Known>, Problem> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault("read what was signed last", &error)),
    };
    let known = text.trim_end().split_once(' ');
    let known =
        known.and_then(|(size, root)| Some(Known { size: size.parse().ok()?, root: root.parse().ok()? }));
    known.map(Some).ok_or_else(|| {
        let why = format!("{} does not say what was signed last", path.display());
        Problem::Halted { why }
    })
}

/// Remembers what is about to be signed; durable when this returns.
pub(super) fn write(path: &Path, signed: &Known) -> Result<(), Problem> {
    replace(path, format!("{} {}\n", signed.size, signed.root).as_bytes())
}
