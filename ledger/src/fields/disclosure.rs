//! Some fields of an entry, shown with the proof that the entry sealed just these values.

use super::{LONGEST_VALUE, MOST_FIELDS, seal};
use crate::canonical::is_canonical;
use crate::commitment::Salt;
use crate::merkle::{ProofError, verify_inclusion};
use crate::policy::{Policy, Standing};
use crate::proof::{LogProof, LogProofError};
use crate::shown::clean;
use crate::{Hash, leaf_hash};
use serde::{Deserialize, Serialize};

/// The format that this version reads and writes.
pub const DISCLOSURE: &str = "waarborg-disclosure/1";
const LARGEST: usize = 1024 * 1024;

/// Some fields of one entry, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Always [`DISCLOSURE`].
    pub format: String,
    /// The kind and version of the entry.
    pub schema: String,
    /// How many fields the entry has; those not shown stay hidden.
    pub count: usize,
    /// The fields that are shown.
    pub shown: Vec<Shown>,
}

/// One field that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Its place in the schema, from 0.
    pub number: usize,
    /// What it was sealed with.
    pub salt: Salt,
    /// The value in its canonical text.
    pub value: String,
    /// From the field upwards.
    pub path: Vec<Hash>,
}

/// Why fields that are shown are not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    /// Larger than 1 MiB.
    #[error("the disclosure has {0} bytes: at most {LARGEST} are read")]
    TooLarge(usize),
    /// Not a disclosure.
    #[error("line {line}, column {column} of the disclosure: {what}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What was expected.
        what: String,
    },
    /// Written by another version, or beyond the limits of this one.
    #[error("the disclosure cannot be used: expected `{DISCLOSURE}` with 1 to 256 fields, each shown once")]
    Shape,
    /// A field that does not lead to the root.
    #[error("field {number} is not what the entry sealed: {what}")]
    Field {
        /// The field.
        number: usize,
        /// What is wrong.
        what: ProofError,
    },
    /// The entry is not the one canonical form of what it says, or names no root at this place.
    #[error("the entry names no root of fields at {0}, or is not canonical JSON")]
    NoRoot(String),
    /// The entry does not stand in the log.
    #[error(transparent)]
    Log(#[from] LogProofError),
}

impl Disclosure {
    /// Reads a disclosure.
    ///
    /// # Errors
    /// Where the text stops being one.
    pub fn parse(text: &str) -> Result<Self, DisclosureError> {
        if text.len() > LARGEST {
            return Err(DisclosureError::TooLarge(text.len()));
        }
        let read: Self = serde_json::from_str(text).map_err(|error| DisclosureError::Malformed {
            line: error.line(),
            column: error.column().max(1),
            what: clean(&error.to_string(), 200),
        })?;
        if read.well_shaped() { Ok(read) } else { Err(DisclosureError::Shape) }
    }

    /// Whether each field that is shown was sealed under this root.
    ///
    /// # Errors
    /// The first field that was not.
    pub fn verify(&self, root: &Hash) -> Result<(), DisclosureError> {
        if !self.well_shaped() {
            return Err(DisclosureError::Shape);
        }
        for Shown { number, salt, value, path } in &self.shown {
            let leaf = leaf_hash(&seal((&self.schema, *number, self.count), salt, value).0);
            verify_inclusion(root, self.count as u64, *number as u64, &leaf, path)
                .map_err(|what| DisclosureError::Field { number: *number, what })?;
        }
        Ok(())
    }

    /// Whether the fields were sealed in this entry, and the entry stands in a log of the policy; `at` is the JSON
    /// pointer under which the entry names the root. The answer may still be pending: see [`Standing::quorum`].
    ///
    /// # Errors
    /// The first step that fails.
    pub fn verify_in(
        &self,
        entry: &str,
        at: &str,
        proof: &LogProof,
        policy: &Policy,
    ) -> Result<Standing, DisclosureError> {
        let no_root = || DisclosureError::NoRoot(at.to_owned());
        let read: serde_json::Value = serde_json::from_str(entry).map_err(|_| no_root())?;
        let root = read.pointer(at).and_then(serde_json::Value::as_str).and_then(|text| text.parse().ok());
        let root = root.filter(|_| is_canonical(entry)).ok_or_else(no_root)?;
        self.verify(&root)?;
        Ok(proof.verify_under(entry.as_bytes(), policy)?)
    }

    fn well_shaped(&self) -> bool {
        let mut numbers: Vec<usize> = self.shown.iter().map(|shown| shown.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.format == DISCLOSURE
            && (1..=MOST_FIELDS).contains(&self.count)
            && numbers.len() == self.shown.len()
            && self.shown.iter().all(|shown| shown.value.len() <= LONGEST_VALUE)
    }
}
