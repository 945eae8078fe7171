//! C2SP tlog-witness without its network: what a log asks, what a witness answers, and what it may sign.
//!
//! A witness signs no two roots at one size and no smaller size after a larger one. It keeps its state through the
//! face, which must store the new state before the answer leaves: the types ask for that order.

mod answer;
mod request;
mod state;

pub use answer::{Answer, AnswerError, SIZE_TYPE};
pub use request::{AddCheckpoint, RequestError};
pub use state::{Known, Step, Witness};

use crate::Hash;
use crate::hash::to_hex;

/// The path below a witness's submission prefix that takes requests.
pub const ADD_CHECKPOINT: &str = "add-checkpoint";

/// The path below a witness's monitoring prefix that shows the latest checkpoint it cosigned of this log.
#[must_use]
pub fn monitoring_path(origin: &str) -> String {
    format!("{}/checkpoint", to_hex(&Hash::of(origin.as_bytes()).0))
}
