//! Reading events back: streams for deciding, entries for the log.

use super::{Store, kept, sql, stored};
use crate::problem::{Problem, fault};
use domain::Actor;
use domain::algorithm::{Event, Recorded};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::query_scalar;

/// An entry of the log: its canonical JSON is what is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, UTC.
    pub at: Timestamp,
    /// By whom, in which role.
    pub by: Actor,
    /// What.
    #[serde(flatten)]
    pub event: Event,
    /// Whose stream.
    pub stream: String,
    /// The event's place in its stream, from 0.
    pub version: u64,
}

/// An event as it lies in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The leaf index.
    pub position: u64,
    /// Whose stream.
    pub stream: String,
    /// Its place in the stream.
    pub version: u64,
    /// The event's name.
    pub kind: String,
    /// Microseconds since 1970, UTC.
    pub at: i64,
    /// The exact bytes that were hashed.
    pub entry: String,
    /// The leaf hash, in hexadecimal digits.
    pub leaf: String,
}

impl Store {
    /// All events of a stream, oldest first.
    pub async fn stream(&self, stream: &str) -> Result<Vec<Recorded>, Problem> {
        let rows: Vec<(i64, String)> = sqlx::query_as(sql::READ_STREAM)
            .bind(stream)
            .fetch_all(&self.read)
            .await
            .map_err(|error| fault("read a stream", &error))?;
        rows.into_iter().map(|(position, entry)| recorded(kept(position), &entry)).collect()
    }

    /// How many events a stream has.
    pub async fn version(&self, stream: &str) -> Result<u64, Problem> {
        let count: i64 = query_scalar(sql::STREAM_VERSION)
            .bind(stream)
            .fetch_one(&self.read)
            .await
            .map_err(|error| fault("read a stream", &error))?;
        Ok(kept(count))
    }

    /// How many events there are.
    pub async fn size(&self) -> Result<u64, Problem> {
        let size: i64 = query_scalar(sql::LOG_SIZE)
            .fetch_one(&self.read)
            .await
            .map_err(|error| fault("read the log's size", &error))?;
        Ok(kept(size))
    }

    /// The entries from a position up to, not including, another.
    pub async fn entries(&self, from: u64, to: u64) -> Result<Vec<Row>, Problem> {
        type Columns = (i64, String, i64, String, i64, String, String);
        let rows: Vec<Columns> = sqlx::query_as(sql::READ_ENTRIES)
            .bind(stored(from))
            .bind(stored(to))
            .fetch_all(&self.read)
            .await
            .map_err(|error| fault("read the log", &error))?;
        let row = |(position, stream, version, kind, at, entry, leaf): Columns| Row {
            position: kept(position),
            stream,
            version: kept(version),
            kind,
            at,
            entry,
            leaf,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Every value in the vault: commitment, salt, value.
    pub async fn vault(&self) -> Result<Vec<(String, String, String)>, Problem> {
        sqlx::query_as(sql::READ_VAULT)
            .fetch_all(&self.read)
            .await
            .map_err(|error| fault("read the vault", &error))
    }
}

fn recorded(position: u64, entry: &str) -> Result<Recorded, Problem> {
    let entry: Entry = serde_json::from_str(entry)
        .map_err(|error| fault("read an entry", &format!("position {position}: {error}")))?;
    Ok(Recorded { position, at: entry.at, by: entry.by, event: entry.event })
}
