//! The record of a run: one event for a whole population, refused unless the permit holds.

use super::event::Event;
use super::facts::RunFacts;
use super::permit::Permit;
use super::state::Algorithm;
use crate::{Refusal, Stamp, civil_date};

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
