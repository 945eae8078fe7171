//! Values made of inputs: bins, word lists, straight lines between points, and plain arithmetic.

use crate::statistical::fact::{Fact, Interval};
use crate::{Decimal, DecimalError};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A value made of inputs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Formula {
    /// An input by its place.
    Input(usize),
    /// Always the same.
    Constant(Fact),
    /// The first bin that holds the number.
    Bins {
        /// The number.
        of: Box<Formula>,
        /// Each bin with what it gives.
        bins: Vec<(Interval, Fact)>,
        /// Outside all bins.
        otherwise: Fact,
        /// For a missing number.
        missing: Fact,
    },
    /// The first row whose facts are those of the formulas.
    Rows {
        /// What is looked up.
        of: Vec<Formula>,
        /// Each row: the facts, then what they give.
        rows: Vec<(Vec<Fact>, Fact)>,
        /// No row.
        otherwise: Fact,
        /// For a missing fact.
        missing: Fact,
    },
    /// Straight lines between points, in the order of the first coordinate.
    Lines {
        /// The number.
        of: Box<Formula>,
        /// At least two points.
        points: Vec<(Decimal, Decimal)>,
        /// Beyond the first and last point: the line goes on (true), or the end's value holds (false).
        beyond: bool,
        /// For a missing number.
        missing: Fact,
    },
    /// Arithmetic.
    Apply {
        /// What is done.
        operator: Operator,
        /// With these, from left to right.
        arguments: Vec<Formula>,
        /// When one of them is missing.
        missing: Fact,
    },
}

/// Plain arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Operator {
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient.
    Divide,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

impl Operator {
    fn of(self, one: Decimal, two: Decimal) -> Result<Decimal, DecimalError> {
        match self {
            Self::Add => one.rounded_sum(two),
            Self::Subtract => one.rounded_difference(two),
            Self::Multiply => one.rounded_product(two),
            Self::Divide => one.rounded_quotient(two),
            Self::Min => Ok(one.min(two)),
            Self::Max => Ok(one.max(two)),
        }
    }
}

/// Where a formula or a test can change, input by input.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Numbers that are compared with.
    pub numbers: BTreeMap<usize, BTreeSet<Decimal>>,
    /// Words that are compared with.
    pub words: BTreeMap<usize, BTreeSet<String>>,
    /// Inputs with which something changes between the marks, too.
    pub moving: BTreeSet<usize>,
}

impl Formula {
    /// The value for these facts; arithmetic rounds to 34 digits, half to even.
    ///
    /// # Errors
    /// When arithmetic leaves the range or divides by zero.
    pub fn value(&self, facts: &[Fact]) -> Result<Fact, DecimalError> {
        match self {
            Self::Input(place) => Ok(facts.get(*place).cloned().unwrap_or(Fact::Missing)),
            Self::Constant(fact) => Ok(fact.clone()),
            Self::Bins { of, bins, otherwise, missing } => Ok(match of.value(facts)? {
                Fact::Number(number) => {
                    let bin = bins.iter().find(|(interval, _)| interval.holds(number));
                    bin.map_or(otherwise, |(_, fact)| fact).clone()
                }
                _ => missing.clone(),
            }),
            Self::Rows { of, rows, otherwise, missing } => {
                let found: Vec<Fact> = of.iter().map(|one| one.value(facts)).collect::<Result<_, _>>()?;
                if found.contains(&Fact::Missing) {
                    return Ok(missing.clone());
                }
                Ok(rows.iter().find(|(row, _)| *row == found).map_or(otherwise, |(_, fact)| fact).clone())
            }
            Self::Lines { of, points, beyond, missing } => match of.value(facts)? {
                Fact::Number(number) => line(number, points, *beyond).map(Fact::Number),
                _ => Ok(missing.clone()),
            },
            Self::Apply { operator, arguments, missing } => applied(*operator, arguments, facts, missing),
        }
    }

    /// Whether it takes finitely many values.
    #[must_use]
    pub const fn is_stepwise(&self) -> bool {
        matches!(self, Self::Constant(_) | Self::Bins { .. } | Self::Rows { .. })
    }

    /// Adds where this formula can change, when it is compared with these facts.
    pub fn mark(&self, asked: &[Fact], marks: &mut Marks) {
        match self {
            Self::Constant(_) => {}
            Self::Input(place) => asked.iter().for_each(|fact| match fact {
                Fact::Number(number) => {
                    marks.numbers.entry(*place).or_default().insert(*number);
                }
                Fact::Word(word) => {
                    marks.words.entry(*place).or_default().insert(word.to_string());
                }
                Fact::Missing => {}
            }),
            Self::Bins { of, bins, .. } => {
                let ends = bins.iter().flat_map(|(interval, _)| [interval.from, interval.to]);
                of.mark(&ends.flatten().map(Fact::Number).collect::<Vec<_>>(), marks);
            }
            Self::Rows { of, rows, .. } => {
                for (place, one) in of.iter().enumerate() {
                    let column = rows.iter().filter_map(|(row, _)| row.get(place).cloned());
                    one.mark(&column.collect::<Vec<_>>(), marks);
                }
            }
            Self::Lines { of, points, .. } => {
                let corners: Vec<_> = points.iter().map(|(at, _)| Fact::Number(*at)).collect();
                of.mark(&corners, marks);
                of.moving(marks);
            }
            Self::Apply { arguments, .. } => {
                for argument in arguments {
                    argument.mark(&[], marks);
                    argument.moving(marks);
                }
            }
        }
    }

    /// Notes every input with which this formula moves between the marks.
    pub fn moving(&self, marks: &mut Marks) {
        match self {
            Self::Input(place) => {
                marks.moving.insert(*place);
            }
            Self::Constant(_) | Self::Bins { .. } | Self::Rows { .. } => {}
            Self::Lines { of, .. } => of.moving(marks),
            Self::Apply { arguments, .. } => arguments.iter().for_each(|one| one.moving(marks)),
        }
    }

    /// The inputs that it reads.
    #[must_use]
    pub fn inputs(&self) -> BTreeSet<usize> {
        match self {
            Self::Input(place) => BTreeSet::from([*place]),
            Self::Constant(_) => BTreeSet::new(),
            Self::Bins { of, .. } | Self::Lines { of, .. } => of.inputs(),
            Self::Rows { of, .. } | Self::Apply { arguments: of, .. } => {
                of.iter().flat_map(Self::inputs).collect()
            }
        }
    }

    /// Gives every input its new place.
    pub fn renumber(&mut self, place: &dyn Fn(usize) -> usize) {
        match self {
            Self::Input(input) => *input = place(*input),
            Self::Constant(_) => {}
            Self::Bins { of, .. } | Self::Lines { of, .. } => of.renumber(place),
            Self::Rows { of, .. } | Self::Apply { arguments: of, .. } => {
                for one in of {
                    one.renumber(place);
                }
            }
        }
    }

    /// Whether it runs in a straight line with each input that it moves with.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        match self {
            Self::Input(_) | Self::Constant(_) | Self::Bins { .. } | Self::Rows { .. } => true,
            Self::Lines { of, .. } => matches!(**of, Self::Input(_)),
            Self::Apply { operator, arguments, .. } => {
                let moves = |one: &Self| !matches!(one, Self::Constant(_));
                let moving = arguments.iter().filter(|one| moves(one)).count();
                let straight = arguments.iter().all(Self::is_straight);
                straight
                    && match operator {
                        Operator::Add | Operator::Subtract => true,
                        Operator::Multiply => moving <= 1,
                        Operator::Divide => arguments.iter().skip(1).all(|one| !moves(one)),
                        Operator::Min | Operator::Max => false,
                    }
            }
        }
    }
}

fn applied(
    operator: Operator,
    arguments: &[Formula],
    facts: &[Fact],
    missing: &Fact,
) -> Result<Fact, DecimalError> {
    let mut result: Option<Decimal> = None;
    for argument in arguments {
        let Fact::Number(number) = argument.value(facts)? else { return Ok(missing.clone()) };
        result = Some(match result {
            Some(before) => operator.of(before, number)?,
            None => number,
        });
    }
    Ok(result.map_or_else(|| missing.clone(), Fact::Number))
}

fn line(number: Decimal, points: &[(Decimal, Decimal)], beyond: bool) -> Result<Decimal, DecimalError> {
    let after = points.iter().position(|(at, _)| number <= *at).unwrap_or(points.len());
    let last = points.len().saturating_sub(1);
    let outside = if after == 0 { points.first() } else { points.get(last).filter(|_| after > last) };
    if let Some((at, value)) = outside
        && (!beyond || number == *at)
    {
        return Ok(*value);
    }
    let right = after.clamp(1, last.max(1));
    let ends = points.get(right.saturating_sub(1)).zip(points.get(right));
    let ((from, low), (to, high)) = ends.ok_or(DecimalError::OutOfRange)?;
    let share = number.rounded_difference(*from)?.rounded_product(high.rounded_difference(*low)?)?;
    low.rounded_sum(share.rounded_quotient(to.rounded_difference(*from)?)?)
}
