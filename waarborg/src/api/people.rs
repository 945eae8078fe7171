//! One person's explanation and receipt, by the code from the letter: sent in the body, so that no address tells it.

use super::answer::Failure;
use super::ask::{Body, Shaped};
use super::schema;
use crate::faces::Faces;
use app::views::ExplanationView;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

/// A person's code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonCode {
    code: String,
}

impl Shaped for PersonCode {
    const SCHEMA: &'static str = "PersonCode";
}

/// Why a person got an outcome: rules, data with their sources, what would have changed it, how to object.
#[utoipa::path(post, path = "/explanations", operation_id = "explainOutcome", tag = "people",
    request_body(content = schema::PersonCode, content_type = "application/json", description = "The person's code."),
    responses((status = 200, description = "The explanation.", body = schema::Explanation)))]
pub async fn explanation(
    State(faces): State<Faces>,
    Body(person): Body<PersonCode>,
) -> Result<Json<ExplanationView>, Failure> {
    Ok(Json(faces.app.explanation_by_code(&person.code).await?))
}

/// The receipt that proves a person's outcome, for anybody who holds the log's public key.
#[utoipa::path(post, path = "/receipts", operation_id = "giveReceipt", tag = "people",
    request_body(content = schema::PersonCode, content_type = "application/json", description = "The person's code."),
    responses((status = 200, description = "The receipt.", body = schema::Receipt)))]
pub async fn receipt(
    State(faces): State<Faces>,
    Body(person): Body<PersonCode>,
) -> Result<Json<ledger::receipt::Receipt>, Failure> {
    Ok(Json(faces.app.receipt_by_code(&person.code).await?))
}
