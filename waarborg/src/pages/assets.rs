//! Style sheets and font, from the binary itself. Without the packaged sheet the own one gives a plain style.

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

/// Our own sheet.
#[derive(RustEmbed)]
#[folder = "assets/"]
struct Own;

/// What `web/build.mjs` made; the folder may be empty.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/web/"]
struct Packaged;

pub fn router() -> Router {
    Router::new().route("/assets/{name}", get(asset))
}

async fn asset(Path(name): Path<String>) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let found = Own::get(&name).or_else(|| Packaged::get(&name));
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")];
    match found {
        Some(file) => (headers, file.data.into_owned()).into_response(),
        None if name == "style.css" => (headers, Vec::new()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
