//! Every checkpoint that was signed, kept.

use super::{Store, kept, sql, stored};
use crate::problem::{Problem, fault};
use sqlx::{query, query_scalar};

impl Store {
    /// Keeps a signed checkpoint.
    pub async fn keep_checkpoint(&self, size: u64, note: &str, at: i64) -> Result<(), Problem> {
        let insert = query(sql::INSERT_CHECKPOINT).bind(stored(size)).bind(note).bind(at);
        insert.execute(&self.write).await.map(drop).map_err(|error| fault("keep a checkpoint", &error))
    }

    /// The newest one: size and note.
    pub async fn last_checkpoint(&self) -> Result<Option<(u64, String)>, Problem> {
        let row: Option<(i64, String)> = sqlx::query_as(sql::LAST_CHECKPOINT)
            .fetch_optional(&self.read)
            .await
            .map_err(|error| fault("read the checkpoints", &error))?;
        Ok(row.map(|(size, note)| (kept(size), note)))
    }

    /// Whether a checkpoint of this size was kept.
    pub async fn has_checkpoint(&self, size: u64) -> Result<bool, Problem> {
        let found: i64 = query_scalar(sql::COUNT_CHECKPOINTS)
            .bind(stored(size))
            .fetch_one(&self.read)
            .await
            .map_err(|error| fault("read the checkpoints", &error))?;
        Ok(found > 0)
    }

    /// Every one, smallest first.
    pub async fn checkpoints(&self) -> Result<Vec<(u64, String)>, Problem> {
        let rows: Vec<(i64, String)> = sqlx::query_as(sql::ALL_CHECKPOINTS)
            .fetch_all(&self.read)
            .await
            .map_err(|error| fault("read the checkpoints", &error))?;
        Ok(rows.into_iter().map(|(size, note)| (kept(size), note)).collect())
    }
}
