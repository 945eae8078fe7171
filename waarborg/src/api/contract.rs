//! The contract as a whole: what OpenAPI wants beside the routes, and what every operation has in common.

use super::{VERSION, schema};
use axum::Json;
use axum::http::HeaderName;
use axum::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use serde_json::{Value, json};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Waarborg",
        description = "Human-rights safeguards for algorithms in government: register, permit, runs, explanations and the log. Names are English, explained in the public glossary; problems are worded in Dutch or English (`Accept-Language`).",
        contact(name = "Waarborg maintainers", email = "api@waarborg.example", url = "https://waarborg.example/contact"),
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    servers((url = "/api/v1", description = "This server.")),
    tags(
        (name = "register", description = "Algorithms with their permit and models."),
        (name = "commands", description = "The one way to change the record."),
        (name = "runs", description = "Populations that were scored."),
        (name = "people", description = "One person's explanation and proof."),
        (name = "log", description = "The log that its owner cannot rewrite."),
    ),
    components(schemas(schema::Problem)),
)]
struct Document;

/// The frame of the contract, without routes.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    VERSION.clone_into(&mut document.info.version);
    document
}

/// What can go wrong everywhere, and the ones that only some operations have.
const PROBLEMS: [(&str, &str); 6] = [
    ("400", "The input is wrong; every fault is named."),
    ("401", "Nobody is logged in, or the account is unknown."),
    ("403", "The caller's role may not do this."),
    ("404", "There is no such thing."),
    ("406", "The answer cannot be given in a form that is acceptable."),
    ("500", "Something broke on our side."),
];
const PROBLEMS_OF_POST: [(&str, &str); 3] = [
    ("409", "A rule says no, with the norm that it protects; or the record changed at the same moment."),
    ("413", "The body is too large."),
    ("415", "The body is not JSON."),
];

/// Adds to every operation the header and the problems that all of them share.
pub fn complete(document: utoipa::openapi::OpenApi) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    logins(&mut document);
    closed(&mut document);
    let paths = document.pointer_mut("/paths").and_then(Value::as_object_mut);
    for operations in paths.into_iter().flat_map(|paths| paths.values_mut()) {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            let Some(responses) = operation.pointer_mut("/responses").and_then(Value::as_object_mut) else {
                continue;
            };
            let more: &[_] = if method == "post" { &PROBLEMS_OF_POST } else { &[] };
            for (status, description) in PROBLEMS.iter().chain(more) {
                responses.insert((*status).to_owned(), problem(description));
            }
            for response in responses.values_mut().filter_map(Value::as_object_mut) {
                response.insert("headers".to_owned(), version_header());
            }
        }
    }
    document
}

/// Only commands ask who is there. Accounts without a password exist in development alone, on a loopback address.
fn logins(document: &mut Value) {
    let scheme = json!({ "type": "http", "scheme": "bearer", "description": "In development: `dev:` and the name of an account." });
    if let Some(components) = document.pointer_mut("/components").and_then(Value::as_object_mut) {
        components.insert("securitySchemes".to_owned(), json!({ "bearer": scheme }));
    }
    if let Some(command) = document.pointer_mut("/paths/~1commands/post").and_then(Value::as_object_mut) {
        command.insert("security".to_owned(), json!([{ "bearer": [] }]));
    }
}

/// Requests hold what is agreed and nothing else.
fn closed(document: &mut Value) {
    let mut close = |path: &str| {
        if let Some(shape) = document.pointer_mut(path).and_then(Value::as_object_mut) {
            shape.insert("additionalProperties".to_owned(), false.into());
        }
    };
    close("/components/schemas/PersonCode");
    (0..9).for_each(|branch| close(&format!("/components/schemas/Command/oneOf/{branch}")));
}

fn problem(description: &str) -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({ "description": description, "content": { "application/problem+json": { "schema": schema } } })
}

fn version_header() -> Value {
    json!({ "API-Version": {
        "description": "The version of this contract.",
        "schema": { "type": "string", "example": VERSION },
    }})
}

/// The contract, for everybody and from every origin.
pub async fn openapi() -> ([(HeaderName, &'static str); 1], Json<&'static Value>) {
    ([(ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(super::openapi()))
}
