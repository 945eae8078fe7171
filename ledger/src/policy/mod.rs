//! C2SP tlog-policy: which logs are known, which witnesses, and how many of them must have cosigned.
//!
//! A policy says whether a checkpoint may be relied on. It knows no clock: how old a cosignature may be is said by
//! whoever asks.

mod misfit;
mod quorum;
mod reading;
mod standing;
mod words;

pub use misfit::{PolicyError, PolicyWrong};
pub use standing::{Standing, StandingError, Witnessed};

use crate::LogKey;
use crate::cosignature::CosignerKey;

/// The rules under which a checkpoint may be relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    /// In the order of their definition: a group names only what stands before it.
    groups: Vec<Group>,
    /// None when no cosignature is asked for.
    quorum: Option<Member>,
}

/// A log that the policy knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Its key; the key's name is the log's origin.
    pub key: LogKey,
    /// Where it can be reached, when the policy says so.
    pub url: Option<String>,
}

/// A witness that the policy knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Its name in the policy, which need not be the name of its key.
    pub name: String,
    /// Its key.
    pub key: CosignerKey,
    /// Where it can be reached, when the policy says so.
    pub url: Option<String>,
}

/// So many of these members.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: String,
    needed: usize,
    members: Vec<Member>,
}

/// A witness or an earlier group, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// The line and column that do not belong.
    pub fn parse(text: &[u8]) -> Result<Self, PolicyError> {
        reading::read(text)
    }

    /// A policy of one log and no witnesses: what a checkpoint meant before there were any.
    #[must_use]
    pub fn without_witnesses(log: LogKey) -> Self {
        Self { logs: vec![Log { key: log, url: None }], witnesses: vec![], groups: vec![], quorum: None }
    }

    /// The logs.
    #[must_use]
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses.
    #[must_use]
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }
}
