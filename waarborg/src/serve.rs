//! The server: pages, API, problem pages and the public files of the log on one listener.

mod guard;
mod tiles;

use crate::faces::Faces;
use crate::present::Lang;
use crate::{api, pages, problems};
use app::App;
use axum::Router;
use axum::middleware::from_fn;
use std::net::SocketAddr;
use tokio::signal::unix::{SignalKind, signal};

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
pub(crate) async fn asked_to_stop() {
    let Ok(mut ended) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = ended.recv() => {}
    }
}
