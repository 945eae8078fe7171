//! Projections: what pages search and list, written in the same transaction as the events.

use super::registry::folded;
use super::{sql, stored};
use domain::algorithm::Event;
use sqlx::AnyConnection;
use sqlx::query;

/// Brings the projections up to one event.
pub async fn apply(
    connection: &mut AnyConnection,
    stream: &str,
    position: u64,
    event: &Event,
) -> Result<(), sqlx::Error> {
    let id = stream.strip_prefix("algorithm/").unwrap_or(stream);
    match event {
        Event::AlgorithmRegistered { title, body, purpose } => {
            let search = folded(&[
                title.nl.as_str(),
                title.en.as_str(),
                body.as_str(),
                purpose.nl.as_str(),
                purpose.en.as_str(),
            ]);
            let insert = query(sql::INSERT_ALGORITHM)
                .bind(id)
                .bind(title.nl.as_str())
                .bind(title.en.as_str())
                .bind(body.as_str());
            let insert = insert
                .bind(purpose.nl.as_str())
                .bind(purpose.en.as_str())
                .bind(search)
                .bind(stored(position));
            insert.execute(connection).await?;
        }
        Event::AlgorithmWithdrawn { .. } => {
            query(sql::WITHDRAW_ALGORITHM).bind(id).execute(connection).await?;
        }
        Event::RunRecorded(facts) => {
            let insert = query(sql::INSERT_RUN).bind(facts.run.to_string()).bind(id);
            insert.bind(facts.label.as_str()).bind(stored(position)).execute(connection).await?;
        }
        _ => {}
    }
    Ok(())
}
