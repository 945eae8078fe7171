//! Everything that can go wrong, once, for every face: API, page and terminal render this one value.

use domain::Refusal;

/// Why a request has no result.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A rule says no; the refusal names the condition and its norm.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The caller may not do this.
    #[error("the role {role} may not {action}")]
    Forbidden {
        /// What the caller acts as, or `nobody`.
        role: String,
        /// What was asked.
        action: String,
    },
    /// There is no such thing.
    #[error("there is no {kind} `{id}`")]
    NotFound {
        /// The kind of thing.
        kind: &'static str,
        /// What was asked for, shortened.
        id: String,
    },
    /// Somebody else changed the same record at the same time, more often than we retried.
    #[error("the record of {what} changed at the same moment: try again")]
    Conflict {
        /// Whose record.
        what: String,
    },
    /// The input is wrong; every fault at once.
    #[error("{}", join(.0))]
    Invalid(Vec<Invalid>),
    /// Something broke on our side; logged once under this id, without personal data.
    #[error("something went wrong on our side; report it with the number {id}: {summary}")]
    Fault {
        /// The id under which it was logged.
        id: String,
        /// What was being done, without personal data.
        summary: String,
    },
}

/// One fault in the input.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invalid {
    /// Where: a field's JSON pointer, a file with line and column, or a row with its column.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

fn join(faults: &[Invalid]) -> String {
    faults.iter().map(|fault| format!("{}: {}", fault.place, fault.message)).collect::<Vec<_>>().join("\n")
}
