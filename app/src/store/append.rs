//! Appending: dense positions, checked versions, vault and projections, in one transaction or not at all.
//!
//! Whoever appends at the same moment shares the transaction, see `group`.

use super::{Store, sql, stored};
use crate::problem::{Problem, fault};
use domain::algorithm::Event;
use jiff::Timestamp;
use ledger::commitment::Salt;
use ledger::leaf_hash;
use sqlx::{AnyConnection, AnyPool, Connection, query, query_scalar};

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

/// One caller's events for one stream, with the values that they commit to.
#[derive(Debug)]
pub(super) struct Growth {
    pub stream: String,
    /// How many events the stream had when it was read.
    pub version: u64,
    pub events: Vec<NewEvent>,
    pub vault: Vec<VaultValue>,
}

impl Store {
    /// Waits until every append that is on its way is there, or never will be: they all hold the head.
    pub async fn settle(&self) -> Result<(), Problem> {
        self.group.flush(&self.write).await;
        let head = query(sql::TAKE_POSITIONS).bind(0_i64);
        head.execute(&self.write).await.map(drop).map_err(|error| fault("wait for the log", &error))
    }

    /// Appends events to a stream that was read at `version`, together with whoever else appends at this moment.
    pub async fn append(
        &self,
        stream: &str,
        version: u64,
        events: Vec<NewEvent>,
        vault: Vec<VaultValue>,
    ) -> Result<Appended, Problem> {
        self.group.append(&self.write, Growth { stream: stream.to_owned(), version, events, vault }).await
    }
}

/// Writes all of them in one transaction; none when one does not fit any more.
///
/// Answers where each begins, or nothing when a stream had moved.
pub(super) async fn write(pool: &AnyPool, growths: &[&Growth]) -> Result<Option<Vec<u64>>, Problem> {
    let broken = |error: sqlx::Error| fault("append to the log", &error);
    let mut connection = pool.acquire().await.map_err(broken)?;
    let mut transaction = connection.begin().await.map_err(broken)?;
    let count: u64 = growths.iter().map(|growth| growth.events.len() as u64).sum();
    // First of all the head: it is the lock that gives every event its place, without gaps.
    let size: i64 = query_scalar(sql::TAKE_POSITIONS)
        .bind(stored(count))
        .fetch_one(&mut *transaction)
        .await
        .map_err(broken)?;
    let mut next = super::kept(size) - count;
    let mut firsts = vec![];
    for growth in growths {
        match grow(&mut transaction, growth, next).await {
            Ok(()) => firsts.push(next),
            Err(error)
                if error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) =>
            {
                transaction.rollback().await.map_err(broken)?;
                return Ok(None);
            }
            Err(error) => return Err(broken(error)),
        }
        next += growth.events.len() as u64;
    }
    transaction.commit().await.map_err(broken)?;
    Ok(Some(firsts))
}

async fn grow(connection: &mut AnyConnection, growth: &Growth, first: u64) -> Result<(), sqlx::Error> {
    for (offset, new) in (0..).zip(&growth.events) {
        insert(connection, &growth.stream, growth.version + offset, first + offset, new).await?;
    }
    for sealed in &growth.vault {
        let salt: String = sealed.salt.into();
        let insert = query(sql::INSERT_VAULT).bind(&sealed.commitment).bind(salt).bind(&sealed.value);
        insert.execute(&mut *connection).await?;
    }
    Ok(())
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
