//! Cases as CSV: UTF-8, a header, commas or semicolons.

use super::{Columns, Source, keep, places, value, words};
use crate::problem::RunProblem;
use model::{Input, InputType};

pub fn read(bytes: &[u8], source: &Source<'_>, inputs: &[Input]) -> Result<Columns, RunProblem> {
    let text = text(bytes)?;
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let header: Vec<String> =
        reader.headers().map_err(|error| broken(&error))?.iter().map(|name| name.trim().to_owned()).collect();
    let (person, columns) = places(&header, source, inputs)?;
    let words: Vec<_> = inputs.iter().map(words).collect();
    let mut found = Columns::default();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| broken(&error))? {
        let row = found.people.len() as u64 + 1;
        let reference = person.map(|column| record.get(column).unwrap_or_default().trim().to_owned());
        found.people.push(reference.unwrap_or_else(|| row.to_string()));
        for ((input, words), column) in inputs.iter().zip(&words).zip(&columns) {
            let text = record.get(*column).unwrap_or_default().trim();
            let thousands = delimiter == b';' && input.kind == InputType::Number && grouped(text);
            let read = if thousands { Err(ambiguous(text)) } else { value(text, input, words) };
            keep(&mut found, row, input, read);
        }
    }
    Ok(found)
}

/// The text of a file: UTF-8, with every quotation mark closed.
pub fn text(bytes: &[u8]) -> Result<&str, RunProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        RunProblem::whole(
            "",
            format!("the file is not UTF-8 from byte {}: save it as UTF-8", error.valid_up_to()),
        )
    })?;
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return Err(RunProblem::whole(
            "",
            "a quotation mark is opened and never closed: close it, or double it",
        ));
    }
    Ok(text)
}

/// The separator that the header has more of.
pub fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    if header.matches(';').count() > header.matches(',').count() { b';' } else { b',' }
}

/// Whether points stand where thousands are grouped: `1.000` is a thousand to one reader and one to another.
fn grouped(text: &str) -> bool {
    let mut groups = text.strip_prefix('-').unwrap_or(text).split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0'));
    let mut rest = groups.peekable();
    first && rest.peek().is_some() && rest.all(|group| group.len() == 3 && digits(group))
}

fn ambiguous(text: &str) -> String {
    let plain = text.replace('.', "");
    format!(
        "`{text}` can be read in two ways: write {plain} without points, or leave out the zeros behind the point"
    )
}

/// What the reader of lines found wrong, with the line.
pub fn broken(error: &csv::Error) -> RunProblem {
    let line = error.position().map_or(1, csv::Position::line);
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("line {line} has {len} fields, the header has {expected_len}")
        }
        _ => format!("line {line} is no CSV: {error}"),
    };
    RunProblem::whole("", what)
}
