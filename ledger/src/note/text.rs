//! How a note is cut in its text and its signature lines.

use super::{LARGEST, MOST_SIGNATURES, NoteError, check_name};
use base64::{Engine, engine::general_purpose::STANDARD};

const DASH: &str = "\u{2014} ";

/// A signature line: who says to have signed, with which key, and the signature.
pub(crate) struct Line<'a> {
    /// The line itself, without its line break.
    pub(crate) text: &'a str,
    pub(crate) name: &'a str,
    pub(crate) id: [u8; 4],
    pub(crate) signature: Vec<u8>,
}

/// A signature line with its line break.
pub(crate) fn line(name: &str, id: [u8; 4], signature: &[u8]) -> String {
    format!("{DASH}{name} {}\n", STANDARD.encode([&id, signature].concat()))
}

/// The lines of one key.
pub(crate) fn of<'a, 'b>(
    lines: &'b [Line<'a>],
    name: &str,
    id: [u8; 4],
) -> impl Iterator<Item = &'b Line<'a>> {
    lines.iter().filter(move |line| line.name == name && line.id == id)
}

/// The text must end in a line break and hold no control characters.
pub(super) fn check(text: &str) -> Result<(), NoteError> {
    if text.len() > LARGEST {
        return Err(NoteError::TooLarge(text.len()));
    }
    // `lines` would swallow a carriage return, which a signature covers and a reader does not see.
    let control = text.split('\n').position(|line| line.chars().any(char::is_control));
    match control {
        Some(place) => Err(malformed(place + 1, "a control character")),
        None if text.ends_with('\n') => Ok(()),
        None => Err(malformed(text.split('\n').count(), "it does not end in a line break")),
    }
}

/// The text and its signatures: the last blank line stands between them.
pub(crate) fn split(note: &str) -> Result<(&str, Vec<Line<'_>>), NoteError> {
    check(note)?;
    let missing = || malformed(note.lines().count(), "no blank line before the signatures");
    let border = note.rfind("\n\n").ok_or_else(missing)?;
    let (text, below) = note.split_at_checked(border + 1).ok_or_else(missing)?;
    let first = text.lines().count() + 2;
    let mut signatures = vec![];
    for (number, line) in (first..).zip(below.split('\n').skip(1).filter(|line| !line.is_empty())) {
        if signatures.len() == MOST_SIGNATURES {
            return Err(NoteError::TooManySignatures { line: number });
        }
        signatures.push(signature(line, number)?);
    }
    if signatures.is_empty() {
        return Err(malformed(first, "no signature line"));
    }
    Ok((text, signatures))
}

fn signature(line: &str, number: usize) -> Result<Line<'_>, NoteError> {
    let rest = line.strip_prefix(DASH).ok_or(malformed(number, "a signature line starts with a dash"))?;
    let (name, base64) =
        rest.split_once(' ').ok_or(malformed(number, "a signature line has a name and a signature"))?;
    check_name(name)?;
    let bytes = STANDARD.decode(base64).map_err(|_| malformed(number, "the signature is not base64"))?;
    let (id, signature) =
        bytes.split_first_chunk::<4>().ok_or(malformed(number, "the signature has no key id"))?;
    Ok(Line { text: line, name, id: *id, signature: signature.to_vec() })
}

const fn malformed(line: usize, what: &'static str) -> NoteError {
    NoteError::Malformed { line, what }
}
