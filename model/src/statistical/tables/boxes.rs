//! Where a test holds, as boxes: for each input the buckets that are let through.

use super::{Refused, Shape, written};
use crate::feel::{Test, Unary};
use crate::statistical::axis::{Axis, Buckets};
use crate::statistical::fact::Fact;
use crate::statistical::formula::Marks;
use crate::statistical::predicate::{Predicate, named};
use crate::statistical::regions::{Fine, fine};
use std::collections::BTreeMap;

/// Boxes that one test may fall into.
const MOST_BOXES: usize = 2_000;

/// By input: for each of its buckets whether it is let through. An input that is absent lets everything through.
pub type Region = BTreeMap<usize, Vec<bool>>;

/// Every input cut as finely as any of the tests looks at it.
pub struct Grid {
    fines: BTreeMap<usize, Fine>,
    fields: usize,
}

impl Grid {
    pub fn new<'a>(tests: impl Iterator<Item = &'a Predicate>, shape: &Shape<'_>) -> Result<Self, Refused> {
        let mut marks = Marks::default();
        tests.for_each(|test| test.mark(&mut marks));
        let fields = shape.model.fields();
        let mut fines = BTreeMap::new();
        for input in &shape.inputs {
            if marks.moving.contains(&input.field) {
                return Err(format!("a test moves with `{}`: it has no cuts", input.name));
            }
            let field = fields.get(input.field).ok_or("an input is missing")?;
            let cut =
                fine(input.field, field, &marks).map_err(|error| format!("`{}`: {error}", input.name))?;
            fines.insert(input.field, cut);
        }
        Ok(Self { fines, fields: fields.len() })
    }

    /// The boxes in which a test answers `wanted`; values are never missing here.
    pub fn boxes(&self, test: &Predicate, wanted: bool) -> Result<Vec<Region>, Refused> {
        let found = match (test, wanted) {
            (Predicate::Always, true) | (Predicate::Never, false) => vec![Region::new()],
            (Predicate::Always, false) | (Predicate::Never, true) => vec![],
            (Predicate::And(parts), true) | (Predicate::Or(parts), false) => self.all(parts, wanted)?,
            (Predicate::And(parts), false) | (Predicate::Or(parts), true) => {
                let each = parts.iter().map(|part| self.boxes(part, wanted));
                each.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()
            }
            (Predicate::Xor(parts), _) => self.odd(parts, wanted)?,
            (Predicate::Surrogate(parts), _) => match parts.first() {
                Some(first) => self.boxes(first, wanted)?,
                None => vec![],
            },
            (leaf, _) => vec![self.leaf(leaf, wanted)?],
        };
        if found.len() > MOST_BOXES {
            return Err(too_many());
        }
        Ok(found.into_iter().filter(possible).collect())
    }

    fn all(&self, parts: &[Predicate], wanted: bool) -> Result<Vec<Region>, Refused> {
        let mut found = vec![Region::new()];
        for part in parts {
            found = Self::meet(&found, &self.boxes(part, wanted)?)?;
        }
        Ok(found)
    }

    /// What lies in one of both.
    pub fn meet(one: &[Region], two: &[Region]) -> Result<Vec<Region>, Refused> {
        if one.len().saturating_mul(two.len()) > MOST_BOXES {
            return Err(too_many());
        }
        let met = one.iter().flat_map(|one| two.iter().map(move |two| both(one, two)));
        Ok(met.filter(possible).collect())
    }

    fn odd(&self, parts: &[Predicate], wanted: bool) -> Result<Vec<Region>, Refused> {
        let (mut odd, mut even) = (vec![], vec![Region::new()]);
        for part in parts {
            let (holds, fails) = (self.boxes(part, true)?, self.boxes(part, false)?);
            let next = [Self::meet(&odd, &fails)?, Self::meet(&even, &holds)?].concat();
            even = [Self::meet(&even, &fails)?, Self::meet(&odd, &holds)?].concat();
            odd = next;
        }
        Ok(if wanted { odd } else { even })
    }

    fn leaf(&self, test: &Predicate, wanted: bool) -> Result<Region, Refused> {
        let inputs: Vec<usize> = test.inputs().into_iter().collect();
        let [input] = inputs.as_slice() else {
            return Err(format!("a test compares {} inputs at once: split it", inputs.len()));
        };
        let fine = self.fines.get(input).ok_or("an input is missing")?;
        let mut facts = vec![Fact::Missing; self.fields];
        let mut through = Vec::with_capacity(fine.axis.len());
        for sample in fine.samples.iter().take(fine.axis.len()) {
            if let Some(slot) = facts.get_mut(*input) {
                slot.clone_from(sample);
            }
            let answer = test.holds(&facts).ok().flatten();
            let answer = answer
                .ok_or_else(|| format!("the test on `{}` has no answer for some values", Self::of(test)))?;
            through.push(answer == wanted);
        }
        Ok(Region::from([(*input, through)]))
    }

    fn of(test: &Predicate) -> String {
        match test {
            Predicate::Compare { of, .. } | Predicate::Among { of, .. } | Predicate::Missing { of, .. } => {
                named(of, &[])
            }
            _ => String::new(),
        }
    }

    /// A box as tests, column by column.
    pub fn tests(&self, region: &Region, shape: &Shape<'_>) -> BTreeMap<usize, Unary> {
        let test = |(input, through): (&usize, &Vec<bool>)| {
            let axis = &self.fines.get(input)?.axis;
            if through.iter().all(|open| *open) {
                return None;
            }
            Some((shape.column(*input)?, Unary::OneOf(tests(axis, through, shape))))
        };
        region.iter().filter_map(test).collect()
    }
}

fn both(one: &Region, two: &Region) -> Region {
    let mut met = one.clone();
    for (input, through) in two {
        met.entry(*input)
            .and_modify(|mine| mine.iter_mut().zip(through).for_each(|(mine, other)| *mine &= *other))
            .or_insert_with(|| through.clone());
    }
    met
}

fn too_many() -> Refused {
    format!("a test falls into more than {MOST_BOXES} pieces: nobody can read that")
}

fn possible(region: &Region) -> bool {
    region.values().all(|through| through.iter().any(|open| *open))
}

/// Runs of open buckets as ranges; open words as a list, those that can occur.
fn tests(axis: &Axis, through: &[bool], shape: &Shape<'_>) -> Vec<Test> {
    match &axis.buckets {
        Buckets::Groups(groups) => {
            let input = shape.declared(axis.input);
            let open = groups.iter().zip(through).filter(|(_, open)| **open).flat_map(|(group, _)| group);
            let words = open.filter(|word| written::possible(word, input));
            words.map(|word| Test::Equal(written::word(word, input))).collect()
        }
        Buckets::Cuts(cuts) => {
            let mut found = vec![];
            let mut start = None;
            for place in 0..=through.len() {
                match (start, through.get(place) == Some(&true)) {
                    (None, true) => start = Some(place),
                    (Some(from), false) => {
                        let lower = usize::checked_sub(from, 1).and_then(|below| cuts.get(below));
                        found.extend(written::between(lower, cuts.get(place - 1)));
                        start = None;
                    }
                    _ => {}
                }
            }
            found
        }
    }
}
