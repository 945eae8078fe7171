//! Lines of texts out of a file with commas or semicolons; quotes hold separators and line ends.

use crate::import::noted::FILE;
use crate::{Findings, Place};

const LARGEST: usize = 4 * 1024 * 1024;
const MOST_LINES: usize = 20_000;

/// One line of texts with the line of the file where it begins, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u32,
    pub texts: Vec<String>,
}

/// Reads the lines; empty ones are left out. The separator is what stands first: `;` or `,`.
pub fn rows(text: &str) -> Result<Vec<Row>, Findings> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wrong = |line, message: String| Findings::one("not-csv", Place::new(FILE, line, 1), message);
    if text.len() > LARGEST {
        return Err(wrong(1, format!("the file has {} bytes: at most {LARGEST} are read", text.len())));
    }
    let first = text.lines().next().unwrap_or_default();
    let separator = first.chars().find(|letter| matches!(letter, ';' | ',' | '\t')).unwrap_or(',');
    let (mut rows, mut quoted, mut line, mut begun) = (vec![], false, 1_u32, 1_u32);
    let (mut texts, mut cell, mut letters) = (vec![], String::new(), text.chars().peekable());
    while let Some(letter) = letters.next() {
        line += u32::from(letter == '\n');
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            _ if quoted => cell.push(letter),
            '\n' => {
                texts.push(std::mem::take(&mut cell));
                rows.push(Row { line: begun, texts: std::mem::take(&mut texts) });
                begun = line;
            }
            '\r' => {}
            _ if letter == separator => texts.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
        if rows.len() > MOST_LINES {
            return Err(wrong(line, format!("the file has more lines than the {MOST_LINES} that are read")));
        }
    }
    if quoted {
        return Err(wrong(begun, "a quote is opened and not closed".to_owned()));
    }
    texts.push(cell);
    rows.push(Row { line: begun, texts });
    for row in &mut rows {
        row.texts.iter_mut().for_each(|text| *text = text.trim().to_owned());
    }
    rows.retain(|row| row.texts.iter().any(|text| !text.is_empty()));
    Ok(rows)
}
