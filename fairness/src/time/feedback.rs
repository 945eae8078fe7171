//! Zooming in, and learning from one's own checks. Only a random sample tells them from a real change, so without one the
//! answer is that it cannot be told (N07).

use super::evidence::Evidence;
use super::series::Period;
use super::trend::{Trend, slope, trend};
use crate::counts::Counts;
use crate::figure::Figure;
use serde::Serialize;

/// From this p a trend counts as seen.
const ALPHA: f64 = 0.05;

/// Whether checks zoom in on a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Zoom {
    /// The first period, from 0, at which the evidence of more or fewer checks raised the alarm.
    pub alarm: Option<usize>,
    /// The highest evidence.
    pub evidence: f64,
    /// The ratio of checks, valid at any time.
    pub ratio: Figure,
    /// The factor by which the ratio moves each period.
    pub slope: Figure,
    /// Whether the random sample found ever more in the group: then there is more to find.
    pub truth: Option<Trend>,
    /// The answer.
    pub answer: Loop,
}

/// Whether a pattern was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loop {
    /// The pattern was seen.
    Seen,
    /// It was not seen.
    NotSeen,
    /// Nobody was checked by lot: it cannot be told.
    NoRandomSample,
}

/// Zooming in: the group's share of the checks rises, while the random sample does not find ever more in it.
#[must_use]
pub fn zooming(periods: &[Period], alpha: f64) -> Zoom {
    let mut evidence = Evidence::default();
    let mut alarm = None;
    for (at, period) in periods.iter().enumerate() {
        evidence.add(period.group.checked(), period.others.checked());
        if alarm.is_none() && evidence.alarm(alpha) {
            alarm = Some(at);
        }
    }
    let pairs: Vec<(Counts, Counts)> =
        periods.iter().map(|period| (period.group.checked(), period.others.checked())).collect();
    let slope = slope(&pairs).factor;
    let rises = slope.value().is_some_and(|factor| factor.low > 1.0);
    let truth = trend(&periods.iter().map(|period| period.group.random).collect::<Vec<_>>());
    let answer = match (rises, sampled(periods)) {
        (_, false) => Loop::NoRandomSample,
        (true, true) if !truth.is_some_and(|found| found.rising < ALPHA) => Loop::Seen,
        _ => Loop::NotSeen,
    };
    Zoom { alarm, evidence: evidence.highest(), ratio: evidence.ratio(alpha), slope, truth, answer }
}

/// A loop: what is found in the group grows because it is checked more, not because there is more to find. Found cases for
/// each person rise and so do checks, the random sample does not, and a check finds no more than before.
#[must_use]
pub fn feedback(periods: &[Period]) -> Loop {
    if !sampled(periods) {
        return Loop::NoRandomSample;
    }
    let of = |part: fn(&Period) -> Counts| trend(&periods.iter().map(part).collect::<Vec<_>>());
    let rises = |found: Option<Trend>| found.is_some_and(|found| found.rising < ALPHA);
    let found = of(|period| Counts { selected: period.group.risk.selected, total: period.group.people });
    let checks = of(|period| period.group.checked());
    let (per_check, truth) = (of(|period| period.group.risk), of(|period| period.group.random));
    if rises(found) && rises(checks) && !rises(truth) && !rises(per_check) {
        Loop::Seen
    } else {
        Loop::NotSeen
    }
}

fn sampled(periods: &[Period]) -> bool {
    periods.iter().filter(|period| period.group.random.total > 0).count() > 1
}
