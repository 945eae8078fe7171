//! How many of a group were selected.

use crate::counts::{Counts, Reason, real};
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
