//! Identifiers. Each kind is its own type, so that an order can never be taken for a run.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Text that is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not an identifier of the kind {kind}: expected a UUID such as 019ab3c4-0000-7000-8000-000000000000"
)]
pub struct IdError {
    kind: &'static str,
    given: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID that the caller made from an injected clock and random source.
            #[must_use]
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let given = || text.chars().take(60).collect();
                Uuid::parse_str(text).map(Self).map_err(|_| IdError { kind: $kind, given: given() })
            }
        }
    };
}

id!(
    /// The system under safeguards.
    AlgorithmId,
    "algorithm"
);
id!(
    /// One human-rights assessment of one model.
    AssessmentId,
    "assessment"
);
id!(
    /// One order of a supervisor.
    OrderId,
    "order"
);
id!(
    /// One scoring of one population.
    RunId,
    "run"
);
id!(
    /// A person who acts for a body or a supervisor. A pseudonym: the name is in the vault.
    AccountId,
    "account"
);
