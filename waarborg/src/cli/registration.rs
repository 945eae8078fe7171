//! `registration publish|unpublish` and `import-register`.

use super::ending::Ending;
use super::session::{Session, toml_file, words};
use app::Command;
use domain::Digest;
use domain::algorithm::RegistrationEntry;
use std::path::PathBuf;

const EXAMPLE: &str = r#"# waarborg --as product-owner registration publish ALGORITHM --model HASH --file entry.toml
legalBasis = "Awir art. 38"
sources = "The application; the income register"
responsible = "Director of services"

[description]
nl = "Wat het algoritme doet, in gewone taal."
en = "What the algorithm does, in plain words."

[consequences]
nl = "Een medewerker belt u. De uitbetaling loopt door."
en = "A member of staff calls you. Payment goes on."

[objection]
nl = "U kunt binnen zes weken na een besluit bezwaar maken."
en = "You can object within six weeks of a decision."
"#;

/// Publish or take down a register entry.
#[derive(Debug, clap::Subcommand)]
pub enum Registration {
    /// Make the entry for exactly one model public
    #[command(after_help = "Write the file after: waarborg registration publish --example")]
    Publish {
        /// Identifier, its first characters, or the exact title
        #[arg(required_unless_present = "example")]
        algorithm: Option<String>,
        /// The hash of the model that the entry describes
        #[arg(long, required_unless_present = "example")]
        model: Option<Digest>,
        /// The entry as TOML
        #[arg(long, required_unless_present = "example")]
        file: Option<PathBuf>,
        /// Print an example file
        #[arg(long)]
        example: bool,
    },
    /// Take the entry off the register; the next run is then refused
    Unpublish {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
}

impl Registration {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        match self {
            Self::Publish { algorithm: Some(algorithm), model: Some(model), file: Some(file), .. } => {
                let app = session.app().await?;
                let algorithm = app.find_algorithm(&algorithm).await?;
                let entry: RegistrationEntry = toml_file(&file)?;
                session.does(&app, Command::PublishRegistration { algorithm, model, entry }).await
            }
            Self::Publish { .. } => {
                print!("{EXAMPLE}");
                Ok(())
            }
            Self::Unpublish { algorithm, reason } => {
                let app = session.app().await?;
                let algorithm = app.find_algorithm(&algorithm).await?;
                session
                    .does(&app, Command::UnpublishRegistration { algorithm, reason: words(&reason)? })
                    .await
            }
        }
    }
}

/// Take in a snapshot of the national register, in the place of the one before.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The snapshot: JSON with a list `algoritmes`
    file: PathBuf,
}

impl Import {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        let json = std::fs::read(&self.file)
            .map_err(|error| Ending::Usage(format!("{}: {error}", self.file.display())))?;
        let imported = app.import_register(&session.caller(&app)?, &json).await?;
        session.show(&imported, || format!("{} records", imported.records))
    }
}
