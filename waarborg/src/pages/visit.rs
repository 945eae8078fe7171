//! Who asks for a page, in which language, and where.

use super::Pages;
use super::frame::Frame;
use super::problem::PageProblem;
use crate::present::{Lang, word};
use app::Caller;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;

/// Who asks, in which language, and where.
pub struct Visit {
    pub pages: Pages,
    pub caller: Caller,
    path: String,
}

impl FromRequestParts<Pages> for Visit {
    type Rejection = PageProblem;

    async fn from_request_parts(parts: &mut Parts, pages: &Pages) -> Result<Self, PageProblem> {
        let uri = OriginalUri::from_request_parts(parts, pages)
            .await
            .map(|OriginalUri(uri)| uri)
            .unwrap_or_default();
        let whole = uri.path_and_query().map_or("/", |path| path.as_str());
        let path = whole
            .strip_prefix("/en")
            .filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
            .unwrap_or(whole);
        let caller = pages.faces.cookie_caller(&parts.headers);
        Ok(Self {
            pages: pages.clone(),
            caller,
            path: if path.is_empty() { "/".to_owned() } else { path.to_owned() },
        })
    }
}

impl Visit {
    /// The frame of this visit's page.
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        let account = self.caller.account().map(|account| account.name.clone());
        Frame::new(self.pages.lang, self.path.clone(), title.into(), account)
    }

    pub const fn lang(&self) -> Lang {
        self.pages.lang
    }

    pub fn word(&self, key: &str) -> String {
        word(self.pages.lang, key, &[])
    }

    /// A problem on the way to a page of this visit.
    pub fn problem(&self, problem: app::Problem) -> PageProblem {
        PageProblem::new(self.frame(""), problem)
    }
}
