//! Which module of a crate names which: paths, the graph between modules, and its circles.

#![expect(
    clippy::string_slice,
    reason = "every place was found in the same text, and a check may fail loudly"
)]

use crate::tree::Source;
use std::collections::{BTreeMap, BTreeSet};

/// A path as it stands in code, such as `std::fs::read`.
pub struct Named {
    pub line: usize,
    pub path: String,
    /// From a `pub use`: the module only shows what another one holds.
    pub shown: bool,
}

/// Every path and word that a file names, groups of `use` written out.
pub fn names(source: &Source) -> Vec<Named> {
    let (mut found, mut rest, mut at) = (Vec::new(), source.code.clone(), 0);
    while let Some(start) = next_use(&rest, at) {
        let end = rest[start..].find(';').map_or(rest.len(), |length| start + length);
        let line = 1 + rest[..start].matches('\n').count();
        let before = rest[..start].rsplit([';', '}', '{', '\n']).next().unwrap_or_default();
        let shown = before.trim_start().starts_with("pub");
        let tree: String = rest[start + 4..end].split_whitespace().collect::<Vec<_>>().join(" ");
        found.extend(written_out(&tree).into_iter().map(|path| Named { line, path, shown }));
        let blank: String =
            rest[start..end].chars().map(|char| if char == '\n' { '\n' } else { ' ' }).collect();
        rest.replace_range(start..end, &blank);
        at = start;
    }
    for (index, text) in rest.lines().enumerate() {
        let words = text.split(|char: char| !(char.is_alphanumeric() || char == '_' || char == ':'));
        let words = words.map(|word| word.trim_matches(':')).filter(|word| !word.is_empty());
        found.extend(words.map(|word| Named { line: index + 1, path: word.to_owned(), shown: false }));
    }
    found
}

fn next_use(code: &str, from: usize) -> Option<usize> {
    let mut starts = code[from..].match_indices("use ").map(|(at, _)| from + at);
    let fresh = |at: &usize| code[..*at].ends_with(|char: char| char.is_whitespace()) || *at == 0;
    starts.find(fresh)
}

/// `a::{b, c::{self, d as e}}` → `a::b`, `a::c`, `a::c::d`.
fn written_out(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        return vec![path.trim_end_matches("::self").to_owned()];
    };
    let (head, mut depth, mut start, mut found) = (&tree[..open], 0_usize, open + 1, Vec::new());
    for (at, char) in tree.char_indices().skip(open) {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (char == ',' && depth == 1) || (char == '}' && depth == 0) {
            let part = tree[start..at].trim();
            let joined =
                if part == "self" { head.trim_end_matches("::").to_owned() } else { format!("{head}{part}") };
            found.extend(if part.is_empty() { Vec::new() } else { written_out(&joined) });
            start = at + 1;
        }
    }
    found
}

/// The modules of one crate: each its file, by the path below the crate.
pub struct Modules<'a> {
    files: BTreeMap<Vec<String>, &'a Source>,
    /// What a module shows of another one: (module, name) → the path it comes from.
    shown: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl<'a> Modules<'a> {
    /// The modules below `src` of one crate, its binary left aside.
    pub fn of(krate: &str, sources: &'a [Source]) -> Self {
        let mine = sources.iter().filter(|source| source.krate() == krate && source.production());
        let files = mine.filter(|source| !source.path.ends_with("src/main.rs"));
        let files = files.map(|source| (module(&source.path), source)).collect();
        let mut modules = Self { files, shown: BTreeMap::new() };
        let mut shown = Vec::new();
        for (from, source) in &modules.files {
            for named in names(source).into_iter().filter(|named| named.shown) {
                let Some(to) = modules.absolute(from, &named.path) else { continue };
                let Some(name) = to.last().cloned() else { continue };
                shown.push(((from.clone(), name), to));
            }
        }
        modules.shown.extend(shown);
        modules
    }

    /// The path from the root of the crate, when it lies in the crate.
    fn absolute(&self, from: &[String], path: &str) -> Option<Vec<String>> {
        let parts: Vec<String> = path.split("::").map(str::to_owned).collect();
        let (first, rest) = parts.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([from, rest].concat()),
            "super" => {
                let ups = parts.iter().take_while(|part| *part == "super").count();
                let above = from.len().checked_sub(ups)?;
                Some([&from[..above], &parts[ups..]].concat())
            }
            _ => {
                let child = [from, std::slice::from_ref(first)].concat();
                self.files.contains_key(&child).then(|| [from, &parts[..]].concat())
            }
        }
    }

    /// The module that holds what an absolute path names, through what modules in between only show.
    fn holder(&self, path: &[String], steps: usize) -> Vec<String> {
        let known =
            (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length])).unwrap_or(0);
        let (module, rest) = path.split_at(known);
        let Some(name) = rest.first() else { return module.to_vec() };
        match self.shown.get(&(module.to_vec(), name.clone())) {
            Some(to) if steps > 0 => self.holder(&[&to[..], &rest[1..]].concat(), steps - 1),
            _ => module.to_vec(),
        }
    }

    /// Which module uses what which other module holds, and in which line first.
    pub fn arrows(&self) -> BTreeMap<(String, String), usize> {
        let mut found = BTreeMap::new();
        for (from, source) in &self.files {
            for named in names(source).into_iter().filter(|named| !named.shown && named.path.contains("::")) {
                let Some(path) = self.absolute(from, &named.path) else { continue };
                let to = self.holder(&path, 8);
                if !kin(from, &to) {
                    found.entry((from.join("::"), to.join("::"))).or_insert(named.line);
                }
            }
        }
        found
    }
}

/// The same module, or a folder and a file in it: a folder's `mod.rs` is its table of contents and shares its words.
fn kin(one: &[String], two: &[String]) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    one == two || (long.len() == short.len() + 1 && long.starts_with(short))
}

/// `app/src/store/mod.rs` → `store`; the root of a crate has no part.
pub fn module(path: &str) -> Vec<String> {
    let below = path.split_once("src/").map_or(path, |(_, below)| below).trim_end_matches(".rs");
    let parts = below.split('/').filter(|part| !["mod", "lib", "main"].contains(part));
    parts.map(str::to_owned).collect()
}

/// Pairs of modules that reach each other, shortest first.
pub fn circles(arrows: &BTreeMap<(String, String), usize>) -> Vec<String> {
    let mut reach: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        reach.entry(from).or_default().insert(to);
    }
    let mut known = 0;
    while known != reach.values().map(BTreeSet::len).sum::<usize>() {
        known = reach.values().map(BTreeSet::len).sum();
        for from in reach.keys().copied().collect::<Vec<_>>() {
            let further =
                reach[from].iter().filter_map(|to| reach.get(to)).flatten().copied().collect::<BTreeSet<_>>();
            reach.entry(from).or_default().extend(further);
        }
    }
    let round = |one: &str| reach.get(one).is_some_and(|reached| reached.contains(one));
    let parts = arrows.iter().filter(|((from, to), _)| {
        round(from) && round(to) && reach.get(to.as_str()).is_some_and(|back| back.contains(from.as_str()))
    });
    parts.map(|((from, to), line)| format!("`{from}` names `{to}` in line {line}")).collect()
}

#[test]
fn groups_of_use_are_written_out() {
    let source =
        Source::rust("x/src/a.rs", "pub use crate::{b, c::{self, d as e}};\nfn f() { std::fs::read(x) }");
    let found: Vec<_> = names(&source).into_iter().filter(|named| named.path.contains("::")).collect();
    let paths: Vec<_> = found.iter().map(|named| named.path.as_str()).collect();
    assert_eq!(paths, ["crate::b", "crate::c", "crate::c::d", "std::fs::read"]);
    assert_eq!((found[0].shown, found[3].shown, found[3].line), (true, false, 2));
}

#[test]
fn a_circle_is_found_through_what_a_parent_shows() {
    let files = |back: &str| {
        vec![
            Source::rust("x/src/lib.rs", "mod a; mod b; pub use a::One;"),
            Source::rust("x/src/a.rs", "use super::b::Two; use crate::Zero;"),
            Source::rust("x/src/b.rs", back),
        ]
    };
    let found = |back: &str| circles(&Modules::of("x", &files(back)).arrows());
    assert_eq!(found("use crate::One;").len(), 2);
    assert_eq!(found("fn f(one: crate::a::One) {}").len(), 2);
    assert!(found("use std::fmt;").is_empty());
}
