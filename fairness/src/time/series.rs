//! Four series a period, which only together tell zooming in from finding more: who is checked, what checks find, what a
//! random sample finds, and how many are checked.

use crate::counts::Counts;
use crate::disparity::compare;
use crate::figure::Figure;
use crate::rate::rate;
use serde::Serialize;

/// What happened to some people in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// How many there are.
    pub people: u64,
    /// Checked because the profile said so: in how many something was found, out of how many.
    pub risk: Counts,
    /// Checked by lot: in how many something was found, out of how many.
    pub random: Counts,
}

/// One period: the group and everybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The group.
    pub group: Looked,
    /// Everybody else.
    pub others: Looked,
}

/// The four series at one period, each with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// (a) The group's share of the checks by risk.
    pub share_of_checks: Figure,
    /// The group's share of the people, to set beside it.
    pub share_of_people: Figure,
    /// (b) How often checks by risk found something in the group.
    pub hit_by_risk: Figure,
    /// (c) How often checks by lot found something in the group.
    pub hit_by_lot: Figure,
    /// (d) Checks by risk for each person of the group.
    pub checked: Figure,
    /// How many times as often the group is checked as everybody else.
    pub ratio: Figure,
}

/// The four series.
#[must_use]
pub fn series(periods: &[Period]) -> Vec<Point> {
    periods.iter().map(point).collect()
}

impl Looked {
    /// Checked by risk out of everybody.
    #[must_use]
    pub const fn checked(&self) -> Counts {
        Counts { selected: self.risk.total, total: self.people }
    }
}

fn point(period: &Period) -> Point {
    let Period { group, others } = period;
    let share =
        |mine: u64, theirs: u64| rate(Counts { selected: mine, total: mine.saturating_add(theirs) }).into();
    Point {
        share_of_checks: share(group.risk.total, others.risk.total),
        share_of_people: share(group.people, others.people),
        hit_by_risk: rate(group.risk).into(),
        hit_by_lot: rate(group.random).into(),
        checked: rate(group.checked()).into(),
        ratio: compare(group.checked(), others.checked()).into(),
    }
}
