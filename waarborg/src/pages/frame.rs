//! What every page has: language, title, links, and who is logged in.

use crate::present::{Lang, word};

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

impl Frame {
    /// A page at a path without its language, for somebody who may be logged in.
    pub const fn new(lang: Lang, path: String, title: String, account: Option<String>) -> Self {
        Self { lang, path, title, account, twin: None }
    }

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
