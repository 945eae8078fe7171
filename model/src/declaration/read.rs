//! Reading `model.toml`: the first mistake with its line and column, then everything that contradicts itself.

use super::{Declaration, Input, InputType, SelectionRule};
use crate::{Decimal, Finding, Findings, Place};

/// The declaration's role in messages, and its usual file name.
pub const FILE: &str = "model.toml";
/// The format that this version reads.
const FORMAT: &str = "waarborg-model/1";
const LARGEST: usize = 256 * 1024;

pub fn parse(text: &str) -> Result<Declaration, Findings> {
    if text.len() > LARGEST {
        let message = format!("the declaration has {} bytes: at most {LARGEST} are read", text.len());
        return Err(Findings::one("too-large", Place::new(FILE, 1, 1), message));
    }
    let declaration: Declaration = toml::from_str(text).map_err(|error| {
        let place = Place::at(FILE, text, error.span().map_or(0, |span| span.start));
        Findings::one("not-a-declaration", place, error.message().trim())
    })?;
    let mut found = vec![];
    let mut say = |place: Place, message: String| {
        found.push(Finding { code: "bad-declaration", norm: None, place, message });
    };
    if declaration.format != FORMAT {
        say(
            find(text, "format"),
            format!("the format is `{}`: this version reads `{FORMAT}`", declaration.format),
        );
    }
    if declaration.inputs.is_empty() {
        say(Place::new(FILE, 1, 1), "the declaration names no inputs".to_owned());
    }
    for (number, input) in declaration.inputs.iter().enumerate() {
        let place = place_of(text, input);
        if declaration.inputs.iter().take(number).any(|before| before.name == input.name) {
            say(place.clone(), format!("the input `{}` is declared twice", input.name));
        }
        if let Some(message) = contradiction(input) {
            say(place, format!("the input `{}`: {message}", input.name));
        }
    }
    if let Some(message) = selection(&declaration) {
        say(find(text, "[selection]"), message);
    }
    if found.is_empty() { Ok(declaration) } else { Err(Findings(found)) }
}

/// The line on which an input is named.
pub fn place_of(text: &str, input: &Input) -> Place {
    let spelled =
        [format!("name = \"{}\"", input.name), format!("name=\"{}\"", input.name), input.name.clone()];
    spelled
        .iter()
        .find_map(|words| text.find(words.as_str()))
        .map_or_else(|| Place::new(FILE, 1, 1), |byte| Place::at(FILE, text, byte))
}

fn find(text: &str, words: &str) -> Place {
    Place::at(FILE, text, text.find(words).unwrap_or(0))
}

fn contradiction(input: &Input) -> Option<String> {
    let blank = |words: &str| words.trim().is_empty();
    let bounds = input.minimum.is_some() || input.maximum.is_some() || input.step.is_some();
    if blank(&input.name) || input.name.len() > 200 {
        return Some("a name has 1 to 200 characters".to_owned());
    }
    match input.kind {
        InputType::Text if input.values.is_empty() => {
            Some("a text input lists its `values`; free text is never read".to_owned())
        }
        InputType::Text | InputType::Boolean if bounds => {
            Some("only numbers have `minimum`, `maximum` and `step`".to_owned())
        }
        InputType::Number | InputType::Boolean if !input.values.is_empty() => {
            Some("only texts have `values`".to_owned())
        }
        InputType::Number if input.minimum.is_none() || input.maximum.is_none() => {
            Some("a number has a `minimum` and a `maximum`".to_owned())
        }
        InputType::Number if input.minimum > input.maximum => {
            Some("`minimum` lies above `maximum`".to_owned())
        }
        InputType::Number if input.step.is_some_and(|step| step <= Decimal::ZERO) => {
            Some("`step` is above zero".to_owned())
        }
        _ => None,
    }
}

fn selection(declaration: &Declaration) -> Option<String> {
    let share = declaration.selection.random_share;
    if share < Decimal::ZERO || share >= Decimal::whole(1) || share.units(4).is_none() {
        return Some(format!(
            "`random_share` is {share}: expected \"0\" up to \"0.9999\", with at most four digits"
        ));
    }
    match &declaration.selection.rule {
        SelectionRule::Top { k: 0 } => Some("`k` is 0: nobody would ever be selected".to_owned()),
        SelectionRule::Outcome { equals } if equals.is_empty() => {
            Some("`equals` names no outcome".to_owned())
        }
        _ => None,
    }
}
