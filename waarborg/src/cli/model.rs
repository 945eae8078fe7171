//! `model check|propose|show|diff`.

use super::ending::Ending;
use super::session::{Session, read};
use super::show;
use crate::present::tried;
use app::{Command, Invalid, Problem};
use domain::Digest;
use model::{Limits, Verdict};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Check, propose, show or compare models.
#[derive(Debug, clap::Subcommand)]
pub enum Model {
    /// Say what a model is, and what stands against its use; needs no home
    ///
    /// FOLDER holds model.toml and one .dmn file. Example: waarborg model check mymodel
    Check {
        /// The folder with model.toml and the rules
        folder: PathBuf,
    },
    /// Ask a model about made-up data; needs no home, and keeps nothing
    ///
    /// Example: waarborg model try mymodel children=2 "care_type=after-school"
    Try {
        /// The folder with model.toml and the rules
        folder: PathBuf,
        /// One value for each input: NAME=VALUE
        #[arg(value_parser = named)]
        values: Vec<(String, String)>,
    },
    /// Offer a model for an algorithm; prints its hash
    Propose {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
        /// The folder with model.toml and the rules
        folder: PathBuf,
    },
    /// Show a model as people read it
    Show {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
        /// The model's hash; the current one otherwise
        model: Option<Digest>,
    },
    /// Show what differs between two models of an algorithm
    Diff {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
        /// The hash of the one
        before: Digest,
        /// The hash of the other
        after: Digest,
    },
}

#[derive(Serialize)]
struct Checked {
    hash: String,
    verdict: Verdict,
}

impl Model {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        match self {
            Self::Check { folder } => check(session, &folder),
            Self::Try { folder, values } => ask(session, &folder, values),
            Self::Propose { algorithm, folder } => {
                let app = session.app().await?;
                let algorithm = app.find_algorithm(&algorithm).await?;
                let (declaration, source) = files(&folder)?;
                session.does(&app, Command::ProposeModel { algorithm, declaration, source }).await
            }
            Self::Show { algorithm, model } => {
                let app = session.app().await?;
                let algorithm = app.find_algorithm(&algorithm).await?;
                let current = app.algorithm(algorithm).await?.permit.model;
                let none = Problem::NotFound { kind: "model", id: algorithm.to_string() };
                let page = app.model_page(algorithm, model.or(current).ok_or(none)?).await?;
                session.show(&page, || show::model(session.lang(), &page))
            }
            Self::Diff { algorithm, before, after } => {
                let app = session.app().await?;
                let found = app.differences(app.find_algorithm(&algorithm).await?, before, after).await?;
                let dash = || "–".to_owned();
                let line = |one: &app::views::Difference| {
                    format!(
                        "{}: {} → {}",
                        one.path,
                        one.before.clone().unwrap_or_else(dash),
                        one.after.clone().unwrap_or_else(dash)
                    )
                };
                session.show(&found, || found.iter().map(line).collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

fn named(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, for example children=2")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn frozen(folder: &Path) -> Result<model::Model, Ending> {
    let (declaration, source) = files(folder)?;
    let invalid =
        |found: &model::Finding| Invalid { place: found.place.to_string(), message: found.message.clone() };
    let read = model::Model::read(&declaration, source.as_bytes());
    Ok(read.map_err(|findings| Problem::Invalid(findings.0.iter().map(invalid).collect()))?)
}

fn ask(session: &Session, folder: &Path, values: Vec<(String, String)>) -> Result<(), Ending> {
    let model = frozen(folder)?;
    let explanation = app::trial(&model, &values.into_iter().collect())?;
    session.show(&explanation, || {
        show::tried(session.lang(), &tried(session.lang(), model.declaration(), &explanation))
    })
}

fn check(session: &Session, folder: &Path) -> Result<(), Ending> {
    let read = frozen(folder)?;
    let checked = Checked { hash: read.hash().to_string(), verdict: read.verdict(&Limits::default()) };
    session.show(&checked, || {
        let verdict = &checked.verdict;
        let mut lines = vec![format!("{} {}", verdict.family, checked.hash)];
        lines.push(format!(
            "{} inputs, {} tables, {} rules, depth {}",
            verdict.inputs, verdict.tables, verdict.rules, verdict.depth
        ));
        for input in read.inputs() {
            let range = match (&input.minimum, &input.maximum) {
                (Some(minimum), Some(maximum)) => format!("{minimum}..{maximum}"),
                _ => input.values.join(" | "),
            };
            lines.push(format!("  {} {range} – {}", input.name, input.source.in_lang(session.lang())));
        }
        lines.extend(read.tables().iter().flat_map(|table| show::table(session.lang(), table)));
        lines.join("\n")
    })?;
    match checked.verdict.findings.as_slice() {
        [] => Ok(()),
        found => Err(Ending::Problem(Problem::Invalid(
            found
                .iter()
                .map(|one| Invalid {
                    place: one.place.to_string(),
                    message: format!("{} ({})", one.message, one.norm.unwrap_or("W01")),
                })
                .collect(),
        ))),
    }
}

/// The declaration and the one rules file in a folder, or in the folder of a file that is one of the two.
fn files(folder: &Path) -> Result<(String, String), Ending> {
    let folder = if folder.is_file() { folder.parent().unwrap_or(folder) } else { folder };
    let declaration = read(&folder.join("model.toml"))?;
    let entries =
        std::fs::read_dir(folder).map_err(|error| Ending::Usage(format!("{}: {error}", folder.display())))?;
    let rules: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "dmn"))
        .collect();
    match rules.as_slice() {
        [only] => Ok((declaration, read(only)?)),
        found => Err(Ending::Usage(format!(
            "{}: expected one .dmn file beside model.toml, found {}",
            folder.display(),
            found.len()
        ))),
    }
}
