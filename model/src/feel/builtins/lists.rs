//! Functions of lists.

use super::given::{function, items, some, spread, whole};
use super::{Builtin, Run};
use crate::feel::evaluate::{Answer, LONGEST_LIST, Machine, Stop, equal};
use crate::feel::value::Feel;

pub const ALL: &[Builtin] = &[
    Builtin { name: "list contains", forms: &[&["list", "element"]], run: Run::Plain(contains) },
    Builtin { name: "count", forms: &[&["list"], &["c*"]], run: Run::Plain(count) },
    Builtin { name: "sublist", forms: &[&["list", "start position", "length?"]], run: Run::Plain(sublist) },
    Builtin { name: "append", forms: &[&["list", "item", "item*"]], run: Run::Plain(append) },
    Builtin { name: "concatenate", forms: &[&["list", "list*"]], run: Run::Plain(concatenate) },
    Builtin {
        name: "insert before",
        forms: &[&["list", "position", "newItem"]],
        run: Run::Plain(insert_before),
    },
    Builtin { name: "remove", forms: &[&["list", "position"]], run: Run::Plain(remove) },
    Builtin { name: "reverse", forms: &[&["list"]], run: Run::Plain(reverse) },
    Builtin { name: "flatten", forms: &[&["list"]], run: Run::Working(flatten) },
    Builtin {
        name: "list replace",
        forms: &[&["list", "position", "newItem"], &["list", "match", "newItem"]],
        run: Run::Working(replace),
    },
];

fn contains(given: &[Feel]) -> Option<Feel> {
    let wanted = given.get(1)?;
    let found = items(given, 0)?.iter().any(|item| equal(item, wanted) == Some(true));
    Some(Feel::Boolean(found))
}

fn count(given: &[Feel]) -> Option<Feel> {
    spread(given).map(|items| Feel::count(items.len()))
}

/// The place from 0, of a place from 1 or, below zero, from the end.
fn index(length: usize, position: i64) -> Option<usize> {
    let size = usize::try_from(position.unsigned_abs()).ok()?;
    let index = if position > 0 { size.checked_sub(1)? } else { length.checked_sub(size)? };
    (position != 0 && index < length).then_some(index)
}

fn sublist(given: &[Feel]) -> Option<Feel> {
    let list = items(given, 0)?;
    let start = index(list.len(), whole(given, 1)?)?;
    let length = match some(given, 2) {
        Some(_) => usize::try_from(whole(given, 2)?).ok().filter(|length| *length > 0)?,
        None => list.len() - start,
    };
    let end = start.checked_add(length)?;
    list.get(start..end).map(|part| Feel::list(part.to_vec()))
}

fn append(given: &[Feel]) -> Option<Feel> {
    let mut list = match given.first()? {
        Feel::Null => vec![],
        _ => items(given, 0)?,
    };
    list.extend(given.iter().skip(1).cloned());
    (list.len() <= LONGEST_LIST).then(|| Feel::list(list))
}

fn concatenate(given: &[Feel]) -> Option<Feel> {
    let mut list = vec![];
    for place in 0..given.len() {
        list.extend(items(given, place)?);
    }
    (list.len() <= LONGEST_LIST).then(|| Feel::list(list))
}

fn insert_before(given: &[Feel]) -> Option<Feel> {
    let mut list = items(given, 0)?;
    let at = index(list.len(), whole(given, 1)?)?;
    list.insert(at, given.get(2)?.clone());
    (list.len() <= LONGEST_LIST).then(|| Feel::list(list))
}

fn remove(given: &[Feel]) -> Option<Feel> {
    let mut list = items(given, 0)?;
    let at = index(list.len(), whole(given, 1)?)?;
    list.remove(at);
    Some(Feel::list(list))
}

fn reverse(given: &[Feel]) -> Option<Feel> {
    let mut list = items(given, 0)?;
    list.reverse();
    Some(Feel::list(list))
}

fn flatten(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let mut flat = vec![];
    let Some(list) = items(given, 0) else { return Ok(Feel::Null) };
    spill(machine, &list, &mut flat)?;
    Ok(Feel::list(flat))
}

fn spill(machine: &Machine<'_>, list: &[Feel], flat: &mut Vec<Feel>) -> Result<(), Stop> {
    machine.spend(list.len())?;
    for item in list {
        match item {
            Feel::List(inner) => machine.deeper(|| spill(machine, inner, flat))?,
            other => flat.push(other.clone()),
        }
        if flat.len() > LONGEST_LIST {
            return Err(Stop(format!("a list has more than {LONGEST_LIST} items")));
        }
    }
    Ok(())
}

fn replace(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let (Some(mut list), Some(new)) = (items(given, 0), given.get(2).cloned()) else { return Ok(Feel::Null) };
    machine.spend(list.len())?;
    let Some(matches) = function(given, 1) else {
        let found = whole(given, 1).and_then(|position| index(list.len(), position));
        let Some(slot) = found.and_then(|at| list.get_mut(at)) else { return Ok(Feel::Null) };
        *slot = new;
        return Ok(Feel::list(list));
    };
    if matches.takes().is_some_and(|takes| takes != 2) {
        return Ok(Feel::Null);
    }
    for item in &mut list {
        match machine.call(matches, vec![item.clone(), new.clone()])? {
            Feel::Boolean(true) => *item = new.clone(),
            Feel::Boolean(false) => {}
            _ => return Ok(Feel::Null),
        }
    }
    Ok(Feel::list(list))
}
