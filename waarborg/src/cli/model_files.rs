//! The files of a model: a folder with `model.toml` and one rules file, or a rules file alone.

use super::ending::Ending;
use super::session::read;
use super::workbook;
use app::{Invalid, Problem};
use std::path::{Path, PathBuf};

/// What a home keeps beside a model's files: its canonical form, made from them.
const CANONICAL: &str = "canonical.json";
/// How the names of rules files end.
const RULES: [&str; 7] = ["dmn", "xml", "pmml", "json", "csv", "xlsx", "ods"];

pub fn frozen(folder: &Path) -> Result<model::Model, Ending> {
    frozen_with_rules(folder).map(|(model, _)| model)
}

/// A model, and the rules that it was read from.
pub fn frozen_with_rules(folder: &Path) -> Result<(model::Model, String), Ending> {
    let (declaration, rules) = files(folder)?;
    let model = model::Model::read(&declaration, rules.as_bytes()).map_err(|findings| unfit(&findings))?;
    Ok((model, rules))
}

/// What is wrong with a model, each with its place.
pub fn unfit(findings: &model::Findings) -> Ending {
    let invalid =
        |found: &model::Finding| Invalid { place: found.place.to_string(), message: found.worded() };
    Ending::Problem(Problem::Invalid(findings.0.iter().map(invalid).collect()))
}

/// A file that an argument names; of a workbook its lines.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Ending> {
    let bytes = std::fs::read(path).map_err(|error| Ending::Usage(format!("{}: {error}", path.display())))?;
    if !workbook::is_workbook(&bytes) {
        return Ok(bytes);
    }
    let place = path.display().to_string();
    let unread = |message| Ending::Problem(Problem::Invalid(vec![Invalid { place, message }]));
    workbook::lines(&bytes).map(String::into_bytes).map_err(unread)
}

/// The same as text.
fn rules(path: &Path) -> Result<String, Ending> {
    String::from_utf8(bytes(path)?).map_err(|error| {
        let message = format!("the file is not UTF-8 from byte {}", error.utf8_error().valid_up_to());
        Ending::Problem(Problem::Invalid(vec![Invalid { place: path.display().to_string(), message }]))
    })
}

/// The declaration and the one rules file in a folder, or in the folder of a file that is one of the two.
pub fn files(folder: &Path) -> Result<(String, String), Ending> {
    let folder = if folder.is_file() { folder.parent().unwrap_or(folder) } else { folder };
    let declaration = read(&folder.join("model.toml"))?;
    let entries =
        std::fs::read_dir(folder).map_err(|error| Ending::Usage(format!("{}: {error}", folder.display())))?;
    let found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_none_or(|name| name != CANONICAL))
        .filter(|path| path.extension().is_some_and(|kind| RULES.iter().any(|known| kind == *known)))
        .collect();
    match found.as_slice() {
        [only] => Ok((declaration, rules(only)?)),
        found => Err(Ending::Usage(format!(
            "{}: expected one rules file (.dmn, .xml, .pmml, .json, .csv, .xlsx or .ods) beside model.toml, found {}",
            folder.display(),
            found.len()
        ))),
    }
}
