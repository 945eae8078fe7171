//! Tells the story on a terminal, in the reader's language.

use crate::present::{self, Lang};
use app::Problem;
use std::io::Write;

/// Writes lines; the words come from the catalogue.
pub struct Narrator<'a> {
    lang: Lang,
    out: &'a mut (dyn Write + Send),
}

impl<'a> Narrator<'a> {
    /// Tells in a language to an output.
    pub fn new(lang: Lang, out: &'a mut (dyn Write + Send)) -> Self {
        Self { lang, out }
    }

    /// The language of the story.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A heading.
    pub fn chapter(&mut self, key: &str) {
        let words = present::word(self.lang, key, &[]);
        self.line(&format!("\n{words}\n{}", "─".repeat(words.chars().count())));
    }

    /// A sentence with its figures.
    pub fn say(&mut self, key: &str, figures: &[(&str, String)]) {
        let words = present::word(self.lang, key, figures);
        self.line(&words);
    }

    /// A refusal with every norm it names.
    pub fn refused(&mut self, problem: &Problem) {
        match problem {
            Problem::Refused(refusal) => {
                for line in present::refusal_lines(self.lang, refusal) {
                    self.line(&format!("  ✗ {line}"));
                }
            }
            other => self.line(&format!("  ✗ {other}")),
        }
    }

    /// A line as it is; a closed terminal ends the telling, not the work.
    pub fn line(&mut self, words: &str) {
        let _ = writeln!(self.out, "{words}");
    }
}
