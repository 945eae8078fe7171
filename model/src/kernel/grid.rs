//! The ranges of one source between which no test can tell values apart.
//!
//! A source is an input or the answer of a table. Its values are whole numbers here: units of a fixed point, or places
//! in a list. What a test says of a range is asked of [`Unary`] itself for one value of the range, so the kernels have
//! no second opinion about the meaning of a cell.

use crate::feel::Unary;
use crate::{Decimal, Input, InputType, Value};

/// In the place of a level: absent, or cannot occur.
pub const UNFIT: i32 = i32::MIN;
const MOST_DIGITS: u8 = 18;
/// More ranges are not compiled; a place then always fits with its direction into 16 bits.
pub const MOST_RANGES: usize = 32_000;

/// What the whole numbers stand for.
#[derive(Debug)]
pub enum Shape {
    /// Units of 10^-scale.
    Number { scale: u8 },
    /// Places in this list.
    Listed(Vec<Value>),
}

/// Ranges in rising order, each with a value that can occur.
#[derive(Debug)]
pub struct Grid {
    pub shape: Shape,
    /// The lowest value of each range that can occur.
    pub first: Vec<i64>,
    /// The highest.
    pub last: Vec<i64>,
    /// Every value is a multiple of this.
    pub step: i64,
    /// Whether a level is the value itself; otherwise it is the place of its range.
    pub raw: bool,
}

/// Between which numbers a source moves, all in units of 10^-scale.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub scale: u8,
    pub low: i64,
    pub high: i64,
    pub step: i64,
}

impl Grid {
    /// Each value is a range of its own.
    pub fn listed(values: Vec<Value>) -> Option<Self> {
        let first: Vec<i64> = (0..).take(values.len()).collect();
        let few = !values.is_empty() && values.len() <= MOST_RANGES;
        few.then(|| Self { shape: Shape::Listed(values), last: first.clone(), first, step: 1, raw: true })
    }

    /// The ranges of an input; none where the declaration does not prove a fixed point that fits.
    pub fn of_input(input: &Input, tests: &[&Unary]) -> Option<Self> {
        match input.kind {
            InputType::Boolean => Self::listed(vec![Value::Boolean(false), Value::Boolean(true)]),
            InputType::Text => Self::listed(input.values.iter().map(|word| Value::text(word)).collect()),
            InputType::Number => {
                let (low, high) = (input.minimum?, input.maximum?);
                let exact = |scale: u8| {
                    let units = |number: Decimal| i64::try_from(number.units(scale)?).ok();
                    let step = input.step.map_or(Some(1), units)?;
                    Some(Span { scale, low: units(low)?, high: units(high)?, step })
                };
                // Without a declared step the product thinks in hundredths, as the counterfactuals do.
                let least = if input.step.is_some() { 0 } else { 2 };
                Self::number((least..=MOST_DIGITS).find_map(exact)?, tests)
            }
        }
    }

    /// The ranges of a number under these tests.
    pub fn number(span: Span, tests: &[&Unary]) -> Option<Self> {
        if span.low <= i64::MIN / 4 || span.high >= i64::MAX / 4 || span.step <= 0 {
            return None;
        }
        let mut starts = vec![span.low];
        for test in tests {
            starts.extend(thresholds(test, span.scale)?);
        }
        starts.retain(|start| (span.low..=span.high).contains(start));
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([span.high]);
        let on_step = |(start, end): (&i64, i64)| {
            let (above, below) = (start.rem_euclid(span.step), end.rem_euclid(span.step));
            let first = if above == 0 { *start } else { start.checked_add(span.step - above)? };
            Some((first, end - below)).filter(|(first, last)| first <= last)
        };
        let (first, last): (Vec<i64>, Vec<i64>) = starts.iter().zip(ends).filter_map(on_step).unzip();
        let fits = |bound: i64| i32::try_from(bound).is_ok_and(|bound| bound > UNFIT && bound < i32::MAX);
        let few = !first.is_empty() && first.len() <= MOST_RANGES;
        few.then(|| Self {
            shape: Shape::Number { scale: span.scale },
            first,
            last,
            step: span.step,
            raw: fits(span.low) && fits(span.high),
        })
    }

    /// Whether whole numbers are places in a list.
    pub const fn is_listed(&self) -> bool {
        matches!(self.shape, Shape::Listed(_))
    }

    /// How many ranges.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// What a whole number stands for.
    pub fn value(&self, units: i64) -> Value {
        match &self.shape {
            Shape::Number { scale } => {
                Decimal::scaled(i128::from(units), *scale).map_or(Value::Null, Value::number)
            }
            Shape::Listed(values) => {
                let value = usize::try_from(units).ok().and_then(|place| values.get(place));
                value.cloned().unwrap_or(Value::Null)
            }
        }
    }

    /// The whole number that stands for a value, if it can occur.
    pub fn units(&self, value: &Value) -> Option<i64> {
        match (&self.shape, value) {
            (Shape::Number { scale }, Value::Number { number }) => i64::try_from(number.units(*scale)?).ok(),
            (Shape::Listed(values), value) => {
                i64::try_from(values.iter().position(|known| known == value)?).ok()
            }
            _ => None,
        }
    }

    /// The place of the range that holds a whole number which can occur.
    #[inline]
    pub fn range(&self, units: i64) -> Option<usize> {
        let place = self.first.partition_point(|first| *first <= units).checked_sub(1)?;
        let fits = self.last.get(place).is_some_and(|last| units <= *last)
            && (self.step == 1 || units % self.step == 0);
        fits.then_some(place)
    }

    /// The level of a whole number: itself or its range's place.
    #[inline]
    pub fn level(&self, units: i64) -> i32 {
        let Some(place) = self.range(units) else { return UNFIT };
        let level = if self.raw { Some(units) } else { i64::try_from(place).ok() };
        level.and_then(|level| i32::try_from(level).ok()).unwrap_or(UNFIT)
    }

    /// The range behind a level.
    #[inline]
    pub fn place(&self, level: i32) -> Option<usize> {
        match (&self.shape, self.raw) {
            (Shape::Number { .. }, true) => self.range(i64::from(level)),
            _ => usize::try_from(level).ok().filter(|place| *place < self.len()),
        }
    }

    /// The level at which a range begins; behind the last range, that at which nothing fits any more.
    pub fn start(&self, place: usize) -> i32 {
        let at = match (self.raw, self.first.get(place)) {
            (true, Some(first)) => Some(*first),
            (true, None) => self.last.last().map(|last| last + 1),
            _ => i64::try_from(place).ok(),
        };
        at.and_then(|at| i32::try_from(at).ok()).unwrap_or(i32::MAX)
    }
}

/// Where the answer of a cell can change, in units of 10^-scale; none where a bound cannot be placed.
pub fn thresholds(test: &Unary, scale: u8) -> Option<Vec<i64>> {
    let unit = Decimal::scaled(1, scale).ok()?;
    let near =
        |units: i128| i64::try_from(units).unwrap_or(if units < 0 { i64::MIN / 2 } else { i64::MAX / 2 });
    let mut found = vec![];
    for bound in test.literals().into_iter().filter_map(Value::as_number) {
        let (below, above) = bound.between_steps(unit)?;
        found.extend([near(above.units(scale)?), near(below.units(scale)?.checked_add(1)?)]);
    }
    found.sort_unstable();
    Some(found)
}
