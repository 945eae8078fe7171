//! Public data that the tests measure: read where it lies, never copied.

use std::collections::BTreeMap;
use std::path::Path;

/// A file of the reference data; none when the folder is absent, which is only allowed outside CI.
pub fn reference(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(name);
    let text = std::fs::read_to_string(&path).ok();
    let must = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(text.is_some() || !must, "{} is needed in CI", path.display());
    if text.is_none() {
        println!("skipped: the reference data {name} is not here");
    }
    text
}

/// Rows of a table with a head, fields by name; quotes hide commas.
pub fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines().map(fields);
    let head = lines.next().expect("a head");
    lines.map(|line| head.iter().cloned().zip(line).collect()).collect()
}

fn fields(line: &str) -> Vec<String> {
    let (mut found, mut quoted) = (vec![String::new()], false);
    for char in line.trim_end().chars() {
        match char {
            '"' => quoted = !quoted,
            ',' if !quoted => found.push(String::new()),
            other => found.last_mut().expect("one").push(other),
        }
    }
    found
}
