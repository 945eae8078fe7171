//! The audit of one file, as a journalist would run it: figures against published ones, the report's own rules, and
//! what is said of a file that cannot be measured.

use crate::stage::{Said, Stage};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const COMPAS: [&str; 12] = [
    "--outcome",
    "score=1.0",
    "--truth",
    "label_value=1",
    "--attribute",
    "race",
    "--attribute",
    "sex",
    "--attribute",
    "age_cat",
    "--reference",
    "race=Caucasian",
];

/// Public data where they lie; none when the folder is absent, which is only allowed outside CI.
fn reference(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(name);
    let must = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(path.exists() || !must, "{} is needed in CI", path.display());
    if !path.exists() {
        println!("skipped: the reference data {name} is not here");
    }
    path.exists().then_some(path)
}

fn audit(stage: &Stage, file: &str, words: &[&str]) -> Said {
    stage.says("", &[&["audit", file], words].concat())
}

fn json(stage: &Stage, file: &str, words: &[&str]) -> Value {
    let said = audit(stage, file, &[words, &["--json"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).expect("JSON")
}

fn line<'a>(found: &'a Value, column: &str, value: &str) -> &'a Value {
    let attributes = found["attributes"].as_array().expect("attributes").iter();
    let mut attributes = attributes.filter(|one| one["column"] == column);
    let lines = attributes.next().expect("the column")["lines"].as_array().expect("lines");
    lines.iter().find(|one| one["value"] == value).expect("the value")
}

fn four(value: &Value) -> String {
    format!("{:.4}", value.as_f64().expect("a number"))
}

/// People as rows: so many of a group, of whom so many were picked.
fn people(groups: &[(&str, u32, u32)]) -> String {
    let mut text = "origin,picked\n".to_owned();
    for (group, picked, total) in groups {
        for person in 0..*total {
            let _ = writeln!(text, "{group},{}", if person < *picked { "yes" } else { "no" });
        }
    }
    text
}

fn report(stage: &Stage, file: &str, lang: &str, words: &[&str]) -> String {
    let path = stage.path(&format!("report-{lang}.html"));
    let said = audit(stage, file, &[words, &["--html", &path, "--lang", lang]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    std::fs::read_to_string(path).expect("a report")
}

#[test]
fn n06_published_error_rates_come_out_of_a_file() {
    let Some(file) = reference("compas/compas_for_aequitas.csv") else { return };
    let stage = Stage::new("audit-compas");
    let found = json(&stage, &file.display().to_string(), &COMPAS);
    let rate =
        |value: &str, kind: &str| four(&line(&found, "race", value)["errors"]["group"][kind]["estimate"]);
    assert_eq!(
        (rate("African-American", "false_alarm"), rate("Caucasian", "false_alarm")),
        ("0.4485".into(), "0.2345".into())
    );
    assert_eq!(
        (rate("African-American", "missed"), rate("Caucasian", "missed")),
        ("0.2799".into(), "0.4772".into())
    );
    assert_eq!(line(&found, "race", "Asian")["ratio"]["kind"], "too-few");
}

/// The published table: category and column to the printed number.
type Published = BTreeMap<String, BTreeMap<String, u64>>;

fn published() -> Option<Published> {
    let text = std::fs::read_to_string(reference("duo-cub/cbs_counts_2014.csv")?).expect("read");
    // Only the category can have a comma, and then it stands in quotation marks.
    let fields = |line: &str| match line.split('"').collect::<Vec<_>>().as_slice() {
        [before, quoted, after] => {
            let cells = after.trim_start_matches(',').split(',').map(str::to_owned);
            [before.trim_end_matches(',').to_owned(), (*quoted).to_owned()].into_iter().chain(cells).collect()
        }
        _ => line.split(',').map(str::to_owned).collect::<Vec<_>>(),
    };
    let mut lines = text.lines().map(fields);
    let head = lines.next().expect("a head");
    let table = lines.filter(|row| row[0] == "1").map(|row| {
        let cells = head.iter().zip(&row).skip(2);
        (row[1].clone(), cells.map(|(name, cell)| (name.clone(), cell.parse().expect("a count"))).collect())
    });
    Some(table.collect())
}

/// Students of both origins in some categories, of those in others, as rows of a file: who was picked, and who was not.
fn grants(table: &Published, class: &str, selected: &[String], total: &[String]) -> String {
    let outside: &[&str] = &["born_nl_origin_outside_europe", "born_abroad_origin_outside_europe"];
    let mut text = String::new();
    for (origin, columns) in [("outside", outside), ("dutch", &["origin_nl"])] {
        let sum = |categories: &[String]| {
            categories.iter().flat_map(|one| columns.iter().map(|column| table[one][*column])).sum::<u64>()
        };
        let (picked, all) = (sum(selected), sum(total));
        let _ = writeln!(text, "{origin},{class},yes,{picked}\n{origin},{class},no,{}", all - picked);
    }
    text
}

fn written(stage: &Stage, rows: &str) -> String {
    stage.write("grants.csv", &format!("origin,class,selected,students\n{rows}"))
}

fn class(number: u32) -> String {
    format!("Risk category {number}")
}

fn picked(number: u32) -> String {
    format!("Risk category {number} & Selected for control: yes")
}

/// Every cell of the file is a sum or difference of up to four printed ones, and each of those is rounded to tens.
const GRANTS: [&str; 12] = [
    "--outcome",
    "selected=yes",
    "--attribute",
    "origin",
    "--reference",
    "origin=dutch",
    "--given",
    "class",
    "--count",
    "students",
    "--rounded-to",
    "40",
];

#[test]
fn n08_the_six_published_ratios_come_out_of_a_table_of_counts() {
    let Some(table) = published() else { return };
    let stage = Stage::new("audit-grants");
    let of =
        |numbers: &[u32], name: fn(u32) -> String| numbers.iter().map(|one| name(*one)).collect::<Vec<_>>();
    let all = || vec!["Total".to_owned()];
    let words = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let cases = [
        (of(&[1, 2], class), all(), "2.0"),
        (words(&["Selected for control: yes"]), all(), "6.2"),
        (of(&[1, 2], picked), of(&[1, 2], class), "5.5"),
        (of(&[3, 4, 5], picked), of(&[3, 4, 5], class), "1.8"),
        (of(&[6], picked), of(&[6], class), "2.3"),
        (words(&["Outcome house visit: duly", "Unduly, appeal successful"]), all(), "3.0"),
    ];
    // When a journalist audits the counts, the printed digit comes out, inside the limits that rounding leaves.
    for (selected, total, printed) in cases {
        let file = written(&stage, &grants(&table, "all", &selected, &total));
        let found = json(&stage, &file, &GRANTS);
        let line = line(&found, "origin", "outside");
        let ratio = line["ratioAsPrinted"].as_f64().expect("a ratio");
        assert_eq!(format!("{ratio:.1}"), printed, "{selected:?}");
        let (low, high) = (line["ratio"]["low"].as_f64(), line["ratio"]["high"].as_f64());
        println!("{printed}: {ratio:.4}, with rounding {low:?} to {high:?}");
        assert!(low < Some(ratio) && Some(ratio) < high && line["ratio"]["kind"] == "between");
        let told = audit(&stage, &file, &GRANTS).out;
        assert!(told.contains(&format!("That is {printed} times as often")), "{told}");
    }
}

#[test]
fn n04_at_equal_risk_class_the_published_gap_stays() {
    let Some(table) = published() else { return };
    let stage = Stage::new("audit-pooled");
    let rows = (1..=6).map(|one| grants(&table, &one.to_string(), &[picked(one)], &[class(one)]));
    let file = written(&stage, &rows.collect::<String>());
    let found = json(&stage, &file, &GRANTS);
    let equal = &found["circumstances"]["measured"][0]["found"];
    assert_eq!(four(&equal["pooled"]["ratio"]["estimate"]), "3.6950");
    let (low, high) = (equal["range"]["low"].as_f64(), equal["range"]["high"].as_f64());
    println!("pooled with rounding: {low:?} to {high:?}");
    assert!(low < Some(3.4099) && high > Some(4.0039), "rounding only widens");
    let told = audit(&stage, &file, &GRANTS).out;
    assert!(told.contains("not equally large everywhere"), "{told}");
}

#[test]
fn n06_a_parquet_file_is_read_too() {
    let Some(file) = reference("acs/acs_sample_train.parquet") else { return };
    let stage = Stage::new("audit-parquet");
    let file = file.display().to_string();
    let refused = audit(&stage, &file, &["--outcome", "ESR=1", "--attribute", "SEKS"]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(
        refused.err.contains("column `SEKS`: the column is not in the file: did you mean `SEX`?"),
        "{}",
        refused.err
    );
    // Whatever the writer's type of number is, the message lists the values as they are read.
    let values = audit(&stage, &file, &["--outcome", "SEX=none", "--attribute", "MAR"]).err;
    let first =
        values.split("the column has: `").nth(1).and_then(|rest| rest.split('`').next()).expect("values");
    let found = json(&stage, &file, &["--outcome", &format!("SEX={first}"), "--attribute", "MAR"]);
    let lines = found["attributes"][0]["lines"].as_array().expect("lines").len();
    assert!(found["people"].as_u64() > Some(1_000) && lines >= 4, "{}", found["people"]);
}

#[test]
fn n06_nothing_is_silently_missing_in_the_report() {
    let stage = Stage::new("audit-missing");
    // Given a reference without any, a group too small, a group with few, and people of unknown origin.
    let text = people(&[("a", 0, 400), ("b", 40, 400), ("few", 5, 30), ("", 20, 100)]);
    let file = stage.write("people.csv", &text);
    let words = ["--outcome", "picked=yes", "--attribute", "origin", "--reference", "origin=a"];
    let found = json(&stage, &file, &words);
    assert_eq!(line(&found, "origin", "b")["ratio"]["kind"], "no-reference");
    let said = audit(&stage, &file, &words).out;
    for expected in [
        "not shown",
        "too few people (30, needed 50)",
        "unknown",
        "Cannot be determined",
        "Not in this report: the file names no steps",
        "Not in this report: no period was named",
        "Not in this report: this version does not make this part yet",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn n11_small_counts_stay_out_of_page_and_json() {
    let stage = Stage::new("audit-small");
    let file = stage.write("people.csv", &people(&[("a", 300, 3_000), ("b", 7, 61), ("c", 100, 811)]));
    let words = ["--outcome", "picked=yes", "--attribute", "origin"];
    let found = json(&stage, &file, &words);
    assert_eq!(line(&found, "origin", "b")["counts"], Value::Null);
    assert_eq!(line(&found, "origin", "b")["ratio"]["kind"], "suppressed");
    // The rate of all others, times their number, would give the seven away.
    assert_eq!(line(&found, "origin", "b")["referenceRate"]["kind"], "suppressed");
    // Its size is known, so another group must be held back too: what is left would give it away.
    assert_eq!(line(&found, "origin", "c")["counts"], Value::Null);
    let page = report(&stage, &file, "en", &words);
    assert!(!page.contains(">7<") && page.contains("not shown"), "a count of seven is shown");
}

#[test]
fn n07_the_path_tells_which_step_adds_the_gap() {
    let stage = Stage::new("audit-path");
    let mut text = "origin,stage\n".to_owned();
    for (origin, last) in [("a", [600, 300, 100]), ("b", [200, 600, 200])] {
        for (step, people) in ["applied", "selected", "visited"].iter().zip(last) {
            text.extend((0..people).map(|_| format!("{origin},{step}\n")));
        }
    }
    let file = stage.write("people.csv", &text);
    let asked = ["--outcome", "stage=selected", "--attribute", "origin", "--reference", "origin=a", "--step"];
    let said = audit(&stage, &file, &[&asked[..], &["stage"]].concat());
    assert_eq!(said.code, 3);
    assert!(said.err.contains("the order of the steps is not known"), "{}", said.err);
    let found = json(&stage, &file, &[&asked[..], &["stage=applied,selected,visited"]].concat());
    let steps = &found["path"]["measured"][0]["found"];
    let adds = [0, 1].map(|at| format!("{:.2}", steps[at]["adds"]["estimate"].as_f64().expect("a ratio")));
    assert_eq!(adds, ["2.00", "1.00"], "the gap is made by selecting, not by visiting");
    let share = steps[0]["share"]["estimate"].as_f64().expect("a share");
    assert_eq!(format!("{share:.3}"), "0.667", "two of three who were selected");
    assert_eq!(line(&found, "origin", "b")["counts"]["selected"], 800, "who was visited was selected");
}

#[test]
fn n09_every_period_has_its_ratio() {
    let stage = Stage::new("audit-time");
    let mut text = "origin,picked,year\n".to_owned();
    for (year, picked) in [(2023, 20), (2024, 40), (2025, 80)] {
        for (origin, picked) in [("a", 20), ("b", picked)] {
            text.extend(
                (0..400).map(|at| format!("{origin},{},{year}\n", if at < picked { "yes" } else { "no" })),
            );
        }
    }
    let file = stage.write("people.csv", &text);
    let words =
        ["--outcome", "picked=yes", "--attribute", "origin", "--reference", "origin=a", "--period", "year"];
    let found = json(&stage, &file, &words);
    let course = found["time"]["measured"][0]["found"].as_array().expect("periods").clone();
    let ratios: Vec<_> = course
        .iter()
        .map(|one| format!("{:.1}", one["ratio"]["estimate"].as_f64().expect("a ratio")))
        .collect();
    assert_eq!(ratios, ["1.0", "2.0", "4.0"]);
}

/// People for the rules of the report: several columns, a group too small, a name with markup in it.
fn mixed(stage: &Stage) -> String {
    let mut text = "origin;gender;picked\n".to_owned();
    for at in 0..6_000_u32 {
        let origin = ["Dutch", "<b>elsewhere</b>", "\"a; b\""][(at % 3) as usize];
        let gender = if at % 2 == 0 { "f" } else { "m" };
        let picked = if at % 97 < 9 + 12 * (at % 3) { "yes" } else { "no" };
        let _ = writeln!(text, "{origin};{gender};{picked}");
    }
    text.extend((0..20).map(|_| "tiny;f;no\n"));
    stage.write("people.csv", &text)
}

const MIXED: [&str; 8] = [
    "--outcome",
    "picked=yes",
    "--attribute",
    "origin",
    "--attribute",
    "gender",
    "--reference",
    "origin=Dutch",
];

#[test]
fn the_report_needs_nothing_else_and_is_the_same_bytes_again() {
    let stage = Stage::new("audit-bytes");
    let file = mixed(&stage);
    for lang in ["nl", "en"] {
        let page = report(&stage, &file, lang, &MIXED);
        assert_eq!(page, report(&stage, &file, lang, &MIXED));
        for outside in ["http:", "https:", "<script", "src=", "@import", "url(//", "<b>elsewhere"] {
            assert!(!page.contains(outside), "{lang}: {outside}");
        }
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
    }
}

#[test]
fn the_report_keeps_its_rules() {
    let stage = Stage::new("audit-rules");
    let file = mixed(&stage);
    for (lang, thousand, chance) in [("nl", "6.020", "Kans op toeval"), ("en", "6,020", "Chance, corrected")]
    {
        let page = report(&stage, &file, lang, &MIXED);
        assert!(page.contains(thousand), "numbers as the language writes them");
        // No verdict, and no chance before the arithmetic.
        let words = page.to_lowercase();
        for verdict in ["significant", "fair", "eerlijk", "biased", "bevooroordeeld", "p-value", "p-waarde"] {
            assert!(!words.contains(verdict), "{lang}: {verdict}");
        }
        let (before, _) = page.split_once("id=\"arithmetic\"").expect("the arithmetic");
        assert!(!before.contains(chance), "{lang}: a chance before the arithmetic");
        // Each drawing has its words, and its table behind it.
        let drawings: Vec<&str> = page.split("<svg").skip(1).collect();
        assert!(drawings.len() >= 3, "{}", drawings.len());
        for drawing in &drawings {
            let (svg, after) = drawing.split_once("</svg>").expect("closed");
            assert!(svg.contains("<title") && svg.contains("<desc") && svg.contains("role=\"img\""));
            assert!(
                after.split("<svg").next().is_some_and(|rest| rest.contains("<table>")),
                "no table behind it"
            );
        }
        // The same axis for the same quantity, from nought; people at every dot; hatching where there is no figure.
        let ticks = |svg: &str| {
            let texts = svg.split("font-size=\"10.5\" text-anchor=").skip(1);
            let texts = texts.filter_map(|part| part.split_once('>')?.1.split('<').next());
            texts
                .take_while(|text| text.chars().all(|char| char.is_ascii_digit()))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert!(drawings.iter().all(|svg| ticks(svg) == ticks(drawings[0])), "axes differ");
        assert_eq!(ticks(drawings[0]).first().map(String::as_str), Some("0"));
        let unit = if lang == "nl" { " mensen</text>" } else { " people</text>" };
        for svg in &drawings {
            assert!(svg.matches(unit).count() > svg.matches("<circle").count(), "a dot without people");
        }
        assert!(page.contains("fill=\"url(#groups-0-h)\""), "the group that is too small is hatched");
    }
}

/// Contrast of a text colour on white (WCAG 2.2): 4.5 is asked.
#[test]
fn the_report_can_be_read() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/report.html"));
    let page = page.expect("the template");
    let part = |hex: &str| {
        let value = f64::from(u8::from_str_radix(hex, 16).expect("hex")) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    for colour in page.split(";color:#").chain(page.split("{color:#")).chain(page.split("fill:#")).skip(1) {
        let Some(hex) = colour.get(..6).filter(|hex| hex.chars().all(|char| char.is_ascii_hexdigit())) else {
            continue;
        };
        let at = |from: usize| part(hex.get(from..from + 2).expect("two digits"));
        let light = 0.2126 * at(0) + 0.7152 * at(2) + 0.0722 * at(4);
        assert!(1.05 / (light + 0.05) >= 4.5, "#{hex}");
    }
}

#[test]
fn a_file_that_cannot_be_measured_is_told_with_its_place() {
    let stage = Stage::new("audit-errors");
    let good = stage.write("good.csv", &people(&[("a", 30, 300), ("b", 60, 300)]));
    let empty = stage.write("empty.csv", "\n");
    let header = stage.write("header.csv", "origin,picked\n");
    let ragged = stage.write("ragged.csv", "origin,picked\na,yes\nb\n");
    let counts = stage.write("counts.csv", "origin,picked,n\na,yes,10\na,yes,20\na,no,x\n");
    let plain = ["--outcome", "picked=yes", "--attribute", "origin"];
    let cases: [(&str, Vec<&str>, i32, &str); 13] = [
        (
            &good,
            vec!["--outcome", "pickd=yes", "--attribute", "origin"],
            3,
            "column `pickd`: the column is not in the file: did you mean `picked`?",
        ),
        (
            &good,
            vec!["--outcome", "picked=ja", "--attribute", "origin"],
            3,
            "the value `ja` never occurs; the column has: `no`, `yes`",
        ),
        (
            &good,
            [&plain[..], &["--reference", "origin=z"]].concat(),
            3,
            "--reference, column `origin`: the value `z` never occurs",
        ),
        (
            &good,
            [&plain[..], &["--attribute", "picked"]].concat(),
            2,
            "column `picked` is named with --outcome and with --attribute",
        ),
        (&good, [&plain[..], &["--reference", "picked=no"]].concat(), 2, "name it with --attribute too"),
        (&good, vec!["--outcome", "picked=yes"], 2, "name at least one column with --attribute"),
        (&good, vec!["--outcome", "picked", "--attribute", "origin"], 2, "write COLUMN=VALUE"),
        (&good, [&plain[..], &["--rounded-to", "10"]].concat(), 2, "--count"),
        (&empty, plain.to_vec(), 3, "the file is empty"),
        (&header, plain.to_vec(), 3, "no rows"),
        (&ragged, plain.to_vec(), 3, "line 3 has 1 fields, the header has 2"),
        (
            &counts,
            [&plain[..], &["--count", "n"]].concat(),
            3,
            "row 3, column `n`: `x` is no number of people",
        ),
        (
            &counts,
            [&plain[..], &["--count", "n", "--rounded-to", "10"]].concat(),
            3,
            "row 2: an earlier row has the same values",
        ),
    ];
    for (file, words, code, expected) in cases {
        let said = audit(&stage, file, &words);
        assert_eq!(said.code, code, "{words:?}: {}", said.err);
        assert!(said.err.contains(expected), "{expected}: {}", said.err);
    }
    let gone = audit(&stage, &stage.path("gone.csv"), &plain);
    assert!(gone.code == 2 && gone.err.contains("gone.csv"), "{}", gone.err);
}
