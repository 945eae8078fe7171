//! Who is decided otherwise by another version: regions of cases, each with one case that both versions decided.

use super::encoded::{Clauses, Told};
use super::graph::write;
use super::questions::{axes, differs};
use super::report::{AnalysisLimits, How};
use super::solver::Literal;
use super::space::{Stretches, stretches};
use super::sums;
use super::witness::{case, witness};
use crate::Value;
use crate::declaration::InputType;
use crate::frozen::Model;
use serde::Serialize;

/// More regions than this nobody reads; then it is said that there are more.
const MOST_REGIONS: usize = 20;

/// What another version changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Difference {
    /// Nobody is decided otherwise: proved.
    None {
        /// How.
        by: How,
    },
    /// These are.
    Some {
        /// The regions.
        regions: Vec<Region>,
        /// Whether outside them everything is provably as before.
        complete: bool,
    },
    /// It could not be told.
    NotDecided {
        /// Why.
        why: String,
    },
}

/// Cases that lie together and are all decided otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Region {
    /// What limits the region; an input that is not named can be anything.
    pub sides: Vec<Side>,
    /// One case of the region.
    pub case: Vec<(String, Value)>,
    /// Its outcome before; none where nothing was decided.
    pub before: Option<Value>,
    /// Its outcome after.
    pub after: Option<Value>,
}

/// One side of a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Side {
    /// A number from here to there.
    Range {
        /// The input's name.
        input: String,
        /// From.
        from: Value,
        /// Whether `from` itself lies in it.
        from_included: bool,
        /// To.
        to: Value,
        /// Whether `to` itself lies in it.
        to_included: bool,
    },
    /// One of these words.
    OneOf {
        /// The input's name.
        input: String,
        /// The words.
        values: Vec<Value>,
    },
}

/// Compares two versions of a model that read the same inputs.
#[must_use]
pub fn difference(before: &Model, after: &Model, limits: &AnalysisLimits) -> Difference {
    let not = |why: &str| Difference::NotDecided { why: why.to_owned() };
    let kind = |model: &Model| -> Vec<_> {
        let inputs = model.inputs().iter();
        inputs
            .map(|one| (one.name.clone(), one.kind, one.minimum, one.maximum, one.step, one.values.clone()))
            .collect()
    };
    if kind(before) != kind(after) {
        return not("the versions do not read the same inputs, or not with the same possible values");
    }
    let Some(space) = stretches(&[before, after]) else {
        return not("the values of an input cannot be listed");
    };
    let two = TwoVersions { before, after, space: &space, limits };
    match sums::apart(before, after, &space, limits) {
        Some(Ok(apart)) => two.of_sums(&apart),
        Some(Err(why)) => not(&why),
        None => two.of_outcomes().unwrap_or_else(|why| not(&why)),
    }
}

struct TwoVersions<'a> {
    before: &'a Model,
    after: &'a Model,
    space: &'a [Stretches],
    limits: &'a AnalysisLimits,
}

/// For each input the first and the last stretch.
type Sides = Vec<(usize, usize)>;

impl TwoVersions<'_> {
    fn of_outcomes(&self) -> Result<Difference, String> {
        let mut clauses = Clauses::default();
        let axes = axes(&mut clauses, self.space);
        let one = write(&mut clauses, self.before, &axes, self.space)?;
        let other = write(&mut clauses, self.after, &axes, self.space)?;
        let apart = differs(&mut clauses, [&one, &other]);
        let mut regions = vec![];
        loop {
            match clauses.ask(&[apart], self.limits.conflicts) {
                Told::Unknown => return Ok(Difference::Some { regions, complete: false }),
                Told::Never(proof) if regions.is_empty() => {
                    let (given, steps) = (proof.clauses.len(), proof.steps.len());
                    return Ok(Difference::None { by: How::Proof { clauses: given, steps, proof } });
                }
                Told::Never(_) => return Ok(Difference::Some { regions, complete: true }),
                Told::Places(places) => {
                    if regions.len() == MOST_REGIONS {
                        return Ok(Difference::Some { regions, complete: false });
                    }
                    let sides = self.grown(&mut clauses, apart, &places);
                    let outside: Vec<Literal> = (0_usize..)
                        .zip(&sides)
                        .flat_map(|(axis, (from, to))| [(axis, *from, true), (axis, *to + 1, false)])
                        .map(|(axis, place, below)| {
                            let literal = clauses.from(axis, place);
                            if below { !literal } else { literal }
                        })
                        .collect();
                    clauses.must(outside);
                    regions.push(self.region(&sides, &places));
                }
            }
        }
    }

    /// The largest box around a case in which everybody is decided otherwise, side by side.
    fn grown(&self, clauses: &mut Clauses, apart: Literal, places: &[usize]) -> Sides {
        let sides = places.iter().take(self.space.len()).map(|place| (*place, *place)).collect();
        let mut growth = Growth { clauses, apart, conflicts: self.limits.conflicts, sides };
        for (axis, stretches) in self.space.iter().enumerate() {
            let last = stretches.values.len().saturating_sub(1);
            let Some((from, to)) = growth.sides.get(axis).copied() else { continue };
            let up = growth.furthest(axis, (to, last));
            set(&mut growth.sides, axis, (from, up));
            let down = growth.furthest(axis, (from, 0));
            set(&mut growth.sides, axis, (down, up));
        }
        growth.sides
    }

    fn of_sums(&self, apart: &sums::Apart) -> Difference {
        if apart.cells.is_empty() {
            return Difference::None { by: How::Walked { cells: apart.walked } };
        }
        let mut regions = vec![];
        for sides in &apart.cells {
            let places: Vec<usize> = sides.iter().map(|(from, _)| *from).collect();
            let region = self.region(sides, &places);
            if region.before != region.after {
                regions.push(region);
            }
        }
        let complete = apart.exact && apart.cells.len() <= MOST_REGIONS;
        regions.truncate(MOST_REGIONS);
        Difference::Some { regions, complete }
    }

    fn region(&self, sides: &Sides, places: &[usize]) -> Region {
        let values = case(self.space, places);
        let names = self.before.inputs().iter().map(|input| input.name.clone());
        Region {
            sides: sides.iter().enumerate().filter_map(|(axis, side)| self.side(axis, *side)).collect(),
            case: names.zip(values).collect(),
            before: witness(self.before, self.space, places).outcome,
            after: witness(self.after, self.space, places).outcome,
        }
    }

    fn side(&self, axis: usize, (from, to): (usize, usize)) -> Option<Side> {
        let (input, stretches) = (self.before.inputs().get(axis)?, self.space.get(axis)?);
        if from == 0 && to + 1 >= stretches.values.len() {
            return None;
        }
        let name = input.name.clone();
        if input.kind == InputType::Number {
            let ([from, _], [_, to]) = (stretches.edges.get(from)?.clone(), stretches.edges.get(to)?.clone());
            return Some(Side::Range {
                input: name,
                from: from.at,
                from_included: from.included,
                to: to.at,
                to_included: to.included,
            });
        }
        Some(Side::OneOf { input: name, values: stretches.values.get(from..=to)?.to_vec() })
    }
}

/// A box that grows as long as everybody in it is decided otherwise.
struct Growth<'a> {
    clauses: &'a mut Clauses,
    apart: Literal,
    conflicts: u64,
    sides: Sides,
}

impl Growth<'_> {
    /// The furthest place on one side up to which the whole box differs; it differs at the near one.
    fn furthest(&mut self, axis: usize, (near, far): (usize, usize)) -> usize {
        let Some((from, to)) = self.sides.get(axis).copied() else { return near };
        let rising = far >= near;
        let (mut good, mut bad, mut tried) = (near, far, far);
        while good != bad {
            set(&mut self.sides, axis, if rising { (from, tried) } else { (tried, to) });
            if self.differs() {
                good = tried;
            } else {
                bad = if rising { tried.saturating_sub(1).max(good) } else { (tried + 1).min(good) };
            }
            tried = if rising { (good + bad).div_ceil(2) } else { usize::midpoint(good, bad) };
        }
        set(&mut self.sides, axis, (from, to));
        good
    }

    fn differs(&mut self) -> bool {
        let mut asked = within(self.clauses, &self.sides);
        asked.push(!self.apart);
        self.clauses.never(&asked, self.conflicts)
    }
}

fn set(sides: &mut Sides, axis: usize, side: (usize, usize)) {
    if let Some(slot) = sides.get_mut(axis) {
        *slot = side;
    }
}

fn within(clauses: &mut Clauses, sides: &Sides) -> Vec<Literal> {
    let mut literals = vec![];
    for (axis, (from, to)) in sides.iter().enumerate() {
        literals.push(clauses.from(axis, *from));
        literals.push(!clauses.from(axis, to + 1));
    }
    literals
}
