//! The store: one SQL text on SQLite and PostgreSQL. Nothing outside this room knows SQL.

mod append;
mod checkpoints;
mod group;
mod project;
mod read;
mod registry;
mod sql;

pub use append::{Appended, NewEvent, VaultValue};
pub use project::{ProjectedAlgorithm, ProjectedRun, projected_algorithm, projected_run};
pub use read::{Entry, Row};
pub use registry::{AlgorithmRow, Described};

use crate::home::{Database, Home};
use crate::problem::{Problem, fault};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Executor};
use std::time::Duration;

const READERS: u32 = 4;

/// The events, the vault and the projections.
#[derive(Debug, Clone)]
pub struct Store {
    /// One connection: one writer, one order.
    write: AnyPool,
    read: AnyPool,
    group: group::Group,
}

impl Store {
    /// Connects to the database of a home that is there.
    pub async fn open(home: &Home, database: &Database) -> Result<Self, Problem> {
        if *database == Database::Embedded && !home.database().exists() {
            let place = home.database().display().to_string();
            let message =
                "the database of this home is not there: a home on PostgreSQL needs `WAARBORG_DATABASE_URL`";
            return Err(Problem::invalid(place, message));
        }
        Self::make(home, database).await
    }

    /// Connects, and makes the tables that are not there yet.
    pub async fn make(home: &Home, database: &Database) -> Result<Self, Problem> {
        sqlx::any::install_default_drivers();
        let address = match database {
            Database::Embedded => format!("sqlite://{}?mode=rwc", home.database().display()),
            Database::Postgres(address) => address.clone(),
        };
        let embedded = *database == Database::Embedded;
        let write = connect(&address, 1, embedded).await?;
        let schema = sql::SCHEMA.split(";\n").map(str::trim).filter(|statement| !statement.is_empty());
        for statement in schema {
            write.execute(statement).await.map_err(|error| fault("make the tables", &error))?;
        }
        let read = connect(&address, READERS, embedded).await?;
        Ok(Self { write, read, group: group::Group::default() })
    }
}

async fn connect(address: &str, connections: u32, embedded: bool) -> Result<AnyPool, Problem> {
    let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(30));
    let options = options.after_connect(move |connection, _| {
        Box::pin(async move {
            if embedded {
                // FULL: an acknowledged event survives a power cut.
                for pragma in
                    ["PRAGMA busy_timeout = 20000", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"]
                {
                    connection.execute(pragma).await?;
                }
            }
            Ok(())
        })
    });
    // The address may hold a password, so the cause is told without it.
    options
        .connect(address)
        .await
        .map_err(|error| fault("reach the database", &error.to_string().replace(address, "the database")))
}

/// A number as the database keeps it.
pub(crate) fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number as it was kept.
pub(crate) fn kept(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests;
