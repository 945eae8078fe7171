//! A run in counts, and the caseworkers' queue.

use super::frame::Frame;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{both, date, number, value, word};
use app::Problem;
use app::views::RunView;
use askama::Template;
use axum::extract::Path;
use domain::{Role, RunId, civil_date};

/// Rows of the queue on one page.
const QUEUE_ROWS: usize = 200;

#[derive(Template)]
#[template(path = "run.html")]
struct RunTemplate {
    frame: Frame,
    back: String,
    algorithm: String,
    lead: String,
    model: String,
    model_href: String,
    root: String,
    cases: String,
    position: u64,
    bars: Vec<Bar>,
    caseworker: bool,
    queue: String,
}

struct Bar {
    label: String,
    count: String,
    width: u64,
}

#[derive(Template)]
#[template(path = "queue.html")]
struct QueueTemplate {
    frame: Frame,
    back: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

pub async fn page(visit: Visit, Path(run): Path<String>) -> Page {
    let id = parse(&visit, &run)?;
    let view = visit.pages.faces.app.run_view(id).await.map_err(|problem| visit.problem(problem))?;
    let title = word(visit.lang(), "run-title", &[("label", view.facts.label.to_string())]);
    let frame = visit.frame(title).with_twin(format!("/api/v1/runs/{id}"));
    let caseworker = visit.caller.account().is_some_and(|account| account.role == Role::Caseworker);
    html(&template(frame, &view, caseworker))
}

fn parse(visit: &Visit, run: &str) -> Result<RunId, super::PageProblem> {
    run.parse().map_err(|_| visit.problem(Problem::NotFound { kind: "run", id: run.to_owned() }))
}

fn template(frame: Frame, view: &RunView, caseworker: bool) -> RunTemplate {
    let (lang, facts) = (frame.lang, &view.facts);
    let lead = [
        ("date", date(lang, civil_date(view.evidence.at))),
        ("people", number(lang, facts.people)),
        ("selected", number(lang, facts.selected)),
        ("targeted", number(lang, facts.targeted)),
        ("random", number(lang, facts.random)),
    ];
    let most = view.outcomes.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let bar = |(label, count): &(String, u64)| Bar {
        label: label.clone(),
        count: number(lang, *count),
        width: (count * 100 / most).max(1),
    };
    RunTemplate {
        back: frame.href(&format!("/algorithms/{}", view.algorithm)),
        algorithm: both(lang, &view.title).to_owned(),
        lead: word(lang, "run-lead", &lead),
        model: facts.model.short(),
        model_href: frame.href(&format!("/algorithms/{}/models/{}", view.algorithm, facts.model)),
        root: facts.people_root.to_string(),
        cases: facts.cases_digest.to_string(),
        position: view.evidence.position,
        bars: view.outcomes.iter().map(bar).collect(),
        caseworker,
        queue: frame.href(&format!("/runs/{}/queue", facts.run)),
        frame,
    }
}

pub async fn queue(visit: Visit, Path(run): Path<String>) -> Page {
    let id = parse(&visit, &run)?;
    let app = &visit.pages.faces.app;
    let view = app.run_view(id).await.map_err(|problem| visit.problem(problem))?;
    let lines = app.queue(&visit.caller, id).await.map_err(|problem| visit.problem(problem))?;
    let model =
        app.model_page(view.algorithm, view.facts.model).await.map_err(|problem| visit.problem(problem))?;
    let frame = visit.frame(word(visit.lang(), "queue-title", &[("label", view.facts.label.to_string())]));
    let row = |line: app::QueueLine| {
        (line.person, line.case.iter().map(|(_, found)| value(frame.lang, found)).collect())
    };
    let template = QueueTemplate {
        back: frame.href(&format!("/runs/{id}")),
        columns: model
            .declaration
            .inputs
            .iter()
            .map(|input| input.label.in_lang(frame.lang).to_owned())
            .collect(),
        rows: lines.into_iter().take(QUEUE_ROWS).map(row).collect(),
        frame,
    };
    html(&template)
}
