//! Functions that compare the items of lists with each other.

use super::given::{items, spread};
use super::{Builtin, Run};
use crate::feel::evaluate::{Answer, LONGEST_LIST, Machine, Stop, equal};
use crate::feel::value::Feel;

pub const ALL: &[Builtin] = &[
    Builtin { name: "index of", forms: &[&["list", "match"]], run: Run::Plain(index_of) },
    Builtin { name: "union", forms: &[&["list*"]], run: Run::Working(union) },
    Builtin { name: "distinct values", forms: &[&["list"]], run: Run::Working(distinct) },
];

fn index_of(given: &[Feel]) -> Option<Feel> {
    let wanted = given.get(1)?;
    let list = items(given, 0)?;
    let places = list.iter().enumerate().filter(|(_, item)| equal(item, wanted) == Some(true));
    Some(Feel::list(places.map(|(place, _)| Feel::count(place + 1)).collect()))
}

fn add_new(machine: &Machine<'_>, known: &mut Vec<Feel>, item: &Feel) -> Result<bool, Stop> {
    machine.spend(known.len())?;
    if known.len() >= LONGEST_LIST {
        return Err(Stop(format!("a list has more than {LONGEST_LIST} items")));
    }
    let new = !known.iter().any(|one| equal(one, item) == Some(true));
    if new {
        known.push(item.clone());
    }
    Ok(new)
}

fn union(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let mut known = vec![];
    for place in 0..given.len() {
        let Some(list) = items(given, place) else { return Ok(Feel::Null) };
        for item in list {
            add_new(machine, &mut known, &item)?;
        }
    }
    Ok(Feel::list(known))
}

fn distinct(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let mut known = vec![];
    let Some(list) = spread(given) else { return Ok(Feel::Null) };
    for item in list {
        add_new(machine, &mut known, &item)?;
    }
    Ok(Feel::list(known))
}
