//! Gaps in scores, for profiles that give a score instead of a yes or no. Scores come in bins, lowest first.

use crate::counts::{Counts, Reason, real};
use crate::disparity::compare;
use crate::figure::Figure;
use crate::interval::{Interval, Z};
use crate::rate::rate;
use serde::Serialize;

/// One bin of scores with what turned out to be true in it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CalibrationBin {
    /// In the group: how many had something, out of those checked.
    pub group: Figure,
    /// In the reference.
    pub reference: Figure,
}

/// How the scores of a group differ from those of a reference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreGaps {
    /// How often a person of the group has the higher score than one of the reference, ties counted half; 0.5 is alike.
    pub higher: Figure,
    /// How many times as often the group is in the top bins that hold at least a tenth of all people.
    pub top: Figure,
    /// The share of all people that these top bins hold.
    pub top_share: f64,
}

/// Compares the scores of a group and a reference: people a bin, lowest scores first.
#[must_use]
pub fn score_gaps(group: &[u64], reference: &[u64]) -> ScoreGaps {
    let sum = |bins: &[u64]| bins.iter().copied().fold(0_u64, u64::saturating_add);
    let (all, all0) = (sum(group), sum(reference));
    let people = real(all) + real(all0);
    let (mut top, mut top0) = (0_u64, 0_u64);
    for (here, here0) in group.iter().zip(reference).rev() {
        if (real(top) + real(top0)) * 10.0 >= people {
            break;
        }
        top = top.saturating_add(*here);
        top0 = top0.saturating_add(*here0);
    }
    ScoreGaps {
        higher: area(group, reference),
        top: compare(Counts { selected: top, total: all }, Counts { selected: top0, total: all0 }).into(),
        top_share: if people > 0.0 { (real(top) + real(top0)) / people } else { 0.0 },
    }
}

/// The rates of truth in each bin of scores, side by side: at the same score the same rate means calibrated alike.
#[must_use]
pub fn calibration(group: &[Counts], reference: &[Counts]) -> Vec<CalibrationBin> {
    let bins = group.iter().zip(reference);
    bins.map(|(one, two)| CalibrationBin { group: rate(*one).into(), reference: rate(*two).into() }).collect()
}

/// The chance that a random person of the first has a higher value than one of the second, ties half (Mann-Whitney),
/// from counts in ordered bins, with the interval of E. R. `DeLong` et al., Biometrics 44, 1988, on the logit.
#[must_use]
pub fn area(first: &[u64], second: &[u64]) -> Figure {
    let sum = |bins: &[u64]| bins.iter().map(|people| real(*people)).sum::<f64>();
    let (n, m) = (sum(first), sum(second));
    if n == 0.0 || m == 0.0 {
        return Figure::none(Reason::Nobody);
    }
    if first.len() != second.len() {
        return Figure::none(Reason::DoesNotFit);
    }
    let (mut below, mut below0) = (0.0, 0.0);
    let (mut sum, mut squares, mut squares0) = (0.0, 0.0, 0.0);
    for (here, here0) in first.iter().zip(second) {
        let (here, here0) = (real(*here), real(*here0));
        // The share of the second that one here beats, and the share of the first that beats one here.
        let beats = (below0 + here0 / 2.0) / m;
        let beaten = (n - below - here / 2.0) / n;
        sum += here * beats;
        squares += here * beats * beats;
        squares0 += here0 * beaten * beaten;
        below += here;
        below0 += here0;
    }
    let found = sum / n;
    let spread = |squares: f64, people: f64| {
        ((squares - people * found * found) / (people - 1.0).max(1.0)).max(0.0) / people
    };
    let error = (spread(squares, n) + spread(squares0, m)).sqrt();
    Figure::Value(around(found, error, n.min(m)))
}

/// On the logit, so that the ends stay within 0 and 1; where all of one beat all of the other, or the spread is nought,
/// the end that as many people cannot rule out.
fn around(found: f64, error: f64, people: f64) -> Interval {
    let open = 1.0 - 0.025_f64.powf(1.0 / people);
    if found <= 0.0 || found >= 1.0 || error == 0.0 {
        return Interval { estimate: found, low: (found - open).max(0.0), high: (found + open).min(1.0) };
    }
    let logit = (found / (1.0 - found)).ln();
    let half = Z * error / (found * (1.0 - found));
    let back = |value: f64| 1.0 / (1.0 + (-value).exp());
    Interval { estimate: found, low: back(logit - half), high: back(logit + half) }
}
