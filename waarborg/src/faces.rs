//! What every handler of every face works with: the door, and who stands before it.

use app::{App, Caller};
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;

/// The cookie of the development login: it names an account, and counts for nothing but on a loopback address.
pub const COOKIE: &str = "waarborg-development-account";

/// What every handler works with.
#[derive(Clone)]
pub struct Faces {
    /// The door.
    pub app: App,
}

impl Faces {
    /// Whether accounts may be chosen without a password. [`crate::serve`] listens on nothing but loopback as long as they may.
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
