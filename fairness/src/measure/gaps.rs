//! Rates of one group, and its gaps to a reference (N06, N09).
//!
//! Picked = (found + wrong) / people; hit rate = found / picked; FPR = wrong / (wrong + spared);
//! FNR = missed / (missed + found); wrong visits = wrong / people; excess = picked - people x the reference's rate.

use crate::counts::{Counts, Reason, real};
use crate::disparity::{compare, difference};
use crate::figure::Figure;
use crate::rate::rate;
use crate::tally::Confusion;
use serde::Serialize;

/// What is measured of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rates {
    /// The group's counts.
    pub counts: Confusion,
    /// Picked out of everybody.
    pub picked: Figure,
    /// Of those picked, how often there was something.
    pub hit: Figure,
    /// Picked although there was nothing, out of everybody.
    pub wrong: Figure,
    /// Of those with nothing, how many were picked.
    pub false_alarm: Figure,
    /// Of those with something, how many were missed.
    pub missed: Figure,
}

/// What is measured of a group against a reference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measures {
    /// The group.
    pub group: Rates,
    /// The reference.
    pub reference: Rates,
    /// How many times as often picked.
    pub ratio: Figure,
    /// How many more of each person are picked.
    pub difference: Figure,
    /// How many people would not have been picked at the reference's rate.
    pub excess: Figure,
    /// The group's hit rate less the reference's: below nought, the bar for suspicion was lower.
    pub hit_gap: Figure,
    /// How many times as often wrongly picked, out of everybody.
    pub wrong_ratio: Figure,
    /// The gap in false alarms.
    pub false_alarm_gap: Figure,
    /// The gap in misses.
    pub missed_gap: Figure,
}

/// The rates of one group.
#[must_use]
pub fn rates(counts: Confusion) -> Rates {
    Rates {
        counts,
        picked: rate(counts.picked()).into(),
        hit: one(hits(&counts)),
        wrong: one(wrongs(&counts)),
        false_alarm: one(false_alarms(&counts)),
        missed: one(misses(&counts)),
    }
}

/// A group against a reference.
#[must_use]
pub fn measures(group: Confusion, reference: Confusion) -> Measures {
    let (one, two) = (group.picked(), reference.picked());
    let apart: Figure = difference(one, two).into();
    Measures {
        group: rates(group),
        reference: rates(reference),
        ratio: compare(one, two).into(),
        difference: apart,
        excess: apart.times(real(one.total)),
        hit_gap: gap(hits(&group), hits(&reference)),
        wrong_ratio: match (wrongs(&group), wrongs(&reference)) {
            (Ends::Known(one), Ends::Known(two)) => compare(one, two).into(),
            _ => Figure::none(Reason::NoRandomSample),
        },
        false_alarm_gap: gap(false_alarms(&group), false_alarms(&reference)),
        missed_gap: gap(misses(&group), misses(&reference)),
    }
}

/// A share whose counts are known, or the two it lies between whatever the open cases turn out to be.
#[derive(Clone, Copy)]
enum Ends {
    Known(Counts),
    Open(Counts, Counts),
}

fn ends(low: Counts, high: Counts) -> Ends {
    if low == high { Ends::Known(low) } else { Ends::Open(low, high) }
}

const fn part(selected: u64, others: u64) -> Counts {
    Counts { selected, total: selected.saturating_add(others) }
}

const fn both(one: u64, two: u64) -> u64 {
    one.saturating_add(two)
}

fn hits(of: &Confusion) -> Ends {
    ends(part(of.found, both(of.wrong, of.picked_open)), part(both(of.found, of.picked_open), of.wrong))
}

fn wrongs(of: &Confusion) -> Ends {
    let total = of.picked().total;
    ends(Counts { selected: of.wrong, total }, Counts { selected: both(of.wrong, of.picked_open), total })
}

fn false_alarms(of: &Confusion) -> Ends {
    ends(part(of.wrong, both(of.spared, of.left_open)), part(both(of.wrong, of.picked_open), of.spared))
}

fn misses(of: &Confusion) -> Ends {
    ends(part(of.missed, both(of.found, of.picked_open)), part(both(of.missed, of.left_open), of.found))
}

fn one(ends: Ends) -> Figure {
    match ends {
        Ends::Known(counts) => rate(counts).into(),
        Ends::Open(low, high) => match (share(low), share(high)) {
            (Some(low), Some(high)) => Figure::Between { low: low.min(high), high: high.max(low) },
            // Nobody at one end: then everything is possible.
            _ => Figure::Between { low: 0.0, high: 1.0 },
        },
    }
}

fn gap(group: Ends, reference: Ends) -> Figure {
    if let (Ends::Known(one), Ends::Known(two)) = (group, reference) {
        return difference(one, two).into();
    }
    match (one(group).bounds(), one(reference).bounds()) {
        (Some((low, high)), Some((low0, high0))) => Figure::Between { low: low - high0, high: high - low0 },
        _ => Figure::none(Reason::NoRandomSample),
    }
}

fn share(counts: Counts) -> Option<f64> {
    (counts.total > 0 && counts.fault().is_none()).then(|| counts.share())
}
