//! The witness on the network: requests to cosign, the newest cosigned checkpoint of each log, and a page of health.

use super::desk::{Desk, Health};
use crate::present::{Lang, moment, word};
use app::Clock;
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use ledger::witness::ADD_CHECKPOINT;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// A request has room for a checkpoint with many signatures and a proof; more is not read.
const LARGEST: usize = 160 * 1024;
const STYLE: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone)]
struct Post {
    desk: Arc<Mutex<Desk>>,
    clock: Arc<dyn Clock>,
    silence: Duration,
}

/// Every route of a witness.
pub fn router(desk: Desk, clock: Arc<dyn Clock>, silence: Duration) -> Router {
    Router::new()
        .route(&format!("/{ADD_CHECKPOINT}"), post(cosign))
        .route("/{log}/checkpoint", get(monitor))
        .route("/", get(page))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Post { desk: Arc::new(Mutex::new(desk)), clock, silence })
}

/// Serves until interrupted.
///
/// # Errors
/// When the address is taken.
pub async fn serve(desk: Desk, listen: SocketAddr, silence: Duration) -> Result<(), String> {
    let listener =
        tokio::net::TcpListener::bind(listen).await.map_err(|error| format!("{listen}: {error}"))?;
    eprintln!("http://{}", listener.local_addr().map_err(|error| error.to_string())?);
    let router = router(desk, Arc::new(app::SystemClock), silence);
    axum::serve(listener, router)
        .with_graceful_shutdown(crate::serve::asked_to_stop())
        .await
        .map_err(|error| error.to_string())
}

async fn cosign(State(at): State<Post>, request: String) -> Response {
    // Storing waits for the disk, so it has a thread of its own; the lock keeps one request after the other.
    let mut desk = at.desk.clone().lock_owned().await;
    let now = at.clock.now();
    let answered = tokio::task::spawn_blocking(move || desk.answer(&request, now)).await;
    match answered {
        Ok(Ok(answer)) => {
            let status = StatusCode::from_u16(answer.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, [(CONTENT_TYPE, answer.content_type())], answer.body()).into_response()
        }
        Ok(Err(problem)) => {
            tracing::error!(%problem, "nothing was cosigned");
            (StatusCode::INTERNAL_SERVER_ERROR, "this witness cannot store what it signs\n").into_response()
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "this witness stopped\n").into_response(),
    }
}

async fn monitor(State(at): State<Post>, Path(log): Path<String>) -> Response {
    match at.desk.lock().await.monitored(&format!("{log}/checkpoint")) {
        Some(note) => ([(CONTENT_TYPE, "text/plain; charset=utf-8")], note).into_response(),
        None => (StatusCode::NOT_FOUND, "this witness cosigned nothing of this log\n").into_response(),
    }
}

#[derive(serde::Deserialize)]
struct Asked {
    #[serde(default)]
    lang: String,
}

#[derive(Template)]
#[template(path = "witness.html")]
struct Page {
    lang: Lang,
    key: String,
    logs: Vec<Line>,
}

/// A log as its line on the page says it.
struct Line {
    origin: String,
    size: String,
    seen: String,
    state: String,
    alarm: bool,
}

impl Page {
    fn w(&self, key: &str) -> String {
        word(self.lang, key, &[])
    }

    const fn code(&self) -> &'static str {
        match self.lang {
            Lang::Nl => "nl",
            Lang::En => "en",
        }
    }
}

async fn page(State(at): State<Post>, Query(asked): Query<Asked>) -> Response {
    let lang = if asked.lang == "en" { Lang::En } else { Lang::Nl };
    let desk = at.desk.lock().await;
    let quiet = |health: &Health| {
        let passed = health.seen.map(|seen| at.clock.now().duration_since(seen).unsigned_abs());
        passed.is_none_or(|passed| passed > at.silence)
    };
    let logs = desk.health().iter().map(|health| line(lang, health, quiet(health))).collect();
    let page = Page { lang, key: desk.key().to_string(), logs };
    drop(desk);
    match page.render() {
        Ok(text) => {
            ([(CONTENT_SECURITY_POLICY, HeaderValue::from_static(STYLE))], Html(text)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn line(lang: Lang, health: &Health, quiet: bool) -> Line {
    let state = match (health.refused, health.seen, quiet) {
        (1.., _, _) => word(lang, "witness-fork", &[("count", health.refused.to_string())]),
        (_, None, _) => word(lang, "witness-never", &[]),
        (_, _, true) => word(lang, "witness-silent", &[]),
        _ => word(lang, "witness-grows", &[]),
    };
    Line {
        origin: health.origin.clone(),
        size: health.size.to_string(),
        seen: health.seen.map_or_else(|| "–".to_owned(), |seen| moment(lang, seen)),
        state,
        alarm: health.refused > 0 || quiet,
    }
}
