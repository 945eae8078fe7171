//! The files of a model: a folder with `model.toml` and one rules file, or a rules file alone.

use super::ending::Ending;
use super::session::read;
use app::{Invalid, Problem};
use std::path::{Path, PathBuf};

/// What a home keeps beside a model's files: its canonical form, made from them.
const CANONICAL: &str = "canonical.json";
/// How the names of rules files end.
const RULES: [&str; 5] = ["dmn", "xml", "pmml", "json", "csv"];

pub fn frozen(folder: &Path) -> Result<model::Model, Ending> {
    let (declaration, source) = files(folder)?;
    model::Model::read(&declaration, source.as_bytes()).map_err(|findings| unfit(&findings))
}

/// What is wrong with a model, each with its place.
pub fn unfit(findings: &model::Findings) -> Ending {
    let invalid =
        |found: &model::Finding| Invalid { place: found.place.to_string(), message: found.worded() };
    Ending::Problem(Problem::Invalid(findings.0.iter().map(invalid).collect()))
}

/// A file that an argument names.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Ending> {
    std::fs::read(path).map_err(|error| Ending::Usage(format!("{}: {error}", path.display())))
}

/// The declaration and the one rules file in a folder, or in the folder of a file that is one of the two.
pub fn files(folder: &Path) -> Result<(String, String), Ending> {
    let folder = if folder.is_file() { folder.parent().unwrap_or(folder) } else { folder };
    let declaration = read(&folder.join("model.toml"))?;
    let entries =
        std::fs::read_dir(folder).map_err(|error| Ending::Usage(format!("{}: {error}", folder.display())))?;
    let rules: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_none_or(|name| name != CANONICAL))
        .filter(|path| path.extension().is_some_and(|kind| RULES.iter().any(|known| kind == *known)))
        .collect();
    match rules.as_slice() {
        [only] => Ok((declaration, read(only)?)),
        found => Err(Ending::Usage(format!(
            "{}: expected one rules file (.dmn, .xml, .pmml, .json or .csv) beside model.toml, found {}",
            folder.display(),
            found.len()
        ))),
    }
}
