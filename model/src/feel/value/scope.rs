//! Which names hold where a formula stands.

use super::{Entries, Feel};
use std::sync::Arc;

/// Names with their values, innermost first.
#[derive(Debug, Clone, Default)]
pub struct Scope(Option<Arc<Frame>>);

#[derive(Debug)]
struct Frame {
    held: Held,
    outer: Scope,
    /// How deep its values are, and those further out.
    depth: u16,
}

#[derive(Debug)]
enum Held {
    One(Arc<str>, Feel),
    Many(Entries),
    /// An item of a list under a filter: `item`, and its parts by their names.
    Item(Feel),
}

impl Scope {
    /// With one more name.
    pub fn with(&self, name: Arc<str>, value: Feel) -> Self {
        self.inner(Held::One(name, value))
    }

    /// With more names.
    pub fn with_all(&self, entries: Entries) -> Self {
        self.inner(Held::Many(entries))
    }

    /// Within a filter.
    pub fn with_item(&self, item: Feel) -> Self {
        self.inner(Held::Item(item))
    }

    fn inner(&self, held: Held) -> Self {
        let depth = self.depth().max(held.depth());
        Self(Some(Arc::new(Frame { held, outer: self.clone(), depth })))
    }

    /// How deep the values are that names stand for.
    pub fn depth(&self) -> u16 {
        self.0.as_ref().map_or(0, |frame| frame.depth)
    }

    /// What a name stands for, innermost first.
    pub fn find(&self, name: &str) -> Option<Feel> {
        let mut next = &self.0;
        while let Some(frame) = next {
            if let Some(value) = frame.held.find(name) {
                return Some(value.clone());
            }
            next = &frame.outer.0;
        }
        None
    }
}

impl Held {
    fn depth(&self) -> u16 {
        match self {
            Self::One(_, value) | Self::Item(value) => value.depth(),
            Self::Many(entries) => entries.iter().map(|(_, value)| value.depth()).max().unwrap_or(0),
        }
    }

    fn find(&self, name: &str) -> Option<&Feel> {
        match self {
            Self::One(known, value) => (**known == *name).then_some(value),
            Self::Many(entries) => {
                entries.iter().rev().find(|(known, _)| **known == *name).map(|(_, value)| value)
            }
            Self::Item(item) => item.entry(name).or_else(|| (name == "item").then_some(item)),
        }
    }
}

/// Scopes within scopes are let go one by one: a long chain must not be let go by recursion.
impl Drop for Frame {
    fn drop(&mut self) {
        let mut next = self.outer.0.take();
        while let Some(frame) = next {
            next = Arc::into_inner(frame).and_then(|mut frame| frame.outer.0.take());
        }
    }
}
