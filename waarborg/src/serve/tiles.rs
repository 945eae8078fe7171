//! The public files of the log as C2SP tlog-tiles has them, for verifiers that are not ours: `/log` is their prefix.

use crate::faces::Faces;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ledger::tiles::Tile;

pub fn router(faces: Faces) -> Router {
    Router::new()
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/tile/{*path}", get(tile))
        .with_state(faces)
}

async fn checkpoint(State(faces): State<Faces>) -> Response {
    file(&faces, "checkpoint", "text/plain; charset=utf-8", "no-store").await
}

/// Only what reads as the path of a tile is ever looked for: no other file can be asked for.
async fn tile(State(faces): State<Faces>, Path(path): Path<String>) -> Response {
    match format!("tile/{path}").parse::<Tile>() {
        Ok(tile) => {
            file(&faces, &tile.path(), "application/octet-stream", "public, max-age=31536000, immutable")
                .await
        }
        Err(error) => (StatusCode::NOT_FOUND, format!("{error}\n")).into_response(),
    }
}

async fn file(faces: &Faces, path: &str, kind: &'static str, cache: &'static str) -> Response {
    match tokio::fs::read(faces.app.log_folder().join(path)).await {
        Ok(bytes) => {
            let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, cache), (ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
            (headers, bytes).into_response()
        }
        Err(_) => (StatusCode::NOT_FOUND, "the log has no such file\n").into_response(),
    }
}
