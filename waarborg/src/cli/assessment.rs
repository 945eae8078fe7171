//! `assessment submit|sign`.

use super::ending::Ending;
use super::session::{Session, toml_file, words};
use app::Command;
use clap::ValueEnum;
use domain::algorithm::{Alternative, Outcome};
use domain::{AssessmentId, Digest, Text};
use jiff::civil::Date;
use std::path::PathBuf;

const EXAMPLE: &str = r#"# waarborg --as product-owner assessment submit ALGORITHM --file assessment.toml
model = "<hash printed by `model propose`>"
document = "assessment.pdf"          # the whole assessment; its SHA-256 goes into the log
balance = "Aim, suitability and necessity in short."
validUntil = "2027-06-30"            # at most 12 months from today (A11)

[[alternatives]]                      # at least these two, always (A07)
name = "no-algorithm"
estimate = "All applications by sample: 1,000 checks a month."

[[alternatives]]
name = "random-checks"
estimate = "Only by lot: the same capacity."
"#;

/// Submit or sign a human-rights assessment.
#[derive(Debug, clap::Subcommand)]
pub enum Assessment {
    /// Hand in an assessment; prints its identifier
    #[command(after_help = "Write the file after: waarborg assessment submit --example")]
    Submit {
        /// Identifier, its first characters, or the exact title of the algorithm
        #[arg(required_unless_present = "example")]
        algorithm: Option<String>,
        /// The assessment as TOML
        #[arg(long, required_unless_present = "example")]
        file: Option<PathBuf>,
        /// Its identifier, to repeat a request safely
        #[arg(long)]
        id: Option<AssessmentId>,
        /// Print an example file
        #[arg(long)]
        example: bool,
    },
    /// Sign in the role of your account; the approver's signature decides
    Sign {
        /// Identifier, its first characters, or the exact title of the algorithm
        algorithm: String,
        /// The assessment's identifier
        assessment: AssessmentId,
        /// The judgment
        #[arg(long, value_enum)]
        outcome: Judgment,
        /// Its reason; @file reads a file
        #[arg(long)]
        reason: String,
    },
}

/// A judgment.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Judgment {
    /// It may go on
    Approved,
    /// It may not
    Rejected,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    model: Digest,
    document: PathBuf,
    balance: Text,
    alternatives: Vec<Alternative>,
    valid_until: Date,
}

impl Assessment {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        match self {
            Self::Submit { example: true, .. } => {
                print!("{EXAMPLE}");
                Ok(())
            }
            Self::Submit { algorithm, file, id, .. } => {
                let app = session.app().await?;
                let algorithm = app.find_algorithm(&algorithm.unwrap_or_default()).await?;
                let path = file.unwrap_or_default();
                let file: File = toml_file(&path)?;
                let document =
                    path.parent().map_or_else(|| file.document.clone(), |folder| folder.join(&file.document));
                let bytes = std::fs::read(&document)
                    .map_err(|error| Ending::Usage(format!("{}: {error}", document.display())))?;
                let assessment = id.unwrap_or_else(|| AssessmentId::new(app.new_id()));
                let command = Command::SubmitAssessment {
                    algorithm,
                    assessment,
                    model: file.model,
                    document: Digest::new(ledger::Hash::of(&bytes).0),
                    balance: file.balance,
                    alternatives: file.alternatives,
                    valid_until: file.valid_until,
                };
                session.does(&app, command).await
            }
            Self::Sign { algorithm, assessment, outcome, reason } => {
                let app = session.app().await?;
                let algorithm = app.find_algorithm(&algorithm).await?;
                let outcome = match outcome {
                    Judgment::Approved => Outcome::Approved,
                    Judgment::Rejected => Outcome::Rejected,
                };
                let reason = words(&reason)?;
                session.does(&app, Command::SignAssessment { algorithm, assessment, outcome, reason }).await
            }
        }
    }
}
