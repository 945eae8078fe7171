//! `verify`: a receipt or a mirror offline with nothing but the log's public key, or the whole log of a home.

use super::ending::Ending;
use super::session::{Session, read};
use crate::present::word;
use app::Problem;
use ledger::audit::audit_files;
use ledger::checkpoint::Checkpoint;
use ledger::note::VerifierKey;
use ledger::receipt::{Receipt, RunAt};
use ledger::tiles::Tile;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where root and number of the people stand in the entry of a run.
const RUN: RunAt<'static> = RunAt { root: "/body/peopleRoot", size: Some("/body/people") };

/// Verify a receipt or a mirror offline, or the whole log.
///
/// Examples: waarborg verify r.json --key waarborg.example/log+314f3c69+AepK…   waarborg verify --log
/// waarborg verify --mirror folder --key folder/log.vkey
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// The receipt
    #[arg(required_unless_present_any = ["log", "mirror"])]
    receipt: Option<PathBuf>,
    /// The log's public key, or a file with it; `waarborg log key` prints it, and it stands on the log page
    #[arg(long, required_unless_present = "log")]
    key: Option<String>,
    /// Re-read the whole log of the home and name the first byte that does not fit
    #[arg(long, conflicts_with_all = ["receipt", "key"])]
    log: bool,
    /// A folder of tiles with its checkpoint: hash every entry and name the first byte that does not fit
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["receipt", "log"])]
    mirror: Option<PathBuf>,
}

impl Verify {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        match (self.receipt, self.mirror, self.key) {
            (Some(receipt), _, Some(key)) => verify_receipt(session, &receipt, &verifier(&key)?),
            (_, Some(mirror), Some(key)) => verify_mirror(session, &mirror, &verifier(&key)?),
            _ => verify_log(session).await,
        }
    }
}

/// A key as it is typed, or the file that holds it.
fn verifier(key: &str) -> Result<VerifierKey, Ending> {
    let key = if Path::new(key).exists() { read(Path::new(key))? } else { key.to_owned() };
    key.trim().parse().map_err(|error: ledger::note::NoteError| Ending::Usage(error.to_string()))
}

fn verify_mirror(session: &Session, folder: &Path, key: &VerifierKey) -> Result<(), Ending> {
    let path = folder.join("checkpoint");
    let unproved = |place: &Path, error: &dyn std::fmt::Display| {
        Ending::Unproved(vec![format!("{}: {error}", place.display())])
    };
    let checkpoint = Checkpoint::verify(&read(&path)?, key).map_err(|error| unproved(&path, &error))?;
    let mut file = |tile: &Tile| std::fs::read(folder.join(tile.path())).ok();
    let audited = audit_files(&checkpoint, &mut file).map_err(|misfit| unproved(folder, &misfit))?;
    let facts = [
        ("origin", checkpoint.origin),
        ("entries", audited.size.to_string()),
        ("root", audited.root.to_string()),
    ];
    let found: BTreeMap<_, _> = facts.iter().cloned().collect();
    session.show(&found, || word(session.lang(), "verify-mirror", &facts))
}

fn verify_receipt(session: &Session, path: &Path, key: &VerifierKey) -> Result<(), Ending> {
    let unproved =
        |error: &dyn std::fmt::Display| Ending::Unproved(vec![format!("{}: {error}", path.display())]);
    let receipt = Receipt::parse(&read(path)?).map_err(|error| {
        Ending::Problem(Problem::Invalid(vec![app::Invalid {
            place: path.display().to_string(),
            message: error.to_string(),
        }]))
    })?;
    let verified = receipt.verify(key, RUN).map_err(|error| unproved(&error))?;
    let field = |name: &str| {
        verified
            .record
            .get(name)
            .map_or_else(String::new, |found| found.as_str().map_or_else(|| found.to_string(), str::to_owned))
    };
    let at = verified.entry.get("at").and_then(serde_json::Value::as_str).unwrap_or_default();
    let facts = [
        ("person", field("person")),
        ("run", field("run")),
        ("at", at.to_owned()),
        ("log", verified.checkpoint.origin.clone()),
        ("size", verified.checkpoint.size.to_string()),
    ];
    session.show(&verified.record, || word(session.lang(), "verify-receipt", &facts))
}

async fn verify_log(session: &Session) -> Result<(), Ending> {
    let app = session.app().await?;
    let found = app.verify_log(&mut |_| {}).await?;
    let facts = [
        ("entries", found.entries.to_string()),
        ("checkpoints", found.checkpoints.to_string()),
        ("sealed", found.sealed.to_string()),
        ("runs", found.runs.to_string()),
        ("people", found.people.to_string()),
    ];
    if !found.damages.is_empty() {
        return Err(Ending::Unproved(found.damages.iter().map(ToString::to_string).collect()));
    }
    session.show(&found, || word(session.lang(), "verify-log", &facts))
}
