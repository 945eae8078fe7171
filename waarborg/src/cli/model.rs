//! `model check|propose|show|diff`.

use super::ending::Ending;
use super::model_files::{bytes, files, frozen, frozen_with_rules, unfit};
use super::near::{Asked, Near};
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
    /// PATH is a folder with model.toml and one rules file, or a rules file that nobody has declared yet: DMN, PMML,
    /// EBM JSON, a scorecard as JSON, CSV or in a workbook (XLSX, ODS). Examples: waarborg model check mymodel   waarborg model check card.pmml   waarborg model check mycard --cases people.csv
    Check {
        /// The folder with model.toml and the rules, or a rules file alone
        path: PathBuf,
        /// Stricter limits than our own, as TOML, for example: inputs = 12
        #[arg(long)]
        limits: Option<PathBuf>,
        #[command(flatten)]
        near: Asked,
    },
    /// Prove what can be proved about a model before its use; needs no home
    ///
    /// Example: waarborg model analyse mymodel   waarborg model analyse mymodel --against mymodel-before --json
    Analyse(super::analyse::Analyse),
    /// Write the beginning of a model.toml for a rules file; fill in what is empty
    ///
    /// Example: waarborg model draft card.pmml > model.toml
    Draft {
        /// The rules file
        file: PathBuf,
    },
    /// Check an account of a decision without trusting who made it; needs no home
    ///
    /// RECORD is what `waarborg explain RUN PERSON --json` prints. Example: waarborg model recheck mymodel record.json
    Recheck {
        /// The folder with model.toml and the rules
        folder: PathBuf,
        /// The account, as JSON
        record: PathBuf,
    },
    /// Run the standard's test cases below a folder, in the standard's own semantics; needs no home
    ///
    /// About people the product decides more strictly. Example: waarborg model tck cases/
    Tck {
        /// The folder; every .xml file in it holds test cases, beside the .dmn files that they name
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
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<Near>,
}

impl Model {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        match self {
            Self::Check { path, limits, near } => check(session, &path, &limited(limits.as_deref())?, &near),
            Self::Analyse(asked) => asked.execute(session),
            Self::Draft { file } => drafted(session, &file),
            Self::Recheck { folder, record } => recheck(session, &folder, &record),
            Self::Tck { folder } => super::conformance::run(session, &folder),
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

fn ask(session: &Session, folder: &Path, values: Vec<(String, String)>) -> Result<(), Ending> {
    let model = frozen(folder)?;
    let explanation = app::trial(&model, &values.into_iter().collect())?;
    session.show(&explanation, || {
        show::tried(session.lang(), &tried(session.lang(), model.declaration(), &explanation))
    })
}

fn limited(path: Option<&Path>) -> Result<Limits, Ending> {
    let Some(path) = path else { return Ok(Limits::default()) };
    toml::from_str(&read(path)?).map_err(|error| invalid_at(path, &error))
}

fn invalid_at(path: &Path, error: &dyn std::fmt::Display) -> Ending {
    Ending::Problem(Problem::Invalid(vec![Invalid {
        place: path.display().to_string(),
        message: error.to_string(),
    }]))
}

fn drafted(session: &Session, file: &Path) -> Result<(), Ending> {
    let text = model::draft(&bytes(file)?).map_err(|findings| unfit(&findings))?;
    session.show(&text, || text.trim_end().to_owned())
}

/// An account as the explanation alone, or as the page of a person that holds it.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Account {
    Page { explanation: model::Explanation },
    Bare(model::Explanation),
}

fn recheck(session: &Session, folder: &Path, record: &Path) -> Result<(), Ending> {
    let model = frozen(folder)?;
    let account: Account =
        serde_json::from_str(&read(record)?).map_err(|error| invalid_at(record, &error))?;
    let (Account::Page { explanation } | Account::Bare(explanation)) = account;
    match model::recheck(&model, &explanation) {
        wrong if wrong.is_empty() => {
            let facts = [("model", model.hash().to_string())];
            session.show(&explanation, || crate::present::word(session.lang(), "recheck-holds", &facts))
        }
        wrong => Err(Ending::Unproved(wrong)),
    }
}

/// A rules file that nobody has declared yet.
fn surveyed(session: &Session, file: &Path, limits: &Limits) -> Result<(), Ending> {
    let survey = model::survey(&bytes(file)?, limits).map_err(|findings| unfit(&findings))?;
    session.show(&survey, || {
        let mut lines = vec![format!("{} {}", survey.family, survey.name)];
        lines.extend(survey.inputs.iter().map(|(name, holds)| format!("  {name}: {holds}")));
        lines.extend(survey.parts.iter().cloned());
        lines.extend(survey.notes.iter().map(|note| format!("note {note}")));
        lines.join("\n")
    })?;
    if survey.findings.is_empty() { Ok(()) } else { Err(unfit(&model::Findings(survey.findings))) }
}

fn check(session: &Session, path: &Path, limits: &Limits, near: &Asked) -> Result<(), Ending> {
    let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
    if path.is_file() && !near.is_asked() && !folder.join("model.toml").exists() {
        return surveyed(session, path, limits);
    }
    let (read, rules) = frozen_with_rules(path)?;
    let near = near.looked_through(&read, rules.as_bytes())?;
    let checked = Checked { hash: read.hash().to_string(), verdict: read.verdict(limits), near };
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
        lines.extend(checked.near.iter().map(|near| near.told(session)));
        lines.join("\n")
    })?;
    match checked.verdict.findings.as_slice() {
        [] => Ok(()),
        found => Err(unfit(&model::Findings(found.to_vec()))),
    }
}
