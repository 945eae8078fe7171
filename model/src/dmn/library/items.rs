//! The named types of a file, in whatever order they stand.

use super::super::xml::{attribute, child, children, text};
use super::files::File;
use crate::feel::syntax::{tests_of, tidy};
use crate::feel::value::Tests;
use crate::feel::value::Type;
use roxmltree::Node as Xml;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Types within types.
const DEEPEST: usize = 32;

/// Types by their names, as one file sees them.
pub type Types = BTreeMap<String, Arc<Type>>;

/// The types of each file.
pub fn of_files(files: &[File<'_>]) -> Vec<Arc<Types>> {
    // What imports stands before what is imported: from the back each file finds those of its imports ready.
    let mut read: Vec<Arc<Types>> = vec![Arc::default(); files.len()];
    for _ in 0..2 {
        for (place, file) in files.iter().enumerate().rev() {
            let types = of_file(file, &read);
            if let Some(slot) = read.get_mut(place) {
                *slot = Arc::new(types);
            }
        }
    }
    read
}

fn of_file(file: &File<'_>, others: &[Arc<Types>]) -> Types {
    let mut known = Types::new();
    for (name, place) in &file.imports {
        for (inner, kind) in others.get(*place).into_iter().flat_map(|types| types.iter()) {
            let full = if name.is_empty() { inner.clone() } else { format!("{name}.{inner}") };
            known.insert(full, kind.clone());
        }
    }
    let items: BTreeMap<String, Xml<'_, '_>> = children(file.root, "itemDefinition")
        .filter_map(|item| Some((tidy(attribute(item, "name")?), item)))
        .collect();
    let mut reader = Reader { items: &items, known, open: BTreeSet::new() };
    for (name, item) in &items {
        reader.named(name, *item);
    }
    reader.known
}

struct Reader<'a> {
    items: &'a BTreeMap<String, Xml<'a, 'a>>,
    known: Types,
    /// Types that are being read: one that names itself holds anything there.
    open: BTreeSet<String>,
}

impl Reader<'_> {
    fn named(&mut self, name: &str, item: Xml<'_, '_>) -> Arc<Type> {
        if let Some(kind) = self.known.get(name) {
            return kind.clone();
        }
        if self.open.len() > DEEPEST || !self.open.insert(name.to_owned()) {
            return Arc::new(Type::Any);
        }
        let kind = self.item(item, 0);
        self.open.remove(name);
        self.known.insert(name.to_owned(), kind.clone());
        kind
    }

    fn item(&mut self, item: Xml<'_, '_>, depth: usize) -> Arc<Type> {
        let components: Vec<_> = children(item, "itemComponent").collect();
        let mut kind = if depth > DEEPEST {
            Arc::new(Type::Any)
        } else if !components.is_empty() {
            let name = |part: Xml<'_, '_>| tidy(attribute(part, "name").unwrap_or_default()).into();
            let parts = components.into_iter().map(|part| (name(part), self.item(part, depth + 1)));
            Arc::new(Type::Context(parts.collect()))
        } else if let Some(function) = child(item, "functionItem") {
            let takes = children(function, "parameters");
            let takes = takes.map(|parameter| self.referred(parameter.attribute("typeRef"))).collect();
            Arc::new(Type::Function(takes, self.referred(function.attribute("outputTypeRef"))))
        } else {
            let name = child(item, "typeRef").and_then(|node| node.text()).or(item.attribute("typeRef"));
            self.referred(name)
        };
        if let Some(tests) = tests(item, "allowedValues") {
            kind = Arc::new(Type::Limited(kind, Arc::new(tests)));
        }
        if attribute(item, "isCollection") == Some("true") {
            kind = Arc::new(Type::List(kind));
        }
        match tests(item, "typeConstraint") {
            Some(tests) => Arc::new(Type::Limited(kind, Arc::new(tests))),
            None => kind,
        }
    }

    fn referred(&mut self, name: Option<&str>) -> Arc<Type> {
        let Some(name) = name else { return Arc::new(Type::Any) };
        let items = self.items;
        for name in spellings(name) {
            if let Some(item) = items.get(&name) {
                return self.named(&name, *item);
            }
        }
        referred(&self.known, name)
    }
}

/// The name as it is, and without its prefix.
fn spellings(name: &str) -> Vec<String> {
    let tidied = tidy(name);
    let bare = tidied.rsplit_once(':').map(|(_, bare)| bare.to_owned());
    std::iter::once(tidied).chain(bare).collect()
}

/// The type of this name; anything where it is not known.
pub fn referred(known: &Types, name: &str) -> Arc<Type> {
    let names = spellings(name);
    let own = || names.iter().find_map(|name| Type::named(name).map(Arc::new));
    let listed = names.iter().find_map(|name| known.get(name).cloned());
    // A prefix may be that of an import's namespace rather than the import's name.
    let imported = || {
        let ending = format!(".{}", names.last()?);
        known
            .iter()
            .find(|(name, _)| names.len() > 1 && name.ends_with(&ending))
            .map(|(_, kind)| kind.clone())
    };
    listed.or_else(own).or_else(imported).unwrap_or_else(|| Arc::new(Type::Any))
}

/// The tests in an element such as `allowedValues`.
pub fn tests(node: Xml<'_, '_>, element: &str) -> Option<Tests> {
    let (_, words) = text(child(node, element)?)?;
    if words.trim().is_empty() {
        return None;
    }
    tests_of(&words, &crate::feel::vocabulary()).ok()
}
