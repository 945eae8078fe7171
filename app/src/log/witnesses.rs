//! Asking the witnesses of the log's policy: before the first signature what they know, after each one to cosign.
//!
//! A witness that cannot be reached is no reason to stop, only to wait for the quorum. One that knows another history
//! is: then this home, or somebody with its key, has signed two.

use super::wire::{self, Heard};
use crate::home::Home;
use crate::problem::{Problem, fault};
use ledger::Hash;
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::add;
use ledger::note::VerifierKey;
use ledger::policy::{Policy, Standing, Witness};
use ledger::witness::{AddCheckpoint, Answer, Known};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

/// Seconds after which witnesses are asked again although nothing is new, so that their silence means something.
const FRESH: u64 = 600;

/// Answers the consistency proof from a size to the checkpoint that is offered.
pub(super) type Prove<'a> = dyn FnMut(u64) -> Result<Vec<Hash>, Problem> + Send + 'a;

/// The witnesses of this log, and what each was heard to know.
pub struct Witnesses {
    policy: Policy,
    sizes: Mutex<BTreeMap<usize, u64>>,
}

impl Witnesses {
    /// Reads the policy of a home; without one nobody is asked, as before there were witnesses.
    pub(super) fn read(home: &Home, key: &VerifierKey) -> Result<Self, Problem> {
        let policy = match std::fs::read(home.policy()) {
            Ok(text) => policy(&text, key)?,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Policy::without_witnesses(key.clone().into())
            }
            Err(error) => return Err(fault("read the policy of the log", &error)),
        };
        Ok(Self { policy, sizes: Mutex::default() })
    }

    /// Whether anybody is asked.
    pub(super) fn is_asked(&self) -> bool {
        !self.policy.witnesses().is_empty()
    }

    /// What a note is worth under the policy.
    pub(super) fn standing(&self, note: &str) -> Option<Standing> {
        self.policy.evaluate(note).ok()
    }

    /// Whether a published note needs no asking: it has its quorum, and not for too long.
    pub(super) fn is_fresh(&self, note: &str, now: u64) -> bool {
        let Some(standing) = self.standing(note) else { return false };
        let newest = standing.witnesses.iter().map(|witnessed| witnessed.time).max();
        standing.quorum && newest.is_none_or(|time| time.saturating_add(FRESH) > now)
    }

    /// The newest tree of this log that each witness shows, as far as they can be reached.
    pub(super) async fn known(&self, key: &VerifierKey) -> Result<Vec<(String, Known)>, Problem> {
        let mut asked = JoinSet::new();
        for (place, url) in self.reachable() {
            let (url, origin) = (url.to_owned(), key.name().to_owned());
            asked.spawn_blocking(move || (place, wire::newest(&url, &origin)));
        }
        let mut known = vec![];
        while let Some(answer) = asked.join_next().await {
            let (place, note) = answer.map_err(|error| fault("ask a witness", &error))?;
            let Some(witness) = self.policy.witnesses().get(place) else { continue };
            match note {
                Ok(Some(note)) => known.extend(self.believed(place, witness, &note, key).await),
                Ok(None) => {}
                Err(error) => tracing::warn!(witness = witness.name, error, "a witness did not answer"),
            }
        }
        Ok(known)
    }

    /// What a witness shows counts only under our own signature and its: nobody else can stop the log with a word.
    async fn believed(
        &self,
        place: usize,
        witness: &Witness,
        note: &str,
        key: &VerifierKey,
    ) -> Option<(String, Known)> {
        let cosigned = witness.key.verify(note).ok().flatten().is_some();
        let checkpoint = Checkpoint::verify(note, key).ok().filter(|_| cosigned)?;
        self.sizes.lock().await.insert(place, checkpoint.size);
        Some((witness.name.clone(), Known { size: checkpoint.size, root: checkpoint.root }))
    }

    /// The note with every cosignature that could be had, and whether they are a quorum.
    pub(super) async fn gather(
        &self,
        note: &str,
        size: u64,
        prove: &mut Prove<'_>,
    ) -> Result<(String, bool), Problem> {
        let mut round = Round { note, size, prove, asked: JoinSet::new(), again: vec![] };
        for (place, url) in self.reachable() {
            let old = self.sizes.lock().await.get(&place).copied().unwrap_or_default();
            round.ask(place, url, old.min(size))?;
        }
        let mut cosigned = note.to_owned();
        while let Some(heard) = round.asked.join_next().await {
            let (place, heard) = heard.map_err(|error| fault("ask a witness", &error))?;
            let Some(witness) = self.policy.witnesses().get(place) else { continue };
            match heard {
                Ok(answer) => self.take(&mut round, &mut cosigned, (place, witness), answer).await?,
                Err(error) => tracing::warn!(witness = witness.name, error, "a witness did not answer"),
            }
        }
        let quorum = self.standing(&cosigned).is_some_and(|standing| standing.quorum);
        Ok((cosigned, quorum))
    }

    async fn take(
        &self,
        round: &mut Round<'_, '_>,
        cosigned: &mut String,
        (place, witness): (usize, &Witness),
        answer: Answer,
    ) -> Result<(), Problem> {
        let name = &witness.name;
        match answer {
            Answer::Conflict(known) if known > round.size => return Err(ahead(name, known, round.size)),
            Answer::Inconsistent(words) => return Err(forked(name, &words)),
            // Normal after a crash; smaller than it once said means that the witness forgot.
            Answer::Conflict(known) if !round.again.contains(&place) => {
                if self.sizes.lock().await.get(&place).is_some_and(|before| *before > known) {
                    tracing::error!(witness = name, known, "a witness knows less than before");
                }
                round.again.push(place);
                round.ask(place, witness.url.as_deref().unwrap_or_default(), known)?;
            }
            Answer::Cosigned(lines) => match add(cosigned, &lines, std::slice::from_ref(&witness.key)) {
                Ok((more, _)) => {
                    *cosigned = more;
                    self.sizes.lock().await.insert(place, round.size);
                }
                Err(error) => tracing::warn!(witness = name, %error, "a cosignature does not fit"),
            },
            other => tracing::warn!(witness = name, status = other.status(), "a witness did not cosign"),
        }
        Ok(())
    }

    fn reachable(&self) -> impl Iterator<Item = (usize, &str)> {
        let witnesses = self.policy.witnesses().iter().enumerate();
        witnesses.filter_map(|(place, witness)| Some((place, witness.url.as_deref()?)))
    }
}

/// One asking round over one signed note.
struct Round<'a, 'p> {
    note: &'a str,
    size: u64,
    prove: &'a mut Prove<'p>,
    asked: JoinSet<(usize, Heard)>,
    /// Who was asked a second time, from the size that it said: no more than once.
    again: Vec<usize>,
}

impl Round<'_, '_> {
    fn ask(&mut self, place: usize, url: &str, old: u64) -> Result<(), Problem> {
        let proof = (self.prove)(old)?;
        let request = AddCheckpoint { old, proof, checkpoint: self.note.to_owned() };
        let url = url.to_owned();
        self.asked.spawn_blocking(move || (place, wire::cosign(&url, &request)));
        Ok(())
    }
}

/// Reads a policy and holds it against the log: it must know this log, and where its witnesses are.
pub(super) fn policy(text: &[u8], key: &VerifierKey) -> Result<Policy, Problem> {
    let policy = Policy::parse(text).map_err(|error| Problem::invalid("policy", error.to_string()))?;
    if !policy.logs().iter().any(|log| log.key == key.clone().into()) {
        return Err(Problem::invalid(
            "policy",
            format!("it does not know this log: add the line `log {key}`"),
        ));
    }
    match policy.witnesses().iter().find(|witness| witness.url.is_none()) {
        Some(witness) => {
            let message = format!("the witness {} has no address: write it behind its key", witness.name);
            Err(Problem::invalid("policy", message))
        }
        None => Ok(policy),
    }
}

pub(super) fn ahead(witness: &str, known: u64, size: u64) -> Problem {
    Problem::Halted {
        why: format!(
            "{witness} cosigned {known} entries and this database has {size}: it is an older copy, or somebody else \
             signs with this log's key"
        ),
    }
}

pub(super) fn forked(witness: &str, words: &str) -> Problem {
    Problem::Halted {
        why: format!(
            "{witness} cosigned another history than this database holds ({words}): it is an altered copy, or \
             somebody else signs with this log's key"
        ),
    }
}
