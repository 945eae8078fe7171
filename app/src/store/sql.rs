//! Every statement is a file; a test prepares each of them on both databases.

pub const ALGORITHMS_LIKE: &str = include_str!("sql/algorithms_like.sql");
pub const ALL_ALGORITHMS: &str = include_str!("sql/all_algorithms.sql");
pub const ALL_CHECKPOINTS: &str = include_str!("sql/all_checkpoints.sql");
pub const ALL_RUNS: &str = include_str!("sql/all_runs.sql");
pub const CLEAR_DESCRIBED: &str = include_str!("sql/clear_described.sql");
pub const COUNT_ALGORITHMS: &str = include_str!("sql/count_algorithms.sql");
pub const COUNT_CHECKPOINTS: &str = include_str!("sql/count_checkpoints.sql");
pub const COUNT_DESCRIBED: &str = include_str!("sql/count_described.sql");
pub const FIND_RUN: &str = include_str!("sql/find_run.sql");
pub const INSERT_ALGORITHM: &str = include_str!("sql/insert_algorithm.sql");
pub const INSERT_CHECKPOINT: &str = include_str!("sql/insert_checkpoint.sql");
pub const INSERT_DESCRIBED: &str = include_str!("sql/insert_described.sql");
pub const INSERT_EVENT: &str = include_str!("sql/insert_event.sql");
pub const INSERT_RUN: &str = include_str!("sql/insert_run.sql");
pub const INSERT_VAULT: &str = include_str!("sql/insert_vault.sql");
pub const LAST_CHECKPOINT: &str = include_str!("sql/last_checkpoint.sql");
pub const LOG_SIZE: &str = include_str!("sql/log_size.sql");
pub const READ_ENTRIES: &str = include_str!("sql/read_entries.sql");
pub const READ_STREAM: &str = include_str!("sql/read_stream.sql");
pub const READ_VAULT: &str = include_str!("sql/read_vault.sql");
pub const RUN_AT: &str = include_str!("sql/run_at.sql");
pub const RUNS_LIKE: &str = include_str!("sql/runs_like.sql");
pub const SCHEMA: &str = include_str!("sql/schema.sql");
pub const SEARCH_ALGORITHMS: &str = include_str!("sql/search_algorithms.sql");
pub const SEARCH_DESCRIBED: &str = include_str!("sql/search_described.sql");
pub const STREAM_VERSION: &str = include_str!("sql/stream_version.sql");
pub const TAKE_POSITIONS: &str = include_str!("sql/take_positions.sql");
pub const WITHDRAW_ALGORITHM: &str = include_str!("sql/withdraw_algorithm.sql");

/// Every statement, for the test that prepares them all.
#[cfg(test)]
pub const ALL: &[(&str, &str)] = &[
    ("algorithms_like", ALGORITHMS_LIKE),
    ("all_algorithms", ALL_ALGORITHMS),
    ("all_checkpoints", ALL_CHECKPOINTS),
    ("all_runs", ALL_RUNS),
    ("clear_described", CLEAR_DESCRIBED),
    ("count_algorithms", COUNT_ALGORITHMS),
    ("count_checkpoints", COUNT_CHECKPOINTS),
    ("count_described", COUNT_DESCRIBED),
    ("find_run", FIND_RUN),
    ("insert_algorithm", INSERT_ALGORITHM),
    ("insert_checkpoint", INSERT_CHECKPOINT),
    ("insert_described", INSERT_DESCRIBED),
    ("insert_event", INSERT_EVENT),
    ("insert_run", INSERT_RUN),
    ("insert_vault", INSERT_VAULT),
    ("last_checkpoint", LAST_CHECKPOINT),
    ("log_size", LOG_SIZE),
    ("read_entries", READ_ENTRIES),
    ("read_stream", READ_STREAM),
    ("read_vault", READ_VAULT),
    ("run_at", RUN_AT),
    ("runs_like", RUNS_LIKE),
    ("search_algorithms", SEARCH_ALGORITHMS),
    ("search_described", SEARCH_DESCRIBED),
    ("stream_version", STREAM_VERSION),
    ("take_positions", TAKE_POSITIONS),
    ("withdraw_algorithm", WITHDRAW_ALGORITHM),
];
