//! Projections: what pages search and list, written in the same transaction as the events.
//!
//! What a row says is a pure function of its event, so that verifying can ask for it again.

use super::{sql, stored};
use domain::algorithm::Event;
use sqlx::{AnyConnection, FromRow, query};

/// An algorithm as the table has it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ProjectedAlgorithm {
    pub id: String,
    pub title_nl: String,
    pub title_en: String,
    pub body: String,
    pub purpose_nl: String,
    pub purpose_en: String,
    pub search: String,
    pub withdrawn: i64,
    pub position: i64,
}

/// A run as the table has it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ProjectedRun {
    pub id: String,
    pub algorithm: String,
    pub label: String,
    pub position: i64,
}

/// Texts folded for searching: lower case, one space between words; both databases then compare alike.
pub fn folded(texts: &[&str]) -> String {
    texts.join(" ").to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn algorithm_id(stream: &str) -> &str {
    stream.strip_prefix("algorithm/").unwrap_or(stream)
}

/// The row that an event makes in the table of algorithms.
pub fn projected_algorithm(stream: &str, position: u64, event: &Event) -> Option<ProjectedAlgorithm> {
    let Event::AlgorithmRegistered { title, body, purpose } = event else { return None };
    let texts = [&title.nl, &title.en, body, &purpose.nl, &purpose.en].map(domain::Text::as_str);
    let [title_nl, title_en, body, purpose_nl, purpose_en] = texts.map(str::to_owned);
    Some(ProjectedAlgorithm {
        id: algorithm_id(stream).to_owned(),
        title_nl,
        title_en,
        body,
        purpose_nl,
        purpose_en,
        search: folded(&texts),
        withdrawn: 0,
        position: stored(position),
    })
}

/// The row that an event makes in the table of runs.
pub fn projected_run(stream: &str, position: u64, event: &Event) -> Option<ProjectedRun> {
    let Event::RunRecorded(facts) = event else { return None };
    Some(ProjectedRun {
        id: facts.run.to_string(),
        algorithm: algorithm_id(stream).to_owned(),
        label: facts.label.as_str().to_owned(),
        position: stored(position),
    })
}

/// Brings the projections up to one event.
pub async fn apply(
    connection: &mut AnyConnection,
    stream: &str,
    position: u64,
    event: &Event,
) -> Result<(), sqlx::Error> {
    if let Some(row) = projected_algorithm(stream, position, event) {
        let insert = query(sql::INSERT_ALGORITHM).bind(row.id).bind(row.title_nl).bind(row.title_en);
        let insert = insert.bind(row.body).bind(row.purpose_nl).bind(row.purpose_en).bind(row.search);
        insert.bind(row.position).execute(&mut *connection).await?;
    }
    if let Some(row) = projected_run(stream, position, event) {
        let insert = query(sql::INSERT_RUN).bind(row.id).bind(row.algorithm).bind(row.label);
        insert.bind(row.position).execute(&mut *connection).await?;
    }
    if matches!(event, Event::AlgorithmWithdrawn { .. }) {
        query(sql::WITHDRAW_ALGORITHM).bind(algorithm_id(stream)).execute(connection).await?;
    }
    Ok(())
}
