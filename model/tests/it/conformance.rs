use crate::reference;
use model::dmn::{Definitions, Outcome};
use model::{Findings, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[derive(Default)]
struct Tally {
    passed: usize,
    outside: BTreeMap<String, usize>,
    failed: Vec<String>,
}

#[test]
fn every_decision_table_of_level_2_decides_as_the_standard_says() {
    let Some(folder) = reference("dmn-tck/compliance-level-2") else {
        return;
    };
    let tally = run(&folder);
    report("level 2", &tally);
    assert_eq!(tally.failed, Vec::<String>::new());
    assert!(tally.passed >= 123, "{} passed", tally.passed);
    assert!(tally.outside.keys().all(|reason| !reason.contains("decisionTable")), "a table was left out");
}

#[test]
fn the_tables_of_level_3_that_lie_in_the_subset_decide_as_the_standard_says() {
    let Some(folder) = reference("dmn-tck/compliance-level-3") else {
        return;
    };
    let tally = run(&folder);
    report("level 3", &tally);
    assert_eq!(tally.failed, Vec::<String>::new());
    assert!(tally.passed >= 40, "{} passed", tally.passed);
}

#[test]
fn the_rule_files_of_municipalities_are_read_or_refused_with_a_place() {
    let Some(folder) = reference("sttr") else { return };
    let mut read = 0;
    for path in files(&folder, "dmn") {
        match Definitions::read(&fs::read(&path).expect("readable")) {
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
    let outside: usize = tally.outside.values().sum();
    println!("{level}: {} passed, {} failed, {outside} outside the subset", tally.passed, tally.failed.len());
    for (reason, count) in &tally.outside {
        println!("  {count} × {reason}");
    }
}

fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
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
        let text = fs::read_to_string(&path).expect("readable");
        let tests = roxmltree::Document::parse(&text).expect("test cases");
        let name = tests
            .descendants()
            .find(|node| node.has_tag_name_local("modelName"))
            .and_then(|node| node.text());
        let source = fs::read(path.with_file_name(name.unwrap_or_default().trim())).expect("the model");
        let read = Definitions::read(&source);
        for case in tests.descendants().filter(|node| node.has_tag_name_local("testCase")) {
            one_case(&read, case, &path, &mut tally);
        }
    }
    tally
}

trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for roxmltree::Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn one_case(
    read: &Result<Definitions, Findings>,
    case: roxmltree::Node<'_, '_>,
    path: &Path,
    tally: &mut Tally,
) {
    let inputs: BTreeMap<String, Value> = case
        .children()
        .filter(|node| node.has_tag_name_local("inputNode"))
        .map(|node| (node.attribute("name").unwrap_or_default().to_owned(), value(node)))
        .collect();
    for result in case.children().filter(|node| node.has_tag_name_local("resultNode")) {
        let decision = result.attribute("name").unwrap_or_default();
        let expected =
            result.children().find(|node| node.has_tag_name_local("expected")).map_or(Value::Null, value);
        if case.attribute("type").is_some_and(|kind| kind != "decision") {
            *tally
                .outside
                .entry("a service or function is called, not a decision".to_owned())
                .or_default() += 1;
            continue;
        }
        let found = read.as_ref().map(|read| read.decide_as_the_standard_says(decision, &inputs));
        match found {
            Err(findings) => {
                *tally.outside.entry(format!("not read: {}", findings.0[0].code)).or_default() += 1;
            }
            Ok(Outcome::Outside(reason)) => *tally.outside.entry(general(&reason)).or_default() += 1,
            Ok(Outcome::Value(value)) if same(&value, &expected) => tally.passed += 1,
            Ok(Outcome::Value(value)) => {
                let folder =
                    path.parent().and_then(Path::file_name).unwrap_or_default().display().to_string();
                tally.failed.push(format!(
                    "{folder} {decision}: expected {expected}, found {value}, given {inputs:?}"
                ));
            }
        }
    }
}

/// As the test set compares: its numbers were computed in floating point, so they agree within 10^-8.
fn same(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Number { number: one }, Value::Number { number: two }) => {
            let apart = (*one).max(*two).rounded_difference((*one).min(*two)).expect("near");
            apart <= "0.00000001".parse().expect("a number")
        }
        (Value::List(one), Value::List(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Value::Context(one), Value::Context(two)) => {
            one.len() == two.len()
                && one.iter().zip(two).all(|((name, one), (other, two))| name == other && same(one, two))
        }
        (one, two) => one == two,
    }
}

/// The reason without names and places.
fn general(reason: &str) -> String {
    let nameless = reason.split('`').enumerate().filter(|(place, _)| place % 2 == 0).map(|(_, part)| part);
    let placeless = nameless.collect::<Vec<_>>().join("…");
    let words = placeless.split(' ').filter(|word| !word.starts_with("rules:"));
    words.collect::<Vec<_>>().join(" ")
}

fn value(node: roxmltree::Node<'_, '_>) -> Value {
    let children: Vec<_> = node.children().filter(roxmltree::Node::is_element).collect();
    let components: Vec<_> = children.iter().filter(|child| child.has_tag_name_local("component")).collect();
    if !components.is_empty() {
        let named = components
            .iter()
            .map(|part| (part.attribute("name").unwrap_or_default().to_owned(), value(**part)));
        return Value::Context(named.collect());
    }
    let Some(child) = children.first() else {
        return Value::Null;
    };
    if child.has_tag_name_local("list") {
        return Value::List(
            child.children().filter(|item| item.has_tag_name_local("item")).map(value).collect(),
        );
    }
    let kind = child
        .attributes()
        .find(|attribute| attribute.name() == "type")
        .map_or("", |attribute| attribute.value());
    let nil = child.attributes().any(|attribute| attribute.name() == "nil" && attribute.value() == "true");
    let text = child.text().unwrap_or_default();
    match kind.rsplit(':').next().unwrap_or_default() {
        _ if nil => Value::Null,
        "boolean" => Value::Boolean(text.trim() == "true"),
        "string" => Value::text(text),
        "decimal" | "double" | "float" | "integer" | "int" | "long" => {
            text.trim().parse().map_or(Value::Null, Value::number)
        }
        other => Value::text(&format!("{other}: {text}")),
    }
}
