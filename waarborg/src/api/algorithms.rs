//! The register, an algorithm, its permit and its models.

use super::answer::Failure;
use super::ask::{Listing, Segments};
use super::schema;
use crate::faces::Faces;
use app::RegisterQuery;
use app::views::{AlgorithmView, ModelPage, PermitView, RegisterPage};
use axum::Json;
use axum::extract::State;
use model::analysis::Analysis;

/// Search the register; algorithms under safeguards come first.
#[utoipa::path(get, path = "/algorithms", operation_id = "listAlgorithms", tag = "register",
    params(
        ("text" = Option<String>, Query, description = "Words to look for in title, body and purpose."),
        ("page" = Option<u64>, Query, minimum = 1, description = "The page, from 1."),
    ),
    responses((status = 200, description = "A page of the register.", body = schema::RegisterPage)))]
pub async fn list(State(faces): State<Faces>, listing: Listing) -> Result<Json<RegisterPage>, Failure> {
    let query = RegisterQuery { text: listing.text, page: listing.page, size: 0 };
    Ok(Json(faces.app.register(&query).await?))
}

/// An algorithm under safeguards, with its permit, models, assessments, orders and runs.
#[utoipa::path(get, path = "/algorithms/{id}", operation_id = "getAlgorithm", tag = "register",
    params(("id" = schema::Identifier, Path, description = "The algorithm.")),
    responses((status = 200, description = "The algorithm.", body = schema::Algorithm)))]
pub async fn one(State(faces): State<Faces>, path: Segments) -> Result<Json<AlgorithmView>, Failure> {
    Ok(Json(faces.app.algorithm(path.get("id")?).await?))
}

/// Whether an algorithm may run today, with the reason, norm and evidence of every condition.
#[utoipa::path(get, path = "/algorithms/{id}/permit", operation_id = "getPermit", tag = "register",
    params(("id" = schema::Identifier, Path, description = "The algorithm.")),
    responses((status = 200, description = "The permit, computed now.", body = schema::Permit)))]
pub async fn permit(State(faces): State<Faces>, path: Segments) -> Result<Json<PermitView>, Failure> {
    Ok(Json(faces.app.algorithm(path.get("id")?).await?.permit))
}

/// A model as readable tables, straight from the frozen bytes.
#[utoipa::path(get, path = "/algorithms/{id}/models/{hash}", operation_id = "getModel", tag = "register",
    params(
        ("id" = schema::Identifier, Path, description = "The algorithm."),
        ("hash" = schema::Digest, Path, description = "The model's hash."),
    ),
    responses((status = 200, description = "The model.", body = schema::Model)))]
pub async fn model(State(faces): State<Faces>, path: Segments) -> Result<Json<ModelPage>, Failure> {
    Ok(Json(faces.app.model_page(path.get("id")?, path.get("hash")?).await?))
}

/// What was proved about a model before its use: gaps, contradictions, idle rules, influence, direction, bounds.
#[utoipa::path(get, path = "/algorithms/{id}/models/{hash}/analysis", operation_id = "getAnalysis", tag = "register",
    params(
        ("id" = schema::Identifier, Path, description = "The algorithm."),
        ("hash" = schema::Digest, Path, description = "The model's hash."),
    ),
    responses((status = 200, description = "The analysis.", body = schema::Analysis)))]
pub async fn analysis(State(faces): State<Faces>, path: Segments) -> Result<Json<Analysis>, Failure> {
    Ok(Json(Analysis::clone(&*faces.app.analysis(path.get("id")?, path.get("hash")?).await?)))
}
