//! Rules files that other tools wrote, from the command line alone: looked at, declared, tried, and checked again.

use crate::stage::Stage;
use std::path::Path;

const CARD: &str = "\
input,from,below,word,points
hours,,20,,5
hours,20,,,12
region,,,north,3
region,,,south,0
";

fn declared(stage: &Stage, file: &str) -> String {
    let draft = stage.says("", &["model", "draft", file]);
    assert_eq!(draft.code, 0, "{}", draft.err);
    let filled = draft
        .out
        .replace("minimum = \"TODO\"", "minimum = \"0\"")
        .replace("maximum = \"TODO\"", "maximum = \"80\"");
    let filled =
        filled.replace("step = \"0.01\"", "step = \"1\"").replace("changeable = false", "changeable = true");
    let filled = filled.replace("\"\"", "\"gezegd\"");
    std::fs::create_dir_all(stage.folder.join("card")).expect("a folder");
    std::fs::write(stage.folder.join("card/model.toml"), filled).expect("written");
    std::fs::copy(file, stage.folder.join("card/card.csv")).expect("copied");
    stage.path("card")
}

#[test]
fn w10_a_scorecard_from_a_spreadsheet_is_checked_declared_tried_and_rechecked() {
    let stage = Stage::new("cli-models");
    let file = stage.write("card.csv", CARD);
    let looked_at = stage.says("", &["model", "check", &file]);
    assert_eq!(looked_at.code, 0, "{}", looked_at.err);
    insta::assert_snapshot!("looked_at", looked_at.out);

    let folder = declared(&stage, &file);
    let checked = stage.says("", &["model", "check", &folder]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    insta::assert_snapshot!("declared", checked.out);

    let asked = stage.says("", &["model", "try", &folder, "hours=25", "region=north", "--json"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    let record = stage.write("record.json", &asked.out);
    // As a home keeps it: the canonical form stands beside the files.
    std::fs::write(stage.folder.join("card/canonical.json"), "{}").expect("written");
    assert_eq!(stage.says("", &["model", "recheck", &folder, &record]).code, 0);
    let lie = stage.write("lie.json", &asked.out.replacen("\"15\"", "\"16\"", 1));
    let unproved = stage.says("", &["model", "recheck", &folder, &lie]);
    assert_eq!(unproved.code, 8, "{}", unproved.out);
    assert!(unproved.err.contains("do not add up"), "{}", unproved.err);
}

#[test]
fn w02_whose_score_lies_within_rounding_of_the_threshold_is_told() {
    let stage = Stage::new("cli-near");
    let folder = declared(&stage, &stage.write("card.csv", CARD));
    let declaration = std::fs::read_to_string(stage.folder.join("card/model.toml")).expect("read");
    let at = |bound: &str| {
        let (kept, _) = declaration.split_once("[selection]").expect("a selection");
        let words = "{ nl = \"x\", en = \"x\" }";
        let selection = format!(
            "[selection]\nrule = \"threshold\"\nat_least = \"{bound}\"\nrandom_share = \"0.2\"\nmeaning = {words}\n"
        );
        std::fs::write(stage.folder.join("card/model.toml"), format!("{kept}{selection}")).expect("written");
    };
    let people = stage.write("people.csv", "who,hours,region\nanna,25,north\nbilal,25,south\n");
    let asked = ["model", "check", &folder, "--cases", &people, "--person", "who"];
    // North and twenty hours or more: 12 + 3.
    for (bound, near) in [("15", true), ("15.0000000015", true), ("15.000001", false), ("7", false)] {
        at(bound);
        let told = stage.says("", &asked);
        assert_eq!(told.code, 0, "{}", told.err);
        assert_eq!(told.out.contains("stand: anna."), near, "{bound}: {}", told.out);
    }
    at("15");
    let json = stage.says("", &[asked.as_slice(), &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["near"]["found"], serde_json::json!(["anna"]));
    let broken = stage.write("people.csv", "who,hours,region\nanna,many,north\n");
    let refused = stage.says("", &["model", "check", &folder, "--cases", &broken, "--person", "who"]);
    assert!(refused.code != 0 && refused.err.contains("row"), "{}", refused.err);
}

#[test]
fn w10_a_workbook_is_read_as_the_lines_that_it_shows() {
    let stage = Stage::new("cli-workbook");
    let fixture = |name: &str| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).display().to_string()
    };
    let file = stage.write("card.csv", CARD);
    let lines = stage.says("", &["model", "check", &file]);
    let sheet = stage.says("", &["model", "check", &fixture("card.xlsx")]);
    assert_eq!((sheet.code, sheet.out), (0, lines.out), "{}", sheet.err);

    // Declared once, the workbook and its lines are the same model.
    let folder = declared(&stage, &file);
    let of_lines = stage.says("", &["model", "check", &folder, "--json"]);
    std::fs::remove_file(stage.folder.join("card/card.csv")).expect("removed");
    std::fs::copy(fixture("card.xlsx"), stage.folder.join("card/card.xlsx")).expect("copied");
    let of_sheet = stage.says("", &["model", "check", &folder, "--json"]);
    assert_eq!((of_sheet.code, of_sheet.out), (0, of_lines.out), "{}", of_sheet.err);

    for (name, words) in [
        ("two-sheets.xlsx", "the sheets Card, Notes all hold something"),
        ("word-for-points.xlsx", "rules:3:1: `twelve` is not a number"),
    ] {
        let refused = stage.says("", &["model", "check", &fixture(name)]);
        assert_eq!(refused.code, 3, "{name}: {}", refused.out);
        assert!(refused.err.contains(words), "{name}: {}", refused.err);
    }
    let folder = stage.write("folder.xlsx", "PK\u{3}\u{4} and nothing else");
    assert!(stage.says("", &["model", "check", &folder]).err.contains("save it as XLSX or CSV"));
}

#[test]
fn w01_stricter_limits_are_read_and_named() {
    let stage = Stage::new("cli-limits");
    let file = stage.write("card.csv", CARD);
    let limits = stage.write("limits.toml", "inputs = 1\n");
    let refused = stage.says("", &["model", "check", &file, "--limits", &limits]);
    assert_eq!(refused.code, 3);
    assert!(refused.err.contains("with more than 1 nobody can read it any more (W09)"), "{}", refused.err);
    let wrong = stage.write("wrong.toml", "inptus = 1\n");
    assert_eq!(stage.says("", &["model", "check", &file, "--limits", &wrong]).code, 3);
}

#[test]
fn w01_every_case_of_the_standard_below_a_folder_is_counted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/dmn-tck/compliance-level-2");
    if !folder.exists() {
        assert!(std::env::var("CI").is_err(), "{} must be there in CI", folder.display());
        return;
    }
    let stage = Stage::new("cli-tck");
    let told = stage.says("", &["model", "tck", &folder.display().to_string()]);
    assert_eq!((told.code, told.out.trim_end()), (0, "126 passed, 0 failed, 0 refused"));
    assert_eq!(stage.says("", &["model", "tck", &stage.path("nowhere")]).code, 2);
}
