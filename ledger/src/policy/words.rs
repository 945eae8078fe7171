//! The words of one line of a policy, each with its place.

use super::{PolicyError, PolicyWrong};
use crate::shown::shown;

/// A line that is being read from left to right.
pub(super) struct Words<'a> {
    line: usize,
    text: &'a [u8],
    /// Where the next word is looked for, in bytes from the start of the line.
    at: usize,
}

/// A word and where it starts, in bytes from the start of its line.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl Word<'_> {
    /// Names are octets; what is not UTF-8 keeps its difference from other names in hexadecimal digits.
    pub(super) fn name(&self) -> String {
        match std::str::from_utf8(self.bytes) {
            Ok(text) => text.to_owned(),
            // A lone zero byte never stands in a policy, so no other name can look like this one.
            Err(_) => format!("\0{}", crate::hash::to_hex(self.bytes)),
        }
    }

    pub(super) fn shown(&self) -> String {
        shown(&String::from_utf8_lossy(self.bytes))
    }
}

impl<'a> Words<'a> {
    pub(super) const fn new(line: usize, text: &'a [u8]) -> Self {
        Self { line, text, at: 0 }
    }

    pub(super) fn next(&mut self) -> Option<Word<'a>> {
        let rest = self.text.get(self.at..)?;
        let skipped = rest.iter().position(|byte| !blank(*byte))?;
        let word = rest.get(skipped..)?;
        let length = word.iter().position(|byte| blank(*byte)).unwrap_or(word.len());
        let at = self.at + skipped;
        self.at = at + length;
        Some(Word { bytes: word.get(..length)?, at })
    }

    pub(super) fn need(&mut self, what: &'static str) -> Result<Word<'a>, PolicyError> {
        self.next().ok_or_else(|| self.wrong(self.text.len(), PolicyWrong::Missing(what)))
    }

    pub(super) fn end(&mut self) -> Result<(), PolicyError> {
        match self.next() {
            None => Ok(()),
            Some(word) => Err(self.wrong(word.at, PolicyWrong::Extra(word.shown()))),
        }
    }

    /// An error at this byte of the line.
    pub(super) const fn wrong(&self, at: usize, what: PolicyWrong) -> PolicyError {
        PolicyError { line: self.line, column: at + 1, what }
    }
}

const fn blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}
