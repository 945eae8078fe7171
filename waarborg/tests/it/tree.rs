//! The source tree as the house checks read it: files, with code and literals told apart.

use std::path::{Path, PathBuf};

/// One file, its path relative to the root of the repository.
pub struct Source {
    pub path: String,
    pub text: String,
    /// The text with comments and the inside of literals blanked: only code is left, in its old place.
    pub code: String,
    /// The text with everything but the inside of string literals blanked.
    pub literals: String,
}

impl Source {
    /// A file of Rust, or a sample of one.
    pub fn rust(path: &str, text: &str) -> Self {
        let (code, literals) = split(text);
        Self { path: path.to_owned(), text: text.to_owned(), code, literals }
    }

    /// The folder of the crate.
    pub fn krate(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    /// Whether it is compiled into what a body runs.
    pub fn production(&self) -> bool {
        self.path.split('/').nth(1) == Some("src") && !self.path.contains("/tests")
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Every Rust file of the workspace, sorted by path.
pub fn rust() -> Vec<Source> {
    files()
        .into_iter()
        .filter(|path| has(path, &["rs"]))
        .map(|path| Source::rust(&path, &read(&path)))
        .collect()
}

/// Every file that belongs to the project, as a path relative to the root, sorted.
pub fn files() -> Vec<String> {
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort();
    found
}

/// Whether a path ends in one of these extensions.
pub fn has(path: &str, extensions: &[&str]) -> bool {
    Path::new(path).extension().is_some_and(|end| extensions.iter().any(|wanted| end == *wanted))
}

/// The text of a file that is there.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const NOT_OURS: [&str; 4] = ["target", "node_modules", "dist", "waarborg-home"];

fn walk(folder: &Path, found: &mut Vec<String>) {
    let entries = std::fs::read_dir(folder).expect("a folder that can be listed");
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let hidden = name.starts_with('.') && ![".ci", ".config"].contains(&name.as_str());
        if hidden || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            walk(&path, found);
        } else {
            let relative = path.strip_prefix(root()).expect("below the root");
            found.push(relative.to_string_lossy().into_owned());
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Code,
    Line,
    Block(usize),
    Text,
    Raw(usize),
}

/// Code and literals, each as long as the text, blank where the other or a comment stands.
fn split(text: &str) -> (String, String) {
    let chars: Vec<char> = text.chars().collect();
    let (mut code, mut literals) = (String::new(), String::new());
    let (mut inside, mut at) = (Inside::Code, 0);
    while at < chars.len() {
        let (next, length) = step(&chars, at, inside);
        for (offset, char) in chars[at..(at + length).min(chars.len())].iter().enumerate() {
            let kept = inside == Inside::Code
                && next == Inside::Code
                && (length == 1 || offset == 0 || offset + 1 == length);
            let quoted = matches!(inside, Inside::Text | Inside::Raw(_)) && next == inside;
            let blank = if *char == '\n' { '\n' } else { ' ' };
            code.push(if kept { *char } else { blank });
            literals.push(if quoted { *char } else { blank });
        }
        (inside, at) = (next, at + length);
    }
    (code, literals)
}

/// What comes after this place, and how many characters belong together.
fn step(chars: &[char], at: usize, inside: Inside) -> (Inside, usize) {
    let here =
        |word: &str| word.chars().enumerate().all(|(index, char)| chars.get(at + index) == Some(&char));
    match inside {
        Inside::Line => (if here("\n") { Inside::Code } else { Inside::Line }, 1),
        Inside::Block(depth) if here("/*") => (Inside::Block(depth + 1), 2),
        Inside::Block(1) if here("*/") => (Inside::Code, 2),
        Inside::Block(depth) if here("*/") => (Inside::Block(depth - 1), 2),
        Inside::Text if here("\\") => (Inside::Text, 2),
        Inside::Text if here("\"") => (Inside::Code, 1),
        Inside::Raw(hashes) if here(&format!("\"{}", "#".repeat(hashes))) => (Inside::Code, 1 + hashes),
        Inside::Block(_) | Inside::Text | Inside::Raw(_) => (inside, 1),
        Inside::Code if here("//") => (Inside::Line, 2),
        Inside::Code if here("/*") => (Inside::Block(1), 2),
        Inside::Code if here("\"") => (Inside::Text, 1),
        Inside::Code if here("r\"") || here("r#\"") || here("r##\"") => {
            let hashes = chars[at + 1..].iter().take_while(|char| **char == '#').count();
            (Inside::Raw(hashes), 2 + hashes)
        }
        Inside::Code if here("'\\") => (
            Inside::Code,
            2 + chars[at + 2..].iter().skip(1).position(|char| *char == '\'').map_or(1, |end| end + 2),
        ),
        Inside::Code if here("'") && chars.get(at + 2) == Some(&'\'') => (Inside::Code, 3),
        Inside::Code => (Inside::Code, 1),
    }
}

#[test]
fn comments_and_literals_are_told_from_code() {
    let sample = "let a = '{'; // }\nlet b = \"fn { \\\" }\"; /* { /* } */ */ let c: &'a str = r#\"{\"#; let d = '\\'';";
    let source = Source::rust("x/src/x.rs", sample);
    assert!(!source.code.contains(['{', '}']), "{}", source.code);
    assert!(source.code.contains("let c: &'a str") && source.code.contains("let d"));
    assert!(source.literals.contains("fn {") && !source.literals.contains("let"));
    assert_eq!(source.code.lines().count(), sample.lines().count());
}
