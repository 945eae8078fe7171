//! A scorecard as lines of a spreadsheet: input, from, to, word, points, and perhaps a reason code.
//!
//! The first line names the columns, in English or Dutch. The line whose input is `start` gives everybody's points.

use super::build::{Card, Characteristic, Line, When, freeze};
use crate::import::csv::rows;
use crate::import::noted::{FILE, Imported};
use crate::import::number::exact;
use crate::{Decimal, Findings, Place};

const INPUT: [&str; 2] = ["input", "gegeven"];
const FROM: [&str; 2] = ["from", "vanaf"];
const TO: [&str; 2] = ["below", "tot"];
const WORD: [&str; 2] = ["word", "woord"];
const POINTS: [&str; 2] = ["points", "punten"];
const REASON: [&str; 2] = ["reason", "reden"];
const START: [&str; 2] = ["start", "basis"];
const MISSING: [&str; 2] = ["missing", "ontbreekt"];

/// Reads a scorecard from a file with commas or semicolons.
///
/// # Errors
/// What is wrong, with its line.
pub fn from_csv(text: &str) -> Result<Imported, Findings> {
    let read: Vec<(u32, Vec<String>)> = rows(text)?.into_iter().map(|row| (row.line, row.texts)).collect();
    from_rows("scorecard", &read)
}

/// Reads a scorecard from rows of texts, each with its line; whoever opens a spreadsheet calls this.
///
/// # Errors
/// What is wrong, with its line.
pub fn from_rows(name: &str, rows: &[(u32, Vec<String>)]) -> Result<Imported, Findings> {
    let wrong = |line, message: String| Findings::one("scorecard-rows", Place::new(FILE, line, 1), message);
    let Some(((line, head), body)) = rows.split_first() else {
        return Err(wrong(1, "the scorecard has no lines".to_owned()));
    };
    let columns = Columns::of(head).map_err(|message| wrong(*line, message))?;
    let (mut start, mut card) = (None, Vec::<Characteristic>::new());
    for (line, texts) in body {
        let place = Place::new(FILE, *line, 1);
        let row = columns.line(texts, place.clone()).map_err(|message| wrong(*line, message))?;
        match row {
            (input, line) if START.contains(&input.to_lowercase().as_str()) => {
                if start.replace(line.points).is_some() {
                    return Err(wrong(
                        line.place.line,
                        "the start stands here for the second time".to_owned(),
                    ));
                }
            }
            (input, line) => match card.iter_mut().find(|known| known.input == input) {
                Some(known) => known.lines.push(line),
                None => card.push(Characteristic { place, input, lines: vec![line] }),
            },
        }
    }
    let card = Card { name: name.to_owned(), start: start.unwrap_or_default(), characteristics: card };
    Ok(Imported { model: freeze(&card)?, notes: vec![] })
}

struct Columns {
    input: usize,
    from: Option<usize>,
    to: Option<usize>,
    word: Option<usize>,
    points: usize,
    reason: Option<usize>,
}

impl Columns {
    fn of(head: &[String]) -> Result<Self, String> {
        let find =
            |names: [&str; 2]| head.iter().position(|text| names.contains(&text.to_lowercase().as_str()));
        let known = [INPUT, FROM, TO, WORD, POINTS, REASON].concat();
        if let Some(other) =
            head.iter().find(|text| !text.is_empty() && !known.contains(&text.to_lowercase().as_str()))
        {
            return Err(format!("the column `{other}` is not known; known are {}", known.join(", ")));
        }
        let need = |names: [&str; 2]| {
            find(names).ok_or_else(|| format!("there is no column `{}`", names.join("` or `")))
        };
        let (input, points) = (need(INPUT)?, need(POINTS)?);
        Ok(Self { input, from: find(FROM), to: find(TO), word: find(WORD), points, reason: find(REASON) })
    }

    fn line(&self, texts: &[String], place: Place) -> Result<(String, Line), String> {
        let text = |column: Option<usize>| {
            column.and_then(|column| texts.get(column)).map(String::as_str).filter(|text| !text.is_empty())
        };
        let number = |column| text(column).map(decimal).transpose();
        let input = text(Some(self.input)).ok_or("the line names no input")?.to_owned();
        let points = number(Some(self.points))?.ok_or("the line has no points")?;
        let (from, to, word) = (number(self.from)?, number(self.to)?, text(self.word));
        let start = START.contains(&input.to_lowercase().as_str());
        let when = match word {
            None if from.is_none()
                && to.is_none()
                && !start
                && self.word.is_some()
                && self.from.is_none() =>
            {
                return Err("the line has no word".to_owned());
            }
            None => When::Between(from, to),
            Some(_) if from.is_some() || to.is_some() => {
                return Err("the line has a word and numbers: only one of them can hold".to_owned());
            }
            Some(word) if MISSING.contains(&word.to_lowercase().as_str()) => When::Missing,
            Some(word) => When::Words(word.split('|').map(|word| word.trim().to_owned()).collect()),
        };
        Ok((input, Line { place, when, points, reason: text(self.reason).map(str::to_owned) }))
    }
}

/// Spreadsheets in Dutch write a comma for the point. Both together would be thousands: that is not guessed.
fn decimal(text: &str) -> Result<Decimal, String> {
    let plain = match (text.contains(','), text.contains('.')) {
        (true, true) => return Err(format!("`{text}`: write the number without a sign for thousands")),
        (true, false) => text.replacen(',', ".", 1),
        _ => text.to_owned(),
    };
    exact(&plain).map_err(|error| error.to_string())
}
