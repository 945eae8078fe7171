//! What a file has said so far: its inputs, the values made of them, and what its reader should know.

use super::xml::{Element, finding, place};
use crate::import::noted::note;
use crate::import::number::exact;
use crate::statistical::additive::{Cell as Bucket, Lookup};
use crate::statistical::fact::{Domain, Fact, Field};
use crate::statistical::formula::{Formula, Marks};
use crate::statistical::predicate::Predicate;
use crate::statistical::regions::{Fine, fine, tabulate};
use crate::{DecimalError, Finding, Findings};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Whether values are numbers or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Word,
}

/// A name with what it stands for.
#[derive(Debug, Clone)]
pub struct Named {
    pub formula: Formula,
    pub kind: Kind,
    /// How many parts the formula has.
    pub size: usize,
}

/// What the model predicts.
#[derive(Debug, Clone, Default)]
pub struct Target {
    pub categories: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Reading {
    pub fields: Vec<Field>,
    pub named: BTreeMap<String, Named>,
    pub target: Option<Target>,
    pub notes: Vec<Finding>,
    /// Inputs of words for which the file gives no list: what the model compares with is the list.
    pub unlisted: Vec<usize>,
    /// How many parts of formulas were copied so far.
    spent: Cell<usize>,
}

/// Derived fields of derived fields double in size with each step: that ends here.
const MOST_PARTS: usize = 200_000;
/// Words of one field, numbers of one dictionary entry, tests of one term.
pub const MOST_WORDS: usize = 10_000;
/// Pieces of one term's grid; far more than anybody reads.
const MOST_PIECES: usize = 20_000;

impl Reading {
    pub fn note(&mut self, node: Element<'_>, code: &'static str, message: impl Into<String>) {
        self.notes.push(note(code, place(node), message));
    }

    pub fn named(&self, node: Element<'_>, name: &str) -> Result<&Named, Findings> {
        self.named.get(name).ok_or_else(|| {
            let known: Vec<_> = self.named.keys().map(String::as_str).take(50).collect();
            finding(
                node,
                "unknown-field",
                format!("there is no field `{name}`; there is `{}`", known.join("`, `")),
            )
        })
    }

    /// A copy of what a name stands for; all copies of a file are counted.
    pub fn taken(&self, node: Element<'_>, name: &str) -> Result<Named, Findings> {
        let named = self.named(node, name)?;
        self.spent.set(self.spent.get().saturating_add(named.size));
        if self.spent.get() > MOST_PARTS {
            let message = format!(
                "the formulas of the file have more than {MOST_PARTS} parts: nobody can read so many"
            );
            return Err(crate::import::noted::unreadable(place(node), message));
        }
        Ok(named.clone())
    }

    /// A constant to compare a value with.
    pub fn constant(&mut self, node: Element<'_>, named: &Named, text: &str) -> Result<Fact, Findings> {
        let fact = constant(node, named.kind, text)?;
        if let (Formula::Input(input), Fact::Word(word)) = (&named.formula, &fact)
            && self.unlisted.contains(input)
            && let Some(Field { domain: Domain::Words { values }, .. }) = self.fields.get_mut(*input)
            && !values.iter().any(|known| **known == **word)
        {
            if values.len() >= MOST_WORDS {
                return Err(finding(
                    node,
                    "too-many-words",
                    format!("more than {MOST_WORDS} words for one field"),
                ));
            }
            values.push(word.to_string());
        }
        Ok(fact)
    }

    /// Makes a lookup of tests and formulas that are stepwise in at most two inputs.
    pub fn tabulate(
        &self,
        node: Element<'_>,
        name: &str,
        (marks, inputs): (&Marks, &[usize]),
        rule: &dyn Fn(&[Fact]) -> Result<Bucket, DecimalError>,
    ) -> Result<Lookup, Findings> {
        let wrong = |error: DecimalError| finding(node, "not-a-number", format!("`{name}`: {error}"));
        if inputs.len() > 2 {
            let message =
                format!("`{name}` looks at {} inputs at once: nobody can read more than two", inputs.len());
            return Err(crate::import::noted::unreadable(place(node), message));
        }
        if inputs.iter().any(|input| marks.moving.contains(input)) {
            let message = format!("`{name}` tests a computed number: only inputs, bins and lists are tested");
            return Err(finding(node, "computed-test", message));
        }
        let mut fines: Vec<Fine> = vec![];
        for input in inputs {
            if let Some(field) = self.fields.get(*input) {
                fines.push(fine(*input, field, marks).map_err(wrong)?);
            }
        }
        let cells: usize = fines.iter().map(|one| one.samples.len()).product();
        if cells > MOST_PIECES {
            let message = format!("`{name}` cuts its inputs into {cells} pieces: nobody can read so many");
            return Err(crate::import::noted::unreadable(place(node), message));
        }
        tabulate(name, &fines, self.fields.len(), rule).map_err(wrong)
    }
}

/// Where tests can change, and the inputs that they read.
pub fn marked<'p>(tests: impl Iterator<Item = &'p Predicate> + Clone) -> (Marks, Vec<usize>) {
    let mut marks = Marks::default();
    tests.clone().for_each(|test| test.mark(&mut marks));
    let inputs: std::collections::BTreeSet<_> = tests.flat_map(Predicate::inputs).collect();
    (marks, inputs.into_iter().collect())
}

pub fn constant(node: Element<'_>, kind: Kind, text: &str) -> Result<Fact, Findings> {
    match kind {
        Kind::Word => Ok(Fact::word(text)),
        Kind::Number => {
            exact(text).map(Fact::Number).map_err(|error| finding(node, "not-a-number", error.to_string()))
        }
    }
}
