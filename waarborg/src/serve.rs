//! The server: pages, API, problem pages and the public files of the log on one listener.

mod guard;
mod tiles;

use crate::present::Lang;
use crate::{api, pages, problems};
use app::{App, Caller};
use axum::Router;
use axum::http::HeaderMap;
use axum::middleware::from_fn;
use axum_extra::extract::CookieJar;
use std::net::SocketAddr;
use tokio::signal::unix::{SignalKind, signal};

/// The cookie of the development login: it names an account, and counts for nothing but on a loopback address.
pub const COOKIE: &str = "waarborg-development-account";

/// What every handler works with.
#[derive(Clone)]
pub struct Faces {
    /// The door.
    pub app: App,
}

impl Faces {
    /// Whether accounts may be chosen without a password. [`serve`] listens on nothing but loopback as long as they may.
    #[must_use]
    pub const fn development_login(&self) -> bool {
        true
    }

    /// The caller whom the cookie of the development login names; nobody otherwise.
    #[must_use]
    pub fn cookie_caller(&self, headers: &HeaderMap) -> Caller {
        let jar = CookieJar::from_headers(headers);
        let named = jar.get(COOKIE).filter(|_| self.development_login());
        named.and_then(|cookie| self.app.caller(cookie.value()).ok()).unwrap_or_default()
    }
}

/// Every route.
pub fn router(faces: &Faces) -> Router {
    Router::new()
        .merge(api::router(faces.clone()))
        .merge(tiles::router(faces.clone()))
        .merge(problems::router())
        .fallback_service(pages::router(faces))
        .layer(from_fn(guard::guard))
}

/// Serves until interrupted.
///
/// # Errors
/// When the address is not loopback, or taken.
pub async fn serve(app: App, listen: SocketAddr, _lang: Lang) -> Result<(), String> {
    if !listen.ip().is_loopback() {
        return Err(format!(
            "{listen} is not a loopback address: development logins are never offered to a network"
        ));
    }
    let listener =
        tokio::net::TcpListener::bind(listen).await.map_err(|error| format!("{listen}: {error}"))?;
    let checkpoints = app.spawn_checkpoints();
    let served = axum::serve(listener, router(&Faces { app })).with_graceful_shutdown(asked_to_stop()).await;
    checkpoints.abort();
    served.map_err(|error| error.to_string())
}

/// An interrupt of the terminal, or the polite signal of whatever started us.
async fn asked_to_stop() {
    let Ok(mut ended) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = ended.recv() => {}
    }
}
