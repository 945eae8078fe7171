//! What a witness answers: a status, sometimes a content type, and a body.

use crate::checkpoint::decimal;
use crate::shown::shown;

/// The content type of the body that says which size the witness knows.
pub const SIZE_TYPE: &str = "text/x.tlog.size";
/// Room for several cosignatures of the long kind.
const LARGEST: usize = 64 * 1024;

/// An answer to `add-checkpoint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// 200: the witness's signature lines; see [`crate::cosignature::add`].
    Cosigned(String),
    /// 400: the request is malformed, or its old size is above the checkpoint's. In words.
    Malformed(String),
    /// 403: no signature by a key that the witness trusts for this log, or one that does not fit. In words.
    Untrusted(String),
    /// 404: a log that the witness does not follow.
    UnknownLog,
    /// 409: the size that the witness cosigned last, to ask again from there.
    Conflict(u64),
    /// 422: the checkpoint does not extend what the witness cosigned. In words.
    Inconsistent(String),
}

/// An answer that is not of this protocol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Another status.
    #[error("the witness answered with status {0}: expected 200, 400, 403, 404, 409 or 422")]
    Status(u16),
    /// Larger than 64 KiB.
    #[error("the witness's answer has {0} bytes: at most {LARGEST} are read")]
    TooLarge(usize),
    /// 409 without the size.
    #[error("the witness answered 409 without the size it knows: {0}")]
    NoSize(String),
    /// 200 without signature lines.
    #[error("the witness answered 200 without signature lines")]
    NoLines,
}

impl Answer {
    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Cosigned(_) => 200,
            Self::Malformed(_) => 400,
            Self::Untrusted(_) => 403,
            Self::UnknownLog => 404,
            Self::Conflict(_) => 409,
            Self::Inconsistent(_) => 422,
        }
    }

    /// The content type of the body.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        match self {
            Self::Conflict(_) => SIZE_TYPE,
            _ => "text/plain; charset=utf-8",
        }
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> String {
        match self {
            Self::Cosigned(lines) => lines.clone(),
            Self::Malformed(words) | Self::Untrusted(words) | Self::Inconsistent(words) => {
                format!("{words}\n")
            }
            Self::UnknownLog => "this witness does not follow this log\n".into(),
            Self::Conflict(size) => format!("{size}\n"),
        }
    }

    /// Reads what a witness answered. Signature lines are only cut here: whose they are and whether they fit,
    /// [`crate::cosignature::add`] finds out.
    ///
    /// # Errors
    /// When it is no answer of this protocol.
    pub fn read(status: u16, content_type: &str, body: &str) -> Result<Self, AnswerError> {
        if body.len() > LARGEST {
            return Err(AnswerError::TooLarge(body.len()));
        }
        let words = || shown(body.trim_end());
        match status {
            200 if body.starts_with("\u{2014} ") && body.ends_with('\n') => {
                Ok(Self::Cosigned(body.to_owned()))
            }
            200 => Err(AnswerError::NoLines),
            400 => Ok(Self::Malformed(words())),
            403 => Ok(Self::Untrusted(words())),
            404 => Ok(Self::UnknownLog),
            409 => size(content_type, body).map(Self::Conflict).ok_or_else(|| AnswerError::NoSize(words())),
            422 => Ok(Self::Inconsistent(words())),
            other => Err(AnswerError::Status(other)),
        }
    }
}

fn size(content_type: &str, body: &str) -> Option<u64> {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    body.strip_suffix('\n').filter(|_| kind == SIZE_TYPE).and_then(decimal)
}
