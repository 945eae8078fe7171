//! What a policy says of one checkpoint: whose log it is, who cosigned it and when, and whether that is a quorum.

use super::Policy;
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::note::split;
use crate::shown::shown;
use std::collections::BTreeSet;

/// What a checkpoint is worth under a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The checkpoint, signed by a log of the policy.
    pub checkpoint: Checkpoint,
    /// The witnesses of the policy that cosigned it, in the policy's order.
    pub witnesses: Vec<Witnessed>,
    /// Whether they are a quorum. Until then the checkpoint is pending: nothing may rely on it.
    pub quorum: bool,
}

/// One witness's cosignature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witnessed {
    /// The witness's place in [`Policy::witnesses`].
    pub place: usize,
    /// Its name in the policy.
    pub name: String,
    /// When it cosigned, in seconds since 1970.
    pub time: u64,
}

/// Why a policy does not take a checkpoint at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StandingError {
    /// The note is no checkpoint, or a signature by a known key does not fit.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// No log of the policy signed it.
    #[error("no log of the policy signed the checkpoint of `{0}`")]
    UnknownLog(String),
    /// Too few witnesses cosigned it.
    #[error(
        "pending: the checkpoint has cosignatures of {signed} of {known} witnesses, and they are no quorum"
    )]
    Pending {
        /// Witnesses of the policy that cosigned.
        signed: usize,
        /// Witnesses in the policy.
        known: usize,
    },
}

impl Policy {
    /// What this signed note is worth. Signatures of keys that the policy does not know are not looked at.
    ///
    /// # Errors
    /// When the note is no checkpoint, no log of the policy signed it, or a signature by a known key does not fit.
    pub fn evaluate(&self, note: &str) -> Result<Standing, StandingError> {
        let (text, lines) = split(note).map_err(CheckpointError::from)?;
        let checkpoint = Checkpoint::read(text)?;
        let mut signed = false;
        for log in self.logs.iter().filter(|log| log.key.name() == checkpoint.origin) {
            signed |= log.key.signed(text, &checkpoint, &lines).map_err(CheckpointError::from)?;
        }
        if !signed {
            return Err(StandingError::UnknownLog(shown(&checkpoint.origin)));
        }
        let mut witnesses = vec![];
        for (place, witness) in self.witnesses.iter().enumerate() {
            let time = witness.key.time(text, &checkpoint, &lines).map_err(CheckpointError::from)?;
            if let Some(time) = time {
                witnesses.push(Witnessed { place, name: witness.name.clone(), time });
            }
        }
        let quorum = self.reached(&witnesses.iter().map(|witnessed| witnessed.place).collect());
        Ok(Standing { checkpoint, witnesses, quorum })
    }

    /// The checkpoint of a note that has a quorum.
    ///
    /// # Errors
    /// As [`Policy::evaluate`], and when the witnesses that cosigned are no quorum.
    pub fn accept(&self, note: &str) -> Result<Standing, StandingError> {
        let standing = self.evaluate(note)?;
        if standing.quorum {
            return Ok(standing);
        }
        let (signed, known) = (standing.witnesses.len(), self.witnesses.len());
        Err(StandingError::Pending { signed, known })
    }

    /// Whether the witnesses whose cosignatures bear a time from `earliest` to `latest` are a quorum: so a reader
    /// finds a checkpoint that is too old, and one that was cosigned long after it says it was made.
    #[must_use]
    pub fn reached_between(&self, standing: &Standing, earliest: u64, latest: u64) -> bool {
        let timely = standing.witnesses.iter().filter(|w| (earliest..=latest).contains(&w.time));
        self.reached(&timely.map(|witnessed| witnessed.place).collect::<BTreeSet<_>>())
    }
}
