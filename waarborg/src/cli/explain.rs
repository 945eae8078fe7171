//! `explain` and `receipt`.

use super::ending::Ending;
use super::session::Session;
use crate::present::{TextDepth, text};

/// Explain a person's outcome: which rules, which data from where, what would have changed it, how to object.
///
/// Example: waarborg --as caseworker explain 2026-11 HH-000123 --lang en
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Identifier, its first characters, or the label of the run
    run: String,
    /// Your reference of the person
    person: String,
    /// How much is told
    #[arg(long, value_enum, default_value = "citizen")]
    depth: TextDepth,
}

impl Explain {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        let run = app.find_run(&self.run).await?;
        let view = app.explanation(&session.caller(&app)?, run, &self.person).await?;
        session.show(&view, || text(session.lang(), self.depth, &view))
    }
}

/// Write the receipt that proves a person's outcome; check it with `waarborg verify`.
///
/// Example: waarborg --as caseworker receipt 2026-11 HH-000123 > r.json
#[derive(Debug, clap::Args)]
pub struct Receipt {
    /// Identifier, its first characters, or the label of the run
    run: String,
    /// Your reference of the person
    person: String,
}

impl Receipt {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        let run = app.find_run(&self.run).await?;
        let receipt = app.receipt(&session.caller(&app)?, run, &self.person).await?;
        let json =
            serde_json::to_string_pretty(&receipt).map_err(|error| Ending::Usage(error.to_string()))?;
        session.show(&receipt, || json)
    }
}
