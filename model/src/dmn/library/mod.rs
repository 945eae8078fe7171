//! A file with all that the standard allows in it, and the files that it imports: decided by the standard's semantics.
//!
//! For measuring, checking and showing; people are decided about by [`crate::Model`] alone.

mod boxed;
mod decide;
mod elements;
mod files;
mod grid;
mod items;
mod order;

pub use decide::Outcome;

use crate::feel::value::Expression;
use crate::feel::value::Known;
use crate::feel::value::Type;
use std::sync::Arc;

/// A file and its imports.
#[derive(Debug, Clone)]
pub struct Library {
    entries: Vec<Entry>,
    /// The entries so that each stands after those whose values it needs.
    order: Vec<usize>,
    /// How many entries are of the file itself: they come first.
    own: usize,
    /// Of each file the names of its imports, and the places of those files.
    imports: Vec<Vec<(String, usize)>>,
    unread: Vec<String>,
}

/// An input, decision, function or service.
#[derive(Debug, Clone)]
struct Entry {
    name: Arc<str>,
    /// The place of its file.
    file: usize,
    kind: Arc<Type>,
    part: Part,
    needs: Vec<Need>,
}

/// What an entry names, and under which name of an import.
#[derive(Debug, Clone)]
struct Need {
    place: usize,
    import: Option<Arc<str>>,
}

#[derive(Debug, Clone)]
enum Part {
    Input,
    Decision(Expression),
    /// A business knowledge model.
    Knowledge(Arc<Known>, Expression),
    /// A decision service: what is given to it, and which decisions it answers.
    Service {
        known: Arc<Known>,
        given: Vec<usize>,
        answers: Vec<usize>,
    },
}

impl Library {
    /// The names of the decisions of the file itself.
    #[must_use]
    pub fn decisions(&self) -> Vec<&str> {
        let own = self.entries.iter().take(self.own);
        own.filter(|entry| matches!(entry.part, Part::Decision(_))).map(|entry| &*entry.name).collect()
    }

    /// The formulas that could not be read, with their places and reasons; they come to null.
    #[must_use]
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    fn find(&self, name: &str, fits: impl Fn(&Part) -> bool) -> Option<usize> {
        self.find_in(0, name, fits)
    }

    fn find_in(&self, file: usize, name: &str, fits: impl Fn(&Part) -> bool) -> Option<usize> {
        let name = crate::feel::syntax::tidy(name);
        let mut entries = self.entries.iter();
        entries.position(|entry| entry.file == file && *entry.name == *name && fits(&entry.part))
    }
}
