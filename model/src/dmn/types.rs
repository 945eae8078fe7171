//! Declared types: what a name may hold.

use super::xml::{attribute, child, children, finding, place_in, text};
use crate::{Findings, Value, feel};
use roxmltree::Node;
use std::collections::BTreeMap;

/// What a name may hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Type {
    /// The plain kind underneath, if it is known.
    pub kind: Option<Kind>,
    /// The only values allowed, if they are listed.
    pub allowed: Vec<Value>,
    /// The parts of a structure.
    pub parts: BTreeMap<String, Type>,
}

/// A plain kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Text,
    Boolean,
}

impl Kind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Text => "a text",
            Self::Boolean => "true or false",
        }
    }

    pub const fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number { .. } => Some(Self::Number),
            Value::Text(_) => Some(Self::Text),
            Value::Boolean(_) => Some(Self::Boolean),
            _ => None,
        }
    }
}

/// The named types of a file; a name that is not among them is one of the standard's own.
pub struct Types(BTreeMap<String, Type>);

impl Types {
    pub fn read(definitions: Node<'_, '_>) -> Result<Self, Findings> {
        let items: Vec<_> = children(definitions, "itemDefinition").collect();
        let mut types = Self(BTreeMap::new());
        // A type may name one that stands below it: two passes settle every chain that real files have.
        for _ in 0..2 {
            for item in &items {
                let name = attribute(*item, "name")
                    .ok_or_else(|| finding(*item, "no-name", "the item definition has no name"))?;
                let read = types.item(*item, 0)?;
                types.0.insert(name.to_owned(), read);
            }
        }
        Ok(types)
    }

    fn item(&self, item: Node<'_, '_>, depth: usize) -> Result<Type, Findings> {
        if depth > 16 {
            return Err(finding(item, "too-deep", "the item definition is nested deeper than 16 levels"));
        }
        let mut read = child(item, "typeRef")
            .map(|node| self.named(node.text().unwrap_or_default()))
            .unwrap_or_default();
        if let Some(values) = child(item, "allowedValues") {
            read.allowed = listed(values)?;
        }
        for part in children(item, "itemComponent") {
            let name = attribute(part, "name")
                .ok_or_else(|| finding(part, "no-name", "the part of a type has no name"))?;
            read.parts.insert(name.to_owned(), self.item(part, depth + 1)?);
        }
        Ok(read)
    }

    /// The type behind a reference, whatever prefix it bears.
    pub fn named(&self, reference: &str) -> Type {
        let name = reference.trim();
        let plain = name.rsplit(':').next().unwrap_or(name);
        let kind = match plain {
            "number" | "integer" | "long" | "double" => Some(Kind::Number),
            "string" => Some(Kind::Text),
            "boolean" => Some(Kind::Boolean),
            _ => None,
        };
        self.0.get(name).or_else(|| self.0.get(plain)).cloned().unwrap_or(Type { kind, ..Type::default() })
    }
}

/// Literals in an element such as `allowedValues`; a range or test there is no list and lists nothing.
pub fn listed(values: Node<'_, '_>) -> Result<Vec<Value>, Findings> {
    let Some((node, words)) = text(values) else {
        return Ok(vec![]);
    };
    if let Ok(found) = feel::literals(&words) {
        return Ok(found);
    }
    match feel::parse(&words) {
        Ok(_) => Ok(vec![]),
        Err(error) => Err(Findings::one("bad-values", place_in(node, error.byte), error.message)),
    }
}
