//! The allowed arrows of the house, and what each crate must not know. Every rule is shown to catch a breach.

use crate::modules::{Modules, circles, module, names};
use crate::tree::{Source, files, has, root, rust};
use serde_json::Value;

/// Who may depend on whom: nothing else.
pub const ARROWS: [(&str, &[&str]); 8] = [
    ("waarborg", &["app", "domain", "fairness", "ledger", "model", "runs"]),
    ("app", &["domain", "fairness", "ledger", "model", "runs"]),
    ("cluster", &["fairness", "model", "runs"]),
    ("runs", &["fairness", "ledger", "model"]),
    ("model", &[]),
    ("ledger", &[]),
    ("domain", &[]),
    ("fairness", &[]),
];

/// Crates without files, clock, network, chance and async.
const PURE: [&str; 4] = ["model", "ledger", "domain", "fairness"];

/// What a pure crate may build on: each is a calculation, none reaches outside.
const CALCULATING: [&str; 14] = [
    "base64",
    "ed25519-dalek",
    "jiff",
    "ml-dsa",
    "regex",
    "roxmltree",
    "rust_decimal",
    "serde",
    "serde_json",
    "sha2",
    "statrs",
    "thiserror",
    "toml",
    "uuid",
];

/// Words that reach outside a pure crate.
const REACHING: [&str; 20] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::io",
    "std::process",
    "std::thread",
    "std::os",
    "tokio",
    "getrandom",
    "rand",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "now_v7",
    "new_v4",
    "async",
    "await",
    "println",
    "eprintln",
];

/// What stays in its rooms: a word, where it may stand, and why.
const CONFINED: [(&str, &[&str], &str); 10] = [
    ("sqlx", &["app/src/store/"], "SQL is written in app/src/store"),
    ("datafusion", &["cluster/"], "only `cluster` knows the query engine"),
    ("ballista", &["cluster/"], "only `cluster` knows the query engine"),
    ("axum", &["waarborg/"], "only the faces know HTTP"),
    ("askama", &["waarborg/"], "only the faces know HTML"),
    ("ureq", &["app/src/log/"], "only the log asks others over the network"),
    ("clap", &["waarborg/"], "only the faces know the terminal"),
    ("cedar_policy", &["app/"], "who may do what is asked at the door"),
    ("Stamp", &["domain/", "app/"], "only `app` stamps a command"),
    ("arrow", &["runs/", "cluster/"], "columns live in `runs`"),
];

/// Rooms of the binary that may name `runs`: the composition root, the demonstration, the offline commands.
const OFFLINE: [&str; 10] = [
    "main.rs",
    "lib.rs",
    "serve.rs",
    "serve/",
    "demo/",
    "cli/verify.rs",
    "cli/model.rs",
    "cli/near.rs",
    "cli/audit.rs",
    "cli/case_files.rs",
];

const FACES: [&str; 3] = ["cli", "api", "pages"];

/// A dependency of a crate: its name and its kind (`dev`, `build` or none).
fn wrong_arrows(krate: &str, dependencies: &[(String, String)]) -> Vec<String> {
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == krate) else {
        return vec![format!(
            "`{krate}` is not a crate of the house: name it in docs/ARCHITECTURE.md and here"
        )];
    };
    let ours = |name: &str| ARROWS.iter().any(|(other, _)| *other == name);
    let breach = |(name, kind): &(String, String)| {
        if ours(name) {
            return (!allowed.contains(&name.as_str()))
                .then(|| format!("`{krate}` must not depend on `{name}`"));
        }
        let reaching = PURE.contains(&krate) && kind != "dev" && !CALCULATING.contains(&name.as_str());
        reaching.then(|| format!("`{krate}` is pure: `{name}` is not among the calculating crates"))
    };
    dependencies.iter().filter_map(breach).collect()
}

/// Whether a path in code is, starts with, or has a part that is this word.
fn speaks_of(path: &str, word: &str) -> bool {
    if word.contains("::") {
        return path == word
            || path.starts_with(&format!("{word}::"))
            || path.ends_with(&format!("::{word}"));
    }
    let capital = word.starts_with(char::is_uppercase);
    let mut parts = path.split("::");
    if capital {
        parts.any(|part| part == word)
    } else {
        path.split("::").next() == Some(word) || path.ends_with(&format!("::{word}"))
    }
}

fn reaching_outside(source: &Source) -> Vec<String> {
    if !PURE.contains(&source.krate()) || !source.production() {
        return Vec::new();
    }
    let floats: &[&str] = if source.krate() == "fairness" { &[] } else { &["f32", "f64"] };
    let found = |word: &&str| {
        let named = names(source).into_iter().find(|named| speaks_of(&named.path, word))?;
        Some(format!("{}:{}: `{word}` in a pure crate", source.path, named.line))
    };
    REACHING.iter().chain(floats).filter_map(found).collect()
}

fn outside_its_rooms(source: &Source) -> Vec<String> {
    let declared = |word: &str| {
        source.code.contains(&format!("mod {word};")) || source.path.contains(&format!("/{word}.rs"))
    };
    let found = |(word, rooms, why): &(&str, &[&str], &str)| {
        let home = rooms.iter().any(|room| source.path.starts_with(room));
        if home || !source.production() || declared(word) {
            return None;
        }
        let first = |path: &str| {
            if word.starts_with(char::is_uppercase) {
                speaks_of(path, word)
            } else {
                path.starts_with(&format!("{word}::"))
            }
        };
        let named = names(source).into_iter().find(|named| first(&named.path))?;
        Some(format!("{}:{}: `{word}`: {why}", source.path, named.line))
    };
    CONFINED.iter().filter_map(found).collect()
}

fn runs_outside_its_rooms(source: &Source) -> Vec<String> {
    let Some(room) = source.path.strip_prefix("waarborg/src/") else { return Vec::new() };
    if OFFLINE.iter().any(|allowed| room.starts_with(allowed)) || source.code.contains("mod runs;") {
        return Vec::new();
    }
    let named = names(source).into_iter().filter(|named| named.path.starts_with("runs::"));
    named
        .map(|named| format!("{}:{}: `{}`: a face asks `app`", source.path, named.line, named.path))
        .collect()
}

/// Statements of SQL in a literal outside the store: a first word, and its second within a few lines.
fn sql_outside_the_store(source: &Source) -> Vec<String> {
    if !source.production() || source.path.starts_with("app/src/store/") {
        return Vec::new();
    }
    let statements =
        [("SELECT", "FROM"), ("INSERT", "INTO"), ("UPDATE", "SET"), ("DELETE", "FROM"), ("CREATE", "TABLE")];
    let lines: Vec<_> = source.literals.lines().collect();
    let begins = |index: usize| {
        let words: Vec<_> =
            lines.iter().skip(index).take(6).flat_map(|line| line.split_whitespace()).collect();
        let first = lines.get(index).map_or(0, |line| line.split_whitespace().count());
        let stands = |(one, two): &(&str, &str)| {
            words
                .iter()
                .take(first)
                .position(|word| word == one)
                .is_some_and(|at| words.iter().skip(at).any(|word| word == two))
        };
        statements.iter().any(stands)
    };
    let found = (0..lines.len()).filter(|index| begins(*index));
    found.map(|index| format!("{}:{}: SQL outside app/src/store", source.path, index + 1)).collect()
}

fn faces_that_know_each_other(source: &Source) -> Vec<String> {
    let place = module(&source.path);
    let Some(face) = FACES
        .iter()
        .find(|face| source.krate() == "waarborg" && place.first().is_some_and(|room| room == *face))
    else {
        return Vec::new();
    };
    let from_root = |path: &str| {
        let ups = path.split("::").take_while(|part| *part == "super").count();
        let from_top = path.starts_with("crate::") || ups == place.len();
        let rest = path.split("::").skip(ups.max(1));
        if from_top { rest.collect::<Vec<_>>().join("::") } else { String::new() }
    };
    let other = |path: &str| {
        FACES.iter().find(|other| *other != face && from_root(path).split("::").next() == Some(**other))
    };
    let named = names(source).into_iter().filter_map(|named| Some((named.line, *other(&named.path)?)));
    named.map(|(line, other)| format!("{}:{line}: `{face}` must not know `{other}`", source.path)).collect()
}

fn breaches(rule: fn(&Source) -> Vec<String>) -> Vec<String> {
    rust().iter().flat_map(rule).collect()
}

fn none(breaches: &[String]) {
    assert!(breaches.is_empty(), "{} breaches of the house:\n{}", breaches.len(), breaches.join("\n"));
}

fn caught(rule: fn(&Source) -> Vec<String>, path: &str, code: &str) -> bool {
    !rule(&Source::rust(path, code)).is_empty()
}

/// Each crate with what it depends on.
fn crates() -> Vec<(String, Vec<(String, String)>)> {
    let mut command = std::process::Command::new(env!("CARGO"));
    command.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root());
    let output = command.output().expect("cargo metadata runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata answers JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().expect("packages").iter();
    packages
        .map(|package| {
            let list = package["dependencies"].as_array().expect("dependencies").iter();
            (text(&package["name"]), list.map(|one| (text(&one["name"]), text(&one["kind"]))).collect())
        })
        .collect()
}

/// Dependencies that no file of the crate names.
fn unused(krate: &str, dependencies: &[(String, String)], sources: &[Source]) -> Vec<String> {
    let mine: Vec<_> = sources.iter().filter(|source| source.krate() == krate).collect();
    let named = |name: &str| {
        let word = name.replace('-', "_");
        mine.iter().any(|source| {
            source.code.split(|char: char| !(char.is_alphanumeric() || char == '_')).any(|part| part == word)
        })
    };
    let breach = |(name, _): &&(String, String)| !named(name);
    dependencies.iter().filter(breach).map(|(name, _)| format!("`{krate}` does not use `{name}`")).collect()
}

#[test]
fn crates_depend_only_along_the_allowed_arrows() {
    none(&crates().iter().flat_map(|(krate, list)| wrong_arrows(krate, list)).collect::<Vec<_>>());
}

#[test]
fn crates_use_what_they_depend_on() {
    let sources = rust();
    none(&crates().iter().flat_map(|(krate, list)| unused(krate, list, &sources)).collect::<Vec<_>>());
    let sample = [Source::rust("x/src/x.rs", "use one_two::Three; // four")];
    let depends = |name: &str| [(name.to_owned(), String::new())];
    assert_eq!(
        (unused("x", &depends("one-two"), &sample).len(), unused("x", &depends("four"), &sample).len()),
        (0, 1)
    );
}

#[test]
fn a_wrong_arrow_is_caught() {
    let wrong = |krate: &str, name: &str, kind: &str| {
        wrong_arrows(krate, &[(name.to_owned(), kind.to_owned())]).len()
    };
    assert_eq!(
        (wrong("runs", "app", ""), wrong("domain", "ledger", "dev"), wrong("model", "rand", "")),
        (1, 1, 1)
    );
    assert_eq!((wrong("stranger", "serde", ""), wrong("app", "cluster", "")), (1, 1));
    assert_eq!(
        (wrong("app", "runs", ""), wrong("model", "insta", "dev"), wrong("model", "serde", "")),
        (0, 0, 0)
    );
}

#[test]
fn pure_crates_reach_nothing_outside() {
    none(&breaches(reaching_outside));
}

#[test]
fn a_pure_crate_that_reaches_outside_is_caught() {
    let samples = [
        "use std::{fmt, fs};",
        "fn f() { std::net::TcpStream::connect(a) }",
        "use std::time::{Duration, SystemTime};",
        "async fn f() {}",
        "fn f() { jiff::Timestamp::now() }",
        "use tokio::task;",
        "fn f(x: f64) {}",
        "fn f() { uuid::Uuid::now_v7() }",
    ];
    for sample in samples {
        assert!(caught(reaching_outside, "domain/src/x.rs", sample), "{sample}");
        assert!(!caught(reaching_outside, "app/src/x.rs", sample), "{sample}");
    }
    assert!(!caught(reaching_outside, "fairness/src/x.rs", "fn f(x: f64) {} // async std::fs"));
}

#[test]
fn each_craft_stays_in_its_rooms() {
    none(&breaches(outside_its_rooms));
    none(&breaches(runs_outside_its_rooms));
    none(&breaches(sql_outside_the_store));
    let strays =
        files().into_iter().filter(|path| has(path, &["sql"]) && !path.starts_with("app/src/store/sql/"));
    none(&strays.collect::<Vec<_>>());
}

#[test]
fn a_craft_outside_its_rooms_is_caught() {
    assert!(caught(outside_its_rooms, "app/src/door.rs", "use axum::Router;"));
    assert!(caught(outside_its_rooms, "app/src/door.rs", "fn f() -> sqlx::Result<()> {}"));
    assert!(caught(outside_its_rooms, "runs/src/score.rs", "use datafusion::prelude::*;"));
    assert!(caught(outside_its_rooms, "waarborg/src/cli/run.rs", "use domain::{Digest, Stamp};"));
    assert!(!caught(outside_its_rooms, "app/src/store/append.rs", "use sqlx::Row; use domain::Stamp;"));
    assert!(caught(runs_outside_its_rooms, "waarborg/src/pages/queue.rs", "use runs::Route;"));
    assert!(!caught(runs_outside_its_rooms, "waarborg/src/pages/queue.rs", "use super::runs::page;"));
    assert!(caught(sql_outside_the_store, "app/src/door.rs", "let x = \"SELECT a FROM b\";"));
    assert!(caught(sql_outside_the_store, "runs/src/store.rs", "let x = r#\"INSERT INTO b VALUES (1)\"#;"));
    assert!(caught(sql_outside_the_store, "runs/src/store.rs", "let x = \"SELECT a\n  FROM b\";"));
    assert!(!caught(sql_outside_the_store, "app/src/store/read.rs", "let x = \"SELECT a FROM b\";"));
    assert!(!caught(sql_outside_the_store, "app/src/door.rs", "// SELECT a FROM b"));
}

#[test]
fn the_faces_do_not_know_each_other() {
    none(&breaches(faces_that_know_each_other));
}

#[test]
fn a_face_that_knows_another_is_caught() {
    assert!(caught(
        faces_that_know_each_other,
        "waarborg/src/api/runs.rs",
        "use crate::pages::frame::Frame;"
    ));
    assert!(caught(faces_that_know_each_other, "waarborg/src/pages/mod.rs", "use super::cli;"));
    assert!(!caught(
        faces_that_know_each_other,
        "waarborg/src/pages/runs.rs",
        "use crate::present::word; use super::pages;"
    ));
}

#[test]
fn modules_import_in_one_direction() {
    let sources = rust();
    let circle = |krate: &&str| {
        let found = circles(&Modules::of(krate, &sources).arrows());
        found.into_iter().map(|circle| format!("{krate}: {circle}")).collect::<Vec<_>>()
    };
    let names = ARROWS.iter().map(|(name, _)| *name);
    none(&names.collect::<Vec<_>>().iter().flat_map(circle).collect::<Vec<_>>());
}
