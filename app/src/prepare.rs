//! From a caller's words to the domain's command: models are read and frozen, values sealed, before anything is decided.

use crate::account::Caller;
use crate::chance::Chance;
use crate::command::Command;
use crate::home::{Home, write_once};
use crate::problem::{Invalid, Problem, fault};
use crate::store::VaultValue;
use domain::algorithm::{self, AssessmentContent, ModelFacts, ModelFinding, OrderTerms, Signature};
use domain::{Digest, Norm, Sealed};
use ledger::commitment::{Salt, commit};
use model::{Limits, Model};

/// The domain tag of values in the vault.
pub const SEALED_TAG: &str = "waarborg/sealed/v1";

/// A command ready to be decided, with the values that its events only commit to.
pub struct Prepared {
    pub command: algorithm::Command,
    pub vault: Vec<VaultValue>,
    /// The id of what it creates or touches.
    pub subject: String,
}

/// Seals a value: the commitment for the event, the rest for the vault.
pub fn seal<T>(chance: &dyn Chance, value: &str) -> (Sealed<T>, VaultValue) {
    let mut salt = Salt([0; 64]);
    chance.fill(&mut salt.0);
    let commitment = Digest::new(commit(SEALED_TAG, &salt, value.as_bytes()).0);
    (
        Sealed::new(commitment),
        VaultValue { commitment: commitment.to_string(), salt, value: value.to_owned() },
    )
}

pub fn prepare(
    home: &Home,
    chance: &dyn Chance,
    caller: &Caller,
    command: Command,
) -> Result<Prepared, Problem> {
    use algorithm::Command as To;
    let id = command.algorithm().to_string();
    let (subject, command, vault) = match command {
        Command::Register { title, body, purpose, .. } => (id, To::Register { title, body, purpose }, None),
        Command::ProposeModel { declaration, source, .. } => {
            let model = keep(home, &declaration, &source)?;
            (model.hash.to_string(), To::ProposeModel { model }, None)
        }
        Command::SubmitAssessment {
            assessment, model, document, balance, alternatives, valid_until, ..
        } => {
            let content = AssessmentContent { document, balance, alternatives, valid_until };
            (assessment.to_string(), To::SubmitAssessment { assessment, model, content }, None)
        }
        Command::SignAssessment { assessment, outcome, reason, .. } => {
            let name = caller.account().map_or("", |account| account.name.as_str());
            let (signatory, sealed) = seal(chance, name);
            let signature = Signature { outcome, reason, signatory };
            (assessment.to_string(), To::SignAssessment { assessment, signature }, Some(sealed))
        }
        Command::PublishRegistration { model, entry, .. } => {
            (model.to_string(), To::PublishRegistration { model, entry }, None)
        }
        Command::UnpublishRegistration { reason, .. } => (id, To::UnpublishRegistration { reason }, None),
        Command::IssueOrder { order, kind, model, power, reason, until, .. } => {
            let terms = OrderTerms { kind, model, power, reason, until };
            (order.to_string(), To::IssueOrder { order, terms }, None)
        }
        Command::LiftOrder { order, reason, .. } => {
            (order.to_string(), To::LiftOrder { order, reason }, None)
        }
        Command::Withdraw { reason, .. } => (id, To::Withdraw { reason }, None),
    };
    Ok(Prepared { command, vault: vault.into_iter().collect(), subject })
}

/// Reads and judges a model, and keeps its two files under its hash if it is one that may be recorded.
fn keep(home: &Home, declaration: &str, source: &str) -> Result<ModelFacts, Problem> {
    let model = read(declaration, source)?;
    let facts = facts(&model);
    if facts.findings.is_empty() {
        let folder = home.model(&facts.hash.to_string());
        write_once(&folder.join("canonical.json"), model.canonical().as_bytes())?;
        // Texts that differ in white space only are the same model: the first one stays.
        for (name, text) in [("model.toml", declaration), ("rules.dmn", source)] {
            if !folder.join(name).exists() {
                write_once(&folder.join(name), text.as_bytes())?;
            }
        }
    }
    Ok(facts)
}

fn read(declaration: &str, source: &str) -> Result<Model, Problem> {
    Model::read(declaration, source.as_bytes()).map_err(|findings| {
        let invalid = |finding: &model::Finding| Invalid {
            place: finding.place.to_string(),
            message: finding.worded(),
        };
        Problem::Invalid(findings.0.iter().map(invalid).collect())
    })
}

/// What the log records of a model.
pub fn facts(model: &Model) -> ModelFacts {
    let verdict = model.verdict(&Limits::default());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let finding = |found: &model::Finding| ModelFinding {
        code: found.code.to_owned(),
        norm: norm(found.norm),
        place: found.place.to_string(),
        message: found.message.clone(),
    };
    ModelFacts {
        hash: Digest::new(model.hash().0),
        family: verdict.family.to_owned(),
        inputs: count(verdict.inputs),
        rules: count(verdict.rules),
        random_share_permyriad: model.declaration().selection.random_permyriad(),
        findings: verdict.findings.iter().map(finding).collect(),
    }
}

fn norm(id: Option<&str>) -> Norm {
    match id {
        Some("N01") => Norm::N01,
        Some("N07") => Norm::N07,
        Some("W09") => Norm::W09,
        Some("W02") => Norm::W02,
        _ => Norm::W01,
    }
}

/// What is the matter with the kept files of a model.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("a file is missing")]
    Missing,
    #[error("{0}")]
    Unreadable(Problem),
    #[error("`model.toml` and `rules.dmn` now give {0}")]
    Another(Digest),
}

/// A kept model, read anew from its files and hashed anew.
pub fn reread(home: &Home, hash: Digest) -> Result<Model, Unfit> {
    let folder = home.model(&hash.to_string());
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|_| Unfit::Missing);
    let model = read(&text("model.toml")?, &text("rules.dmn")?).map_err(Unfit::Unreadable)?;
    let found = Digest::new(model.hash().0);
    if found == hash { Ok(model) } else { Err(Unfit::Another(found)) }
}

/// A kept model for use; refused when its bytes no longer give its name (W02).
pub fn kept(home: &Home, hash: Digest) -> Result<Model, Problem> {
    reread(home, hash).map_err(|unfit| match unfit {
        Unfit::Missing => Problem::not_found("model", &hash.to_string()),
        unfit => fault("read a kept model", &format!("model {hash}: {unfit}")),
    })
}
