//! The same story over the API. Each answer is held against the contract, and the same events are left behind.

use crate::cli_story::KINDS;
use crate::stage::{Answered, Stage, fixture, get, post};
use app::RunRequest;
use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};
use waarborg::api::shape;

const ALGORITHM: &str = "019ab3c4-0000-7000-8000-00000000000a";
const ASSESSMENT: &str = "019ab3c4-0000-7000-8000-00000000000b";
const ORDER: &str = "019ab3c4-0000-7000-8000-00000000000c";
const RUN: &str = "019ab3c4-0000-7000-8000-00000000000d";

/// The answer fits its shape in the contract.
pub async fn fits(router: &Router, answered: &Answered, shape: &str) -> Value {
    let contract = get(router, "/api/v1/openapi.json").await.json();
    let value = answered.json();
    assert_eq!(shape::faults(&contract, shape, &value), [], "{shape}: {value:#}");
    value
}

async fn does(router: &Router, who: &str, command: Value) -> Value {
    let answered = post(router, who, "/api/v1/commands", &command.to_string()).await;
    assert_eq!(answered.status, StatusCode::CREATED, "{}", answered.text);
    assert_eq!(answered.header("location"), format!("/api/v1/algorithms/{ALGORITHM}"));
    fits(router, &answered, "Recorded").await
}

async fn permitted(stage: &Stage, router: &Router) -> String {
    let (nl, both) = ("Hulp", |en: &str| json!({ "nl": "Hulp", "en": en }));
    let register = json!({ "command": "register", "algorithm": ALGORITHM, "title": both("Help"), "body": nl, "purpose": both("Help parents") });
    does(router, "product-owner", register.clone()).await;
    let again = post(router, "product-owner", "/api/v1/commands", &register.to_string()).await;
    assert_eq!(again.json()["type"], "/problems/already-registered");
    let file = |name: &str| std::fs::read_to_string(fixture().join(name)).expect("the fixture");
    let propose = json!({ "command": "propose-model", "algorithm": ALGORITHM, "declaration": file("model.toml"), "source": file("rules.dmn") });
    let model = does(router, "data-scientist", propose).await["subject"].as_str().expect("a hash").to_owned();
    let until = stage.app().await.today().saturating_add(jiff::ToSpan::months(6));
    let weighed = |name: &str| json!({ "name": name, "estimate": "weighed" });
    let submit = json!({
        "command": "submit-assessment", "algorithm": ALGORITHM, "assessment": ASSESSMENT, "model": model, "document": "0".repeat(64),
        "balance": "Suitable.", "alternatives": [weighed("no-algorithm"), weighed("random-checks")], "validUntil": until,
    });
    does(router, "product-owner", submit).await;
    for who in ["product-owner", "data-scientist", "lawyer", "approver"] {
        let sign = json!({ "command": "sign-assessment", "algorithm": ALGORITHM, "assessment": ASSESSMENT, "outcome": "approved", "reason": "fair" });
        does(router, who, sign).await;
    }
    let entry = json!({
        "description": both("We add up points."), "legalBasis": "Awir art. 38", "sources": "The application",
        "consequences": both("A call."), "objection": both("You can object."), "responsible": "Director",
    });
    let publish =
        json!({ "command": "publish-registration", "algorithm": ALGORITHM, "model": model, "entry": entry });
    does(router, "product-owner", publish).await;
    model
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_over_the_api() {
    let stage = Stage::made("api-story");
    let router = stage.router().await;
    let model = permitted(&stage, &router).await;
    let code = run_and_code(&stage).await;
    let base = format!("/api/v1/algorithms/{ALGORITHM}");
    let permit = fits(&router, &get(&router, &format!("{base}/permit")).await, "Permit").await;
    assert_eq!(permit["holds"], true, "{permit:#}");
    fits(&router, &get(&router, &format!("{base}/models/{model}")).await, "Model").await;
    let page =
        fits(&router, &get(&router, "/api/v1/algorithms?text=hulp&page=1").await, "RegisterPage").await;
    assert_eq!(page["lines"][0]["origin"]["algorithm"], ALGORITHM);
    let run = fits(&router, &get(&router, &format!("/api/v1/runs/{RUN}")).await, "Run").await;
    assert_eq!(run["facts"]["selected"], 1000);
    let body = json!({ "code": code }).to_string();
    let told = fits(&router, &post(&router, "", "/api/v1/explanations", &body).await, "Explanation").await;
    assert_eq!(told["person"], "HH-0");
    let receipt = post(&router, "", "/api/v1/receipts", &body).await;
    fits(&router, &receipt, "Receipt").await;
    verified(&stage, &receipt.text).await;
    stopped(&router).await;
    fits(&router, &get(&router, &base).await, "Algorithm").await;
    fits(&router, &get(&router, "/api/v1/log/entries/0").await, "Entry").await;
    let log = fits(&router, &get(&router, "/api/v1/log").await, "Log").await;
    let kinds: Vec<_> =
        log["entries"].as_array().expect("entries").iter().rev().map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, KINDS.map(Some), "the same events as from a terminal");
    assert_eq!(get(&router, "/api/v1/log/checkpoint").await.text, get(&router, "/log/checkpoint").await.text);
}

/// Populations are files on the body's own machine: the run itself has no route.
async fn run_and_code(stage: &Stage) -> String {
    let app = stage.app().await;
    let request = RunRequest {
        algorithm: ALGORITHM.parse().expect("an id"),
        run: RUN.parse().expect("an id"),
        cases: stage.cases(1500).into(),
        person_column: "household".to_owned(),
        ignore: vec![],
        label: "2026-11".parse().expect("a text"),
    };
    app.run(&app.caller("operator").expect("an account"), request, &mut |_| {}).await.expect("a run");
    let caseworker = app.caller("caseworker").expect("an account");
    app.explanation(&caseworker, RUN.parse().expect("an id"), "HH-0").await.expect("an explanation").code
}

async fn verified(stage: &Stage, receipt: &str) {
    let receipt = ledger::receipt::Receipt::parse(receipt).expect("a receipt");
    let key = stage.app().await.log_key().parse().expect("a key");
    receipt.verify(&key, "/body/peopleRoot").expect("proved");
}

async fn stopped(router: &Router) {
    let order = json!({ "command": "issue-order", "algorithm": ALGORITHM, "order": ORDER, "kind": "suspend", "power": "GDPR art. 58(2)(f)", "reason": "a presumption" });
    let refused = post(router, "operator", "/api/v1/commands", &order.to_string()).await;
    assert_eq!(
        (refused.status, &refused.json()["type"]),
        (StatusCode::FORBIDDEN, &json!("/problems/forbidden"))
    );
    does(router, "supervisor", order).await;
    let permit = get(router, &format!("/api/v1/algorithms/{ALGORITHM}/permit")).await.json();
    assert_eq!(permit["gates"][5]["refusal"]["code"], "suspended");
    assert_eq!(permit["gates"][5]["norm"]["id"], "O04");
    does(
        router,
        "supervisor",
        json!({ "command": "lift-order", "algorithm": ALGORITHM, "order": ORDER, "reason": "answered" }),
    )
    .await;
}
