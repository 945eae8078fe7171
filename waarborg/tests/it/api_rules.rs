//! The Dutch API Design Rules: what a linter sees in the contract, and what only a running server shows.

use crate::api_story::fits;
use crate::stage::{Stage, ask, get, post};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;
use waarborg::api::VERSION;

fn contract() -> Value {
    serde_json::from_str(include_str!("../snapshots/openapi.json")).expect("JSON")
}

/// Every operation with its path and method.
fn operations(contract: &Value) -> Vec<(String, String, Value)> {
    let paths = contract["paths"].as_object().expect("paths");
    let each = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods");
        methods.iter().map(|(method, operation)| (path.clone(), method.clone(), operation.clone()))
    });
    each.collect()
}

#[tokio::test]
async fn the_contract_is_the_committed_one() {
    let stage = Stage::made("api-contract");
    let answered = get(&stage.router().await, "/api/v1/openapi.json").await;
    assert_eq!(answered.header("access-control-allow-origin"), "*");
    let text = serde_json::to_string_pretty(&answered.json()).expect("JSON") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/openapi.json");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(path, &text).expect("written");
    }
    let committed = std::fs::read_to_string(path).expect("the committed contract");
    assert!(
        text == committed,
        "the contract changed: run with INSTA_UPDATE=always, read the difference, raise the version"
    );
}

#[test]
fn the_contract_says_who_answers_for_it() {
    let contract = contract();
    assert!(contract["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    assert_eq!(contract["info"]["version"], VERSION);
    assert_eq!(VERSION.split('.').filter(|part| part.parse::<u32>().is_ok()).count(), 3);
    for field in ["name", "email", "url"] {
        assert!(
            contract["info"]["contact"][field].as_str().is_some_and(|text| !text.is_empty()),
            "contact {field}"
        );
    }
    assert!(contract["servers"][0]["url"].as_str().is_some_and(|url| url.ends_with("/v1")));
}

#[test]
fn paths_are_plain_and_operations_are_complete() {
    let contract = contract();
    let mut ids = std::collections::BTreeSet::new();
    for (path, method, operation) in operations(&contract) {
        let place = format!("{method} {path}");
        assert!(!path.ends_with('/') && !path.contains('.'), "{place}");
        let kebab = |part: &str| {
            part.starts_with('{') || part.chars().all(|char| char.is_ascii_lowercase() || char == '-')
        };
        assert!(path.split('/').all(kebab), "{place}");
        assert!(["get", "post", "put", "patch", "delete"].contains(&method.as_str()), "{place}");
        assert!(ids.insert(operation["operationId"].to_string()), "{place}: its operationId is taken");
        let named: Vec<_> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| one["name"].as_str().expect("a name"))
            .collect();
        let in_path = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        in_path.for_each(|name| assert!(named.contains(&name), "{place}: {name} is not declared"));
        assert!(named.iter().all(|name| is_camel(name)), "{place}");
        assert!(!operation["responses"]["400"].is_null(), "{place}: no 400");
        responses(&place, &operation);
    }
}

fn responses(place: &str, operation: &Value) {
    for (status, response) in operation["responses"].as_object().expect("responses") {
        assert!(response["description"].as_str().is_some_and(|text| !text.is_empty()), "{place} {status}");
        assert!(!response["headers"]["API-Version"].is_null(), "{place} {status}: no API-Version");
        let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(!problem.is_null(), !status.starts_with('2'), "{place} {status}");
    }
}

fn is_camel(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_lowercase())
        && name.chars().all(|char| char.is_ascii_alphanumeric())
}

#[test]
fn names_and_dates_are_written_as_agreed() {
    let contract = contract();
    let schemas = contract["components"]["schemas"].as_object().expect("schemas");
    for field in ["status", "title", "detail"] {
        assert!(!schemas["Problem"]["properties"][field].is_null());
    }
    let mut stack: Vec<(&str, &Value)> =
        schemas.iter().map(|(name, schema)| (name.as_str(), schema)).collect();
    assert!(stack.iter().all(|(name, _)| name.starts_with(|char: char| char.is_ascii_uppercase())));
    while let Some((name, schema)) = stack.pop() {
        if let Some(properties) = schema["properties"].as_object() {
            assert!(properties.keys().all(|key| is_camel(key)), "{name}: {:?}", properties.keys());
            assert!(!properties.keys().any(|key| key.ends_with("Datum") || key == "date"), "{name}");
            stack.extend(properties.values().map(|schema| (name, schema)));
        }
        stack.extend(schema["oneOf"].as_array().into_iter().flatten().map(|schema| (name, schema)));
    }
}

#[tokio::test]
async fn every_answer_bears_its_version_and_its_guards() {
    let stage = Stage::made("api-headers");
    let router = stage.router().await;
    for path in [
        "/api/v1/algorithms",
        "/api/v1/nothing",
        "/api/v1/runs/x",
        "/api/v1/openapi.json",
        "/api/v1/log/checkpoint",
    ] {
        let answered = get(&router, path).await;
        assert_eq!(answered.header("api-version"), VERSION, "{path}");
        assert_eq!(answered.header("cache-control"), "no-store", "{path}");
        assert_eq!(answered.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answered.header("x-frame-options"), "DENY", "{path}");
        assert!(answered.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!answered.header("strict-transport-security").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_done_says_so_as_a_problem() {
    let stage = Stage::made("api-refusals");
    let router = stage.router().await;
    let of = |request: axum::http::request::Builder| request.body(Body::from("{}")).expect("a request");
    let json = ("content-type", "application/json");
    let cases = [
        (of(Request::get("/api/v1/algorithms/")), StatusCode::NOT_FOUND),
        (of(Request::get("/api/v1/")), StatusCode::NOT_FOUND),
        (of(Request::delete("/api/v1/log")), StatusCode::METHOD_NOT_ALLOWED),
        (of(Request::get("/api/v1/log").header("accept", "text/html")), StatusCode::NOT_ACCEPTABLE),
        (
            of(Request::post("/api/v1/receipts").header("content-type", "text/plain")),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (of(Request::post("/api/v1/receipts").header(json.0, json.1)), StatusCode::BAD_REQUEST),
        (of(Request::get("/api/v1/log?page=0")), StatusCode::BAD_REQUEST),
        (
            of(Request::post("/api/v1/commands")
                .header(json.0, json.1)
                .header("authorization", "Bearer nobody")),
            StatusCode::UNAUTHORIZED,
        ),
    ];
    for (request, status) in cases {
        let place = format!("{} {}", request.method(), request.uri());
        let answered = ask(&router, request).await;
        assert_eq!(answered.status, status, "{place}: {}", answered.text);
        assert_eq!(answered.header("content-type"), "application/problem+json", "{place}");
        let problem = fits(&router, &answered, "Problem").await;
        let page = get(&router, problem["type"].as_str().expect("a page")).await;
        assert_eq!(page.status, StatusCode::OK, "{place}: the type has its page");
        assert_eq!(status == StatusCode::METHOD_NOT_ALLOWED, !answered.header("allow").is_empty(), "{place}");
    }
    let head = ask(&router, of(Request::head("/api/v1/log"))).await;
    assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn nobody_elses_page_or_name_reaches_a_login() {
    let stage = Stage::made("api-guard");
    let router = stage.router().await;
    let rebound =
        Request::get("/api/v1/log").header("host", "evil.example").body(Body::empty()).expect("a request");
    assert_eq!(ask(&router, rebound).await.status, StatusCode::MISDIRECTED_REQUEST);
    for (name, value) in
        [("origin", "http://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")]
    {
        let request = Request::post("/api/v1/commands").header("host", "127.0.0.1:8080").header(name, value);
        let answered = ask(&router, request.body(Body::from("{}")).expect("a request")).await;
        assert_eq!(answered.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let english = post(&router, "", "/api/v1/receipts", r#"{"code":"none"}"#).await;
    assert_eq!((english.status, english.header("content-language")), (StatusCode::NOT_FOUND, "en"));
}
