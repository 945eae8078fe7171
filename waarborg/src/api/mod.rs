//! The JSON API below `/api/v1`. A route without its contract cannot exist: both are made from one declaration.
//!
//! Handlers extract, call `app` and answer; they know no rule of the domain.

mod algorithms;
mod answer;
mod ask;
mod commands;
mod contract;
mod guard;
mod log;
mod people;
mod runs;
pub mod schema;
pub mod shape;

use crate::faces::Faces;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{any, get};
use std::sync::OnceLock;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The version in `info.version` and in the header `API-Version` of every response.
pub const VERSION: &str = "1.0.0";

/// A model's two files are the largest thing that is sent.
const LARGEST_BODY: usize = 8 * 1024 * 1024;

fn described() -> OpenApiRouter<Faces> {
    OpenApiRouter::with_openapi(contract::document())
        .routes(routes!(algorithms::list))
        .routes(routes!(algorithms::one))
        .routes(routes!(algorithms::permit))
        .routes(routes!(algorithms::model))
        .routes(routes!(algorithms::analysis))
        .routes(routes!(commands::execute))
        .routes(routes!(runs::one))
        .routes(routes!(people::explanation))
        .routes(routes!(people::receipt))
        .routes(routes!(log::page))
        .routes(routes!(log::entry))
        .routes(routes!(log::checkpoint))
}

/// The contract as JSON, made once from the routes.
pub fn openapi() -> &'static serde_json::Value {
    static DOCUMENT: OnceLock<serde_json::Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| contract::complete(described().split_for_parts().1))
}

/// Every route of the API, below `/api/v1`.
pub fn router(faces: Faces) -> Router {
    let (routes, _) = described().split_for_parts();
    let routes = routes.route("/openapi.json", get(contract::openapi)).fallback(answer::nothing_here);
    Router::new()
        .nest("/api/v1", routes)
        .route("/api/v1/", any(answer::nothing_here))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn(guard::guard))
        .with_state(faces)
}
