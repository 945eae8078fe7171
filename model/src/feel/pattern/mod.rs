//! Patterns as the standard has them: those of `XPath`, with back-references and classes that subtract.
//!
//! Matching goes back where it must, so its steps are counted.

mod classes;
mod compile;
mod matching;
mod parse;

use crate::feel::evaluate::{Machine, Stop};

/// How letters are looked at.
#[expect(clippy::struct_excessive_bools, reason = "five flags that a pattern may have in any mixture")]
#[derive(Debug, Clone, Copy, Default)]
struct Flags {
    /// Small letters and capitals are the same (`i`).
    either_case: bool,
    /// A point is also a line's end (`s`).
    whole: bool,
    /// Every line has a start and an end (`m`).
    lines: bool,
    /// White space in the pattern means nothing (`x`).
    spaced: bool,
    /// The pattern is a plain text (`q`).
    plain: bool,
}

/// A pattern.
#[derive(Debug)]
pub struct Pattern {
    steps: Vec<compile::Step>,
    flags: Flags,
    /// How many groups it has.
    pub groups: usize,
}

/// Where a pattern matched: from and to, of the whole and of each group.
pub type Places = Vec<Option<(usize, usize)>>;

impl Pattern {
    /// None where it is no pattern, or where the flags are unknown.
    pub fn read(pattern: &str, flags: &str) -> Option<Self> {
        let flags = read_flags(flags)?;
        let (node, groups) =
            if flags.plain { parse::plain(pattern) } else { parse::pattern(pattern, flags)? };
        let steps = compile::program(&node)?;
        Some(Self { steps, flags, groups })
    }

    /// The first place at or after `from` where the pattern matches.
    pub fn find(&self, machine: &Machine<'_>, letters: &[char], from: usize) -> Result<Option<Places>, Stop> {
        for start in from..=letters.len() {
            machine.spend(1)?;
            if let Some(found) = self.at(machine, letters, start)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// All places where the pattern matches, from left to right; none where it matches nothing at all.
    pub fn every(&self, machine: &Machine<'_>, letters: &[char]) -> Result<Option<Vec<Places>>, Stop> {
        let (mut found, mut from) = (vec![], 0);
        if self.at(machine, &[], 0)?.is_some() {
            return Ok(None);
        }
        while let Some(places) = self.find(machine, letters, from)? {
            let Some(Some((start, end))) = places.first().copied() else { break };
            from = if end == start { end + 1 } else { end };
            found.push(places);
            if from > letters.len() {
                break;
            }
        }
        Ok(Some(found))
    }

    /// Whether a replacement is a plain text too.
    pub const fn is_plain(&self) -> bool {
        self.flags.plain
    }
}

fn read_flags(text: &str) -> Option<Flags> {
    let mut flags = Flags::default();
    for letter in text.chars() {
        match letter {
            'i' => flags.either_case = true,
            's' => flags.whole = true,
            'm' => flags.lines = true,
            'x' => flags.spaced = true,
            'q' => flags.plain = true,
            _ => return None,
        }
    }
    Some(flags)
}
