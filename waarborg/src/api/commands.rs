//! Commands: the one way to change the record.

use super::answer::Failure;
use super::ask::{Body, Shaped, Who};
use super::schema;
use crate::faces::Faces;
use app::{Command, Recorded};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

impl Shaped for Command {
    const SCHEMA: &'static str = "Command";
}

/// Do one command in the role of the caller. Repeating a command is recognised and records nothing twice.
#[utoipa::path(post, path = "/commands", operation_id = "executeCommand", tag = "commands",
    request_body(content = schema::Command, content_type = "application/json", description = "What is asked."),
    responses(
        (status = 201, description = "Recorded.", body = schema::Recorded),
        (status = 200, description = "Recorded before.", body = schema::Recorded),
    ))]
pub async fn execute(
    State(faces): State<Faces>,
    Who(caller): Who,
    Body(command): Body<Command>,
) -> Result<Response, Failure> {
    let recorded = faces.app.execute(&caller, command).await?;
    Ok(answer(recorded))
}

fn answer(recorded: Recorded) -> Response {
    let status = if recorded.repeated { StatusCode::OK } else { StatusCode::CREATED };
    let place = format!("/api/v1/algorithms/{}", recorded.algorithm);
    (status, [(LOCATION, place)], Json(recorded)).into_response()
}
