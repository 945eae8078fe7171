//! How many of a group were selected.

use crate::counts::{Counts, Reason, real};
use crate::curve::beta_quantile;
use crate::interval::{Interval, Z};
use serde::Serialize;

/// A group's rate of selection, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Rate {
    /// The selected share, from 0 to 1.
    Value(Interval),
    /// The group has no people.
    Nobody,
    /// The counts give no figure.
    Undetermined {
        /// Why.
        reason: Reason,
    },
}

/// The selected share with Wilson's interval, which stays honest for small groups and rare selection.
///
/// Source: E. B. Wilson, Journal of the American Statistical Association 22, 1927.
#[must_use]
pub fn rate(counts: Counts) -> Rate {
    match counts.fault() {
        Some(reason) => Rate::Undetermined { reason },
        None if counts.total == 0 => Rate::Nobody,
        None => Rate::Value(wilson(counts)),
    }
}

/// The selected share with the interval of C. J. Clopper and E. S. Pearson, Biometrika 26, 1934: at least 95 % whatever
/// the truth, so it is wider; for when a guarantee is asked.
#[must_use]
pub fn guaranteed(counts: Counts) -> Rate {
    let Rate::Value(Interval { estimate, .. }) = rate(counts) else { return rate(counts) };
    let (selected, others) = (real(counts.selected), real(counts.others()));
    let low = if counts.selected == 0 { 0.0 } else { beta_quantile(0.025, selected, others + 1.0) };
    let high = if counts.others() == 0 { 1.0 } else { beta_quantile(0.975, selected + 1.0, others) };
    Rate::Value(Interval { estimate, low, high })
}

/// Wilson's interval; only for sound counts of at least one person.
pub fn wilson(counts: Counts) -> Interval {
    let (share, total) = (counts.share(), real(counts.total));
    let spread = Z * Z / total;
    let middle = (share + spread / 2.0) / (1.0 + spread);
    let half = Z / (1.0 + spread) * (share * (1.0 - share) / total + spread / (4.0 * total)).sqrt();
    // At nought and at all the formula's own end is exact; rounding must not carry it past the estimate.
    let low = if counts.selected == 0 { 0.0 } else { middle - half };
    let high = if counts.selected == counts.total { 1.0 } else { middle + half };
    Interval { estimate: share, low: low.max(0.0), high: high.min(1.0) }
}
