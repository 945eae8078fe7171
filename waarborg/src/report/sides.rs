//! Groups and what they are set against, in counts: exact, or as wide as rounding leaves them.

use super::asked::Asked;
use super::figures::Line;
use fairness::cube::{Cube, Fault, RoundedCounts, RoundedTable};
use fairness::measure::{rounded_difference, rounded_ratio, unknowns_ratio};
use fairness::{Confusion, Counts, Figure, Group, Question, Reason, Tally, compare, difference, rate};

/// A cube with its question, and its rounding.
pub struct Sides {
    cube: Cube,
    tally: Tally,
    question: Question,
    rounded: Option<RoundedTable>,
}

/// A group set against another.
pub struct Compared {
    pub group: Counts,
    pub reference: Counts,
    pub ratio: Figure,
    pub difference: Figure,
    pub excess: Figure,
    pub reference_rate: Figure,
    pub as_printed: Option<f64>,
}

impl Sides {
    /// Reads the question into the cube.
    pub fn new(cube: &Cube, asked: &Asked) -> Result<Self, Fault> {
        let at = |column: &str, value: &str| {
            let axis = cube.shape().axis(column).ok_or(Fault::Unknown)?;
            let level = cube.shape().axes().get(axis).and_then(|axis| axis.level(value));
            Ok((axis, level.ok_or(Fault::Unknown)?))
        };
        let truth = asked.truth.as_ref().map(|truth| at(&truth.column, &truth.value)).transpose()?;
        let question = Question { picked: at(&asked.outcome.column, &asked.outcome.value)?, truth };
        let rounded = asked.rounded_to.map(|base| table(cube, base)).transpose()?;
        Ok(Self { cube: cube.clone(), tally: Tally::new(cube, question)?, question, rounded })
    }

    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// An axis of the tally with its levels.
    pub fn axis(&self, column: &str) -> Result<(usize, Vec<String>), Fault> {
        let place = self.tally.shape().axis(column).ok_or(Fault::Unknown)?;
        let levels = self.tally.shape().axes().get(place).map(|axis| axis.levels.clone());
        Ok((place, levels.unwrap_or_default()))
    }

    pub fn counts(&self, group: &Group) -> Counts {
        self.tally.group(group).picked()
    }

    /// The share with the outcome; bounds when the counts are rounded.
    pub fn rate(&self, group: &Group) -> Figure {
        self.wide(group).map_or_else(|| rate(self.counts(group)).into(), wide_rate)
    }

    /// A group against another, or against everybody else.
    pub fn compared(&self, group: &Group, other: Option<&Group>) -> Compared {
        let (one, all) = (self.counts(group), Group::default());
        let two = other.map_or_else(|| self.tally.rest(group).picked(), |other| self.counts(other));
        let exact: Figure = compare(one, two).into();
        let apart: Figure = difference(one, two).into();
        let Some(wide) = self.wide(group) else {
            let excess = apart.times(people(one.total));
            return Compared {
                group: one,
                reference: two,
                ratio: exact,
                difference: apart,
                excess,
                reference_rate: rate(two).into(),
                as_printed: None,
            };
        };
        let against = other.and_then(|other| self.wide(other));
        let against = against.or_else(|| self.wide_outside(&all, group)).unwrap_or(wide);
        let difference = rounded_difference(wide, against);
        Compared {
            group: one,
            reference: two,
            ratio: rounded_ratio(wide, against),
            difference,
            reference_rate: wide_rate(against),
            excess: spread(difference, people(wide.total.low), people(wide.total.high)),
            as_printed: exact.value().map(|interval| interval.estimate),
        }
    }

    /// Both confusions, when there is a truth and nothing is rounded.
    pub fn errors(&self, group: &Group, other: Option<&Group>) -> Option<(Confusion, Confusion)> {
        self.question.truth.filter(|_| self.rounded.is_none())?;
        let two = other.map_or_else(|| self.tally.rest(group), |other| self.tally.group(other));
        Some((self.tally.group(group), two))
    }

    /// The ratio with the unknown at both extremes; only where the counts are exact.
    pub fn unknowns(&self, group: &Group, other: Option<&Group>, unknown: &Group) -> Figure {
        match other.filter(|_| self.rounded.is_none()) {
            Some(other) => unknowns_ratio(self.counts(group), self.counts(other), self.counts(unknown)),
            None => Figure::Undetermined { reason: Reason::DoesNotFit },
        }
    }

    /// What could have been seen of a group against a base, or against everybody else.
    pub fn could_see(
        &self,
        counts: Counts,
        base: Option<Counts>,
        seen: impl Fn(u64, u64, f64) -> Figure,
    ) -> Figure {
        if self.rounded.is_some() {
            // Rounding hides more than chance does, and no formula here knows how much.
            return Figure::Undetermined { reason: Reason::DoesNotFit };
        }
        let all = self.counts(&Group::default());
        let rest = Counts {
            selected: all.selected.saturating_sub(counts.selected),
            total: all.total.saturating_sub(counts.total),
        };
        let base = base.unwrap_or(rest);
        let share = Figure::from(rate(base)).value().map_or(0.0, |interval| interval.estimate);
        seen(counts.total, base.total, share)
    }

    /// A line's group, and its reference as a group of its own.
    pub fn pair(&self, column: &str, line: &Line, reference: Option<&str>) -> Option<(Group, Group)> {
        let (axis, levels) = self.axis(column).ok()?;
        let place = |value: &str| levels.iter().position(|level| level == value);
        let level = line.value.as_deref().and_then(place)?;
        let others = match reference {
            Some(value) => vec![place(value)?],
            None => (0..=levels.len()).filter(|other| *other != level).collect(),
        };
        Some((Group::of(&[(axis, level)]), Group { conditions: vec![(axis, others)] }))
    }

    /// The last steps of a line's group and of its reference, each a cube with the steps alone.
    pub fn steps(
        &self,
        column: &str,
        line: &Line,
        reference: Option<&str>,
        step: &str,
    ) -> Result<Option<(Cube, Cube)>, Fault> {
        let axes = [column, step].map(|name| self.cube.shape().axis(name));
        let [Some(groups), Some(steps)] = axes else { return Err(Fault::Unknown) };
        let both = self.cube.marginal(&[groups, steps])?;
        let at = usize::from(groups > steps);
        let levels = both.shape().axes().get(at).map(|axis| axis.levels.clone()).unwrap_or_default();
        let place = |value: &str| levels.iter().position(|level| level == value);
        let Some(level) = line.value.as_deref().and_then(place) else { return Ok(None) };
        let mut rest: Option<Cube> = None;
        for other in 0..=levels.len() {
            let wanted = match reference {
                Some(value) => place(value) == Some(other),
                None => other != level,
            };
            if wanted {
                let slice = both.slice(at, other)?;
                rest = Some(rest.map_or(Ok(slice.clone()), |sum| sum.merge(&slice))?);
            }
        }
        rest.map(|rest| Ok((both.slice(at, level)?, rest))).transpose()
    }

    /// Both groups within every combination of levels of these axes, as wide as rounding leaves them.
    pub fn rounded_strata(
        &self,
        group: &Group,
        other: &Group,
        axes: &[usize],
    ) -> Vec<(RoundedCounts, RoundedCounts)> {
        let mut within: Vec<Vec<(usize, Vec<usize>)>> = vec![Vec::new()];
        for axis in axes {
            let levels = self.tally.shape().axes().get(*axis).map_or(0, |axis| axis.levels.len());
            let longer = |set: &Vec<(usize, Vec<usize>)>| {
                let set = set.clone();
                (0..=levels).map(move |level| [set.clone(), vec![(*axis, vec![level])]].concat())
            };
            within = within.iter().flat_map(longer).collect();
        }
        let both = |more: &Vec<(usize, Vec<usize>)>| {
            let then =
                |group: &Group| Group { conditions: [group.conditions.clone(), more.clone()].concat() };
            let pair = (self.wide(&then(group))?, self.wide(&then(other))?);
            (pair.0.total.printed > 0 && pair.1.total.printed > 0).then_some(pair)
        };
        within.iter().filter_map(both).collect()
    }

    fn wide(&self, group: &Group) -> Option<RoundedCounts> {
        self.wide_where(|levels| self.holds(group, levels))
    }

    fn wide_outside(&self, all: &Group, group: &Group) -> Option<RoundedCounts> {
        self.wide_where(|levels| self.holds(all, levels) && !self.holds(group, levels))
    }

    fn wide_where(&self, belongs: impl Fn(&[usize]) -> bool) -> Option<RoundedCounts> {
        let table = self.rounded.as_ref()?;
        let (axis, from) = self.question.picked;
        let named = self.cube.shape().axes().get(axis).map_or(0, |axis| axis.levels.len());
        let level = |levels: &[usize]| levels.get(axis).copied().filter(|level| *level < named);
        let selected =
            table.sum(|levels| belongs(levels) && level(levels).is_some_and(|level| level >= from));
        let total = table.sum(|levels| belongs(levels) && level(levels).is_some());
        Some(RoundedCounts { selected, total })
    }

    /// Whether a cell of the cube belongs to a group, whose axes are the tally's.
    fn holds(&self, group: &Group, levels: &[usize]) -> bool {
        group.conditions.iter().all(|(axis, wanted)| {
            let name = self.tally.shape().axes().get(*axis).map(|axis| axis.name.as_str());
            let level = name.and_then(|name| self.cube.shape().axis(name)).and_then(|axis| levels.get(axis));
            level.is_some_and(|level| wanted.contains(level))
        })
    }
}

fn table(cube: &Cube, base: u64) -> Result<RoundedTable, Fault> {
    let shape = cube.shape();
    let levels = |place: usize| (0..shape.axes().len()).filter_map(|axis| shape.level(axis, place)).collect();
    let filled = cube.cells().iter().enumerate().filter(|(_, count)| **count > 0);
    let rows: Vec<(Vec<usize>, u64)> = filled.map(|(place, count)| (levels(place), *count)).collect();
    RoundedTable::new(shape.axes().to_vec(), base, &rows)
}

fn wide_rate(counts: RoundedCounts) -> Figure {
    let ends = counts.corners().map(|corner| Figure::from(rate(corner)).bounds().unwrap_or((0.0, 1.0)));
    let low = ends.iter().map(|end| end.0).fold(1.0, f64::min);
    Figure::Between { low, high: ends.iter().map(|end| end.1).fold(0.0, f64::max) }
}

/// A difference a person, for as few and for as many people as there can be.
fn spread(difference: Figure, few: f64, many: f64) -> Figure {
    let Some((low, high)) = difference.bounds() else { return difference };
    let ends = [low * few, low * many, high * few, high * many];
    Figure::Between {
        low: ends.iter().copied().fold(f64::INFINITY, f64::min),
        high: ends.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    }
}

#[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
const fn people(count: u64) -> f64 {
    count as f64
}
