//! The additive form: an intercept and terms, each a lookup by buckets or a product, that add up to the score.

use crate::statistical::axis::Axis;
use crate::statistical::fact::{Fact, Field};
use crate::statistical::formula::Formula;
use crate::statistical::quantise::{COEFFICIENT_DIGITS, points, rounded_to};
use crate::{Decimal, DecimalError, Undecided};
use serde::Serialize;

/// Points that add up to a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Additive {
    /// Points that everybody gets.
    pub intercept: Decimal,
    /// What is added to them.
    pub terms: Vec<Term>,
    /// How a score is shown as a probability or an expectation. It decides nothing.
    pub link: Link,
    /// What the score becomes.
    pub output: Output,
    /// How points become ranked reasons; none where the file names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Reasons>,
}

/// How a score is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// The score itself.
    Identity,
    /// 1 / (1 + e^-score).
    Logit,
    /// e^score.
    Log,
}

/// What the score becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// The score is the outcome.
    Score,
    /// One of two words: the threshold stands on the score, never on a probability.
    Classes {
        /// The smallest score of the upper class.
        at_least: Decimal,
        /// The word at and above it.
        above: String,
        /// The word below it.
        below: String,
    },
}

/// Which points count as a reason: those below the baseline of their term, or those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reasons {
    /// Few points are the reason.
    PointsBelow,
    /// Many points are the reason.
    PointsAbove,
}

/// One summand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Term {
    /// Points by buckets of no, one or two inputs.
    Lookup(Lookup),
    /// A coefficient times values.
    Product(Product),
}

/// Points by buckets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lookup {
    /// What it is called.
    pub name: String,
    /// The inputs, at most two.
    pub axes: Vec<Axis>,
    /// One cell for each place of the first axis, and within it for each place of the second.
    pub cells: Vec<Cell>,
    /// What reasons compare the points with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Decimal>,
}

/// What a bucket gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// Points, with the code of a reason.
    Adds {
        /// How many.
        points: Decimal,
        /// The code of the reason, if the file has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Nothing is decided here.
    Refused,
}

impl Cell {
    /// Points without a reason.
    #[must_use]
    pub const fn adds(points: Decimal) -> Self {
        Self::Adds { points, reason: None }
    }
}

/// A coefficient times values, where conditions hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Product {
    /// What it is called.
    pub name: String,
    /// The coefficient, to 18 digits behind the point.
    pub coefficient: Decimal,
    /// Only for these words; without them nothing is added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<(usize, Fact)>,
    /// What it is multiplied with, each with a whole power.
    pub factors: Vec<(Formula, u8)>,
}

/// What one term added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The term's place, from 0.
    pub term: usize,
    /// The places on the axes of a lookup; empty for a product.
    pub places: Vec<usize>,
    /// How much, a whole number of 1e-9.
    pub points: Decimal,
}

/// Why a term gives no points.
pub(super) enum Gap {
    Refused,
    Missing,
    Range,
}

impl From<DecimalError> for Gap {
    fn from(_: DecimalError) -> Self {
        Self::Range
    }
}

impl Lookup {
    pub(super) fn places(&self, facts: &[Fact]) -> Vec<usize> {
        let place = |axis: &Axis| axis.place(facts.get(axis.input).unwrap_or(&Fact::Missing));
        self.axes.iter().map(place).collect()
    }

    pub(super) fn cell(&self, places: &[usize]) -> Option<&Cell> {
        let index =
            self.axes.iter().zip(places).fold(0, |index, (axis, place)| index * axis.places() + place);
        self.cells.get(index)
    }
}

impl Product {
    fn points(&self, facts: &[Fact]) -> Result<Decimal, Gap> {
        if self.when.iter().any(|(place, fact)| facts.get(*place) != Some(fact)) {
            return Ok(Decimal::ZERO);
        }
        let mut product = self.coefficient;
        for (formula, power) in &self.factors {
            let Fact::Number(number) = formula.value(facts)? else { return Err(Gap::Missing) };
            product = product.rounded_product(number.rounded_power(Decimal::whole((*power).into()))?)?;
        }
        Ok(points(product)?)
    }
}

impl Term {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Lookup(lookup) => &lookup.name,
            Self::Product(product) => &product.name,
        }
    }

    /// The inputs that it reads, each once.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        match self {
            Self::Lookup(lookup) => lookup.axes.iter().map(|axis| axis.input).collect(),
            Self::Product(product) => {
                let read = product.factors.iter().flat_map(|(formula, _)| formula.inputs());
                let all: std::collections::BTreeSet<_> =
                    read.chain(product.when.iter().map(|(place, _)| *place)).collect();
                all.into_iter().collect()
            }
        }
    }

    pub(super) fn share(&self, term: usize, facts: &[Fact]) -> Result<Share, Gap> {
        match self {
            Self::Product(product) => Ok(Share { term, places: vec![], points: product.points(facts)? }),
            Self::Lookup(lookup) => {
                let places = lookup.places(facts);
                match lookup.cell(&places) {
                    Some(Cell::Adds { points, .. }) => Ok(Share { term, places, points: *points }),
                    _ => Err(Gap::Refused),
                }
            }
        }
    }
}

impl Additive {
    /// The score and what each term added; intercept and points add up to it exactly.
    ///
    /// # Errors
    /// The first term that gives no points, with its reason.
    pub fn score(&self, fields: &[Field], facts: &[Fact]) -> Result<(Decimal, Vec<Share>), Undecided> {
        let (mut score, mut shares) = (self.intercept, Vec::with_capacity(self.terms.len()));
        for (place, term) in self.terms.iter().enumerate() {
            let share = term.share(place, facts).map_err(|gap| undecided(term, &gap, fields, facts))?;
            score = score.plus(share.points).map_err(|_| undecided(term, &Gap::Range, fields, facts))?;
            shares.push(share);
        }
        Ok((score, shares))
    }

    /// Rounds everything once, so that the rest is exact.
    ///
    /// # Errors
    /// When a number is too large for 34 digits.
    pub fn quantised(mut self) -> Result<Self, DecimalError> {
        self.intercept = points(self.intercept)?;
        if let Output::Classes { at_least, .. } = &mut self.output {
            *at_least = points(*at_least)?;
        }
        for term in &mut self.terms {
            match term {
                Term::Product(product) => {
                    product.coefficient = rounded_to(product.coefficient, COEFFICIENT_DIGITS)?;
                }
                Term::Lookup(lookup) => {
                    lookup.baseline = lookup.baseline.map(points).transpose()?;
                    for cell in &mut lookup.cells {
                        if let Cell::Adds { points: given, .. } = cell {
                            *given = points(*given)?;
                        }
                    }
                }
            }
        }
        Ok(self)
    }

    /// How far rounding can have moved a score: half of 1e-9 for the intercept and for each term, and as much again
    /// for each coefficient, as long as values stay below a thousand million.
    #[must_use]
    pub fn rounding(&self) -> Decimal {
        let products = self.terms.iter().filter(|term| matches!(term, Term::Product(_))).count();
        let halves = i128::try_from(self.terms.len() + products + 1).unwrap_or(i128::MAX);
        Decimal::scaled(halves.saturating_mul(5), 10).unwrap_or_default()
    }

    /// Whether rounding could have put this score on the wrong side of the threshold.
    #[must_use]
    pub fn near_threshold(&self, score: Decimal, threshold: Decimal) -> bool {
        let apart = score.max(threshold).rounded_difference(score.min(threshold));
        apart.is_ok_and(|apart| apart <= self.rounding())
    }
}

fn undecided(term: &Term, gap: &Gap, fields: &[Field], facts: &[Fact]) -> Undecided {
    let inputs = term.inputs();
    let name = |place: &usize| fields.get(*place).map_or("", |field| field.name.as_str());
    let unknown = inputs.iter().find(|place| facts.get(**place) == Some(&Fact::Missing));
    let input = unknown.or_else(|| inputs.first()).map(name).unwrap_or_default().to_owned();
    let reason = match gap {
        Gap::Range => return Undecided::Outputs { table: term.name().to_owned() },
        Gap::Missing => format!("the value is missing, and `{}` needs it", term.name()),
        Gap::Refused => format!("`{}` has no points for this value", term.name()),
    };
    Undecided::Input { input, reason }
}
