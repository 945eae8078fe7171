//! When figures shift the burden of proof to the body (N09).

use crate::disparity::Disparity;

/// Our default: a quarter more often.
const LARGEST_RATIO: f64 = 1.25;

/// Whether figures raise a presumption of discrimination (Dutch: vermoeden van onderscheid, AWGB art. 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presumption {
    /// The body has to answer.
    Raised,
    /// The figures do not raise one; they do not prove fairness either.
    NotRaised,
    /// The figures cannot say, or are not a ratio.
    Undetermined,
}

/// Raised when the ratio is above 1.25 and its whole interval above 1.
#[must_use]
pub fn presumption(disparity: &Disparity) -> Presumption {
    match disparity {
        Disparity::Ratio(ratio) if ratio.estimate > LARGEST_RATIO && ratio.low > 1.0 => Presumption::Raised,
        Disparity::Ratio(_) => Presumption::NotRaised,
        Disparity::Difference(_)
        | Disparity::TooFew { .. }
        | Disparity::NoReference
        | Disparity::Undetermined { .. } => Presumption::Undetermined,
    }
}
