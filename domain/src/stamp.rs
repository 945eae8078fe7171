//! Who acts, in which role, and when. Only `app` makes a [`Stamp`], after it has authorised the caller.

use crate::AccountId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a person acts as. One account may hold several roles, but never two in one assessment (A09, S03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Leads the algorithm for the public body.
    ProductOwner,
    /// Builds and proposes models.
    DataScientist,
    /// Weighs the legal basis.
    Lawyer,
    /// Takes the binding decision on an assessment.
    Approver,
    /// Starts runs.
    Operator,
    /// Handles the cases that a run selected.
    Caseworker,
    /// Oversees the body from outside; the only role that gives orders.
    Supervisor,
}

impl Role {
    /// Every role, in the order in which they meet an algorithm.
    pub const ALL: [Self; 7] = [
        Self::ProductOwner,
        Self::DataScientist,
        Self::Lawyer,
        Self::Approver,
        Self::Operator,
        Self::Caseworker,
        Self::Supervisor,
    ];

    /// The word used in entries, options and message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ProductOwner => "product-owner",
            Self::DataScientist => "data-scientist",
            Self::Lawyer => "lawyer",
            Self::Approver => "approver",
            Self::Operator => "operator",
            Self::Caseworker => "caseworker",
            Self::Supervisor => "supervisor",
        }
    }
}

/// An account in one of its roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Whose act it is.
    pub account: AccountId,
    /// What the account acts as.
    pub role: Role,
}

/// Proof that a caller was authorised, and the moment it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    actor: Actor,
    at: Timestamp,
}

impl Stamp {
    /// Made by `app` alone, after authorisation; the architecture test refuses the word elsewhere.
    #[must_use]
    pub const fn new(actor: Actor, at: Timestamp) -> Self {
        Self { actor, at }
    }

    /// The authorised actor.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// The moment of the act, UTC.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }
}
