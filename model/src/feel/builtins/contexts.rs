//! Functions of contexts.

use super::given::{context, items, some, text};
use super::{Builtin, Run};
use crate::feel::value::{Entries, Feel};
use std::sync::Arc;

pub const ALL: &[Builtin] = &[
    Builtin { name: "get value", forms: &[&["m", "key"], &["m", "keys"]], run: Run::Plain(value) },
    Builtin { name: "get entries", forms: &[&["m"]], run: Run::Plain(entries) },
    Builtin { name: "context", forms: &[&["entries"]], run: Run::Plain(made) },
    Builtin {
        name: "context put",
        forms: &[&["context", "key", "value"], &["context", "keys", "value"]],
        run: Run::Plain(put),
    },
    Builtin { name: "context merge", forms: &[&["contexts"]], run: Run::Plain(merge) },
];

fn value(given: &[Feel]) -> Option<Feel> {
    context(given, 0)?;
    let mut found = given.first()?.single();
    match some(given, 1)? {
        Feel::Text(key) => found = found.entry(key)?,
        Feel::List(keys) => {
            if keys.is_empty() {
                return None;
            }
            for key in keys.iter() {
                let Feel::Text(key) = key else { return None };
                found = found.entry(key)?;
            }
        }
        _ => return None,
    }
    Some(found.clone())
}

fn entries(given: &[Feel]) -> Option<Feel> {
    let entry = |(name, value): &(Arc<str>, Feel)| {
        Feel::context(vec![("key".into(), Feel::Text(name.clone())), ("value".into(), value.clone())])
    };
    Some(Feel::list(context(given, 0)?.iter().map(entry).collect()))
}

fn made(given: &[Feel]) -> Option<Feel> {
    let mut made = Entries::new();
    for entry in items(given, 0)? {
        let Feel::Text(key) = entry.entry("key")? else { return None };
        if made.iter().any(|(known, _)| known == key) {
            return None;
        }
        made.push((key.clone(), entry.entry("value")?.clone()));
    }
    Some(Feel::context(made))
}

fn set(entries: &mut Entries, key: &Arc<str>, value: Feel) {
    match entries.iter_mut().find(|(known, _)| known == key) {
        Some((_, old)) => *old = value,
        None => entries.push((key.clone(), value)),
    }
}

fn put(given: &[Feel]) -> Option<Feel> {
    let entries = context(given, 0)?;
    let value = given.get(2)?.clone();
    match some(given, 1)? {
        Feel::List(keys) => put_below(entries, keys, value),
        _ => put_below(entries, &[Feel::Text(text(given, 1)?.clone())], value),
    }
}

fn put_below(entries: &[(Arc<str>, Feel)], keys: &[Feel], value: Feel) -> Option<Feel> {
    let (Feel::Text(key), rest) = keys.split_first()? else { return None };
    let mut changed = entries.to_vec();
    let value = if rest.is_empty() {
        value
    } else {
        let below = entries.iter().find(|(known, _)| known == key).map(|(_, below)| below)?;
        let Feel::Context(below) = below else { return None };
        put_below(below, rest, value)?
    };
    set(&mut changed, key, value);
    Some(Feel::context(changed))
}

fn merge(given: &[Feel]) -> Option<Feel> {
    let mut merged = Entries::new();
    for one in items(given, 0)? {
        let Feel::Context(entries) = one else { return None };
        for (key, value) in entries.iter() {
            set(&mut merged, key, value.clone());
        }
    }
    Some(Feel::context(merged))
}
