//! One request at a time: judge, store, sign, answer.

use super::folder::{Folder, Misplaced};
use jiff::Timestamp;
use ledger::cosignature::{Cosigner, CosignerKey, add};
use ledger::witness::{AddCheckpoint, Answer, Witness};

/// A witness at work.
pub struct Desk {
    folder: Folder,
    memory: Witness,
    cosigner: Cosigner,
}

/// How a followed log fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The log.
    pub origin: String,
    /// Its size when it was cosigned last.
    pub size: u64,
    /// When that was; none when never.
    pub seen: Option<Timestamp>,
    /// How many other histories were refused.
    pub refused: usize,
}

impl Desk {
    /// Opens the folder and remembers.
    ///
    /// # Errors
    /// When anything that was stored is gone.
    pub fn open(folder: Folder) -> Result<Self, Misplaced> {
        Ok(Self { memory: folder.memory()?, cosigner: folder.cosigner()?, folder })
    }

    /// The key with which its cosignatures are verified.
    #[must_use]
    pub fn key(&self) -> CosignerKey {
        self.cosigner.verifier()
    }

    /// Answers a request. What is signed is stored before, so that a crash in between signs nothing twice.
    ///
    /// # Errors
    /// When the state cannot be stored: then nothing is signed.
    pub fn answer(&mut self, request: &str, now: Timestamp) -> Result<Answer, Misplaced> {
        let step = match self.memory.judge_text(request) {
            Ok(step) => step,
            Err(refusal) => {
                self.remember_refused(&refusal, request)?;
                return Ok(refusal);
            }
        };
        self.folder.remember(&step.origin, &step.after)?;
        let time = u64::try_from(now.as_second()).unwrap_or_default();
        let answer = self.memory.advance(&step, std::slice::from_ref(&self.cosigner), time);
        let answer = answer.map_err(|error| signing(&error))?;
        if let (Answer::Cosigned(lines), Ok(asked)) = (&answer, request.parse::<AddCheckpoint>()) {
            let (note, _) = add(&asked.checkpoint, lines, &[self.key()]).map_err(|error| signing(&error))?;
            self.folder.keep(&step.origin, &note)?;
        }
        Ok(answer)
    }

    /// Every followed log.
    #[must_use]
    pub fn health(&self) -> Vec<Health> {
        let of = |origin: &str, size: u64| {
            let signed =
                self.folder.cosigned(origin).and_then(|note| self.key().verify(&note).ok().flatten());
            let seen = signed.and_then(|time| Timestamp::from_second(i64::try_from(time).ok()?).ok());
            Health { origin: origin.to_owned(), size, seen, refused: self.folder.refused(origin) }
        };
        self.memory.logs().map(|(origin, known)| of(origin, known.map_or(0, |known| known.size))).collect()
    }

    /// The newest cosigned checkpoint of the log with this address below the monitoring prefix.
    #[must_use]
    pub fn monitored(&self, address: &str) -> Option<String> {
        let mut origins = self.memory.logs().map(|(origin, _)| origin);
        let asked = origins.find(|origin| ledger::witness::monitoring_path(origin) == address)?;
        self.folder.cosigned(asked)
    }

    /// Only what bears the log's own signature is evidence, and only then the answer is this one.
    fn remember_refused(&self, refusal: &Answer, request: &str) -> Result<(), Misplaced> {
        let Answer::Inconsistent(_) = refusal else { return Ok(()) };
        let Ok(asked) = request.parse::<AddCheckpoint>() else { return Ok(()) };
        let origin = asked.checkpoint.lines().next().unwrap_or_default();
        self.folder.keep_refused(origin, request)
    }
}

fn signing(error: &dyn std::fmt::Display) -> Misplaced {
    Misplaced::Unreadable { place: "signing".to_owned(), why: error.to_string() }
}
