//! Sorting by a function that says which of two comes first.

use super::given::{function, items};
use super::{Builtin, Run};
use crate::feel::evaluate::{Answer, Machine, Stop};
use crate::feel::value::Feel;
use crate::feel::value::Function;

pub const ALL: &[Builtin] =
    &[Builtin { name: "sort", forms: &[&["list", "precedes"]], run: Run::Working(sort) }];

fn sort(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let (Some(list), Some(precedes)) = (items(given, 0), function(given, 1)) else { return Ok(Feel::Null) };
    if precedes.takes().is_some_and(|takes| takes != 2) {
        return Ok(Feel::Null);
    }
    let sorted = merged(machine, precedes, list)?;
    Ok(sorted.map_or(Feel::Null, Feel::list))
}

/// Halves sorted, then merged; equals stay in their order. None where the function does not answer true or false.
fn merged(
    machine: &Machine<'_>,
    precedes: &Function,
    mut list: Vec<Feel>,
) -> Result<Option<Vec<Feel>>, Stop> {
    if list.len() < 2 {
        return Ok(Some(list));
    }
    machine.spend(list.len())?;
    let upper = list.split_off(list.len() / 2);
    let (Some(lower), Some(upper)) = (merged(machine, precedes, list)?, merged(machine, precedes, upper)?)
    else {
        return Ok(None);
    };
    let (mut lower, mut upper) = (lower.into_iter().peekable(), upper.into_iter().peekable());
    let mut sorted = vec![];
    while let (Some(one), Some(two)) = (lower.peek(), upper.peek()) {
        let Feel::Boolean(later) = machine.call(precedes, vec![two.clone(), one.clone()])? else {
            return Ok(None);
        };
        sorted.extend(if later { upper.next() } else { lower.next() });
    }
    sorted.extend(lower.chain(upper));
    Ok(Some(sorted))
}
