//! What the events point at: values in the vault, files of models, segments of runs.

use super::files::differs_at;
use super::{Damage, VerifiedLog, damage};
use crate::door::App;
use crate::prepare::{SEALED_TAG, reread};
use crate::problem::Problem;
use crate::store::Entry;
use domain::Digest;
use domain::algorithm::{Event, RunFacts};
use ledger::Hash;
use ledger::commitment::{Salt, commit};
use runs::Counts;

/// Each value against what an event committed to.
pub(super) fn check_vault(vault: Vec<(String, String, String)>, found: &mut VerifiedLog) {
    for (commitment, salt, value) in vault {
        found.sealed += 1;
        let opened = Salt::try_from(salt).map(|salt| commit(SEALED_TAG, &salt, value.as_bytes()).to_string());
        if opened.as_ref() != Ok(&commitment) {
            let place = format!("table vault, commitment {commitment}");
            found.damages.push(damage(place, None, "the value does not fit its commitment"));
        }
    }
}

impl App {
    /// Each accepted model from its kept files.
    pub(super) fn check_models(&self, events: &[(u64, Entry)], found: &mut VerifiedLog) {
        for (_, entry) in events {
            if let Event::ModelProposed(facts) = &entry.event {
                found.models += 1;
                found.damages.extend(self.model_damage(facts.hash));
            }
        }
    }

    fn model_damage(&self, hash: Digest) -> Option<Damage> {
        let folder = format!("models/{hash}");
        let model = match reread(&self.0.home, hash) {
            Ok(model) => model,
            Err(unfit) => return Some(damage(folder, None, unfit)),
        };
        let path = self.0.home.model(&hash.to_string()).join("canonical.json");
        let canonical = std::fs::read(path).unwrap_or_default();
        (canonical != model.canonical().as_bytes()).then(|| {
            let byte = differs_at(&canonical, model.canonical().as_bytes());
            damage(
                format!("{folder}/canonical.json"),
                Some(byte),
                "it is not the canonical form of this model",
            )
        })
    }

    /// Each run from its segments: every person decided again, and the counts in the event.
    pub(super) fn check_runs(&self, events: &[(u64, Entry)], found: &mut VerifiedLog) -> Result<(), Problem> {
        for (_, entry) in events {
            let Event::RunRecorded(facts) = &entry.event else {
                continue;
            };
            found.runs += 1;
            // Without its model a run cannot be decided again; that damage is told where the models are checked.
            let Ok(model) = reread(&self.0.home, facts.model) else { continue };
            match self.0.runs.verify(&facts.run.to_string(), Hash(*facts.people_root.bytes()), &model)? {
                Ok(counts) => {
                    found.people += counts.people;
                    found.damages.extend(self.summary_damage(facts, &counts));
                }
                Err(run) => found.damages.push(damage(run.file, run.byte, run.message)),
            }
        }
        Ok(())
    }

    /// The summary must say what the event says.
    fn summary_damage(&self, facts: &RunFacts, counts: &Counts) -> Option<Damage> {
        let place = format!("runs/{}/run.json", facts.run);
        let summary = match self.0.runs.summary(&facts.run.to_string()) {
            Ok(summary) => summary,
            Err(problem) => return Some(damage(place, None, problem)),
        };
        let counted = [counts.people, counts.targeted + counts.random, counts.targeted, counts.random];
        let recorded = [facts.people, facts.selected, facts.targeted, facts.random];
        let digests = [summary.people_root.0, summary.cases_digest.0];
        let fits = counted == recorded
            && summary.counts() == *counts
            && summary.selected == facts.selected
            && digests == [*facts.people_root.bytes(), *facts.cases_digest.bytes()]
            && summary.model == facts.model.to_string()
            && summary.run == facts.run.to_string();
        (!fits).then(|| damage(place, None, "it does not say what the event says"))
    }
}
