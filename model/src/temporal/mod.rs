//! The dates, times and durations of FEEL: exact, without a clock and without the machine's zone files.
//!
//! [`Date`], [`Time`], [`DateTime`], [`DaysDuration`], [`MonthsDuration`] and [`Zone`] are read with `parse` and
//! written with `to_string`, which gives the one canonical text. `==` is identity: the same fields in the same zone.
//! `same` and `order` are the `=` and `<` of FEEL: moments are compared to the whole second. `plus` and `minus` are
//! checked: what lies out of range, or has no one answer, is `None`. A date counts as midnight UTC
//! ([`DateTime::midnight`]); a date and time written without a time is midnight without a zone. A time of day in a
//! zone whose offset changes has no offset. Zone rules are compiled in: [`TZ_RELEASE`] belongs in a model's hash.

mod civil;
mod date;
mod date_time;
mod days;
mod lexical;
mod months;
mod rounding;
mod text;
mod time;
mod unreadable;
mod zone;

pub use date::Date;
pub use date_time::DateTime;
pub use days::DaysDuration;
pub use months::MonthsDuration;
pub use time::Time;
pub use unreadable::Unreadable;
pub use zone::{TZ_RELEASE, Zone};
