//! Files with people that a command reads without a home.

use super::ending::Ending;
use app::{Invalid, Problem};
use runs::RunProblem;
use std::path::Path;

/// A file that cannot be read: every fault with the file, the row and the column.
pub fn unread(file: &Path, found: RunProblem) -> Ending {
    let file = file.display();
    match found {
        RunProblem::Cases { faults, .. } => {
            let place = |fault: &runs::CaseFault| match (fault.row, fault.column.as_str()) {
                (0, "") => file.to_string(),
                (0, column) => format!("{file}, column `{column}`"),
                (row, "") => format!("{file}, row {row}"),
                (row, column) => format!("{file}, row {row}, column `{column}`"),
            };
            let told =
                faults.iter().map(|fault| Invalid { place: place(fault), message: fault.message.clone() });
            Ending::Problem(Problem::Invalid(told.collect()))
        }
        other => Ending::Usage(other.to_string()),
    }
}
