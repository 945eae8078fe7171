//! `log show|key|checkpoint`.

use super::ending::Ending;
use super::session::Session;

/// Show the log, its key or its newest checkpoint.
#[derive(Debug, clap::Subcommand)]
pub enum Log {
    /// Show the newest entries
    Show {
        /// The page, newest first
        #[arg(long, default_value_t = 1)]
        page: u64,
    },
    /// Print the public key with which anybody verifies receipts and checkpoints
    Key,
    /// Sign the log as it is now and print the checkpoint
    Checkpoint,
}

impl Log {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        match self {
            Self::Show { page } => {
                let view = app.log(page).await?;
                let line = |entry: &app::views::EntryView| {
                    format!("#{} {} {} {}", entry.position, entry.at, entry.kind, entry.stream)
                };
                session.show(&view, || view.entries.iter().map(line).collect::<Vec<_>>().join("\n"))
            }
            Self::Key => session.show(&app.log_key(), || app.log_key()),
            Self::Checkpoint => {
                let note = app.checkpoint().await?;
                session.show(&note, || note.trim_end().to_owned())
            }
        }
    }
}
