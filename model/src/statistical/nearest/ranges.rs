//! What one input could be instead: the nearest value of each of its regions, and how far a moving one may go.

use crate::statistical::axis::{Buckets, Cut};
use crate::statistical::fact::{Domain, Fact, Field};
use crate::statistical::formula::Marks;
use crate::statistical::regions::fine;
use crate::{Decimal, DecimalError};

/// How far a number without bounds is followed, in steps.
const FARTHEST: i64 = 1_000_000_000;
/// Moving inputs of fewer values in a region are tried value by value.
const MOST_VALUES: i64 = 100;

/// What one input could be instead.
#[derive(Debug, Clone)]
pub struct Ways {
    /// The input by its place.
    pub input: usize,
    /// The smallest step of a number.
    pub step: Decimal,
    /// Whether the score moves with it between marks.
    pub moving: bool,
    /// Whether the score may turn while it moves.
    pub bent: bool,
    /// The nearest first.
    pub others: Vec<Way>,
}

/// One region: its nearest value, and its farthest for an input that moves the score.
#[derive(Debug, Clone)]
pub struct Way {
    /// The nearest value.
    pub near: Fact,
    /// Steps to it.
    pub steps: Decimal,
    /// The farthest value; only for a moving input.
    pub far: Option<Decimal>,
}

pub fn ways(
    field: &Field,
    fact: &Fact,
    step: Decimal,
    (marks, input, moving): (&Marks, usize, bool),
) -> Result<Ways, DecimalError> {
    let mut found = Ways { input, step: step_of(field, step), moving, bent: false, others: vec![] };
    let fine = fine(input, field, marks)?;
    match (&fine.axis.buckets, fact) {
        (Buckets::Groups(_), _) => {
            let other = fine.samples.iter().filter(|sample| *sample != fact);
            found.others.extend(other.map(|near| Way {
                near: near.clone(),
                steps: Decimal::whole(1),
                far: None,
            }));
        }
        (Buckets::Cuts(cuts), Fact::Number(from)) => {
            for place in 0..=cuts.len() {
                let lower = place.checked_sub(1).and_then(|before| cuts.get(before));
                regions(&mut found, *from, lower, cuts.get(place))?;
            }
        }
        _ => {}
    }
    if let Some(each) = each(&found) {
        (found.others, found.moving) = (each, false);
    }
    let fits = |fact: &Fact| field.domain.accepts(fact).is_ok() && !field.absent.contains(fact);
    found.others.retain(|way| fits(&way.near));
    found.others.sort_by_key(|way| way.steps);
    Ok(found)
}

/// Every value of a moving input, where there are few: then nothing need be followed.
fn each(found: &Ways) -> Option<Vec<Way>> {
    let mut all = vec![];
    for way in &found.others {
        let (near, far) = (way.near.value().as_number()?, way.far?);
        let apart =
            far.max(near).rounded_difference(far.min(near)).ok()?.rounded_quotient(found.step).ok()?;
        let count = i64::try_from(apart.units(0)?).ok().filter(|count| *count < MOST_VALUES)?;
        for place in 0..=count {
            let on = found.step.rounded_product(Decimal::whole(place)).ok()?;
            let number = if far < near { near.rounded_difference(on) } else { near.rounded_sum(on) };
            let steps = way.steps.rounded_sum(Decimal::whole(place)).ok()?;
            all.push(Way { near: Fact::Number(number.ok()?), steps, far: None });
        }
        if all.len() > 2 * usize::try_from(MOST_VALUES).ok()? {
            return None;
        }
    }
    found.moving.then_some(all)
}

fn step_of(field: &Field, step: Decimal) -> Decimal {
    let whole = matches!(field.domain, Domain::Number { whole: true, .. });
    if step <= Decimal::ZERO || whole && !step.is_whole() { Decimal::whole(1) } else { step }
}

/// Adds the part of a region below the number, and the part above it.
fn regions(
    found: &mut Ways,
    from: Decimal,
    lower: Option<&Cut>,
    upper: Option<&Cut>,
) -> Result<(), DecimalError> {
    let step = found.step;
    let farthest = step.rounded_product(Decimal::whole(FARTHEST))?;
    let lowest = match lower {
        Some(cut) => first_from(cut.at, !cut.below, step)?,
        None => first_from(from.minus(farthest)?, true, step)?,
    };
    let highest = match upper {
        Some(cut) => last_to(cut.at, cut.below, step)?,
        None => last_to(from.plus(farthest)?, true, step)?,
    };
    let inside = lower.is_none_or(|cut| if cut.below { from > cut.at } else { from >= cut.at })
        && upper.is_none_or(|cut| if cut.below { from <= cut.at } else { from < cut.at });
    if inside && !found.moving {
        return Ok(());
    }
    let (down, up) = (last_to(from, false, step)?.min(highest), first_from(from, false, step)?.max(lowest));
    for (near, far) in [(down, lowest), (up, highest)] {
        let exists = if near < from { near >= lowest } else { near <= highest };
        if exists {
            let steps = near.max(from).rounded_difference(near.min(from))?.rounded_quotient(step)?;
            let far = found.moving.then_some(far);
            found.others.push(Way { near: Fact::Number(near), steps, far });
        }
    }
    Ok(())
}

/// The smallest multiple at or above a number.
fn first_from(at: Decimal, included: bool, step: Decimal) -> Result<Decimal, DecimalError> {
    let (below, above) = at.between_steps(step).ok_or(DecimalError::OutOfRange)?;
    if below == above && !included { above.plus(step) } else { Ok(above) }
}

/// The largest multiple at or below a number.
fn last_to(at: Decimal, included: bool, step: Decimal) -> Result<Decimal, DecimalError> {
    let (below, above) = at.between_steps(step).ok_or(DecimalError::OutOfRange)?;
    if below == above && !included { below.minus(step) } else { Ok(below) }
}
