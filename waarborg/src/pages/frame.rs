//! What every page has: language, title, links, and who is logged in.

use super::Pages;
use super::problem::PageProblem;
use crate::present::{Lang, word};
use app::Caller;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;

/// The frame around a page.
#[derive(Debug, Clone)]
pub struct Frame {
    pub lang: Lang,
    /// The path without the language.
    path: String,
    pub title: String,
    /// The account that is logged in.
    pub account: Option<String>,
    /// The same as JSON.
    pub twin: Option<String>,
}

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
        Frame { lang: self.pages.lang, path: self.path.clone(), title: title.into(), account, twin: None }
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

impl Frame {
    /// A frame outside any visit, for a page that could not be rendered.
    pub const fn outside(lang: Lang) -> Self {
        Self { lang, path: String::new(), title: String::new(), account: None, twin: None }
    }

    pub fn with_twin(mut self, twin: String) -> Self {
        self.twin = Some(twin);
        self
    }

    pub fn w(&self, key: &str) -> String {
        word(self.lang, key, &[])
    }

    pub fn role(&self, name: &str) -> String {
        word(self.lang, &format!("role-{name}"), &[])
    }

    pub const fn code(&self) -> &'static str {
        match self.lang {
            Lang::Nl => "nl",
            Lang::En => "en",
        }
    }

    pub const fn other_code(&self) -> &'static str {
        match self.lang {
            Lang::Nl => "en",
            Lang::En => "nl",
        }
    }

    /// A path in this language.
    pub fn href(&self, path: &str) -> String {
        match self.lang {
            Lang::Nl => path.to_owned(),
            Lang::En => format!("/en{}", if path == "/" { "" } else { path }),
        }
    }

    /// This page in the other language.
    pub fn other(&self) -> String {
        match self.lang {
            Lang::En => self.path.clone(),
            Lang::Nl => format!("/en{}", if self.path == "/" { "" } else { self.path.as_str() }),
        }
    }

    /// The page of a log entry.
    pub fn entry(&self, position: u64) -> String {
        self.href(&format!("/log/entries/{position}"))
    }
}
