//! Many comparisons: a gap found among many that were looked at says less than one that was named beforehand.

use crate::counts::real;
use serde::Serialize;

/// Where a comparison comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Named before anybody looked.
    Named,
    /// Part of the standard set that is always looked at.
    Standard,
    /// Found by searching; its p comes from the half of the people that was not searched.
    Searched,
}

/// One comparison as it was registered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Comparisons of one family are corrected together.
    pub family: String,
    /// Where it comes from.
    pub origin: Origin,
    /// How often chance alone does as much.
    pub p: f64,
}

/// The p of every comparison, corrected within its family and origin: named and searched ones by Holm (no false one among
/// them but in 5 of 100), standard ones by Benjamini and Hochberg (few false ones among those shown).
#[must_use]
pub fn adjusted(comparisons: &[Comparison]) -> Vec<f64> {
    let mut found = vec![1.0; comparisons.len()];
    let mut groups: Vec<(&str, Origin)> =
        comparisons.iter().map(|one| (one.family.as_str(), one.origin)).collect();
    groups.sort_unstable();
    groups.dedup();
    for (family, origin) in groups {
        let all = comparisons.iter().enumerate();
        let (places, shares): (Vec<usize>, Vec<f64>) = all
            .filter(|(_, one)| one.family == family && one.origin == origin)
            .map(|(at, one)| (at, one.p))
            .unzip();
        let corrected = if origin == Origin::Standard { benjamini_hochberg(&shares) } else { holm(&shares) };
        for (place, p) in places.into_iter().zip(corrected) {
            if let Some(slot) = found.get_mut(place) {
                *slot = p;
            }
        }
    }
    found
}

/// Holm's correction (Scandinavian Journal of Statistics 6, 1979).
#[must_use]
pub fn holm(shares: &[f64]) -> Vec<f64> {
    let order = ordered(shares);
    let (mut found, mut worst) = (vec![1.0; shares.len()], 0.0_f64);
    for (rank, (place, p)) in order.iter().enumerate() {
        worst = worst.max(p * real((shares.len() - rank) as u64)).min(1.0);
        if let Some(slot) = found.get_mut(*place) {
            *slot = worst;
        }
    }
    found
}

/// The correction of Y. Benjamini and Y. Hochberg (Journal of the Royal Statistical Society B 57, 1995).
#[must_use]
pub fn benjamini_hochberg(shares: &[f64]) -> Vec<f64> {
    let order = ordered(shares);
    let (mut found, mut best) = (vec![1.0; shares.len()], 1.0_f64);
    for (rank, (place, p)) in order.iter().enumerate().rev() {
        best = best.min(p * real(shares.len() as u64) / real(rank as u64 + 1));
        if let Some(slot) = found.get_mut(*place) {
            *slot = best;
        }
    }
    found
}

/// Which e-values stand when so large a share of false ones is borne (R. Wang and A. Ramdas, 2022): also for groups that
/// overlap, and however often one looked.
#[must_use]
pub fn e_benjamini_hochberg(values: &[f64], alpha: f64) -> Vec<bool> {
    // As if 1/e were a p that needs no assumption.
    let inverse: Vec<f64> = values.iter().map(|e| if *e > 0.0 { 1.0 / e } else { f64::INFINITY }).collect();
    let order = ordered(&inverse);
    let many = real(values.len() as u64);
    let passes =
        |(rank, (_, inverse)): (usize, &(usize, f64))| inverse * many / real(rank as u64 + 1) <= alpha;
    let last = order.iter().enumerate().rposition(passes);
    let mut found = vec![false; values.len()];
    for (place, _) in order.iter().take(last.map_or(0, |last| last + 1)) {
        if let Some(slot) = found.get_mut(*place) {
            *slot = true;
        }
    }
    found
}

fn ordered(shares: &[f64]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = shares.iter().copied().enumerate().collect();
    order.sort_by(|one, two| one.1.total_cmp(&two.1));
    order
}
