//! The reference samples: the same scores, terms and probabilities as the tools that made them.

use super::{Expected, as_float, float, imported, sample};
use model::import::read;
use model::statistical::{Explained, Mode, Statistical};
use model::{Decimal, Value};

const NEAR: f64 = 1e-8;

/// Explains every row; intercept and points add up exactly, whatever else is checked.
fn each(name: &str, check: impl Fn(&Expected, &[String], &Explained)) {
    let Some((model, expected)) = sample(name) else { return };
    assert_eq!(expected.rows.len(), 20);
    for row in &expected.rows {
        let explained = model.explain(&expected.case(row, &model), Mode::Strict).expect("decided");
        adds_up(&explained);
        check(&expected, row, &explained);
    }
}

fn adds_up(explained: &Explained) {
    let sum = explained.parts.iter().try_fold(explained.intercept, |sum, part| sum.plus(part.points));
    if let Some(score) = explained.score {
        assert_eq!(sum.expect("a sum"), score, "contributions add up exactly");
    }
}

fn near(found: Decimal, wanted: &str) {
    assert!((as_float(found) - float(wanted)).abs() < NEAR, "{found} is not {wanted}");
}

fn probability_of_one(expected: &Expected, row: &[String], explained: &Explained) {
    let (_, found) = explained.shown.iter().find(|(class, _)| class == "1").expect("a probability");
    near(*found, expected.text(row, "p1"));
    let above = float(expected.text(row, "p1")) >= 0.5;
    assert_eq!(explained.outcome, Value::text(if above { "1" } else { "0" }));
}

#[test]
fn a_logistic_regression_says_what_its_tool_said() {
    each("logistic.pmml", |expected, row, explained| {
        assert_eq!(explained.parts.len(), 3);
        let odds = float(expected.text(row, "p1")) / float(expected.text(row, "p0"));
        near(explained.score.expect("a score"), &odds.ln().to_string());
        probability_of_one(expected, row, explained);
    });
}

#[test]
fn a_tree_says_what_its_tool_said() {
    each("tree.pmml", |expected, row, explained| {
        assert!((2..=4).contains(&explained.parts.len()), "root to leaf");
        assert!(explained.parts.iter().all(|part| part.bucket != "true"), "{explained:?}");
        probability_of_one(expected, row, explained);
    });
}

#[test]
fn scorecards_of_both_formats_give_each_input_its_points_and_the_total() {
    for name in ["scorecard.pmml", "scorecard.json"] {
        each(name, |expected, row, explained| {
            for part in &explained.parts {
                assert_eq!(part.points.to_string(), expected.text(row, &format!("points:{}", part.name)));
            }
            assert_eq!(explained.score.expect("a score").to_string(), expected.text(row, "score"));
        });
    }
}

#[test]
fn an_ebm_gives_every_term_and_the_probability() {
    each("ebm.json", |expected, row, explained| {
        assert_eq!(explained.parts.len(), 4);
        for part in &explained.parts {
            near(part.points, expected.text(row, &format!("term:{}", part.name)));
        }
        probability_of_one(expected, row, explained);
    });
}

#[test]
fn w01_an_onnx_file_is_refused_with_its_reason() {
    let Some(folder) = crate::reference("models") else { return };
    let bytes = std::fs::read(folder.join("logistic.onnx")).expect("a file");
    let findings = read(&bytes).expect_err("refused").0;
    assert_eq!((findings[0].code, findings[0].norm), ("not-a-white-box", Some("W01")));
    assert!(findings[0].message.contains("ONNX"), "{}", findings[0].message);
}

/// Files made outside this repository: a folder with, for each model, `name.pmml` or `name.json` and `name.csv`.
/// Columns `p1` or `score` hold what the other tool said, columns `term:` each term.
#[test]
fn many_rows_of_other_tools_agree_where_they_are_given() {
    let Ok(folder) = std::env::var("STATISTICAL_ORACLES") else { return };
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|kind| kind != "csv")) {
        let text = std::fs::read_to_string(path).expect("a model");
        let (model, expected) = (imported(&text).model, Expected::of(&path.with_extension("csv")));
        let stem = path.file_stem().expect("a name").to_string_lossy();
        let mode = if stem.ends_with("-missing") { Mode::AsWritten } else { Mode::Strict };
        let apart = compare(&model, &expected, mode);
        println!("{stem}: {} rows, {apart:?}", expected.rows.len());
    }
}

/// How far two tools are apart over all rows.
#[derive(Debug, Default)]
struct Apart {
    number: f64,
    outcomes: usize,
    reasons: usize,
    /// Only one of the two decided.
    undecided: usize,
    not_decided: usize,
}

fn compare(model: &Statistical, expected: &Expected, mode: Mode) -> Apart {
    let mut apart = Apart::default();
    for row in &expected.rows {
        let wanted =
            ["score", "p1", "class"].iter().filter(|name| expected.head.iter().any(|known| known == **name));
        let decided = wanted.clone().any(|name| !expected.text(row, name).is_empty());
        match model.explain(&expected.case(row, model), mode) {
            Ok(explained) if decided => differ(&mut apart, expected, row, &explained),
            Err(_) if !decided => apart.not_decided += 1,
            answer => {
                if apart.undecided == 0 {
                    println!("{row:?} gives {answer:?}");
                }
                apart.undecided += 1;
            }
        }
    }
    apart
}

fn differ(apart: &mut Apart, expected: &Expected, row: &[String], explained: &Explained) {
    adds_up(explained);
    for name in &expected.head {
        let wanted = expected.text(row, name);
        let mut number = |found: Decimal| {
            apart.number =
                apart.number.max((as_float(found) - float(wanted)).abs() / float(wanted).abs().max(1.0));
        };
        if let Some(term) = name.strip_prefix("term:") {
            number(explained.parts.iter().find(|part| part.name == term).expect("a term").points);
        }
        match name.as_str() {
            "score" => number(explained.score.or(explained.outcome.as_number()).expect("a score")),
            "p1" => {
                let one = explained.shown.iter().find(|(class, _)| class == "1").or(explained.shown.first());
                number(one.expect("a probability").1);
            }
            "class" if explained.outcome.to_string() != wanted => {
                if apart.outcomes == 0 {
                    println!("{row:?} gives {explained:?}");
                }
                apart.outcomes += 1;
            }
            "reason1" => {
                apart.reasons += usize::from(explained.reasons.first().map(String::as_str) != Some(wanted));
            }
            "reason2" => {
                apart.reasons += usize::from(explained.reasons.get(1).map(String::as_str) != Some(wanted));
            }
            _ => {}
        }
    }
}
