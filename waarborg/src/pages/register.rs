//! The register: search, our own algorithms with their permit, and what the national register describes.

use super::frame::Frame;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{Lang, both, number, word};
use app::RegisterQuery;
use app::views::{Origin, RegisterLine};
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterTemplate {
    frame: Frame,
    text: String,
    count: String,
    lines: Vec<Line>,
    previous: Option<String>,
    next: Option<String>,
}

struct Line {
    ours: bool,
    holds: bool,
    href: String,
    title: String,
    body: String,
    purpose: String,
    status: String,
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Search {
    text: String,
    page: u64,
}

pub async fn page(visit: Visit, Query(search): Query<Search>) -> Page {
    let query = RegisterQuery { text: search.text.clone(), page: search.page, size: 20 };
    let found = visit.pages.faces.app.register(&query).await.map_err(|problem| visit.problem(problem))?;
    let frame = visit.frame(visit.word("register-title")).with_twin("/api/v1/algorithms".to_owned());
    let facts = [
        ("total", number(visit.lang(), found.total)),
        ("safeguarded", number(visit.lang(), found.safeguarded)),
    ];
    let turn = |page: u64| {
        let text: String = url_encoded(&search.text);
        frame.href(&format!("/?text={text}&page={page}")).replacen("/en/?", "/en?", 1)
    };
    let template = RegisterTemplate {
        text: search.text.clone(),
        count: word(visit.lang(), "register-count", &facts),
        lines: found.lines.iter().map(|line| self::line(&frame, line)).collect(),
        previous: (found.page > 1).then(|| turn(found.page - 1)),
        next: (found.page < found.pages).then(|| turn(found.page + 1)),
        frame,
    };
    html(&template)
}

/// Words as they may stand in a query.
fn url_encoded(words: &str) -> String {
    words
        .bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

fn line(frame: &Frame, line: &RegisterLine) -> Line {
    let (ours, holds, href, status) = match &line.origin {
        Origin::Safeguarded { algorithm, permit_holds, withdrawn } => {
            let key = match (withdrawn, permit_holds) {
                (true, _) => "register-withdrawn",
                (false, true) => "register-holds",
                (false, false) => "register-refused",
            };
            (true, *permit_holds, frame.href(&format!("/algorithms/{algorithm}")), frame.w(key))
        }
        Origin::Described { .. } => (false, false, String::new(), frame.w("register-described")),
    };
    let shorten = |words: &str| words.chars().take(300).collect::<String>();
    Line {
        ours,
        holds,
        href,
        title: text(frame.lang, &line.title),
        body: line.body.clone(),
        purpose: shorten(both(frame.lang, &line.purpose)),
        status,
    }
}

fn text(lang: Lang, words: &domain::Bilingual) -> String {
    both(lang, words).to_owned()
}
