//! The record of a run: one event for a whole population, refused unless the permit holds.

use super::{Algorithm, Event, Permit};
use crate::{Digest, Refusal, RunId, Sealed, Stamp, Text, civil_date};
use serde::{Deserialize, Serialize};

/// What a run did, in counts and digests; no person is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunFacts {
    /// Its identifier.
    pub run: RunId,
    /// The hash of the model that scored, computed anew from its bytes.
    pub model: Digest,
    /// What the run was for, for example the month.
    pub label: Text,
    /// SHA-256 of the file with the cases.
    pub cases_digest: Digest,
    /// How many people were scored.
    pub people: u64,
    /// How many of them go to a caseworker.
    pub selected: u64,
    /// Selected because they met the rule.
    pub targeted: u64,
    /// Selected by the draw.
    pub random: u64,
    /// The Merkle root over one leaf a person, in file order.
    pub people_root: Digest,
    /// The seed of the draw, in the vault: public, it would tell random from targeted (H08).
    pub seed: Sealed<[u8; 32]>,
}

pub(super) fn record(algorithm: &Algorithm, run: RunFacts, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
    if let Some(known) = algorithm.runs.iter().find(|known| known.facts.run == run.run) {
        // The same run again is recognised, not recorded twice.
        return if known.facts == run { Ok(vec![]) } else { Err(Refusal::RunExists { run: run.run }) };
    }
    Permit::for_model(algorithm, run.model, civil_date(stamp.at())).holds()?;
    counts_add_up(&run)?;
    random_share(algorithm, &run)?;
    Ok(vec![Event::RunRecorded(run)])
}

fn counts_add_up(run: &RunFacts) -> Result<(), Refusal> {
    let refuse = |reason| Err(Refusal::RunInconsistent { reason });
    if run.people == 0 {
        return refuse("nobody was scored");
    }
    if run.targeted.checked_add(run.random) != Some(run.selected) {
        return refuse("targeted and random do not add up to selected");
    }
    if run.selected > run.people {
        return refuse("more people were selected than scored");
    }
    Ok(())
}

/// The draw must have filled its declared share, unless everybody was selected anyway.
fn random_share(algorithm: &Algorithm, run: &RunFacts) -> Result<(), Refusal> {
    let Some(model) = algorithm.model(run.model) else {
        return Err(Refusal::UnknownModel { model: run.model });
    };
    let wanted = u128::from(run.selected) * u128::from(model.random_share_permyriad);
    let needed = u64::try_from(wanted.div_ceil(10_000)).unwrap_or(u64::MAX);
    if run.random >= needed || run.selected == run.people {
        return Ok(());
    }
    Err(Refusal::RandomShareTooSmall { random: run.random, selected: run.selected, needed })
}
