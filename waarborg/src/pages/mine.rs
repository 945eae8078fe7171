//! What was done with my data? By code, in the body of a form: nothing about a person stands in an address.

use super::frame::Frame;
use super::problem::PageProblem;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{Told, both, told, word};
use app::Problem;
use askama::Template;
use axum::extract::Form;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "mine.html")]
struct MineTemplate {
    frame: Frame,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "explanation.html")]
struct ExplanationTemplate {
    frame: Frame,
    told: Told,
    code: String,
    model: String,
}

/// A person's code.
#[derive(Debug, Deserialize)]
pub struct Code {
    code: String,
}

pub async fn page(visit: Visit) -> Page {
    html(&MineTemplate { frame: visit.frame(visit.word("mine-title")), problem: None })
}

pub async fn read(visit: Visit, Form(form): Form<Code>) -> Page {
    let view = match visit.pages.faces.app.explanation_by_code(&form.code).await {
        Ok(view) => view,
        Err(Problem::NotFound { .. }) => {
            let problem = Some(visit.word("mine-unknown"));
            return html(&MineTemplate { frame: visit.frame(visit.word("mine-title")), problem });
        }
        Err(other) => return Err(visit.problem(other)),
    };
    let title =
        word(visit.lang(), "explanation-title", &[("title", both(visit.lang(), &view.title).to_owned())]);
    let frame = visit.frame(title);
    let model = frame.href(&format!("/algorithms/{}/models/{}", view.algorithm, view.model));
    html(&ExplanationTemplate { told: told(visit.lang(), &view), code: view.code, model, frame })
}

pub async fn receipt(visit: Visit, Form(form): Form<Code>) -> Result<impl IntoResponse, PageProblem> {
    let receipt =
        visit.pages.faces.app.receipt_by_code(&form.code).await.map_err(|problem| visit.problem(problem))?;
    let json = serde_json::to_string_pretty(&receipt).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"waarborg-receipt.json\""),
    ];
    Ok((headers, json))
}
