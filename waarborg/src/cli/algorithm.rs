//! `algorithm register|list|show|withdraw` and `permit`.

use super::ending::Ending;
use super::session::{Session, words};
use super::show;
use app::{Command, RegisterQuery};
use domain::{AlgorithmId, Bilingual};

/// Put an algorithm under safeguards, list, show or withdraw it.
#[derive(Debug, clap::Subcommand)]
pub enum Algorithm {
    /// Put an algorithm under safeguards; prints its identifier
    ///
    /// Example: waarborg --as product-owner algorithm register --title-nl "Hulp" --title-en "Help" --body "Gemeente"
    /// --purpose-nl "Ouders helpen" --purpose-en "Help parents"
    Register(Register),
    /// List the register: those under safeguards first
    List {
        /// Words to look for
        text: Option<String>,
        /// The page
        #[arg(long, default_value_t = 1)]
        page: u64,
    },
    /// Show one algorithm with its permit, models, runs and orders
    Show {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
    },
    /// Take an algorithm out of use for good; what was used stays findable
    Withdraw {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
}

/// What an algorithm is called and for.
#[derive(Debug, clap::Args)]
pub struct Register {
    /// Its identifier, to repeat a request safely; a fresh one otherwise
    #[arg(long)]
    id: Option<AlgorithmId>,
    #[arg(long, help = "The title in Dutch")]
    title_nl: String,
    #[arg(long, help = "The title in English")]
    title_en: String,
    #[arg(long, help = "The public body that answers for it")]
    body: String,
    #[arg(long, help = "What it is for, in Dutch; @file reads a file")]
    purpose_nl: String,
    #[arg(long, help = "What it is for, in English; @file reads a file")]
    purpose_en: String,
}

impl Algorithm {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        match self {
            Self::Register(new) => {
                let algorithm = new.id.unwrap_or_else(|| AlgorithmId::new(app.new_id()));
                let title = Bilingual { nl: words(&new.title_nl)?, en: words(&new.title_en)? };
                let purpose = Bilingual { nl: words(&new.purpose_nl)?, en: words(&new.purpose_en)? };
                session
                    .does(&app, Command::Register { algorithm, title, body: words(&new.body)?, purpose })
                    .await
            }
            Self::List { text, page } => {
                let query = RegisterQuery { text: text.unwrap_or_default(), page, size: 0 };
                let found = app.register(&query).await?;
                session.show(&found, || show::register(session.lang(), &found))
            }
            Self::Show { algorithm } => {
                let view = app.algorithm(app.find_algorithm(&algorithm).await?).await?;
                session.show(&view, || show::algorithm(session.lang(), &view))
            }
            Self::Withdraw { algorithm, reason } => {
                let algorithm = app.find_algorithm(&algorithm).await?;
                session.does(&app, Command::Withdraw { algorithm, reason: words(&reason)? }).await
            }
        }
    }
}

/// Show whether an algorithm may run today.
#[derive(Debug, clap::Args)]
pub struct Permit {
    /// Identifier, its first characters, or the exact title
    algorithm: String,
}

impl Permit {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        let view = app.algorithm(app.find_algorithm(&self.algorithm).await?).await?;
        session.show(&view.permit, || show::permit(session.lang(), &view.permit))
    }
}
