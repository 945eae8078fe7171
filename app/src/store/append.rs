//! Appending: dense positions, checked versions, vault and projections, in one transaction or not at all.

use super::{Store, sql, stored};
use crate::problem::{Problem, fault};
use domain::algorithm::Event;
use jiff::Timestamp;
use ledger::commitment::Salt;
use ledger::leaf_hash;
use sqlx::AnyConnection;
use sqlx::{Connection, query, query_scalar};

/// An event on its way into the log.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// The event.
    pub event: Event,
    /// Its exact entry.
    pub entry: String,
    /// When, UTC.
    pub at: Timestamp,
}

/// A value that an event only commits to.
#[derive(Debug, Clone)]
pub struct VaultValue {
    /// What stands in the event.
    pub commitment: String,
    /// What it was sealed with.
    pub salt: Salt,
    /// The value.
    pub value: String,
}

/// What became of an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// The events stand at this position and those after it.
    At(u64),
    /// The stream had moved since it was read: nothing was written.
    Moved,
}

impl Store {
    /// Waits until every append that is on its way is there, or never will be: they all hold the head.
    pub async fn settle(&self) -> Result<(), Problem> {
        let head = query(sql::TAKE_POSITIONS).bind(0_i64);
        head.execute(&self.write).await.map(drop).map_err(|error| fault("wait for the log", &error))
    }

    /// Appends events to a stream that was read at `version`.
    pub async fn append(
        &self,
        stream: &str,
        version: u64,
        events: &[NewEvent],
        vault: &[VaultValue],
    ) -> Result<Appended, Problem> {
        let broken = |error: sqlx::Error| fault("append to the log", &error);
        let mut connection = self.write.acquire().await.map_err(broken)?;
        let mut transaction = connection.begin().await.map_err(broken)?;
        // First of all the head: it is the lock that gives every event its place, without gaps.
        let size: i64 = query_scalar(sql::TAKE_POSITIONS)
            .bind(stored(events.len() as u64))
            .fetch_one(&mut *transaction)
            .await
            .map_err(broken)?;
        let first = super::kept(size) - events.len() as u64;
        for (offset, new) in (0..).zip(events) {
            match insert(&mut transaction, stream, version + offset, first + offset, new).await {
                Ok(()) => {}
                Err(error)
                    if error
                        .as_database_error()
                        .is_some_and(sqlx::error::DatabaseError::is_unique_violation) =>
                {
                    transaction.rollback().await.map_err(broken)?;
                    return Ok(Appended::Moved);
                }
                Err(error) => return Err(broken(error)),
            }
        }
        for sealed in vault {
            let salt: String = sealed.salt.into();
            let insert = query(sql::INSERT_VAULT).bind(&sealed.commitment).bind(salt).bind(&sealed.value);
            insert.execute(&mut *transaction).await.map_err(broken)?;
        }
        transaction.commit().await.map_err(broken)?;
        Ok(Appended::At(first))
    }
}

async fn insert(
    connection: &mut AnyConnection,
    stream: &str,
    version: u64,
    position: u64,
    new: &NewEvent,
) -> Result<(), sqlx::Error> {
    query(sql::INSERT_EVENT)
        .bind(stored(position))
        .bind(stream)
        .bind(stored(version))
        .bind(new.event.kind())
        .bind(new.at.as_microsecond())
        .bind(&new.entry)
        .bind(leaf_hash(new.entry.as_bytes()).to_string())
        .execute(&mut *connection)
        .await?;
    super::project::apply(connection, stream, position, &new.event).await
}
