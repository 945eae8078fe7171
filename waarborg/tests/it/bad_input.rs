//! Malformed input at the faces: each a clear answer with a place, an exit code by kind, and nothing recorded.

use crate::stage::{Stage, get, post};
use axum::http::StatusCode;
use serde_json::json;

const ID: &str = "019ab3c4-0000-7000-8000-00000000000a";

/// Bodies that are no command, each with the place that must be named.
fn commands() -> Vec<(String, &'static str)> {
    let long = "x".repeat(4001);
    let deep = "[".repeat(200);
    let register = |change: fn(&mut serde_json::Value)| {
        let both = json!({ "nl": "Hulp", "en": "Help" });
        let mut command =
            json!({ "command": "register", "algorithm": ID, "title": both, "body": "B", "purpose": both });
        change(&mut command);
        command.to_string()
    };
    vec![
        (String::new(), "line 1, column 0"),
        ("{".to_owned(), "line 1, column 1"),
        ("\u{feff}{}".to_owned(), "line 1, column 1"),
        ("{\"command\":\n 'register'}".to_owned(), "line 2, column 2"),
        (deep, "line 1, column 128"),
        ("[]".to_owned(), "/command"),
        ("null".to_owned(), "/command"),
        (json!({ "command": "grant-permit", "algorithm": ID }).to_string(), "/command"),
        (json!({ "command": "withdraw" }).to_string(), "/algorithm"),
        (json!({ "command": "withdraw", "algorithm": "../../etc", "reason": "x" }).to_string(), "/algorithm"),
        (json!({ "command": "withdraw", "algorithm": ID, "reason": 7 }).to_string(), "/reason"),
        (json!({ "command": "withdraw", "algorithm": ID, "reason": "   " }).to_string(), "/reason"),
        (json!({ "command": "withdraw", "algorithm": ID, "reason": long }).to_string(), "/reason"),
        (json!({ "command": "withdraw", "algorithm": ID, "reason": "a\u{7}b" }).to_string(), "/"),
        (register(|command| command["permit"] = true.into()), "/permit"),
        (register(|command| command["title"]["de"] = "Hilfe".into()), "/title/de"),
        (register(|command| command["title"] = "Hulp".into()), "/title"),
        (json!({ "command": "issue-order", "algorithm": ID, "order": ID, "kind": "pause", "power": "p", "reason": "r" }).to_string(), "/kind"),
        (json!({ "command": "issue-order", "algorithm": ID, "order": ID, "kind": "suspend", "power": "p", "reason": "r", "until": "2026-02-30" }).to_string(), "/until"),
    ]
}

#[tokio::test]
async fn a_malformed_command_is_named_by_its_place() {
    let stage = Stage::made("bad-commands");
    let router = stage.router().await;
    for (body, place) in commands() {
        let shown: String = body.chars().take(80).collect();
        let answered = post(&router, "product-owner", "/api/v1/commands", &body).await;
        assert_eq!(answered.status, StatusCode::BAD_REQUEST, "{shown}: {}", answered.text);
        let errors = answered.json()["errors"].clone();
        let places: Vec<_> = errors
            .as_array()
            .expect("errors")
            .iter()
            .map(|one| one["place"].as_str().expect("a place"))
            .collect();
        assert!(places.contains(&place), "{shown}: {place} is not in {errors}");
    }
    let large = format!("{{\"command\":\"{}\"}}", "x".repeat(9 * 1024 * 1024));
    assert_eq!(post(&router, "", "/api/v1/commands", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(get(&router, "/api/v1/log").await.json()["size"], 0, "nothing is recorded");
}

#[tokio::test]
async fn a_malformed_address_is_named_by_its_place() {
    let stage = Stage::made("bad-addresses");
    let router = stage.router().await;
    let hash = "0".repeat(63);
    let cases = [
        ("/api/v1/runs/latest".to_owned(), "path/id"),
        (format!("/api/v1/algorithms/{ID}/models/{hash}"), "path/hash"),
        ("/api/v1/log/entries/-1".to_owned(), "path/position"),
        ("/api/v1/log?page=first".to_owned(), "query/page"),
        ("/api/v1/algorithms?sort=asc".to_owned(), "query/sort"),
    ];
    for (path, place) in cases {
        let answered = get(&router, &path).await;
        assert_eq!(answered.status, StatusCode::BAD_REQUEST, "{path}: {}", answered.text);
        assert_eq!(answered.json()["errors"][0]["place"], place, "{path}");
    }
    for path in [
        "/log/tile/../keys/log.key",
        "/log/tile/0/%2e%2e/%2e%2e/keys/log.key",
        "/log/tile/0/000/../../../origin",
    ] {
        assert_eq!(get(&router, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

const RECEIPT: &str = r#"{"format":"waarborg-receipt/1","record":"{}","salt":"00","run":{"index":0,"size":1,"root":"00","proof":[]},"entry":"{}","log":{"index":0,"proof":[],"checkpoint":""}}"#;

#[test]
fn a_malformed_receipt_is_named_by_its_place() {
    let stage = Stage::made("bad-receipts");
    let key = stage.says("", &["log", "key"]).id();
    let receipts = [
        ("empty", String::new()),
        ("no-json", "receipt".to_owned()),
        ("cut", RECEIPT.chars().take(90).collect()),
        ("list", "[]".to_owned()),
        ("nothing", "{}".to_owned()),
        ("unknown-field", RECEIPT.replacen('{', "{\"score\":1,", 1)),
        ("twice", RECEIPT.replacen('{', "{\"format\":\"waarborg-receipt/1\",", 1)),
        ("format", RECEIPT.replace("receipt/1", "receipt/9")),
        ("salt", RECEIPT.to_owned()),
        ("negative", RECEIPT.replace("\"index\":0", "\"index\":-1")),
        ("fraction", RECEIPT.replace("\"size\":1", "\"size\":1.5")),
        (
            "large",
            RECEIPT.replace("\"record\":\"{}\"", &format!("\"record\":\"{}\"", "x".repeat(300 * 1024))),
        ),
        ("binary", "\u{0}\u{1}\u{2}".to_owned()),
    ];
    for (name, text) in receipts {
        let file = stage.write(&format!("{name}.json"), &text);
        let said = stage.says("", &["verify", &file, "--key", &key]);
        assert_eq!(said.code, 3, "{name}: {}", said.err);
        assert!(said.err.contains(&format!("{name}.json")) && said.out.is_empty(), "{name}: {}", said.err);
        for word in ["panicked", "serde", "Error {", "::"] {
            assert!(!said.err.contains(word), "{name}: {}", said.err);
        }
    }
    let file = stage.write("fine.json", RECEIPT);
    assert_eq!(stage.says("", &["verify", &file, "--key", "waarborg.example/log+00+AA"]).code, 2, "no key");
}

#[test]
fn a_malformed_file_ends_by_its_kind_and_names_its_place() {
    let stage = Stage::made("bad-files");
    let broken = stage.write("broken.toml", "legalBasis = \"x\"\nsources = 7\n");
    let hash = "0".repeat(64);
    let id = "019ab3c4-0000-7000-8000-00000000000a";
    let cases: [(&[&str], i32, &str); 8] = [
        (&["algorithm", "show", "nothing"], 6, "nothing"),
        (&["explain", "2026-13", "HH-1"], 6, "2026-13"),
        (&["log", "show", "--page", "x"], 2, "--page"),
        (&["verify"], 2, "--key"),
        (&["model", "check", "nowhere"], 2, "nowhere"),
        (&["import-register", &broken], 3, ""),
        (&["serve", "--listen", "0.0.0.0:0"], 2, "loopback"),
        (&["registration", "publish", id, "--model", &hash, "--file", &broken], 6, id),
    ];
    for (words, code, place) in cases {
        let said = stage.says("product-owner", words);
        assert_eq!(said.code, code, "{words:?}: {}", said.err);
        assert!(said.err.contains(place), "{words:?}: {}", said.err);
    }
    let nowhere = Stage::new("bad-home").says("", &["log", "show"]);
    assert_eq!(nowhere.code, 3, "{}", nowhere.err);
    assert!(nowhere.err.contains("waarborg init"), "{}", nowhere.err);
}
