//! An order in which each entry stands after those whose values it needs.

use super::{Entry, Part};

/// The places in order; entries in a circle are left out.
pub fn of(entries: &[Entry]) -> Vec<usize> {
    let values = |entry: &Entry| -> Vec<usize> {
        let needs = entry.needs.iter().map(|need| need.place);
        needs.filter(|place| is_value(entries, *place)).collect()
    };
    let mut above: Vec<Vec<usize>> = vec![vec![]; entries.len()];
    let mut open: Vec<usize> = vec![];
    for (place, entry) in entries.iter().enumerate() {
        let needs = if is_value(entries, place) { values(entry) } else { vec![] };
        for need in &needs {
            above.get_mut(*need).into_iter().for_each(|list| list.push(place));
        }
        open.push(needs.len());
    }
    let mut order: Vec<usize> = (0..entries.len()).filter(|place| open.get(*place) == Some(&0)).collect();
    let mut next = 0;
    while let Some(place) = order.get(next).copied() {
        for waiting in above.get(place).into_iter().flatten() {
            let Some(left) = open.get_mut(*waiting) else { continue };
            *left = left.saturating_sub(1);
            if *left == 0 {
                order.push(*waiting);
            }
        }
        next += 1;
    }
    order
}

/// Whether an entry has a value; functions have none that others wait for.
pub fn is_value(entries: &[Entry], place: usize) -> bool {
    entries.get(place).is_some_and(|entry| matches!(entry.part, Part::Input | Part::Decision(_)))
}
