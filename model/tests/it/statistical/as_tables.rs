//! People are judged by tables: a statistical model as tables decides the same, adds up the same, explains the same.

use super::{imported, sample};
use model::statistical::fact::{Domain, Field, Interval};
use model::statistical::{Mode, Statistical};
use model::{Decimal, Model, Value};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::fmt::Write as _;

/// A declaration that lets every field be what its file says, with a range wide enough for all cuts.
fn declaration(model: &Statistical, selection: &str) -> String {
    let mut text = "format = \"waarborg-model/1\"\ndecision = \"outcome\"\n".to_owned();
    for part in ["title", "contact", "outcome"] {
        let _ = write!(text, "[{part}]\nnl = \"x\"\nen = \"x\"\n");
    }
    let read = model.form().inputs();
    for (_, field) in model.fields().iter().enumerate().filter(|(place, _)| read.contains(place)) {
        let _ = write!(
            text,
            "[[inputs]]\nname = \"{}\"\n{}changeable = true\nground = \"x\"\n",
            field.name,
            range(field)
        );
        for words in ["label", "source", "reason"] {
            let _ = writeln!(text, "{words} = {{ nl = \"x\", en = \"x\" }}");
        }
    }
    let _ = write!(
        text,
        "[selection]\n{selection}\nrandom_share = \"0.25\"\nmeaning = {{ nl = \"x\", en = \"x\" }}\n"
    );
    text
}

fn range(field: &Field) -> String {
    match &field.domain {
        Domain::Words { values } => format!("type = \"text\"\nvalues = {values:?}\n"),
        Domain::Number { intervals, whole } => {
            let step = if *whole { "1" } else { "0.5" };
            let inner = |to: Decimal| to.minus(step.parse().expect("a step")).expect("a bound");
            let upper = |one: &Interval| one.to.map(|to| if one.to_included { to } else { inner(to) });
            let bounds = intervals.first().map(|one| (one.from, upper(one)));
            let (from, to) = bounds.unwrap_or_default();
            let text =
                |bound: Option<Decimal>, open: &str| bound.map_or(open.to_owned(), |bound| bound.to_string());
            format!(
                "type = \"number\"\nminimum = \"{}\"\nmaximum = \"{}\"\nstep = \"{step}\"\n",
                text(from, "-200000"),
                text(to, "200000")
            )
        }
    }
}

/// A random case that the fields allow, near the origin as often as far from it.
fn case(model: &Statistical) -> impl Strategy<Value = Vec<Value>> + use<> {
    let each = |field: &Field| match field.domain.clone() {
        Domain::Words { values } => {
            proptest::sample::select(values).prop_map(|word| Value::text(&word)).boxed()
        }
        Domain::Number { intervals, .. } => {
            let bound = |bound: Option<Decimal>, open: i128| {
                bound.and_then(|bound| bound.units(1)).unwrap_or(open) / 5
            };
            let (from, to) = intervals.first().map_or((None, None), |one| (one.from, one.to));
            let (low, high) = (bound(from, -2_000_000), bound(to, 2_000_000));
            prop_oneof![low.max(-60)..=high.min(60).max(low.max(-60)), low..=high]
                .prop_map(|half| Value::number(Decimal::scaled(half * 5, 1).expect("a number")))
                .boxed()
        }
    };
    model.fields().iter().map(each).collect::<Vec<_>>()
}

fn agree(name: &str, statistical: &Statistical, model: &Model) {
    let read: Vec<usize> = statistical.form().inputs().into_iter().collect();
    let mut runner = TestRunner::new(crate::fixed());
    let tried = runner.run(&case(statistical), |case| {
        let short: Vec<Value> = read.iter().map(|place| case[*place].clone()).collect();
        let (wanted, found) = (statistical.decide(&case, Mode::Strict), model.evaluate(&short));
        match (wanted, found) {
            (Ok(wanted), Ok(found)) => {
                prop_assert_eq!(&wanted.outcome, &found.outcome, "{} {:?}", name, &case);
                let sum = found.contributions.iter().try_fold(Decimal::ZERO, |sum, one| sum.plus(one.points));
                if !found.contributions.is_empty() {
                    prop_assert_eq!(sum.ok(), wanted.score);
                }
            }
            (Err(_), Err(_)) => {}
            (wanted, found) => prop_assert!(false, "{name} {case:?}: {wanted:?} but {found:?}"),
        }
        Ok(())
    });
    tried.unwrap_or_else(|broken| panic!("{name}: {broken}"));
}

const TOP: &str = "rule = \"top\"\nk = 10";

fn word(word: &str) -> String {
    format!("rule = \"outcome\"\nequals = [\"{word}\"]")
}

#[test]
fn w02_the_reference_samples_decide_the_same_as_tables() {
    for (name, selection) in [
        ("logistic.pmml", word("1")),
        ("tree.pmml", word("1")),
        ("scorecard.pmml", TOP.to_owned()),
        ("scorecard.json", TOP.to_owned()),
        ("ebm.json", word("1")),
    ] {
        let Some((statistical, _)) = sample(name) else { return };
        let bytes = std::fs::read(crate::reference("models").expect("there").join(name)).expect("a file");
        let model = Model::read(&declaration(&statistical, &selection), &bytes);
        let model = model.unwrap_or_else(|findings| panic!("{name}: {findings}"));
        println!("{name}: {} rules", model.tables().iter().map(|table| table.rules.len()).sum::<usize>());
        agree(name, &statistical, &model);
    }
}

#[test]
fn w02_hand_made_files_decide_the_same_as_tables_or_say_why_they_cannot_be_tables() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/statistical");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let mut told = vec![];
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a file");
        let statistical = imported(&text).model;
        let read = [TOP.to_owned(), word("1"), word("yes")]
            .map(|selection| Model::read(&declaration(&statistical, &selection), text.as_bytes()));
        let selects = |finding: &model::Finding| finding.code == "selection";
        match read.into_iter().find(|read| !matches!(read, Err(findings) if findings.0.iter().any(selects))) {
            Some(Ok(model)) => {
                agree(&name, &statistical, &model);
                told.push(format!("{name}: as tables"));
            }
            Some(Err(findings)) => told.push(format!("{name}: {findings}")),
            None => told.push(format!("{name}: no selection fits")),
        }
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn c03_the_points_of_a_scorecard_are_explained_bucket_by_bucket() {
    let Some((statistical, _)) = sample("scorecard.json") else { return };
    let bytes =
        std::fs::read(crate::reference("models").expect("there").join("scorecard.json")).expect("a file");
    let model = Model::read(&declaration(&statistical, TOP), &bytes).expect("a model");
    let case = vec![
        Value::number(Decimal::whole(14_957)),
        Value::number(Decimal::whole(3)),
        Value::text("single_parent"),
    ];
    let evaluation = model.evaluate(&case).expect("an outcome");
    let explained = model.explain(&case, &evaluation, &model::Goal::Across(Decimal::whole(140)));
    insta::assert_json_snapshot!(explained);
}

#[test]
fn c04_with_a_coefficient_the_smallest_change_across_a_bound_is_exact() {
    let text = super::fixture("linear");
    let statistical = imported(&text).model;
    let model =
        Model::read(&declaration(&statistical, "rule = \"threshold\"\nat_least = \"3\""), text.as_bytes());
    let model = model.unwrap_or_else(|findings| panic!("{findings}"));
    let case = [Value::number(Decimal::whole(1_000)), Value::text("north")];
    let evaluation = model.evaluate(&case).expect("an outcome");
    assert_eq!(evaluation.outcome.to_string(), "2");
    let explained = model.explain(&case, &evaluation, &model::Goal::Selection);
    let told: Vec<_> =
        explained.counterfactuals.iter().map(|one| format!("{:?} {}", one.changes, one.outcome)).collect();
    assert_eq!(explained.counterfactuals[0].changes[0].2.to_string(), "1500", "{told:?}");
    assert_eq!(explained.counterfactuals[0].outcome.to_string(), "3");
}
