//! What is not read, with its reason and place; and what nothing is decided on.

use super::{fixture, imported};
use model::import::read;
use model::import::scorecard::from_rows;
use model::statistical::{Mode, ReadingLimits};
use model::{Undecided, Value};

fn refusal(text: &str) -> String {
    read(text.as_bytes()).expect_err("refused").to_string()
}

/// The fixture with one change that must be refused.
fn changed(name: &str, from: &str, to: &str) -> String {
    let text = fixture(name);
    assert!(text.contains(from), "{from} stands in {name}");
    refusal(&text.replacen(from, to, 1))
}

#[test]
fn w01_what_nobody_can_follow_is_refused_with_the_reason() {
    let mut told = vec![];
    for name in [
        "MiningModel",
        "NeuralNetwork",
        "SupportVectorMachineModel",
        "NearestNeighborModel",
        "NaiveBayesModel",
    ] {
        told.push(refusal(&format!(
            "<PMML xmlns=\"http://www.dmg.org/PMML-4_4\" version=\"4.4\">\n<DataDictionary/>\n <{name} functionName=\"regression\"/></PMML>"
        )));
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn files_of_other_kinds_are_refused_with_the_reason() {
    for (bytes, word) in [
        (&b"PK\x03\x04\x00"[..], "save the scorecard as CSV"),
        (b"\x80\x04\x95", "pickled program"),
        (b"\x00\x01\x02", "no format that people can read"),
        (b"", "the file is empty"),
        (b"\xff\xfe", "not UTF-8"),
        (b"<html/>", "no PMML 4"),
        (b"<PMML xmlns=\"http://www.dmg.org/PMML-4_4\" version=\"3.2\"/>", "the version `3.2`"),
        (b"{\"ebm\": 1}", "`outputs` is missing"),
        (b"{\"a\": 1}", "`a` is not known"),
        (b"{\"a\": ", "a value was expected"),
        (b"hello", "the column `hello` is not known"),
    ] {
        let found = read(bytes).expect_err("refused").to_string();
        assert!(found.contains(word), "{found}");
    }
}

#[test]
fn changed_files_are_refused_at_their_place() {
    let told = [
        changed("card", "booleanOperator=\"surrogate\"", "booleanOperator=\"nor\""),
        changed("card", "<SimplePredicate field=\"arrears\" operator=\"greaterThan\" value=\"8\"/>", ""),
        changed("card", "partialScore=\"15\"", "partialScore=\"fifteen\""),
        changed("card", "functionName=\"regression\"", "functionName=\"regression\" isScorable=\"false\""),
        changed(
            "card",
            "<Characteristics>",
            "<Targets><Target field=\"amount\" rescaleFactor=\"2\"/></Targets><Characteristics>",
        ),
        changed("card", "feature=\"reasonCode\" rank=\"1\"", "feature=\"decision\""),
        changed("general", "linkFunction=\"logit\"", "linkFunction=\"probit\""),
        changed("general", "predictorName=\"arrears\"", "predictorName=\"help\""),
        changed("regression", "<Apply function=\"/\">", "<Apply function=\"exp\">"),
        changed("regression", "exponent=\"2\"", "exponent=\"0.5\""),
        changed("regression", "orig=\"3\"", "orig=\"30\""),
        changed("softmax", "normalizationMethod=\"softmax\"", "normalizationMethod=\"simplemax\""),
        changed("softmax", "normalizationMethod=\"softmax\"", "normalizationMethod=\"logit\""),
        changed("tree-named", "defaultChild=\"rich\"", "defaultChild=\"poor-late\""),
        changed("tree-named", "operator=\"lessThan\" value=\"3\"", "operator=\"lessThan\" value=\"NaN\""),
        changed(
            "tree-named",
            "<Node id=\"rich-other\" score=\"20\">",
            "<Node id=\"rich-other\" score=\"20\"><Regression/>",
        ),
        changed("rules-first", "criterion=\"firstHit\"", "criterion=\"random\""),
        changed("rules-first", "dataType=\"integer\"", "dataType=\"dateDaysSince[1970]\""),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn nothing_is_decided_on_what_is_missing_or_cannot_occur() {
    let model = imported(&fixture("card")).model;
    let case = |income: Value, arrears: &str, household: &str| {
        vec![income, crate::number(arrears), Value::text(household), Value::text("north")]
    };
    let undecided = |case: Vec<Value>| match model.decide(&case, Mode::Strict) {
        Err(Undecided::Input { input, reason }) => format!("{input}: {reason}"),
        other => panic!("{other:?}"),
    };
    assert_eq!(undecided(case(Value::Null, "1", "single")), "income: the value is missing");
    assert_eq!(
        undecided(case(crate::number("100000.01"), "1", "single")),
        "income: expected a number in [0 .. 100000]"
    );
    assert_eq!(
        undecided(case(crate::number("1"), "60", "single")),
        "arrears: expected a number in [0 .. 60)"
    );
    assert_eq!(undecided(case(crate::number("1"), "1.5", "single")), "arrears: expected a whole number");
    assert_eq!(
        undecided(case(crate::number("1"), "1", "flat")),
        "household: expected one of single, couple, single_parent"
    );
    assert_eq!(undecided(case(Value::text("1"), "1", "single")), "income: expected a number, found a text");
    assert!(matches!(model.decide(&[], Mode::Strict), Err(Undecided::Size { given: 0, declared: 4 })));
    let written =
        model.decide(&case(Value::Null, "1", "couple"), Mode::AsWritten).expect("the file has points for it");
    assert_eq!(written.score.expect("a score").to_string(), "25.125");
}

#[test]
fn an_ebm_decides_nothing_on_a_word_it_has_never_seen() {
    let Some((model, _)) = super::sample("ebm.json") else { return };
    let case = [crate::number("20000"), crate::number("1"), Value::text("flat")];
    let found = model.decide(&case, Mode::Strict).expect_err("undecided").to_string();
    assert_eq!(found, "the input `household`: expected one of couple, single, single_parent");
    assert!(model.decide(&case, Mode::AsWritten).is_ok(), "the file has a bucket for it");
}

#[test]
fn w01_w09_n01_a_model_that_is_too_large_or_judges_who_people_are_may_not_be_proposed() {
    let model = imported(&fixture("card").replace("\"region\"", "\"nationality\"")).model;
    let limits = ReadingLimits { inputs: 3, terms: 3, pairs: 0, buckets: 10, ..ReadingLimits::default() };
    let found: Vec<_> = model
        .measured(&limits)
        .findings
        .into_iter()
        .map(|one| (one.code, one.norm.expect("a norm")))
        .collect();
    assert_eq!(
        found,
        [
            ("forbidden-input", "N01"),
            ("too-many-inputs", "W09"),
            ("too-many-terms", "W01"),
            ("too-many-pairs", "W01"),
            ("too-many-buckets", "W01"),
        ]
    );
    assert_eq!(imported(&fixture("card")).model.measured(&ReadingLimits::default()).findings, vec![]);
    let tree = imported(&fixture("tree-named")).model.measured(&ReadingLimits {
        depth: 1,
        rules: 3,
        ..ReadingLimits::default()
    });
    assert_eq!((tree.rules, tree.depth, tree.findings.len()), (4, 2, 2));
}

const SHEET: &str = "input;from;below;word;points;reason\nstart;;;;100;\nincome;;15000;;18,5;LOW\nincome;15000;;;-3;\n\
                     household;;;single | single_parent;6;\nhousehold;;;couple;0;\nhousehold;;;missing;2;\n";

#[test]
fn a_scorecard_in_a_spreadsheet_is_read_from_its_rows() {
    let model = imported(SHEET).model;
    let decided = model
        .explain(&[crate::number("14999.99"), Value::text("single_parent")], Mode::Strict)
        .expect("decided");
    assert_eq!(decided.score.expect("a score").to_string(), "124.5");
    assert_eq!(decided.parts[0].bucket, "income < 15000");
    assert_eq!(decided.parts[1].bucket, "household = single, single_parent");
    assert_eq!(decided.reasons, ["LOW"]);
    let rows: Vec<_> = SHEET
        .lines()
        .zip(1..)
        .map(|(line, place)| (place, line.split(';').map(str::to_owned).collect()))
        .collect();
    let from_rows = from_rows("scorecard", &rows).expect("rows").model;
    assert_eq!(from_rows.hash(), model.hash(), "rows of texts give the same model");
    let dutch = SHEET.replacen(
        "input;from;below;word;points;reason\nstart",
        "gegeven;vanaf;tot;woord;punten;reden\nbasis",
        1,
    );
    assert_eq!(imported(&dutch).model.hash(), model.hash());
}

#[test]
fn a_spreadsheet_with_gaps_overlaps_or_odd_cells_is_refused_at_its_line() {
    let with = |from: &str, to: &str| refusal(&SHEET.replacen(from, to, 1));
    let told = [
        with("income;15000;", "income;15001;"),
        with("income;15000;", "income;14000;"),
        with("income;;15000;", "income;;;"),
        with(";-3;", ";three;"),
        with(";-3;", ";1.000,5;"),
        with("couple", "single"),
        with("income;15000;;;", "income;15000;;couple;"),
        with("points", "score"),
        with("start;;;;100;", "start;;;;100;\nstart;;;;1;"),
        with("18,5;LOW", "\"18,5;LOW"),
        with(";word", ";place"),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_a_reader_should_know_is_noted_with_its_place() {
    let notes = |text: &str| imported(text).notes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let card =
        fixture("card").replace("name=\"income\"/>", "name=\"income\" missingValueReplacement=\"0\"/>");
    let mut told = notes(&card.replace("dataType=\"double\">", "dataType=\"float\">"));
    told.extend(notes(
        &fixture("tree-none")
            .replace("missingValueStrategy=\"none\"", "missingValueStrategy=\"aggregateNodes\""),
    ));
    told.extend(notes(&fixture("rules-first").replace(
        "field=\"region\" operator=\"equal\" value=\"south\"",
        "field=\"arrears\" operator=\"equal\" value=\"7\"",
    )));
    insta::assert_snapshot!(told.join("\n"));
}
