//! `model analyse`: what can be proved about a model, or about two versions of it.

use super::ending::Ending;
use super::model_files::frozen;
use super::session::Session;
use crate::present::{Asked, Lang, analysis, difference, word};
use model::analysis::{self, Analysis, AnalysisLimits, How, Shown};
use std::fs;
use std::path::{Path, PathBuf};

/// Prove what can be proved about a model before its use.
#[derive(Debug, clap::Args)]
pub struct Analyse {
    /// The folder with model.toml and the rules
    folder: PathBuf,
    /// The version before: tells who is decided otherwise instead
    #[arg(long)]
    against: Option<PathBuf>,
    /// Where to leave the proofs, in the DIMACS and DRAT formats, for foreign checkers
    #[arg(long, conflicts_with = "against")]
    proofs: Option<PathBuf>,
}

impl Analyse {
    pub fn execute(self, session: &Session) -> Result<(), Ending> {
        let (model, limits, lang) = (frozen(&self.folder)?, AnalysisLimits::default(), session.lang());
        if let Some(before) = &self.against {
            let found = analysis::difference(&frozen(before)?, &model, &limits);
            return session.show(&found, || difference(lang, model.declaration(), &found).join("\n"));
        }
        let found = analysis::analyse(&model, &limits);
        if let Some(folder) = &self.proofs {
            leave(folder, &found).map_err(|error| Ending::Usage(format!("{}: {error}", folder.display())))?;
        }
        session.show(&found, || {
            let told = analysis(lang, model.declaration(), &found);
            let mut lines = vec![];
            for (key, asked, more) in [
                ("analysis-decides", &told.decides, None),
                ("analysis-overlaps", &told.overlaps, told.more_overlaps.as_ref()),
                ("analysis-idle", &told.idle, None),
                ("analysis-outcomes", &told.outcomes, None),
                ("analysis-influences", &told.influences, None),
                ("analysis-bounds", &told.bounds, None),
            ] {
                part(lang, key, asked, &mut lines);
                lines.extend(more.map(|more| format!("  {more}")));
            }
            lines.join("\n").trim_start().to_owned()
        })
    }
}

fn part(lang: Lang, key: &str, asked: &[Asked], lines: &mut Vec<String>) {
    if asked.is_empty() {
        return;
    }
    lines.extend([String::new(), word(lang, key, &[])]);
    for one in asked {
        lines.push(format!("  {}: {}", one.about, one.answer));
        lines.extend(one.cases.iter().map(|case| format!("      {case}")));
    }
}

/// One pair of files for each "never" that has a proof.
fn leave(folder: &Path, found: &Analysis) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let tables = found.gaps.iter().map(|one| ("gap", &one.table, &one.shown));
    let tables =
        tables.chain(found.contradictions.iter().map(|one| ("contradiction", &one.table, &one.shown)));
    let inputs = found.influences.iter().map(|one| ("influence", &one.input, &one.shown));
    for (place, (kind, about, shown)) in tables.chain(inputs).enumerate() {
        let Shown::Never { by: How::Proof { proof, .. } } = shown else { continue };
        let plain: String =
            about.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
        let name = format!("{place:03}-{kind}-{plain}");
        fs::write(folder.join(format!("{name}.cnf")), proof.dimacs())?;
        fs::write(folder.join(format!("{name}.drat")), proof.drat())?;
    }
    Ok(())
}
