//! The log as the faces ask for it: pages, entries, the key, and a checkpoint every second.

use crate::door::App;
use crate::problem::Problem;
use crate::views::{EntryView, ExportView, LogView};
use jiff::Timestamp;
use ledger::checkpoint::Checkpoint;
use std::path::{Path, PathBuf};
use std::time::Duration;

const PAGE: u64 = 50;
const EVERY: Duration = Duration::from_secs(1);

impl App {
    /// Refuses a database that knows less than this home has signed: going on from there would be a second history.
    pub(crate) async fn is_one_history(&self) -> Result<(), Problem> {
        let shown = self.0.log.shown().unwrap_or_default();
        // A checkpoint that does not verify says nothing; reading the whole log again names its first wrong byte.
        let Ok(signed) = Checkpoint::verify(&shown, &self.0.log.key.verifier()) else { return Ok(()) };
        if self.0.store.has_checkpoint(signed.size).await? {
            return Ok(());
        }
        let message = format!(
            "this home has signed {} entries, of which the database does not know: it belongs to another home, \
             or is an older copy",
            signed.size
        );
        Err(Problem::invalid("database", message))
    }

    /// Signs the log as it is now, has it cosigned and shows it once the witnesses are a quorum; answers what was
    /// signed, the one before when nothing was added.
    ///
    /// # Errors
    /// When files and database disagree, or a witness knows another history: then nothing is signed.
    pub async fn checkpoint(&self) -> Result<String, Problem> {
        // Command line and server may run side by side: one of them publishes at a time.
        let turn = self.0.log.lock().await?;
        let size = self.0.store.size().await?;
        let before = self.0.store.last_checkpoint().await?;
        let note = match before {
            Some((signed, note)) if signed == size => note,
            before => {
                let signed = before.map_or(0, |(signed, _)| signed);
                let note = self.0.log.extend(&self.0.store, signed, size).await?;
                self.0.store.keep_checkpoint(size, &note, self.0.clock.now().as_microsecond()).await?;
                note
            }
        };
        // Also when nothing is new: a process may have been killed between keeping and showing, or witnesses wait.
        let now = u64::try_from(self.0.clock.now().as_second()).unwrap_or_default();
        self.0.log.publish(&note, now).await?;
        drop(turn);
        Ok(note)
    }

    /// Publishes every second while there is something new.
    #[must_use]
    pub fn spawn_checkpoints(&self) -> tokio::task::JoinHandle<()> {
        let app = self.clone();
        tokio::spawn(async move {
            loop {
                if let Err(problem) = app.checkpoint().await {
                    tracing::error!(%problem, "no checkpoint was published");
                }
                tokio::time::sleep(EVERY).await;
            }
        })
    }
}

impl App {
    /// The key with which anybody verifies checkpoints and receipts.
    #[must_use]
    pub fn log_key(&self) -> String {
        self.0.log.key.verifier().to_string()
    }

    /// The folder with the public files of the log.
    #[must_use]
    pub fn log_folder(&self) -> PathBuf {
        self.0.home.log()
    }

    /// Asks these witnesses from the next start on (C2SP tlog-policy).
    ///
    /// # Errors
    /// When the policy does not read, does not know this log, or does not say where a witness is.
    pub fn keep_log_policy(&self, text: &str) -> Result<(), Problem> {
        self.0.log.keep_policy(&self.0.home, text)
    }

    /// Writes the log as it is now into a folder of public files: tiles, bundles, key and checkpoint.
    ///
    /// # Errors
    /// When the folder holds another log, cannot be written, or our own files do not fit.
    pub async fn export_log(&self, folder: &Path) -> Result<ExportView, Problem> {
        let note = self.checkpoint().await?;
        let exported = self.0.log.export(&note, folder)?;
        Ok(ExportView {
            origin: exported.origin,
            key: self.log_key(),
            size: exported.size,
            root: exported.root.to_string(),
        })
    }

    /// A page of the log, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log(&self, page: u64) -> Result<LogView, Problem> {
        let size = self.0.store.size().await?;
        let page = page.max(1);
        let to = size.saturating_sub((page - 1).saturating_mul(PAGE));
        let rows = self.0.store.entries(to.saturating_sub(PAGE), to).await?;
        let mut entries = rows.into_iter().map(view).collect::<Vec<_>>();
        entries.reverse();
        let checkpoint = self.0.store.last_checkpoint().await?.map(|(_, note)| note);
        let origin = self.0.log.key.verifier().name().to_owned();
        Ok(LogView {
            size,
            origin,
            key: self.log_key(),
            checkpoint,
            entries,
            page,
            pages: size.div_ceil(PAGE).max(1),
        })
    }

    /// One entry, exactly as hashed.
    ///
    /// # Errors
    /// When there is none at this position.
    pub async fn entry(&self, position: u64) -> Result<EntryView, Problem> {
        let rows = self.0.store.entries(position, position.saturating_add(1)).await?;
        rows.into_iter().next().map(view).ok_or_else(|| Problem::not_found("entry", &position.to_string()))
    }
}

fn view(row: crate::store::Row) -> EntryView {
    EntryView {
        position: row.position,
        kind: row.kind,
        stream: row.stream,
        at: Timestamp::from_microsecond(row.at).unwrap_or_default(),
        leaf: row.leaf,
        entry: row.entry,
    }
}
