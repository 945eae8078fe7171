//! The only door: authorise, load, decide, append, project; queries return views.
//!
//! It knows neither HTTP nor HTML nor the terminal. Only here is a `Stamp` made, the clock read and dice rolled.

mod account;
mod algorithm;
mod analyses;
mod analysis;
mod audit;
mod authorise;
mod chance;
mod clock;
mod command;
mod door;
mod home;
mod journal;
mod log;
mod person;
mod prepare;
mod problem;
mod register;
mod run;
mod store;
mod trial;
mod under_way;
pub mod views;

pub use account::{Account, Caller};
pub use audit::{Damage, VerifiedLog};
pub use chance::{Chance, SeededChance, SystemChance};
pub use clock::{Clock, FixedClock, SystemClock};
pub use command::{Command, Recorded, RecordedEvent};
pub use door::App;
pub use home::{Database, Settings, replace};
pub use problem::{Invalid, Problem};
pub use register::{Imported, RegisterQuery};
pub use run::{RunRecorded, RunRequest};
pub use runs::{Progress, QueueLine, Stage};
pub use trial::trial;
