//! The log: checkpoint, key, entries, and each entry exactly as hashed.

use super::frame::Frame;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{moment, number, short, word};
use app::Problem;
use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "log.html")]
struct LogTemplate {
    frame: Frame,
    checkpoint: String,
    key: String,
    count: String,
    entries: Vec<Line>,
    previous: Option<String>,
    next: Option<String>,
}

struct Line {
    position: u64,
    kind: String,
    at: String,
    leaf: String,
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryTemplate {
    frame: Frame,
    kind: String,
    at: String,
    stream: String,
    algorithm: Option<String>,
    leaf: String,
    entry: String,
}

/// Which page of the log.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Turn {
    page: u64,
}

pub async fn page(visit: Visit, Query(turn): Query<Turn>) -> Page {
    let view = visit.pages.faces.app.log(turn.page).await.map_err(|problem| visit.problem(problem))?;
    let frame = visit.frame(visit.word("log-title")).with_twin("/api/v1/log".to_owned());
    let line = |entry: &app::views::EntryView| Line {
        position: entry.position,
        kind: entry.kind.clone(),
        at: moment(frame.lang, entry.at),
        leaf: short(&entry.leaf),
    };
    let template = LogTemplate {
        checkpoint: view.checkpoint.unwrap_or_else(|| "–".to_owned()),
        key: view.key,
        count: word(frame.lang, "log-count", &[("count", number(frame.lang, view.size))]),
        entries: view.entries.iter().map(line).collect(),
        previous: (view.page > 1).then(|| frame.href(&format!("/log?page={}", view.page - 1))),
        next: (view.page < view.pages).then(|| frame.href(&format!("/log?page={}", view.page + 1))),
        frame,
    };
    html(&template)
}

pub async fn entry(visit: Visit, Path(position): Path<String>) -> Page {
    let not_found = || visit.problem(Problem::NotFound { kind: "entry", id: position.clone() });
    let number = position.parse().map_err(|_| not_found())?;
    let view = visit.pages.faces.app.entry(number).await.map_err(|problem| visit.problem(problem))?;
    let title = word(visit.lang(), "entry-page-title", &[("position", position.clone())]);
    let frame = visit.frame(title).with_twin(format!("/api/v1/log/entries/{number}"));
    let algorithm = view.stream.strip_prefix("algorithm/").map(|id| frame.href(&format!("/algorithms/{id}")));
    let template = EntryTemplate {
        kind: view.kind,
        at: moment(frame.lang, view.at),
        algorithm,
        stream: view.stream,
        leaf: view.leaf,
        entry: view.entry,
        frame,
    };
    html(&template)
}
