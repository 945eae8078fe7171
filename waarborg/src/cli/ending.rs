//! How a command ends when it does not end well: words on the error stream, a code by kind.

use crate::present::{Lang, problem_lines};
use app::Problem;
use std::process::ExitCode;

/// Shown below `--help`.
pub const EXIT_CODES: &str = "Exit codes: 0 done, 1 fault, 2 usage, 3 invalid input, 4 refused by a rule, 5 not allowed, 6 not found, 7 conflict, 8 verification failed, 9 waits for witnesses.";

/// Why a command did not end well.
#[derive(Debug)]
pub enum Ending {
    /// A problem of the application.
    Problem(Problem),
    /// Options that do not fit together, or a file that cannot be read.
    Usage(String),
    /// Something was verified and does not hold.
    Unproved(Vec<String>),
}

impl Ending {
    /// Tells the reason and gives the code.
    pub fn tell(&self, lang: Lang) -> ExitCode {
        let (lines, code) = match self {
            Self::Problem(problem) => (problem_lines(lang, problem), code(problem)),
            Self::Usage(words) => (vec![words.clone()], 2),
            Self::Unproved(lines) => (lines.clone(), 8),
        };
        for line in lines {
            eprintln!("waarborg: {line}");
        }
        ExitCode::from(code)
    }
}

const fn code(problem: &Problem) -> u8 {
    match problem {
        Problem::Fault { .. } => 1,
        Problem::Invalid(_) => 3,
        Problem::Refused(_) => 4,
        Problem::Forbidden { .. } => 5,
        Problem::NotFound { .. } => 6,
        Problem::Conflict { .. } => 7,
        Problem::Halted { .. } => 8,
        Problem::Pending { .. } => 9,
    }
}

impl From<Problem> for Ending {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<domain::TextError> for Ending {
    fn from(error: domain::TextError) -> Self {
        Self::Problem(Problem::Invalid(vec![app::Invalid {
            place: "option".to_owned(),
            message: error.to_string(),
        }]))
    }
}
