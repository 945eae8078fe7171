//! The shapes of the contract: what JSON looks like from outside.
//!
//! They hold no logic and are never filled: requests are read into `app::Command`, answers are `app::views`. A test
//! holds every real answer against its shape.

mod algorithm;
mod command;
mod log;
mod person;
mod run;

pub use algorithm::*;
pub use command::*;
pub use log::*;
pub use person::*;
pub use run::*;

use utoipa::ToSchema;

/// An identifier: a UUID.
#[derive(ToSchema)]
#[schema(format = Uuid, example = "019ab3c4-0000-7000-8000-000000000000")]
pub struct Identifier(pub String);

/// A SHA-256 digest: 64 lower-case hexadecimal digits.
#[derive(ToSchema)]
#[schema(format = "digest", min_length = 64, max_length = 64)]
pub struct Digest(pub String);

/// Printable words, 1 to 4,000 characters.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 4000)]
pub struct Words(pub String);

/// A civil date in Europe/Amsterdam.
#[derive(ToSchema)]
#[schema(format = Date, example = "2027-06-30")]
pub struct Day(pub String);

/// An instant, always in UTC.
#[derive(ToSchema)]
#[schema(format = DateTime, example = "2026-11-24T09:30:00Z")]
pub struct Instant(pub String);

/// The same words in Dutch and English.
#[derive(ToSchema)]
pub struct Bilingual {
    /// Dutch.
    pub nl: Words,
    /// English.
    pub en: Words,
}

/// A norm with where to read it.
#[derive(ToSchema)]
pub struct Norm {
    /// The requirement's identifier, for example A01.
    pub id: String,
    /// Statute and article.
    pub citation: String,
}

/// A problem as RFC 9457 has it.
#[derive(ToSchema)]
pub struct Problem {
    /// The page that explains this kind of problem.
    #[schema(format = "uri-reference", example = "/problems/not-assessed")]
    pub r#type: String,
    /// What kind of problem it is.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong in this case, and what to do.
    pub detail: String,
    /// The number of a fault on our side, to report it by.
    #[schema(required = false, nullable = false)]
    pub instance: Option<String>,
    /// Every condition that is not met, where a rule says no.
    #[schema(required = false, nullable = false)]
    pub reasons: Option<Vec<Reason>>,
    /// Every fault in the input, where the input is wrong.
    #[schema(required = false, nullable = false)]
    pub errors: Option<Vec<InputError>>,
}

/// A condition that is not met.
#[derive(ToSchema)]
pub struct Reason {
    /// What is missing, and what to do.
    pub detail: String,
    /// The norm that asks for it.
    pub norm: Option<Norm>,
}

/// One fault in the input.
#[derive(ToSchema)]
pub struct InputError {
    /// A JSON pointer, a part of the address, or a line and column.
    pub place: String,
    /// What is wrong, and what is expected.
    pub message: String,
}
