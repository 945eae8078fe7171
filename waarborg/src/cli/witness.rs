//! `witness init|follow|serve`.

use super::ending::Ending;
use super::session::Session;
use crate::present::word;
use crate::witness::{Desk, Folder, Misplaced, serve};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Be a witness of logs: cosign them while they only grow (C2SP tlog-witness); needs no home.
#[derive(Debug, clap::Subcommand)]
pub enum Witness {
    /// Make a witness with a key of its own
    ///
    /// Example: waarborg witness init --folder witness ngo.example/witness
    Init {
        /// Where it lives; only its owner can read it
        #[arg(long)]
        folder: PathBuf,
        /// Its name, as it stands in its signatures
        name: String,
    },
    /// Follow a log from now on; ask its owner for the key, or see `waarborg log key`
    ///
    /// Example: waarborg witness follow --folder witness waarborg.example/log+314f3c69+AepK…
    Follow {
        /// Where the witness lives
        #[arg(long)]
        folder: PathBuf,
        /// The public key of the log
        key: String,
    },
    /// Answer requests to cosign, and show the health of every log as a page
    ///
    /// POST /add-checkpoint cosigns; GET /HASH/checkpoint, with the SHA-256 of the log's name, shows what was cosigned last.
    /// Example: waarborg witness serve --folder witness --listen 127.0.0.1:8081
    Serve {
        /// Where the witness lives
        #[arg(long)]
        folder: PathBuf,
        /// Where to listen
        #[arg(long, default_value = "127.0.0.1:8081")]
        listen: SocketAddr,
        /// After how many minutes without a checkpoint the page shows an alarm
        #[arg(long, default_value_t = 60)]
        silence: u64,
    },
}

impl From<Misplaced> for Ending {
    fn from(misplaced: Misplaced) -> Self {
        Self::Usage(misplaced.to_string())
    }
}

impl Witness {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        match self {
            Self::Init { folder, name } => {
                let made = Folder::create(&folder, &name, &app::SystemChance)?;
                let key = made.cosigner()?.verifier().to_string();
                session.show(&key, || told(session, "witness-made", &key))
            }
            Self::Follow { folder, key } => {
                let key = if Path::new(&key).exists() { super::session::read(Path::new(&key))? } else { key };
                let key = Folder::open(&folder)?.follow(&key)?.to_string();
                session.show(&key, || told(session, "witness-follows", &key))
            }
            Self::Serve { folder, listen, silence } => {
                let desk = Desk::open(Folder::open(&folder)?)?;
                let silence = Duration::from_secs(silence.saturating_mul(60));
                serve(desk, listen, silence).await.map_err(Ending::Usage)
            }
        }
    }
}

fn told(session: &Session, key: &str, vkey: &str) -> String {
    format!("{}\n{vkey}", word(session.lang(), key, &[]))
}
