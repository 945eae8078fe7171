//! The pages: Dutch at the root, English below `/en`.

use crate::serve::Faces;
use axum::Router;

/// The pages as one router.
pub fn router(_faces: Faces) -> Router {
    Router::new()
}
