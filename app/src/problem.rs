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
    /// It is recorded, but too few witnesses have cosigned it: nothing may rely on it yet.
    #[error("entry {position} is recorded and waits for the witnesses of the log: try again in a moment")]
    Pending {
        /// The entry.
        position: u64,
    },
    /// The log signs nothing: going on would make a second history.
    #[error("this log signs nothing until somebody has looked: {why}")]
    Halted {
        /// What does not fit.
        why: String,
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

/// A fault on our side: logged once here, with a number that the user sees.
///
/// `summary` names the act, `cause` goes to the log only; neither holds personal data.
pub(crate) fn fault(summary: &str, cause: &dyn std::fmt::Display) -> Problem {
    let mut bytes = [0; 6];
    crate::chance::Chance::fill(&crate::chance::SystemChance, &mut bytes);
    let id: String = bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect();
    tracing::error!(id, summary, cause = %cause, "fault");
    Problem::Fault { id, summary: summary.to_owned() }
}

impl Problem {
    pub(crate) fn invalid(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Invalid { place: place.into(), message: message.into() }])
    }

    pub(crate) fn not_found(kind: &'static str, id: &str) -> Self {
        Self::NotFound { kind, id: id.chars().take(80).collect() }
    }
}

impl From<runs::RunProblem> for Problem {
    fn from(problem: runs::RunProblem) -> Self {
        use runs::RunProblem::{Cases, Damaged, File, Stopped};
        match problem {
            Cases { faults, total } => {
                let more = total.saturating_sub(faults.len() as u64);
                let mut list: Vec<Invalid> = faults.iter().map(case_fault).collect();
                if more > 0 {
                    list.push(Invalid { place: "cases".to_owned(), message: format!("and {more} more") });
                }
                Self::Invalid(list)
            }
            Stopped => Self::Conflict { what: "the run, which was stopped".to_owned() },
            File { what, error } if error.kind() == std::io::ErrorKind::NotFound => {
                Self::invalid(what, error.to_string())
            }
            File { what, error } => fault(&what, &error),
            Damaged { what } => fault("read a run", &what),
        }
    }
}

fn case_fault(fault: &runs::CaseFault) -> Invalid {
    let place = match (fault.row, fault.column.as_str()) {
        (0, "") => "cases".to_owned(),
        (0, column) => format!("column `{column}`"),
        (row, "") => format!("row {row}"),
        (row, column) => format!("row {row}, column `{column}`"),
    };
    Invalid { place, message: fault.message.clone() }
}

impl From<domain::TextError> for Problem {
    fn from(error: domain::TextError) -> Self {
        Self::invalid("text", error.to_string())
    }
}
