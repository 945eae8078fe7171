//! From the lines of one input to a lookup: buckets that touch, leave no number out, and never overlap.

use crate::statistical::additive::{Additive, Cell, Link, Lookup, Output, Reasons, Term};
use crate::statistical::axis::{Axis, Buckets, Cut};
use crate::statistical::fact::{Domain, Field, Interval};
use crate::statistical::{Form, Statistical};
use crate::{Decimal, Findings, Place};

/// One line of a scorecard.
#[derive(Debug, Clone)]
pub struct Line {
    pub place: Place,
    pub when: When,
    pub points: Decimal,
    pub reason: Option<String>,
}

/// When a line holds.
#[derive(Debug, Clone)]
pub enum When {
    /// A number from the first, included, to the second, not included.
    Between(Option<Decimal>, Option<Decimal>),
    /// One of these words.
    Words(Vec<String>),
    /// Nothing is known.
    Missing,
}

/// The lines of one input.
#[derive(Debug)]
pub struct Characteristic {
    pub place: Place,
    pub input: String,
    pub lines: Vec<Line>,
}

/// A scorecard before it is frozen.
pub struct Card {
    pub name: String,
    pub start: Decimal,
    pub characteristics: Vec<Characteristic>,
}

pub fn freeze(card: &Card) -> Result<Statistical, Findings> {
    let (mut fields, mut terms, mut wrong) = (vec![], vec![], vec![]);
    for (input, characteristic) in card.characteristics.iter().enumerate() {
        match lookup(input, characteristic) {
            Ok((field, lookup)) => {
                fields.push(field);
                terms.push(Term::Lookup(lookup));
            }
            Err(Findings(found)) => wrong.extend(found),
        }
    }
    if !wrong.is_empty() {
        return Err(Findings(wrong));
    }
    let additive = Additive {
        intercept: card.start,
        terms,
        link: Link::Identity,
        output: Output::Score,
        reasons: Some(Reasons::PointsAbove),
    };
    Statistical::freeze(&card.name, fields, Form::Additive(additive))
}

fn lookup(input: usize, characteristic: &Characteristic) -> Result<(Field, Lookup), Findings> {
    let name = &characteristic.input;
    let wrong = |place: &Place, message: String| Findings::one("scorecard-lines", place.clone(), message);
    let numbers = characteristic.lines.iter().filter(|line| matches!(line.when, When::Between(..))).count();
    let words = characteristic.lines.iter().filter(|line| matches!(line.when, When::Words(_))).count();
    let (domain, buckets, mut cells) = match (numbers, words) {
        (0, 0) => return Err(wrong(&characteristic.place, format!("`{name}` has no line with points"))),
        (_, 0) => numeric(characteristic)?,
        (0, _) => worded(characteristic)?,
        _ => {
            return Err(wrong(
                &characteristic.place,
                format!("`{name}` has lines for numbers and lines for words"),
            ));
        }
    };
    let mut missing = characteristic.lines.iter().filter(|line| matches!(line.when, When::Missing));
    cells.push(missing.next().map_or(Cell::Refused, cell));
    if let Some(second) = missing.next() {
        return Err(wrong(&second.place, format!("`{name}` has two lines for a missing value")));
    }
    cells.push(Cell::Refused);
    let axes = vec![Axis { input, buckets }];
    let lookup = Lookup { name: name.clone(), axes, cells, baseline: None };
    Ok((Field::plain(name, domain), lookup))
}

fn cell(line: &Line) -> Cell {
    Cell::Adds { points: line.points, reason: line.reason.clone() }
}

type Parts = (Domain, Buckets, Vec<Cell>);

fn numeric(characteristic: &Characteristic) -> Result<Parts, Findings> {
    let mut lines: Vec<_> = characteristic
        .lines
        .iter()
        .filter_map(|line| match line.when {
            When::Between(from, to) => Some((from, to, line)),
            _ => None,
        })
        .collect();
    // An open start is the lowest; `None` sorts before every number.
    lines.sort_by_key(|(from, ..)| *from);
    let (mut cuts, mut before) = (vec![], None::<(Option<Decimal>, &Line)>);
    for (from, to, line) in &lines {
        let wrong = |message: String| Findings::one("scorecard-lines", line.place.clone(), message);
        if from.is_some() && to.is_some() && from >= to {
            return Err(wrong("the bucket is empty: its end is not above its start".to_owned()));
        }
        if let Some((end, earlier)) = before {
            let touches = end.is_some() && end == *from;
            let (name, at) = (&characteristic.input, from.unwrap_or_default());
            if !touches {
                let what = if end.is_some() && end < *from { "leave a gap before" } else { "overlap at" };
                return Err(wrong(format!(
                    "the buckets of `{name}` {what} {at}: this one and the one at line {} must touch",
                    earlier.place.line
                )));
            }
            cuts.push(Cut { at, below: false });
        }
        before = Some((*to, line));
    }
    let (from, to) = (lines.first().and_then(|line| line.0), lines.last().and_then(|line| line.1));
    let bounds = Interval { from, from_included: true, to, to_included: false };
    let intervals = if from.is_none() && to.is_none() { vec![] } else { vec![bounds] };
    let cells = lines.iter().map(|(.., line)| cell(line)).collect();
    Ok((Domain::Number { whole: false, intervals }, Buckets::Cuts(cuts), cells))
}

fn worded(characteristic: &Characteristic) -> Result<Parts, Findings> {
    let (mut values, mut groups, mut cells): (Vec<String>, Vec<Vec<String>>, Vec<Cell>) =
        (vec![], vec![], vec![]);
    let mut known = std::collections::BTreeSet::new();
    for line in &characteristic.lines {
        let When::Words(words) = &line.when else { continue };
        for word in words {
            if !known.insert(word) {
                let message = format!("`{}` has two lines for the word `{word}`", characteristic.input);
                return Err(Findings::one("scorecard-lines", line.place.clone(), message));
            }
            values.push(word.clone());
        }
        groups.push(words.clone());
        cells.push(cell(line));
    }
    Ok((Domain::Words { values }, Buckets::Groups(groups), cells))
}
