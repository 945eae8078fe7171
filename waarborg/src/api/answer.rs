//! Problems as `application/problem+json` (RFC 9457), in the reader's language, whatever went wrong.

use crate::present::{Lang, problem_lines, refused, word};
use app::Problem;
use axum::Json;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, HeaderMap, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::sync::Arc;

/// Why a request has no result: a problem of the application, or of the request itself.
#[derive(Debug, Clone)]
pub enum Failure {
    /// The application says so.
    App(Arc<Problem>),
    /// The request never reached it.
    Door(Door),
}

/// What stops a request at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// No such address.
    NotFound,
    /// The address does not take this method.
    Method,
    /// Neither JSON nor what else the address gives is acceptable to the client.
    NotAcceptable,
    /// The body is not JSON.
    MediaType,
    /// The body is too large.
    TooLarge,
    /// Nobody is logged in, or as somebody unknown.
    Unauthorized,
}

impl Door {
    const fn facts(self) -> (StatusCode, &'static str) {
        match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed"),
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, "not-acceptable"),
            Self::MediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized"),
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Forbidden { role, .. } if role == "nobody" => Self::Door(Door::Unauthorized),
            problem => Self::App(Arc::new(problem)),
        }
    }
}

impl From<Door> for Failure {
    fn from(door: Door) -> Self {
        Self::Door(door)
    }
}

/// The words follow in [`Failure::document`], once the reader's language is known.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.facts().0.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Whatever is not there, an address with a slash at its end included.
pub async fn nothing_here() -> Failure {
    Door::NotFound.into()
}

impl Failure {
    fn facts(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Door(door) => door.facts(),
            Self::App(problem) => match &**problem {
                Problem::Refused(refusal) => (StatusCode::CONFLICT, refusal.code()),
                Problem::Conflict { .. } => (StatusCode::CONFLICT, "conflict"),
                Problem::Forbidden { .. } => (StatusCode::FORBIDDEN, "forbidden"),
                Problem::NotFound { .. } => (StatusCode::NOT_FOUND, "not-found"),
                Problem::Pending { .. } => (StatusCode::SERVICE_UNAVAILABLE, "pending"),
                Problem::Halted { .. } => (StatusCode::SERVICE_UNAVAILABLE, "halted"),
                Problem::Invalid(_) => (StatusCode::BAD_REQUEST, "invalid-input"),
                Problem::Fault { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
            },
        }
    }

    /// The finished response, with its words.
    pub fn worded(&self, lang: Lang) -> Response {
        let (status, _) = self.facts();
        let mut response = (status, Json(self.document(lang))).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(tag(lang)));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }

    /// The problem document.
    fn document(&self, lang: Lang) -> Value {
        let (status, code) = self.facts();
        let say = |part: &str| word(lang, &format!("problem-{code}-{part}"), &[]);
        let mut document = json!({
            "type": format!("/problems/{code}"),
            "title": say("title"),
            "status": status.as_u16(),
            "detail": say("about"),
        });
        let Self::App(problem) = self else { return document };
        let mut put = |name: &str, value: Value| {
            document.as_object_mut().map(|fields| fields.insert(name.to_owned(), value))
        };
        put("detail", problem_lines(lang, problem).join("\n").into());
        match &**problem {
            Problem::Refused(refusal) => {
                put("reasons", refused(lang, refusal).into_iter().map(reason).collect());
            }
            Problem::Invalid(faults) => {
                put("errors", faults.iter().map(|fault| json!(fault)).collect());
            }
            Problem::Fault { id, .. } => {
                put("instance", format!("urn:waarborg:fault:{id}").into());
            }
            _ => {}
        }
        document
    }
}

fn reason(one: crate::present::Refused) -> Value {
    let norm = one.norm.map(|(id, citation)| json!({ "id": id, "citation": citation }));
    json!({ "detail": one.words, "norm": norm })
}

/// Dutch, unless the reader puts English first.
pub fn language(headers: &HeaderMap) -> Lang {
    let wanted = headers.get("accept-language").and_then(|value| value.to_str().ok()).unwrap_or("nl");
    let first =
        |tag: &str| wanted.split(',').position(|one| one.trim().to_ascii_lowercase().starts_with(tag));
    match (first("nl"), first("en")) {
        (None, Some(_)) => Lang::En,
        (Some(dutch), Some(english)) if english < dutch => Lang::En,
        _ => Lang::Nl,
    }
}

const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}
