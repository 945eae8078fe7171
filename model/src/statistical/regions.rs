//! The elementary regions of inputs, and making a lookup out of any stepwise rule.
//!
//! Between two neighbouring marks, and on each mark, a stepwise rule says the same for all numbers. So one sample of
//! each region says all.

use crate::statistical::additive::{Cell, Lookup};
use crate::statistical::axis::{Axis, Buckets, Cut};
use crate::statistical::fact::{Domain, Fact, Field};
use crate::statistical::formula::Marks;
use crate::{Decimal, DecimalError};
use std::collections::{BTreeMap, BTreeSet};

/// One input cut as finely as any test looks at it, with a sample of each bucket.
#[derive(Debug, Clone)]
pub struct Fine {
    /// The buckets.
    pub axis: Axis,
    /// One fact of each bucket, then missing, then a fact that the model has never seen.
    pub samples: Vec<Fact>,
}

/// Cuts an input at the marks.
///
/// # Errors
/// When two marks lie too near to each other for a number between them.
pub fn fine(input: usize, field: &Field, marks: &Marks) -> Result<Fine, DecimalError> {
    let (buckets, mut samples) = match &field.domain {
        Domain::Number { .. } => {
            let numbers: Vec<_> = marks.numbers.get(&input).into_iter().flatten().copied().collect();
            let cuts = numbers.iter().flat_map(|at| [false, true].map(|below| Cut { at: *at, below }));
            (Buckets::Cuts(cuts.collect()), number_samples(&numbers)?)
        }
        Domain::Words { values } => {
            let mut words = values.clone();
            let marked = marks.words.get(&input).into_iter().flatten();
            words.extend(marked.filter(|word| !values.contains(word)).cloned());
            let samples = words.iter().map(|word| Fact::word(word)).collect();
            (Buckets::Groups(words.into_iter().map(|word| vec![word]).collect()), samples)
        }
    };
    samples.extend([Fact::Missing, Fact::word("\u{1}")]);
    Ok(Fine { axis: Axis { input, buckets }, samples })
}

fn number_samples(marks: &[Decimal]) -> Result<Vec<Fact>, DecimalError> {
    let one = Decimal::whole(1);
    let Some((first, last)) = marks.first().zip(marks.last()) else { return Ok(vec![Fact::Number(one)]) };
    let mut samples = vec![first.minus(one)?];
    for (place, mark) in marks.iter().enumerate() {
        samples.push(*mark);
        if let Some(next) = marks.get(place + 1) {
            let middle = mark.rounded_sum(*next)?.rounded_product(Decimal::scaled(5, 1)?)?;
            if middle <= *mark || middle >= *next {
                return Err(DecimalError::TooLong);
            }
            samples.push(middle);
        }
    }
    samples.push(last.plus(one)?);
    Ok(samples.into_iter().map(Fact::Number).collect())
}

/// Makes a lookup of a rule that is stepwise in at most two inputs, with as few buckets as it needs.
///
/// # Errors
/// What the rule refuses with.
pub fn tabulate<E>(
    name: &str,
    fines: &[Fine],
    size: usize,
    rule: &dyn Fn(&[Fact]) -> Result<Cell, E>,
) -> Result<Lookup, E> {
    let mut facts = vec![Fact::Missing; size];
    let mut cells = vec![];
    let nothing =
        Fine { axis: Axis { input: size, buckets: Buckets::Groups(vec![]) }, samples: vec![Fact::Missing] };
    let (first, second) = (fines.first().unwrap_or(&nothing), fines.get(1).unwrap_or(&nothing));
    for one in &first.samples {
        put(&mut facts, first.axis.input, one);
        for two in &second.samples {
            put(&mut facts, second.axis.input, two);
            let strange = |fine: &Fine, fact: &Fact| {
                matches!((&fine.axis.buckets, fact), (Buckets::Cuts(_), Fact::Word(_)))
            };
            let unfit = strange(first, one) || strange(second, two);
            cells.push(if unfit { Cell::Refused } else { rule(&facts)? });
        }
    }
    let axes = fines.iter().take(2).map(|fine| fine.axis.clone()).collect();
    let mut lookup = Lookup { name: name.to_owned(), axes, cells, baseline: None };
    for axis in 0..lookup.axes.len() {
        merge(&mut lookup, axis);
    }
    Ok(lookup)
}

fn put(facts: &mut [Fact], place: usize, fact: &Fact) {
    if let Some(slot) = facts.get_mut(place) {
        slot.clone_from(fact);
    }
}

/// Puts neighbouring buckets together, and groups of words, that say the same.
fn merge(lookup: &mut Lookup, which: usize) {
    let Some(axis) = lookup.axes.get(which) else { return };
    let (places, buckets) = (axis.places(), axis.len());
    let inner: usize = lookup.axes.iter().skip(which + 1).map(Axis::places).product();
    let mut slices: Vec<Vec<&Cell>> = vec![vec![]; places];
    for (index, cell) in lookup.cells.iter().enumerate() {
        if let Some(slice) = slices.get_mut(index / inner % places) {
            slice.push(cell);
        }
    }
    slices.truncate(buckets);
    let (merged, mut kept) = match &axis.buckets {
        Buckets::Cuts(cuts) => {
            let new = |place: &usize| *place == 0 || slices.get(*place) != slices.get(place - 1);
            let kept: BTreeSet<usize> = (0..buckets).filter(new).collect();
            let cuts = kept.iter().filter_map(|place| cuts.get(place.checked_sub(1)?)).copied();
            (Buckets::Cuts(cuts.collect()), kept)
        }
        Buckets::Groups(groups) => {
            let mut together: Vec<(usize, Vec<String>)> = vec![];
            let mut known: BTreeMap<&Vec<&Cell>, usize> = BTreeMap::new();
            for (place, (group, slice)) in groups.iter().zip(&slices).enumerate() {
                let next = together.len();
                match together.get_mut(*known.entry(slice).or_insert(next)) {
                    Some((_, words)) => words.extend(group.iter().cloned()),
                    None => together.push((place, group.clone())),
                }
            }
            let kept = together.iter().map(|(place, _)| *place).collect();
            (Buckets::Groups(together.into_iter().map(|(_, words)| words).collect()), kept)
        }
    };
    kept.extend([buckets, buckets + 1]);
    let stays = |index: usize| kept.contains(&(index / inner % places));
    let cells = lookup.cells.iter().enumerate().filter(|(index, _)| stays(*index));
    lookup.cells = cells.map(|(_, cell)| cell.clone()).collect();
    if let Some(axis) = lookup.axes.get_mut(which) {
        axis.buckets = merged;
    }
}
