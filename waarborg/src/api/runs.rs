//! Runs, in counts and digests.

use super::answer::Failure;
use super::ask::Segments;
use super::schema;
use crate::faces::Faces;
use app::views::RunView;
use axum::Json;
use axum::extract::State;

/// A run: how many people were scored and selected, and the root over their records.
#[utoipa::path(get, path = "/runs/{id}", operation_id = "getRun", tag = "runs",
    params(("id" = schema::Identifier, Path, description = "The run.")),
    responses((status = 200, description = "The run.", body = schema::Run)))]
pub async fn one(State(faces): State<Faces>, path: Segments) -> Result<Json<RunView>, Failure> {
    Ok(Json(faces.app.run_view(path.get("id")?).await?))
}
