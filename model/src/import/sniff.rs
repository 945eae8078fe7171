//! Which reader a file belongs to, by what it begins with.

use crate::import::noted::{FILE, Imported, unreadable};
use crate::import::{ebm, json, pmml, scorecard};
use crate::{Findings, Place};

/// Reads a model of any supported format: PMML, EBM JSON, scorecard JSON or a scorecard as CSV.
///
/// # Errors
/// Everything that is wrong, with places; or why files of this kind are refused.
pub fn read(bytes: &[u8]) -> Result<Imported, Findings> {
    let start = || Place::new(FILE, 1, 1);
    if let Some(refused) = binary(bytes) {
        return Err(unreadable(start(), refused));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("the file is not UTF-8 from byte {}: save it as UTF-8", error.valid_up_to());
        Findings::one("not-text", start(), message)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next() {
        Some('<') => pmml::read(text),
        Some('{') => {
            let parsed = json::parse(text)?;
            if parsed.get("ebm").is_some() { ebm::read(text) } else { scorecard::from_json(text) }
        }
        Some(_) => scorecard::from_csv(text),
        None => Err(Findings::one("empty-file", start(), "the file is empty")),
    }
}

/// Why a file of bytes is refused; none for a text.
fn binary(bytes: &[u8]) -> Option<String> {
    let has = |word: &[u8]| bytes.windows(word.len()).take(1_000_000).any(|window| window == word);
    let advice = "export the model as PMML, as EBM JSON or as a scorecard";
    let is_text = !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok();
    match () {
        () if bytes.starts_with(b"PK\x03\x04") => Some(
            "this is a compressed folder, perhaps a spreadsheet: save the scorecard as CSV, one line a bucket".to_owned(),
        ),
        () if is_text => None,
        () if has(b"ai.onnx") || has(b"onnx") => Some(format!(
            "this is an ONNX file: it holds 32-bit floats and says nothing of missing values, buckets or reasons, \
             so nobody can follow how it decides: {advice}"
        )),
        () if bytes.starts_with(b"\x80") => Some(format!(
            "this is a pickled program: reading it would mean running it: {advice}"
        )),
        () if bytes.contains(&0) => Some(format!("this is no text, and no format that people can read: {advice}")),
        () => None,
    }
}

/// Whether this is a file for the DMN reader: markup that is not PMML. That reader says what else is wrong with it.
#[must_use]
pub fn is_dmn(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    text.is_empty() && !bytes.contains(&0) || text.starts_with('<') && root(text) != "PMML"
}

/// The local name of the first element, behind prolog and comments.
fn root(text: &str) -> &str {
    let opens = text.match_indices('<').map(|(place, _)| text.get(place + 1..).unwrap_or_default());
    let name =
        opens.into_iter().find(|rest| rest.starts_with(|first: char| first.is_alphabetic() || first == '_'));
    let name = name.unwrap_or_default();
    let end = name
        .find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/')
        .unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}
