//! The server: pages, API and the public files of the log on one listener.

use crate::present::Lang;
use app::App;
use axum::Router;
use std::net::SocketAddr;

/// What every handler works with.
#[derive(Clone)]
pub struct Faces {
    /// The door.
    pub app: App,
}

/// Every route.
pub fn router(faces: Faces) -> Router {
    Router::new().with_state(faces)
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
    let checkpoints = app.spawn_checkpoints();
    let listener =
        tokio::net::TcpListener::bind(listen).await.map_err(|error| format!("{listen}: {error}"))?;
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let served = axum::serve(listener, router(Faces { app })).with_graceful_shutdown(stop).await;
    checkpoints.abort();
    served.map_err(|error| error.to_string())
}
