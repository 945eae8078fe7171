//! What was proved about models lately, kept in memory: it is computed anew from the model whenever it is gone.

use domain::Digest;
use model::analysis::Analysis;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many models stay in memory with what was proved about them.
const MOST_KEPT: usize = 64;

/// What was computed lately, by model.
#[derive(Debug, Default)]
pub struct Analyses(Mutex<BTreeMap<Digest, Arc<Analysis>>>);

impl Analyses {
    /// What was proved about a model, if it was asked lately.
    pub fn get(&self, hash: Digest) -> Option<Arc<Analysis>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned()
    }

    /// Keeps an answer; the oldest name goes when there are too many.
    pub fn keep(&self, hash: Digest, made: &Arc<Analysis>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.pop_first();
        }
        kept.insert(hash, Arc::clone(made));
    }
}
