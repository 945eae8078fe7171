use super::{Store, sql};
use crate::home::{Database, Home};
use sqlx::{Executor, SqlSafeStr};

async fn prepare_all(database: &Database) {
    let folder = std::env::temp_dir().join(format!("waarborg-sql-{}", std::process::id()));
    let home = Home::at(&folder);
    home.make().expect("a home");
    let store = Store::make(&home, database).await.expect("a store");
    for (name, statement) in sql::ALL {
        store.read.prepare(statement.into_sql_str()).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[tokio::test]
async fn every_statement_is_understood_by_sqlite() {
    prepare_all(&Database::Embedded).await;
}

#[tokio::test]
async fn every_statement_is_understood_by_postgresql() {
    let Ok(address) = std::env::var("WAARBORG_TEST_DATABASE_URL") else {
        assert!(std::env::var("CI").is_err(), "PostgreSQL must be there in CI");
        println!("skipped: WAARBORG_TEST_DATABASE_URL is not set");
        return;
    };
    prepare_all(&Database::Postgres(address)).await;
}
