//! An estimate with the range in which the truth lies in 95 of 100 repetitions.

use serde::Serialize;

/// The 97.5th percentile of the normal distribution: two-sided 95 %.
pub const Z: f64 = 1.959_963_984_540_054;

/// An estimate with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The best guess.
    pub estimate: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}
