//! Names that a formula may use: several words, with signs between them, are one name where it is known.

use super::scan::{in_name, is_space};
use crate::feel::value::Type;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known before a formula is read.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The names in scope.
    pub names: Vec<Arc<str>>,
    /// The names of parts of structures, wherever they occur.
    pub parts: Arc<BTreeSet<Arc<str>>>,
    /// The functions of the standard.
    pub functions: Arc<[&'static str]>,
    /// The named types.
    pub types: Arc<BTreeMap<String, Arc<Type>>>,
}

impl Vocabulary {
    /// With more names in scope.
    pub fn with<'a>(&self, names: impl IntoIterator<Item = &'a Arc<str>>) -> Self {
        let mut more = self.clone();
        more.names.extend(names.into_iter().cloned());
        more
    }
}

/// How much of the text is this name, whatever white space stands between its words.
pub fn length(text: &str, name: &str) -> Option<usize> {
    let mut rest = text;
    for (place, word) in name.split(' ').enumerate() {
        if place > 0 {
            rest = rest.strip_prefix(is_space)?;
        }
        rest = rest.trim_start_matches(is_space).strip_prefix(word)?;
    }
    let goes_on = name.ends_with(in_name) && rest.starts_with(in_name);
    (!goes_on && rest.len() < text.len()).then(|| text.len() - rest.len())
}

/// The longest of the names that stands at the start of the text.
pub fn longest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<(usize, &'a str)> {
    names.filter_map(|name| Some((length(text, name)?, name))).max_by_key(|(length, _)| *length)
}
