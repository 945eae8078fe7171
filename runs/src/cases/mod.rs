//! The case file: one row a person, one column an input. Every value is checked before anything is scored.

mod csv;
mod parquet;

pub use csv::{broken, delimiter, text};

use crate::problem::{Faults, RunProblem};
use ledger::Hash;
use model::{Input, InputType, Model, Value};
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// In the place of a column: the file has no references, so a person is known by the row, counted from 1.
pub const BY_ROW: &str = "#row";

/// Ten million people with forty inputs stay below this; more would not fit beside their outcomes in memory.
const MOST_BYTES: u64 = 4 << 30;
/// The first bytes of a zip archive, which every new spreadsheet is, and of an old spreadsheet.
const SPREADSHEETS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// Which columns a case file has beside the model's inputs.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    /// The file: CSV or Parquet, told by its first bytes.
    pub path: &'a Path,
    /// The column with the body's reference of the person; [`BY_ROW`] knows people by their row.
    pub person_column: &'a str,
    /// Columns that may be there and are not read.
    pub ignore: &'a [String],
}

/// All cases of a run, checked against the model's inputs.
#[derive(Debug)]
pub struct Cases {
    /// The body's reference of each person.
    pub people: Vec<String>,
    /// Values row by row, in the order of the model's inputs.
    values: Vec<Value>,
    width: usize,
    /// SHA-256 of the file.
    pub digest: Hash,
}

impl Cases {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// The first faults with row and column, and how many there are.
    pub fn read(source: &Source<'_>, model: &Model) -> Result<Self, RunProblem> {
        let bytes = bytes(source.path)?;
        let digest = Hash::of(&bytes);
        let mut columns = if bytes.starts_with(b"PAR1") {
            parquet::read(bytes, source, model.inputs())?
        } else {
            csv::read(&bytes, source, model.inputs())?
        };
        check_people(&columns.people, source.person_column, &mut columns.faults);
        if columns.people.is_empty() {
            columns.faults.add(0, "", "the file has no cases");
        }
        columns.faults.into_result()?;
        Ok(Self { people: columns.people, values: columns.values, width: model.inputs().len(), digest })
    }

    /// How many people there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody; a file without people is refused on reading.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The values of some people, row after row, each as many as the model has inputs.
    #[must_use]
    pub fn rows(&self, rows: std::ops::Range<usize>) -> &[Value] {
        self.values.get(rows.start * self.width..rows.end * self.width).unwrap_or_default()
    }

    /// The values of one person.
    #[must_use]
    pub fn case(&self, index: usize) -> &[Value] {
        let start = index * self.width;
        self.values.get(start..start + self.width).unwrap_or_default()
    }
}

/// The whole file, if it can be one with cases.
pub fn bytes(path: &Path) -> Result<Vec<u8>, RunProblem> {
    let place = path.display();
    let mut file = File::open(path).map_err(RunProblem::file(format!("open {place}")))?;
    let about = file.metadata().map_err(RunProblem::file(format!("read {place}")))?;
    if about.is_dir() {
        return Err(RunProblem::whole("", format!("{place} is a folder: give the file with the cases")));
    }
    if about.len() > MOST_BYTES {
        let message = format!("the file has {} bytes: at most {MOST_BYTES} are read in one run", about.len());
        return Err(RunProblem::whole("", message));
    }
    let mut bytes = vec![];
    file.by_ref()
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(RunProblem::file(format!("read {place}")))?;
    if SPREADSHEETS.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(RunProblem::whole(
            "",
            "this is a spreadsheet or an archive: save the sheet as CSV in UTF-8",
        ));
    }
    Ok(bytes)
}

/// What a reader found: values row by row, `Null` where one is missing.
#[derive(Debug, Default)]
struct Columns {
    people: Vec<String>,
    values: Vec<Value>,
    faults: Faults,
}

/// Where each input and the person stand in the file; anything else must be in the list of ignored columns.
/// The column of the person, if there is one, and one column an input.
type Places = (Option<usize>, Vec<usize>);

fn places(header: &[String], source: &Source<'_>, inputs: &[Input]) -> Result<Places, RunProblem> {
    let mut faults = Faults::default();
    let mut find = |name: &str| {
        let found = header.iter().position(|column| column == name);
        if found.is_none() {
            faults.add(0, name, format!("the column is missing; the file has: {}", header.join(", ")));
        }
        found.unwrap_or_default()
    };
    let person = (source.person_column != BY_ROW).then(|| find(source.person_column));
    let columns: Vec<usize> = inputs.iter().map(|input| find(&input.name)).collect();
    for (place, name) in header.iter().enumerate() {
        let known = Some(place) == person || columns.contains(&place) || source.ignore.contains(name);
        if header.iter().take(place).any(|before| before == name) {
            faults.add(0, name, "the column is there twice");
        } else if !known {
            faults.add(
                0,
                name,
                "the model does not read this column: leave it out, or name it with --ignore",
            );
        }
    }
    faults.into_result()?;
    Ok((person, columns))
}

fn check_people(people: &[String], column: &str, faults: &mut Faults) {
    let mut seen = HashSet::with_capacity(people.len());
    for (row, person) in (1..).zip(people) {
        if person.is_empty() {
            faults.add(row, column, "the reference of the person is empty");
        } else if person.len() > 200 || person.chars().any(char::is_control) {
            faults.add(row, column, "a reference has at most 200 printable characters");
        } else if !seen.insert(person.as_str()) {
            faults.add(row, column, "this person is in the file twice");
        }
    }
}

/// A value from text, by the kind of its input.
fn value(text: &str, input: &Input, words: &[Arc<str>]) -> Result<Value, String> {
    match input.kind {
        InputType::Text if !text.is_empty() => Ok(word(text, words)),
        _ => input.value_of(text),
    }
}

/// A listed word is shared; an unlisted one is refused by the input's own check.
fn word(text: &str, words: &[Arc<str>]) -> Value {
    words
        .iter()
        .find(|word| &***word == text)
        .map_or_else(|| Value::text(text), |word| Value::Text(Arc::clone(word)))
}

fn words(input: &Input) -> Vec<Arc<str>> {
    input.values.iter().map(|word| word.as_str().into()).collect()
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Checks a value against its input and keeps it.
fn keep(columns: &mut Columns, row: u64, input: &Input, value: Result<Value, String>) {
    let value = value.and_then(|value| {
        input.accepts(&value).map(|()| value.clone()).map_err(|reason| refused(&value, &reason))
    });
    match value {
        Ok(value) => columns.values.push(value),
        Err(message) => {
            columns.faults.add(row, &input.name, message);
            columns.values.push(Value::Null);
        }
    }
}

fn refused(value: &Value, reason: &str) -> String {
    match value {
        Value::Null => reason.to_owned(),
        other => format!("`{}`: {reason}", shortened(&other.to_string())),
    }
}
