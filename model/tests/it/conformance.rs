use crate::reference;
use model::tck::{self, Verdict};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Default)]
struct Tally {
    passed: usize,
    refused: BTreeMap<String, usize>,
    failed: Vec<String>,
}

impl Tally {
    fn all(&self) -> usize {
        self.passed + self.failed.len() + self.refused.values().sum::<usize>()
    }
}

#[test]
fn every_decision_of_level_2_comes_out_as_the_standard_says() {
    let Some(folder) = reference("dmn-tck/compliance-level-2") else {
        return;
    };
    let tally = run(&folder);
    report("level 2", &tally);
    assert_eq!((tally.passed, tally.all()), (126, 126));
}

#[test]
fn the_decisions_of_level_3_come_out_as_the_standard_says() {
    let Some(folder) = reference("dmn-tck/compliance-level-3") else {
        return;
    };
    let tally = run(&folder);
    report("level 3", &tally);
    assert_eq!((tally.passed, tally.all()), (1_562, 1_562));
}

#[test]
fn the_rule_files_of_municipalities_are_read_or_refused_with_a_place() {
    let Some(folder) = reference("sttr") else { return };
    let mut read = 0;
    for path in files(&folder, "dmn") {
        match model::dmn::Definitions::read(&fs::read(&path).expect("readable")) {
            Ok(found) => {
                read += 1;
                println!("{}: {} decisions", path.display(), found.decisions().len());
            }
            Err(findings) => println!("{}: {findings}", path.display()),
        }
    }
    assert!(read >= 2, "{read} read");
}

fn report(level: &str, tally: &Tally) {
    let refused: usize = tally.refused.values().sum();
    println!(
        "{level}: {} of {} passed, {} failed, {refused} refused",
        tally.passed,
        tally.all(),
        tally.failed.len()
    );
    for (reason, count) in &tally.refused {
        println!("  {count} × {reason}");
    }
    for failed in &tally.failed {
        println!("  {failed}");
    }
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn run(folder: &Path) -> Tally {
    let mut tally = Tally::default();
    for path in files(folder, "xml") {
        let beside = files(path.parent().expect("a folder"), "dmn");
        let name = |path: &PathBuf| path.file_name().expect("a name").display().to_string();
        let read: Vec<(String, Vec<u8>)> =
            beside.iter().map(|path| (name(path), fs::read(path).expect("readable"))).collect();
        let files: Vec<(&str, &[u8])> =
            read.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let folder = name(&path.parent().expect("a folder").to_path_buf());
        for checked in tck::run(&fs::read(&path).expect("readable"), &files).expect("test cases") {
            match checked.verdict {
                Verdict::Passed => tally.passed += 1,
                Verdict::Refused(reason) => {
                    *tally.refused.entry(format!("{folder}: {reason}")).or_default() += 1;
                }
                Verdict::Failed { expected, found } => tally.failed.push(format!(
                    "{folder} {} {}: expected {expected}, found {found}",
                    checked.case, checked.name
                )),
            }
        }
    }
    tally
}
