//! What a witness knows of each log, and the two steps of an answer: judge, then advance and sign.
//!
//! Between the two the face stores [`Step::after`] where [`Step::before`] still stands. A step that was overtaken
//! by another is refused when it comes back, so no order of two requests rolls a log back.

use super::{AddCheckpoint, Answer};
use crate::checkpoint::Checkpoint;
use crate::cosignature::{CosignatureError, Cosigner};
use crate::merkle::{empty_root, verify_consistency};
use crate::note::split;
use crate::{Hash, LogKey};
use std::collections::BTreeMap;

/// The largest tree of a log that a witness cosigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its size.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

/// A witness's memory: the logs it follows and what it cosigned of each.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    logs: BTreeMap<String, Followed>,
}

#[derive(Debug, Clone, Default)]
struct Followed {
    keys: Vec<LogKey>,
    latest: Option<Known>,
}

/// A request that may be granted, once the face has stored what comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "store `after` where `before` still stands, then hand the step to `Witness::advance`"]
pub struct Step {
    /// The log.
    pub origin: String,
    /// What must still be the latest when `after` is stored; none when nothing of this log was cosigned yet.
    pub before: Option<Known>,
    /// What to store.
    pub after: Known,
    checkpoint: String,
}

impl Witness {
    /// Follows a log under this key, beside those it has; `latest` is what was stored of it, none for a new log.
    pub fn follow(&mut self, origin: &str, key: LogKey, latest: Option<Known>) {
        let log = self.logs.entry(origin.to_owned()).or_default();
        if !log.keys.contains(&key) {
            log.keys.push(key);
        }
        // A key added later must not make the witness forget.
        log.latest = match (log.latest, latest) {
            (Some(one), Some(other)) => Some(if other.size > one.size { other } else { one }),
            (one, other) => one.or(other),
        };
    }

    /// The logs it follows, with the latest tree that it cosigned of each.
    pub fn logs(&self) -> impl Iterator<Item = (&str, Option<Known>)> {
        self.logs.iter().map(|(origin, log)| (origin.as_str(), log.latest))
    }

    /// What was cosigned last of this log.
    #[must_use]
    pub fn latest(&self, origin: &str) -> Option<Known> {
        self.logs.get(origin).and_then(|log| log.latest)
    }

    /// Judges the body of a request.
    ///
    /// # Errors
    /// The refusal to answer with. Nothing is to be stored then.
    pub fn judge_text(&self, body: &str) -> Result<Step, Answer> {
        let request: AddCheckpoint = body.parse().map_err(|error| malformed(&error))?;
        self.judge(&request)
    }

    /// Judges a request. Nothing changes yet.
    ///
    /// # Errors
    /// The refusal to answer with. Nothing is to be stored then.
    pub fn judge(&self, request: &AddCheckpoint) -> Result<Step, Answer> {
        let (text, lines) = split(&request.checkpoint).map_err(|error| malformed(&error))?;
        let checkpoint = Checkpoint::read(text).map_err(|error| malformed(&error))?;
        let log = self.logs.get(&checkpoint.origin).ok_or(Answer::UnknownLog)?;
        let mut trusted = false;
        for key in &log.keys {
            let signed = key.signed(text, &checkpoint, &lines);
            trusted |= signed.map_err(|error| Answer::Untrusted(error.to_string()))?;
        }
        if !trusted {
            return Err(Answer::Untrusted(
                "no signature by a key of this log that the witness trusts".into(),
            ));
        }
        if request.old > checkpoint.size {
            return Err(Answer::Malformed("the old size is above the size of the checkpoint".into()));
        }
        if request.old != log.latest.map_or(0, |known| known.size) {
            return Err(conflict(log.latest));
        }
        extends(log.latest, &checkpoint, &request.proof)?;
        let after = Known { size: checkpoint.size, root: checkpoint.root };
        let checkpoint_text = request.checkpoint.clone();
        Ok(Step { origin: checkpoint.origin, before: log.latest, after, checkpoint: checkpoint_text })
    }

    /// Takes over the state that the face has stored, and signs: the answer may leave now.
    ///
    /// `time` is in seconds since 1970. An answer of 409 means that another request came between.
    ///
    /// # Errors
    /// When a cosigner cannot sign this; the state has moved all the same, as it is stored.
    pub fn advance(
        &mut self,
        step: &Step,
        cosigners: &[Cosigner],
        time: u64,
    ) -> Result<Answer, CosignatureError> {
        let Some(log) = self.logs.get_mut(&step.origin) else { return Ok(Answer::UnknownLog) };
        if log.latest != step.before {
            return Ok(conflict(log.latest));
        }
        log.latest = Some(step.after);
        let lines = cosigners.iter().map(|cosigner| cosigner.cosign(&step.checkpoint, time));
        Ok(Answer::Cosigned(lines.collect::<Result<String, _>>()?))
    }
}

/// Whether the checkpoint's tree extends the one that was cosigned.
fn extends(latest: Option<Known>, checkpoint: &Checkpoint, proof: &[Hash]) -> Result<(), Answer> {
    let inconsistent = |words: &str| Err(Answer::Inconsistent(words.into()));
    if checkpoint.size == 0 && checkpoint.root != empty_root() {
        return inconsistent("a tree of size 0 has the root of the empty tree");
    }
    // A root that was cosigned at size 0 is that of the empty tree, so it stands for any witness that knows nothing.
    let known = latest.unwrap_or(Known { size: 0, root: empty_root() });
    let (old, new) = ((known.size, known.root), (checkpoint.size, checkpoint.root));
    match verify_consistency(old, new, proof) {
        Ok(()) => Ok(()),
        Err(_) if known.size == checkpoint.size && known.root != checkpoint.root => {
            inconsistent("another root was cosigned at this size: the log shows two histories")
        }
        Err(error) => {
            Err(Answer::Inconsistent(format!("the checkpoint does not extend the one cosigned: {error}")))
        }
    }
}

fn conflict(latest: Option<Known>) -> Answer {
    Answer::Conflict(latest.map_or(0, |known| known.size))
}

fn malformed(error: &impl std::error::Error) -> Answer {
    Answer::Malformed(error.to_string())
}
