//! The role of a witness, for NGOs and supervisors: it cosigns a log only while the log grows without a second history.
//!
//! The protocol is C2SP tlog-witness; what may be signed is decided in `ledger::witness`. Here are its memory on disk
//! and its server. It needs no home, no database and nothing of the body that runs the log.

mod desk;
mod folder;
mod server;

pub use desk::{Desk, Health};
pub use folder::{Folder, Misplaced};
pub use server::{router, serve};
