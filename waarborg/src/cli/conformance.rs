//! `model tck`: a folder of the standard's test cases, told case by case.

use super::ending::Ending;
use super::session::Session;
use model::tck::{self, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What became of a folder of test cases.
#[derive(Default, Serialize)]
struct Told {
    passed: usize,
    failed: Vec<String>,
    /// Why results were not computed, and how many for each reason.
    refused: BTreeMap<String, usize>,
}

/// Runs every file of test cases below a folder.
pub fn run(session: &Session, folder: &Path) -> Result<(), Ending> {
    let mut told = Told::default();
    let cases = files(folder)?;
    if cases.is_empty() {
        return Err(Ending::Usage(format!("{}: there is no .xml file with test cases", folder.display())));
    }
    for path in &cases {
        one(path, &mut told)?;
    }
    session.show(&told, || text(&told))?;
    if told.failed.is_empty() {
        Ok(())
    } else {
        Err(Ending::Unproved(vec![format!("{} failed", told.failed.len())]))
    }
}

fn one(path: &Path, told: &mut Told) -> Result<(), Ending> {
    let unread =
        |path: &Path, error: &dyn std::fmt::Display| Ending::Usage(format!("{}: {error}", path.display()));
    let cases = fs::read(path).map_err(|error| unread(path, &error))?;
    let parent = path.parent().unwrap_or(path);
    let mut beside = vec![];
    for entry in fs::read_dir(parent).map_err(|error| unread(parent, &error))? {
        let file = entry.map_err(|error| unread(parent, &error))?.path();
        if file.extension().is_some_and(|kind| kind == "dmn") {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            beside.push((name, fs::read(&file).map_err(|error| unread(&file, &error))?));
        }
    }
    let beside: Vec<(&str, &[u8])> =
        beside.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let place = parent.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let checked = match tck::run(&cases, &beside) {
        Ok(checked) => checked,
        Err(reason) => {
            told.failed.push(format!("{}: {reason}", path.display()));
            return Ok(());
        }
    };
    for one in checked {
        match one.verdict {
            Verdict::Passed => told.passed += 1,
            Verdict::Refused(reason) => *told.refused.entry(reason).or_default() += 1,
            Verdict::Failed { expected, found } => {
                told.failed
                    .push(format!("{place} {} {}: expected {expected}, found {found}", one.case, one.name));
            }
        }
    }
    Ok(())
}

fn text(told: &Told) -> String {
    let refused: usize = told.refused.values().sum();
    let mut lines = told.failed.clone();
    lines.extend(told.refused.iter().map(|(reason, count)| format!("refused {count} ×: {reason}")));
    lines.push(format!("{} passed, {} failed, {refused} refused", told.passed, told.failed.len()));
    lines.join("\n")
}

/// Every file with test cases, in the order of the names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Ending> {
    let mut found = vec![];
    let entries =
        fs::read_dir(folder).map_err(|error| Ending::Usage(format!("{}: {error}", folder.display())))?;
    for entry in entries {
        let path = entry.map_err(|error| Ending::Usage(format!("{}: {error}", folder.display())))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "xml") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
