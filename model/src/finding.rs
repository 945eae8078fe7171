//! What is wrong with a model file, each with its place and what to do.

use serde::Serialize;

/// A place in one of the two files of a model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file's role: `model.toml` or the rules file.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1.
    pub column: u32,
}

impl Place {
    pub(crate) fn new(file: &str, line: u32, column: u32) -> Self {
        Self { file: file.to_owned(), line, column }
    }

    /// The place of a byte in a text.
    pub(crate) fn at(file: &str, text: &str, byte: usize) -> Self {
        let before = text.get(..byte.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self::new(file, u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable name.
    pub code: &'static str,
    /// The requirement that it breaks, for example `N01`; none for a plain mistake in the file.
    pub norm: Option<&'static str>,
    /// Where.
    pub place: Place,
    /// What, and what to do.
    pub message: String,
}

impl Finding {
    /// The message with the norm that it breaks.
    #[must_use]
    pub fn worded(&self) -> String {
        self.norm.map_or_else(|| self.message.clone(), |norm| format!("{} ({norm})", self.message))
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        self.norm.map_or(Ok(()), |norm| write!(f, " ({norm})"))
    }
}

/// Everything that is wrong, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    pub(crate) fn one(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self(vec![Finding { code, norm: None, place, message: message.into() }])
    }
}

impl std::fmt::Display for Findings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Findings {}
