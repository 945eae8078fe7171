//! The governance log.

use super::answer::Failure;
use super::ask::{Listing, Segments};
use super::schema;
use crate::faces::Faces;
use app::views::{EntryView, LogView};
use axum::Json;
use axum::extract::State;

/// The log: size, key, newest checkpoint, and a page of entries, newest first.
#[utoipa::path(get, path = "/log", operation_id = "getLog", tag = "log",
    params(("page" = Option<u64>, Query, minimum = 1, description = "The page, from 1.")),
    responses((status = 200, description = "The log.", body = schema::Log)))]
pub async fn page(State(faces): State<Faces>, listing: Listing) -> Result<Json<LogView>, Failure> {
    Ok(Json(faces.app.log(listing.page).await?))
}

/// One entry, exactly as hashed.
#[utoipa::path(get, path = "/log/entries/{position}", operation_id = "getLogEntry", tag = "log",
    params(("position" = u64, Path, description = "The leaf index.")),
    responses((status = 200, description = "The entry.", body = schema::Entry)))]
pub async fn entry(State(faces): State<Faces>, path: Segments) -> Result<Json<EntryView>, Failure> {
    Ok(Json(faces.app.entry(path.get("position")?).await?))
}

/// The newest signed checkpoint, a C2SP signed note.
#[utoipa::path(get, path = "/log/checkpoint", operation_id = "getCheckpoint", tag = "log",
    responses((status = 200, description = "The checkpoint.", body = String, content_type = "text/plain")))]
pub async fn checkpoint(State(faces): State<Faces>) -> Result<String, Failure> {
    let none = || app::Problem::NotFound { kind: "checkpoint", id: String::new() };
    Ok(faces.app.log(1).await?.checkpoint.ok_or_else(none)?)
}
