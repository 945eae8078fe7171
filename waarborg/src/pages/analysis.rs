//! What was proved about a model before it is used, with a made-up case for every yes.

use super::frame::Frame;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{ToldAnalysis, analysis};
use app::Problem;
use askama::Template;
use axum::extract::Path;
use domain::{AlgorithmId, Digest};

#[derive(Template)]
#[template(path = "analysis.html")]
struct AnalysisTemplate {
    frame: Frame,
    back: String,
    told: ToldAnalysis,
}

pub async fn page(visit: Visit, Path((algorithm, hash)): Path<(String, String)>) -> Page {
    let not_found = |kind, id: &str| visit.problem(Problem::NotFound { kind, id: id.to_owned() });
    let algorithm: AlgorithmId = algorithm.parse().map_err(|_| not_found("algorithm", &algorithm))?;
    let hash: Digest = hash.parse().map_err(|_| not_found("model", &hash))?;
    let app = &visit.pages.faces.app;
    let model = app.model_page(algorithm, hash).await.map_err(|problem| visit.problem(problem))?;
    let found = app.analysis(algorithm, hash).await.map_err(|problem| visit.problem(problem))?;
    let place = format!("/algorithms/{algorithm}/models/{hash}");
    let frame = visit.frame(visit.word("analysis-title")).with_twin(format!("/api/v1{place}/analysis"));
    let told = analysis(visit.lang(), &model.declaration, &found);
    html(&AnalysisTemplate { back: frame.href(&place), told, frame })
}
