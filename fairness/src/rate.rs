//! How many of a group were selected.

use crate::interval::{Interval, Z};
use serde::{Deserialize, Serialize};

/// A group in counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many were selected.
    pub selected: u64,
    /// How many there are.
    pub total: u64,
}

impl Counts {
    /// Counts that can be: nobody is selected who is not there.
    #[must_use]
    pub const fn new(selected: u64, total: u64) -> Option<Self> {
        if selected <= total { Some(Self { selected, total }) } else { None }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^52")]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

/// The selected share with Wilson's interval, which stays honest for small groups and rare selection.
///
/// None for a group without people. Source: E. B. Wilson, Journal of the American Statistical Association 22, 1927.
#[must_use]
pub fn rate(counts: Counts) -> Option<Interval> {
    if counts.total == 0 {
        return None;
    }
    let (selected, total) = (real(counts.selected), real(counts.total));
    let share = selected / total;
    let spread = Z * Z / total;
    let middle = (share + spread / 2.0) / (1.0 + spread);
    let half = Z / (1.0 + spread) * (share * (1.0 - share) / total + spread / (4.0 * total)).sqrt();
    Some(Interval { estimate: share, low: (middle - half).max(0.0), high: (middle + half).min(1.0) })
}
