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

/// What stands around both pages, in the look of the other pages.
#[derive(Template)]
#[template(
    source = r#"<!DOCTYPE html>
<html lang="nl" class="voorbeeld-theme">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{ title }} – Waarborg</title>
  <link rel="stylesheet" href="/assets/style.css">
  <link rel="stylesheet" href="/assets/own.css">
  <link rel="icon" href="data:,">
</head>
<body class="utrecht-document utrecht-surface">
  <header class="wb-header"><div class="wb-bar"><a class="wb-brand" href="/">Waarborg</a></div></header>
  <main id="main" class="wb-main">
<h1 class="utrecht-heading-1">{{ title }}</h1>
{{ content|safe }}
  </main>
</body>
</html>
"#,
    ext = "html"
)]
struct Sheet {
    title: String,
    /// Rendered by another template, so escaped already.
    content: String,
}

#[derive(Template)]
#[template(
    source = r#"<p class="utrecht-paragraph">{{ nl.about }}</p>
{% if let Some((id, citation)) = norm %}<p class="utrecht-paragraph"><strong>{{ id }}</strong>: {{ citation }}</p>{% endif %}
<section lang="en"><h2 class="utrecht-heading-2">{{ en.title }}</h2><p class="utrecht-paragraph">{{ en.about }}</p></section>
<p class="utrecht-paragraph"><a class="utrecht-link" href="/problems">{{ all }}</a></p>"#,
    ext = "html"
)]
struct One<'a> {
    nl: &'a Words,
    en: Words,
    norm: Option<(String, &'static str)>,
    all: String,
}

#[derive(Template)]
#[template(
    source = r#"<ul class="utrecht-unordered-list">
{% for (code, nl, en) in kinds %}<li class="utrecht-unordered-list__item"><a class="utrecht-link" href="/problems/{{ code }}">{{ nl }}</a> <span lang="en">({{ en }})</span></li>
{% endfor %}</ul>"#,
    ext = "html"
)]
struct Listed {
    kinds: Vec<(&'static str, String, String)>,
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
    let nl = Words::of(Lang::Nl, kind.code);
    let page = One {
        nl: &nl,
        en: Words::of(Lang::En, kind.code),
        norm: kind.norm.map(|norm| (norm.id(), norm.citation())),
        all: word(Lang::Nl, "problems-all", &[]),
    };
    html(&nl.title, &page)
}

async fn list() -> Response {
    let line =
        |kind: &Kind| (kind.code, Words::of(Lang::Nl, kind.code).title, Words::of(Lang::En, kind.code).title);
    html(&word(Lang::Nl, "problems-all", &[]), &Listed { kinds: KINDS.iter().map(line).collect() })
}

fn html(title: &str, page: &impl Template) -> Response {
    let sheet = page.render().and_then(|content| Sheet { title: title.to_owned(), content }.render());
    match sheet {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "a problem page does not render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
