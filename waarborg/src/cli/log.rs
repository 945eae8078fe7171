//! `log show|key|checkpoint|export|policy`.

use super::ending::Ending;
use super::session::{Session, read};
use crate::present::word;
use std::path::PathBuf;

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
    /// Say which witnesses must have cosigned before anything is published; from the next start on
    ///
    /// FILE is a C2SP tlog-policy, for example:
    ///
    ///     log waarborg.example/log+314f3c69+AepK…
    ///     witness ngo ngo.example/witness+78cf5aff+BM+G… http://127.0.0.1:8081
    ///     quorum ngo
    #[command(verbatim_doc_comment)]
    Policy {
        /// The policy
        file: PathBuf,
    },
    /// Write the log as a plain folder of tiles (C2SP tlog-tiles), and print its origin and key
    ///
    /// Again into the same folder adds what is new. Anybody can verify the folder, with our tool or another one.
    /// Example: waarborg log export mirror && waarborg verify --mirror mirror --key mirror/log.vkey
    Export {
        /// Where to write
        folder: PathBuf,
    },
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
            Self::Policy { file } => {
                app.keep_log_policy(&read(&file)?)?;
                session.show(&app.log_key(), || word(session.lang(), "log-policy-kept", &[]))
            }
            Self::Export { folder } => {
                let exported = app.export_log(&folder).await?;
                let size = [("size", exported.size.to_string())];
                let told = || {
                    let told = word(session.lang(), "log-exported", &size);
                    format!("{}\n{}\n{told}", exported.origin, exported.key)
                };
                session.show(&exported, told)
            }
            Self::Checkpoint => {
                let note = app.checkpoint().await?;
                session.show(&note, || note.trim_end().to_owned())
            }
        }
    }
}
