//! The texts of the house: they are there, they speak of the project alone, and what they promise exists.

use crate::architecture::ARROWS;
use crate::tree::{files, has, read, root, rust};
use std::collections::BTreeSet;

/// What is read as text.
const TEXTS: [&str; 16] = [
    "rs",
    "md",
    "toml",
    "yml",
    "yaml",
    "ftl",
    "html",
    "css",
    "mjs",
    "json",
    "sql",
    "cedar",
    "cedarschema",
    "dmn",
    "csv",
    "txt",
];

/// Places on one machine. Written in parts, so that this file does not hold them.
const MACHINE_PATHS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/tm", "p/w/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Where packages come from is the package tools' business.
const PACKAGE_HOSTS: [&str; 7] = [
    concat!("crates", ".io"),
    concat!("npm", "js."),
    concat!("pypi", ".org"),
    concat!("docs", ".rs"),
    concat!("github", ".com"),
    concat!("gitlab", ".com"),
    concat!("code", "berg.org"),
];

/// Written by tools, not by us.
const LOCKS: [&str; 2] = ["Cargo.lock", "package-lock.json"];

const MUST_BE_THERE: [&str; 14] = [
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "publiccode.yml",
    "test",
    "demo",
    ".ci/run",
    "docs/ARCHITECTURE.md",
    "docs/glossary.md",
    "docs/life-of-a-decision.md",
    "docs/requirements.md",
    "docs/benchmarks.md",
    "docs/threats.md",
];

/// Three pages.
const LONGEST_ARCHITECTURE: usize = 180;

fn foreign(path: &str, text: &str) -> Vec<String> {
    let words = || MACHINE_PATHS.iter().chain(&PACKAGE_HOSTS);
    let found = text.lines().enumerate().flat_map(|(index, line)| {
        words()
            .filter(move |word| line.contains(*word))
            .map(move |word| format!("{path}:{}: `{word}`", index + 1))
    });
    found.collect()
}

/// The cells of each row of the tables in a text, heads and rules left out.
fn rows(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<_> = text.lines().collect();
    let rule = |line: &str| line.starts_with('|') && line.chars().all(|char| "|-: ".contains(char));
    let head = |index: usize| lines.get(index + 1).is_some_and(|next| rule(next));
    let body = lines
        .iter()
        .enumerate()
        .filter(|(index, line)| line.starts_with('|') && !rule(line) && !head(*index));
    let cells =
        |line: &str| line.trim_matches(['|', ' ']).split('|').map(|cell| cell.trim().to_owned()).collect();
    body.map(|(_, line)| cells(line)).collect()
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// A norm of the requirements, such as `A01`.
fn is_id(text: &str) -> bool {
    let digits = text.trim_start_matches(|char: char| char.is_ascii_uppercase());
    !digits.is_empty() && digits.len() < text.len() && digits.chars().all(|char| char.is_ascii_digit())
}

/// Norms that no test keeps: a row must name a test that is there.
fn without_test(requirements: &str, tests: &BTreeSet<String>) -> Vec<String> {
    let kept = |row: &[String]| {
        row.iter()
            .flat_map(|cell| quoted(cell))
            .any(|name| tests.contains(name.rsplit("::").next().unwrap_or_default()))
    };
    let norms = rows(requirements)
        .into_iter()
        .filter(|row| row.first().is_some_and(|cell| is_id(cell.trim_matches('`'))));
    norms
        .filter(|row| !kept(row))
        .map(|row| format!("docs/requirements.md: `{}` names no test that exists", row[0]))
        .collect()
}

/// Names of test functions in the tree.
fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in rust() {
        let words: Vec<_> =
            source.code.split(|char: char| !(char.is_alphanumeric() || char == '_')).collect();
        names.extend(
            words
                .windows(2)
                .filter(|pair| pair[0] == "fn")
                .map(|pair| pair[1].to_owned())
                .filter(|_| !source.production()),
        );
    }
    names
}

fn glossary_faults(glossary: &str) -> Vec<String> {
    let faulty =
        |row: &Vec<String>| row.len() != 4 || row.iter().any(String::is_empty) || quoted(&row[0]).is_empty();
    rows(glossary)
        .into_iter()
        .filter(faulty)
        .map(|row| format!("docs/glossary.md: {row:?} is not identifier | Dutch | statute | line"))
        .collect()
}

/// A record has a title, a status, reasons and consequences, and says where it was done.
fn record_faults(path: &str, text: &str) -> Vec<String> {
    let wanted = ["# ", "Status: ", "Implementation: ", "## Why", "## What follows"];
    let missing = wanted.iter().filter(|wanted| !text.lines().any(|line| line.starts_with(*wanted)));
    let missing = missing.map(|wanted| format!("{path}: no line starts with `{wanted}`"));
    let places = text.lines().filter(|line| line.starts_with("Implementation: ")).flat_map(quoted);
    let lost = places.filter(|place| place.contains('/') && !root().join(place).exists());
    missing.chain(lost.map(|place| format!("{path}: `{place}` is not there"))).collect()
}

/// The arrows of the picture in docs/ARCHITECTURE.md.
fn drawn(architecture: &str) -> BTreeSet<(String, String)> {
    let picture =
        architecture.split("```mermaid").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let mut arrows = BTreeSet::new();
    for line in picture.lines() {
        let Some((from, to)) = line.split_once(" --> ") else { continue };
        arrows.extend(to.split('&').map(|to| (from.trim().to_owned(), to.trim().to_owned())));
    }
    arrows
}

/// Links to files that are not there.
fn broken_links(path: &str, text: &str) -> Vec<String> {
    let folder = root().join(path).parent().expect("a folder").to_owned();
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = targets.map(|target| target.split('#').next().unwrap_or_default());
    let broken =
        files.filter(|file| !file.is_empty() && !file.contains("://") && !folder.join(file).exists());
    broken.map(|file| format!("{path}: `{file}` is not there")).collect()
}

fn none(breaches: &[String]) {
    assert!(breaches.is_empty(), "{} faults:\n{}", breaches.len(), breaches.join("\n"));
}

fn markdown() -> Vec<String> {
    files().into_iter().filter(|path| has(path, &["md"])).collect()
}

#[test]
fn texts_speak_of_the_project_alone() {
    let ours = |path: &String| !LOCKS.iter().any(|lock| path.ends_with(lock));
    let texts = files().into_iter().filter(ours).filter(|path| {
        has(path, &TEXTS) || path.starts_with("scripts/") || MUST_BE_THERE.contains(&path.as_str())
    });
    none(
        &texts
            .flat_map(|path| {
                foreign(&path, &String::from_utf8_lossy(&std::fs::read(root().join(&path)).expect("read")))
            })
            .collect::<Vec<_>>(),
    );
}

#[test]
fn a_foreign_word_is_caught() {
    for word in MACHINE_PATHS.iter().chain(&PACKAGE_HOSTS) {
        assert_eq!(foreign("a.md", &format!("one\nsee {word}x")).len(), 1, "{word}");
    }
}

#[test]
fn what_a_newcomer_looks_for_is_there() {
    let missing = MUST_BE_THERE.iter().filter(|path| !root().join(path).is_file());
    none(&missing.map(|path| format!("{path} is missing")).collect::<Vec<_>>());
    let lines = read("docs/ARCHITECTURE.md").lines().count();
    assert!(
        lines <= LONGEST_ARCHITECTURE,
        "docs/ARCHITECTURE.md has {lines} lines, three pages are {LONGEST_ARCHITECTURE}"
    );
    none(&markdown().iter().flat_map(|path| broken_links(path, &read(path))).collect::<Vec<_>>());
}

#[test]
fn a_broken_link_is_caught() {
    assert_eq!(broken_links("docs/a.md", "[x](nowhere.md) [y](../Cargo.toml) [z](#here)").len(), 1);
}

#[test]
fn every_norm_names_a_test_that_exists() {
    none(&without_test(&read("docs/requirements.md"), &tests()));
}

/// Tests that a text names and that are not there.
fn unknown_tests(path: &str, text: &str, tests: &BTreeSet<String>) -> Vec<String> {
    let cells: Vec<String> = rows(text).into_iter().flatten().collect();
    let named = cells.iter().flat_map(|cell| quoted(cell)).filter_map(|name| name.rsplit_once("::"));
    let unknown = named.filter(|(_, test)| !tests.contains(*test));
    unknown.map(|(_, test)| format!("{path}: there is no test `{test}`")).collect()
}

#[test]
fn every_threat_names_tests_that_exist() {
    none(&unknown_tests("docs/threats.md", &read("docs/threats.md"), &tests()));
    assert_eq!(
        unknown_tests("docs/x.md", "| a | b |\n|---|---|\n| 1 | `x::gone` |\n", &BTreeSet::new()).len(),
        1
    );
}

#[test]
fn a_norm_without_a_test_is_caught() {
    let tests = BTreeSet::from(["a01_kept".to_owned()]);
    let table = |name: &str| format!("| norm | test |\n|---|---|\n| A01 | `it::{name}` |\n");
    assert_eq!(
        (without_test(&table("a01_kept"), &tests).len(), without_test(&table("a01_lost"), &tests).len()),
        (0, 1)
    );
}

#[test]
fn every_decision_record_has_a_status() {
    let records: Vec<_> = markdown().into_iter().filter(|path| path.starts_with("docs/adr/")).collect();
    assert!(!records.is_empty(), "docs/adr/ is empty");
    none(&records.iter().flat_map(|path| record_faults(path, &read(path))).collect::<Vec<_>>());
    let without_status = "# Title\nImplementation: `nowhere/`\n## Why\n## What follows\n";
    assert_eq!(record_faults("docs/adr/x.md", without_status).len(), 2);
}

#[test]
fn the_glossary_gives_each_word_its_statute() {
    let glossary = read("docs/glossary.md");
    none(&glossary_faults(&glossary));
    let words = [
        "algorithm",
        "assessment",
        "registration",
        "model",
        "agreement",
        "run",
        "selection",
        "review",
        "decision",
        "notice",
        "objection",
        "audit",
        "order",
        "guideline",
        "signal",
        "permit",
        "witness",
    ];
    let missing =
        words.iter().filter(|word| !rows(&glossary).iter().any(|row| quoted(&row[0]).contains(*word)));
    none(&missing.map(|word| format!("docs/glossary.md: `{word}` is missing")).collect::<Vec<_>>());
    assert_eq!(glossary_faults("| `run` | uitvoering | | A run. |\n").len(), 1);
}

#[test]
fn the_picture_shows_the_arrows_that_are_kept() {
    let kept =
        ARROWS.iter().flat_map(|(from, list)| list.iter().map(|to| ((*from).to_owned(), (*to).to_owned())));
    assert_eq!(drawn(&read("docs/ARCHITECTURE.md")), kept.collect::<BTreeSet<_>>());
    assert_eq!(drawn("```mermaid\na --> b & c\n```").len(), 2);
}
