//! Finding things: algorithms, runs, and what an imported register describes.

use super::project::{ProjectedAlgorithm, ProjectedRun, folded};
use super::{Store, kept, sql, stored};
use crate::problem::{Problem, fault};
use sqlx::{Connection, FromRow, query, query_as, query_scalar};

/// Fewer characters of an identifier are not taken for one.
const SHORTEST_PREFIX: usize = 8;

/// An algorithm under safeguards, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct AlgorithmRow {
    pub id: String,
    pub title_nl: String,
    pub title_en: String,
    pub body: String,
    pub purpose_nl: String,
    pub purpose_en: String,
    pub withdrawn: i64,
}

/// A record of an imported register.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Described {
    pub id: String,
    pub title: String,
    pub body: String,
    pub purpose: String,
    pub legal_basis: String,
    pub assessment: String,
    pub status: String,
    pub url: String,
    pub changed: String,
}

/// A pattern that finds these words anywhere, and means nothing but them.
fn pattern(words: &str) -> String {
    let escaped = folded(&[words]).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

impl Store {
    /// Algorithms that match, newest first, and how many there are.
    pub async fn search_algorithms(
        &self,
        words: &str,
        limit: u64,
        offset: u64,
    ) -> Result<(Vec<AlgorithmRow>, u64), Problem> {
        let broken = |error: sqlx::Error| fault("search the register", &error);
        let pattern = pattern(words);
        let count: i64 =
            query_scalar(sql::COUNT_ALGORITHMS).bind(&pattern).fetch_one(&self.read).await.map_err(broken)?;
        let find = query_as(sql::SEARCH_ALGORITHMS).bind(&pattern).bind(stored(limit)).bind(stored(offset));
        Ok((find.fetch_all(&self.read).await.map_err(broken)?, kept(count)))
    }

    /// Described records that match, by title, and how many there are.
    pub async fn search_described(
        &self,
        words: &str,
        limit: u64,
        offset: u64,
    ) -> Result<(Vec<Described>, u64), Problem> {
        let broken = |error: sqlx::Error| fault("search the register", &error);
        let pattern = pattern(words);
        let count: i64 =
            query_scalar(sql::COUNT_DESCRIBED).bind(&pattern).fetch_one(&self.read).await.map_err(broken)?;
        let find = query_as(sql::SEARCH_DESCRIBED).bind(&pattern).bind(stored(limit)).bind(stored(offset));
        Ok((find.fetch_all(&self.read).await.map_err(broken)?, kept(count)))
    }

    /// Puts a snapshot in the place of the one before.
    pub async fn replace_described(&self, records: &[Described]) -> Result<(), Problem> {
        let broken = |error: sqlx::Error| fault("import the register", &error);
        let mut connection = self.write.acquire().await.map_err(broken)?;
        let mut transaction = connection.begin().await.map_err(broken)?;
        query(sql::CLEAR_DESCRIBED).execute(&mut *transaction).await.map_err(broken)?;
        for one in records {
            let search = folded(&[&one.title, &one.body, &one.purpose]);
            let insert = query(sql::INSERT_DESCRIBED)
                .bind(&one.id)
                .bind(&one.title)
                .bind(&one.body)
                .bind(&one.purpose);
            let insert = insert.bind(&one.legal_basis).bind(&one.assessment).bind(&one.status).bind(&one.url);
            insert.bind(&one.changed).bind(search).execute(&mut *transaction).await.map_err(broken)?;
        }
        transaction.commit().await.map_err(broken)
    }

    /// Identifiers of algorithms that a text may stand for: at most two.
    pub async fn algorithms_like(&self, text: &str) -> Result<Vec<String>, Problem> {
        query_scalar(sql::ALGORITHMS_LIKE)
            .bind(prefix(text))
            .bind(text)
            .fetch_all(&self.read)
            .await
            .map_err(|error| fault("find an algorithm", &error))
    }

    /// Identifiers of runs that a text may stand for: at most two.
    pub async fn runs_like(&self, text: &str) -> Result<Vec<String>, Problem> {
        query_scalar(sql::RUNS_LIKE)
            .bind(prefix(text))
            .bind(text)
            .fetch_all(&self.read)
            .await
            .map_err(|error| fault("find a run", &error))
    }

    /// The algorithm and position of a run.
    pub async fn run(&self, id: &str) -> Result<Option<(String, u64)>, Problem> {
        let row: Option<(String, i64)> = query_as(sql::FIND_RUN)
            .bind(id)
            .fetch_optional(&self.read)
            .await
            .map_err(|error| fault("find a run", &error))?;
        Ok(row.map(|(algorithm, position)| (algorithm, kept(position))))
    }

    /// The run and algorithm at a position.
    pub async fn run_at(&self, position: u64) -> Result<Option<(String, String)>, Problem> {
        query_as(sql::RUN_AT)
            .bind(stored(position))
            .fetch_optional(&self.read)
            .await
            .map_err(|error| fault("find a run", &error))
    }

    /// Every run as projected.
    pub async fn all_runs(&self) -> Result<Vec<ProjectedRun>, Problem> {
        query_as(sql::ALL_RUNS).fetch_all(&self.read).await.map_err(|error| fault("list the runs", &error))
    }

    /// Every algorithm as projected.
    pub async fn all_algorithms(&self) -> Result<Vec<ProjectedAlgorithm>, Problem> {
        query_as(sql::ALL_ALGORITHMS)
            .fetch_all(&self.read)
            .await
            .map_err(|error| fault("list the algorithms", &error))
    }
}

/// What an identifier begins with, when the text is enough of one; otherwise what no identifier begins with.
fn prefix(text: &str) -> String {
    let whole =
        text.len() >= SHORTEST_PREFIX && text.chars().all(|one| one.is_ascii_hexdigit() || one == '-');
    let begin = if whole { text.to_ascii_lowercase() } else { "-".to_owned() };
    format!("{begin}%")
}
