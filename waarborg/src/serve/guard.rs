//! Around everything that is served: only our own pages may send forms here, and nobody may frame or keep a page.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const HEADERS: [(HeaderName, &str); 5] = [
    (CACHE_CONTROL, "no-store"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (REFERRER_POLICY, "same-origin"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
];

/// Lets a request through that is ours, and marks what comes back.
pub async fn guard(request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !is_loopback(headers) {
        // A name that was rebound to this machine must not reach a development login.
        return (StatusCode::MISDIRECTED_REQUEST, "this server answers to 127.0.0.1 and localhost only\n")
            .into_response();
    }
    if request.method() == Method::POST && !from_our_page(headers) {
        return (StatusCode::FORBIDDEN, "this form was not sent from a page of this server\n")
            .into_response();
    }
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn is_loopback(headers: &HeaderMap) -> bool {
    let Some(host) = text(headers, HOST) else { return true };
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    let name = name.trim_matches(['[', ']']);
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A browser says where a form comes from; other clients send neither header and carry no cookie by themselves.
fn from_our_page(headers: &HeaderMap) -> bool {
    let site = text(headers, HeaderName::from_static("sec-fetch-site")).unwrap_or("none");
    let origin =
        text(headers, ORIGIN).map(|origin| origin.split_once("://").map_or(origin, |(_, host)| host));
    matches!(site, "same-origin" | "none") && origin.is_none_or(|origin| Some(origin) == text(headers, HOST))
}
