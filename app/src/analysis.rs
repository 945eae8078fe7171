//! What is proved about a model before it is used: computed from the kept model, never kept as a file that could lie.

use crate::door::App;
use crate::prepare::kept;
use crate::problem::{Problem, fault};
use domain::{AlgorithmId, Digest};
use model::Model;
use model::analysis::{Analysis, AnalysisLimits, Difference, analyse, difference};
use std::sync::Arc;

impl App {
    /// What is proved about a model that was proposed for an algorithm.
    ///
    /// # Errors
    /// When the algorithm never proposed this model.
    pub async fn analysis(&self, algorithm: AlgorithmId, hash: Digest) -> Result<Arc<Analysis>, Problem> {
        let model = self.proposed(algorithm, hash).await?;
        if let Some(known) = self.0.analyses.get(hash) {
            return Ok(known);
        }
        let made = Arc::new(blocking(move || analyse(&model, &limits())).await?);
        self.0.analyses.keep(hash, &made);
        Ok(made)
    }

    /// Who is decided otherwise by another model of the same algorithm.
    ///
    /// # Errors
    /// When the algorithm never proposed one of them.
    pub async fn difference(
        &self,
        algorithm: AlgorithmId,
        before: Digest,
        after: Digest,
    ) -> Result<Difference, Problem> {
        let (before, after) =
            (self.proposed(algorithm, before).await?, self.proposed(algorithm, after).await?);
        blocking(move || difference(&before, &after, &limits())).await
    }

    /// A kept model of this algorithm.
    pub(crate) async fn proposed(&self, algorithm: AlgorithmId, hash: Digest) -> Result<Model, Problem> {
        if !self.state(algorithm).await?.knows(hash) {
            return Err(Problem::not_found("model", &hash.to_string()));
        }
        kept(&self.0.home, hash)
    }
}

/// Work for seconds at most: a page asks for it.
fn limits() -> AnalysisLimits {
    AnalysisLimits { conflicts: 20_000, ..AnalysisLimits::default() }
}

/// Off the threads that answer everybody.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|error| fault("analyse a model", &error))
}
