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
        let worst = compare(&model, &expected);
        println!("{}: {} rows, {worst:?}", path.display(), expected.rows.len());
    }
}

/// The largest difference, and how many rows another outcome got, or none.
fn compare(model: &Statistical, expected: &Expected) -> (f64, usize, usize) {
    let (mut worst, mut other, mut undecided) = (0.0_f64, 0, 0);
    for row in &expected.rows {
        let Ok(explained) = model.explain(&expected.case(row, model), Mode::Strict) else {
            undecided += 1;
            continue;
        };
        adds_up(&explained);
        let mut apart =
            |found: Decimal, wanted: &str| worst = worst.max((as_float(found) - float(wanted)).abs());
        for name in &expected.head {
            let wanted = expected.text(row, name);
            if let Some(term) = name.strip_prefix("term:") {
                let part = explained.parts.iter().find(|part| part.name == term).expect("a term");
                apart(part.points, wanted);
            }
            match name.as_str() {
                "score" => apart(explained.score.or(explained.outcome.as_number()).expect("a score"), wanted),
                "class" => other += usize::from(explained.outcome.to_string() != wanted),
                "p1" => {
                    let shown =
                        explained.shown.iter().find(|(class, _)| class == "1").or(explained.shown.first());
                    apart(shown.expect("a probability").1, wanted);
                }
                _ => {}
            }
        }
    }
    (worst, other, undecided)
}
