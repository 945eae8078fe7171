//! The whole story from a terminal: register, propose, assess, publish, run, explain, prove, stop.

use crate::stage::{ENTRY, Stage, assessment, fixture};
use serde_json::Value;

/// The kinds of events that the story leaves behind, oldest first; the same for every face.
pub const KINDS: [&str; 12] = [
    "AlgorithmRegistered",
    "ModelProposed",
    "AssessmentSubmitted",
    "AssessmentSigned",
    "AssessmentSigned",
    "AssessmentSigned",
    "AssessmentSigned",
    "AssessmentDecided",
    "RegistrationPublished",
    "RunRecorded",
    "OrderIssued",
    "OrderLifted",
];

#[tokio::test]
async fn the_story_from_a_terminal() {
    let stage = Stage::made("cli-story");
    let (algorithm, model) = prepared(&stage);
    let until = stage.app().await.today().saturating_add(jiff::ToSpan::months(6));
    permitted(&stage, &algorithm, &model, until);
    let run = ran(&stage);
    explained(&stage, &run);
    stopped(&stage);
    let log: Value = serde_json::from_str(&stage.says("", &["log", "show", "--json"]).out).expect("JSON");
    let kinds: Vec<_> =
        log["entries"].as_array().expect("entries").iter().rev().map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, KINDS.map(Some));
    let said = stage.says("", &["verify", "--log"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

/// Registered and proposed; the permit names what is still missing, with its norms.
fn prepared(stage: &Stage) -> (String, String) {
    let register = [
        "algorithm",
        "register",
        "--title-nl",
        "Hulp",
        "--title-en",
        "Help",
        "--body",
        "Gemeente",
        "--purpose-nl",
        "Ouders helpen",
        "--purpose-en",
        "Help parents",
    ];
    assert_eq!(stage.says("", &register).code, 5, "nobody may register");
    let algorithm = stage.says("product-owner", &register).id();
    let folder = fixture().display().to_string();
    let checked = stage.says("", &["model", "check", &folder]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let file = fixture().join("rules.dmn").display().to_string();
    assert_eq!(stage.says("", &["model", "check", &file]).out, checked.out, "a file of the folder will do");
    let model = stage.says("data-scientist", &["model", "propose", "Help", &folder]).id();
    assert!(checked.out.contains(&model), "the check shows the hash: {}", checked.out);
    let permit = stage.says("", &["permit", &algorithm]);
    for norm in ["[A01: ", "[R01: ", "✗", "✓"] {
        assert!(permit.out.contains(norm), "{norm} in {}", permit.out);
    }
    let refused = stage.says(
        "operator",
        &["run", "Help", "--cases", &stage.cases(1500), "--person", "household", "--label", "x"],
    );
    assert_eq!(refused.code, 4, "{}", refused.err);
    assert!(refused.err.contains("[A01: ") && refused.err.contains("[R01: "), "{}", refused.err);
    (algorithm, model)
}

fn permitted(stage: &Stage, algorithm: &str, model: &str, until: jiff::civil::Date) {
    stage.write("assessment.txt", "the whole assessment");
    let file = stage.write("assessment.toml", &assessment(model, until));
    let id = stage.says("product-owner", &["assessment", "submit", algorithm, "--file", &file]).id();
    let sign = |who: &str| {
        stage.says(who, &["assessment", "sign", algorithm, &id, "--outcome", "approved", "--reason", "fair"])
    };
    assert_eq!(sign("approver").code, 4, "the team signs first");
    for who in ["product-owner", "data-scientist", "lawyer", "approver"] {
        let said = sign(who);
        assert_eq!(said.code, 0, "{who}: {}", said.err);
    }
    let entry = stage.write("entry.toml", ENTRY);
    stage
        .says("product-owner", &["registration", "publish", algorithm, "--model", model, "--file", &entry])
        .id();
    let permit = stage.says("", &["permit", "Help"]);
    assert!(!permit.out.contains('✗'), "{}", permit.out);
}

fn ran(stage: &Stage) -> String {
    let cases = stage.path("cases.csv");
    let id = "019ab3c4-0000-7000-8000-000000000001";
    let words = ["run", "Help", "--cases", &cases, "--person", "household", "--label", "2026-11", "--id", id];
    let run = stage.says("operator", &words);
    assert_eq!(run.id(), id);
    assert!(run.err.is_empty(), "no bar in a pipe: {}", run.err);
    let again = stage.says("operator", &words);
    assert_eq!(again.code, 0, "the same run again is recognised: {}", again.err);
    let queue = stage.says("caseworker", &["queue", "2026-11"]);
    assert_eq!(queue.out.lines().count(), 1000);
    for told in ["random", "targeted", "points"] {
        assert!(!queue.out.contains(told), "the queue tells `{told}`");
    }
    run.id()
}

fn explained(stage: &Stage, run: &str) {
    let words = ["explain", run, "HH-0"];
    assert_eq!(stage.says("operator", &words).code, 5);
    assert_eq!(stage.says("caseworker", &["explain", run, "HH-99999"]).code, 6);
    let told = stage.says("caseworker", &words);
    assert!(
        told.out.contains("three or more children") && told.out.contains("No small change"),
        "{}",
        told.out
    );
    let court = stage.says("lawyer", &["explain", run, "HH-0", "--depth", "court"]);
    assert!(court.out.len() > told.out.len());
    let receipt = stage.says("caseworker", &["receipt", run, "HH-0"]);
    let file = stage.write("r.json", &receipt.out);
    let key = stage.says("", &["log", "key"]).id();
    let keyfile = stage.write("log.vkey", &key);
    for key in [&key, &keyfile] {
        let said = stage.says("", &["verify", &file, "--key", key]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains("HH-0"), "{}", said.out);
    }
    let forged = stage.write("forged.json", &receipt.out.replace("HH-0", "HH-1"));
    let said = stage.says("", &["verify", &forged, "--key", &key]);
    assert_eq!(said.code, 8, "{}", said.err);
}

fn stopped(stage: &Stage) {
    let order = ["order", "suspend", "Help", "--power", "GDPR art. 58(2)(f)", "--reason", "a presumption"];
    assert_eq!(stage.says("product-owner", &order).code, 5);
    let id = stage.says("supervisor", &order).id();
    let cases = stage.path("cases.csv");
    let words = ["run", "Help", "--cases", &cases, "--person", "household", "--label", "2026-12"];
    let refused = stage.says("operator", &words);
    assert_eq!(refused.code, 4);
    assert!(refused.err.contains("[O04: "), "{}", refused.err);
    assert_eq!(stage.says("supervisor", &["order", "lift", "Help", &id, "--reason", "answered"]).code, 0);
}
