//! What every request and response of the API goes through: acceptable, worded, and with the agreed headers.

use super::VERSION;
use super::answer::{Door, Failure, language};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const HEADERS: [(HeaderName, &str); 7] = [
    (CACHE_CONTROL, "no-store"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (REFERRER_POLICY, "no-referrer"),
    (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    (VARY, "Accept-Language"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
];

const TEXT: [&str; 3] = ["*/*", "text/*", "text/plain"];

/// Around everything: no response leaves without these headers, none without words.
pub async fn guard(request: Request, next: Next) -> Response {
    let lang = language(request.headers());
    let text = request.uri().path().ends_with("/checkpoint");
    let response = if acceptable(request.headers(), text) {
        next.run(request).await
    } else {
        Failure::from(Door::NotAcceptable).into_response()
    };
    let mut response = match failure(&response) {
        Some(failure) => {
            let allow = response.headers().get(ALLOW).cloned();
            let mut worded = failure.worded(lang);
            worded.headers_mut().extend(allow.map(|methods| (ALLOW, methods)));
            worded
        }
        None => response,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("api-version", HeaderValue::from_static(VERSION));
    response
}

/// A failure of ours, or a refusal by the router that has no words yet.
fn failure(response: &Response) -> Option<Failure> {
    let own = response.extensions().get::<Failure>().cloned();
    own.or_else(|| match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => Some(Door::Method.into()),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Door::TooLarge.into()),
        _ => None,
    })
}

/// Whether the client takes what the address gives: JSON, or the text of a checkpoint.
fn acceptable(headers: &HeaderMap, text: bool) -> bool {
    let mut wanted = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    if wanted.peek().is_none() {
        return true;
    }
    let ours: &[&str] =
        if text { &TEXT } else { &["*/*", "application/*", "application/json", "application/problem+json"] };
    let refused = |range: &str| range.split(';').skip(1).any(|part| matches!(part.trim(), "q=0" | "q=0.0"));
    wanted.flat_map(|value| value.split(',')).any(|range| {
        let kind = range.split(';').next().unwrap_or_default().trim();
        !refused(range) && ours.iter().any(|own| kind.eq_ignore_ascii_case(own))
    })
}

/// Whether a body says that it is JSON.
pub fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}
