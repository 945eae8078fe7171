//! The pages behind the `type` of a problem: what it means, which norm is behind it, what to do. In both languages.

mod kinds;

pub use kinds::{KINDS, Kind};

use crate::present::{Lang, word};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

/// Every kind of problem, on its own page and in a list.
pub fn router() -> Router {
    Router::new().route("/problems", get(list)).route("/problems/{code}", get(one))
}

#[derive(Template)]
#[template(
    source = r#"<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ nl.title }} – Waarborg</title><link rel="stylesheet" href="/assets/own.css"></head>
<body><main>
<h1>{{ nl.title }}</h1><p>{{ nl.about }}</p>
{% if let Some((id, citation)) = norm %}<p><strong>{{ id }}</strong>: {{ citation }}</p>{% endif %}
<section lang="en"><h2>{{ en.title }}</h2><p>{{ en.about }}</p></section>
<p><a href="/problems">{{ all }}</a></p>
</main></body></html>
"#,
    ext = "html"
)]
struct Page {
    nl: Words,
    en: Words,
    norm: Option<(String, &'static str)>,
    all: String,
}

struct Words {
    title: String,
    about: String,
}

impl Words {
    fn of(lang: Lang, code: &str) -> Self {
        let say = |part: &str| word(lang, &format!("problem-{code}-{part}"), &[]);
        Self { title: say("title"), about: say("about") }
    }
}

async fn one(Path(code): Path<String>) -> Response {
    let Some(kind) = KINDS.iter().find(|kind| kind.code == code) else {
        return (StatusCode::NOT_FOUND, "there is no such kind of problem\n").into_response();
    };
    html(&Page {
        nl: Words::of(Lang::Nl, kind.code),
        en: Words::of(Lang::En, kind.code),
        norm: kind.norm.map(|norm| (norm.id(), norm.citation())),
        all: word(Lang::Nl, "problems-all", &[]),
    })
}

#[derive(Template)]
#[template(
    source = r#"<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} – Waarborg</title><link rel="stylesheet" href="/assets/own.css"></head>
<body><main><h1>{{ title }}</h1><ul>
{% for (code, nl, en) in kinds %}<li><a href="/problems/{{ code }}">{{ nl }}</a> <span lang="en">({{ en }})</span></li>
{% endfor %}</ul></main></body></html>
"#,
    ext = "html"
)]
struct Listed {
    title: String,
    kinds: Vec<(&'static str, String, String)>,
}

async fn list() -> Response {
    let line =
        |kind: &Kind| (kind.code, Words::of(Lang::Nl, kind.code).title, Words::of(Lang::En, kind.code).title);
    html(&Listed { title: word(Lang::Nl, "problems-all", &[]), kinds: KINDS.iter().map(line).collect() })
}

fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "a problem page does not render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
