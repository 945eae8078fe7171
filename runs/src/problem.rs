//! Why there is no run.

/// Faults that are shown one by one; the rest is counted.
pub const MOST_SHOWN: usize = 20;

/// One fault in a case file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CaseFault {
    /// The case, counted from 1; 0 for the file as a whole.
    pub row: u64,
    /// The column, if it is about one.
    pub column: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for CaseFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.row, self.column.as_str()) {
            (0, "") => f.write_str(&self.message),
            (0, column) => write!(f, "column `{column}`: {}", self.message),
            (row, "") => write!(f, "row {row}: {}", self.message),
            (row, column) => write!(f, "row {row}, column `{column}`: {}", self.message),
        }
    }
}

/// Why there is no run.
#[derive(Debug, thiserror::Error)]
pub enum RunProblem {
    /// The case file does not fit the model; nothing was written.
    #[error("{}", listed(.faults, *.total))]
    Cases {
        /// The first faults.
        faults: Vec<CaseFault>,
        /// How many there are in all.
        total: u64,
    },
    /// Somebody asked to stop.
    #[error("the run was stopped; nothing of it was recorded")]
    Stopped,
    /// A file could not be read or written.
    #[error("{what}: {error}")]
    File {
        /// What was being done.
        what: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// A stored segment is not as it was written.
    #[error("{what}")]
    Damaged {
        /// Which, and how.
        what: String,
    },
}

fn listed(faults: &[CaseFault], total: u64) -> String {
    let mut lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    let more = total.saturating_sub(faults.len() as u64);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n")
}

impl RunProblem {
    pub(crate) fn file(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |error| Self::File { what, error }
    }

    pub(crate) fn whole(column: &str, message: impl Into<String>) -> Self {
        let fault = CaseFault { row: 0, column: column.to_owned(), message: message.into() };
        Self::Cases { faults: vec![fault], total: 1 }
    }

    pub(crate) fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged { what: what.to_string() }
    }
}

/// Collects faults without ever holding more than are shown.
#[derive(Debug, Default)]
pub struct Faults {
    shown: Vec<CaseFault>,
    total: u64,
}

impl Faults {
    pub fn add(&mut self, row: u64, column: &str, message: impl Into<String>) {
        self.total += 1;
        if self.shown.len() < MOST_SHOWN {
            self.shown.push(CaseFault { row, column: column.to_owned(), message: message.into() });
        }
    }

    pub fn into_result(self) -> Result<(), RunProblem> {
        if self.total == 0 {
            Ok(())
        } else {
            Err(RunProblem::Cases { faults: self.shown, total: self.total })
        }
    }
}
