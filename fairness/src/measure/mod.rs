//! What can be measured between groups. Each room holds one kind of measure with its norm, source and formula.

mod conditional;
mod gaps;
mod path;
mod power;
mod proxy;
mod ranges;
mod scores;
mod spread;
mod strata;
mod survey;

pub use conditional::{Pooled, Stratum, conditional_disparity, demographic_disparity, pooled};
pub use gaps::{Measures, Rates, measures, rates};
pub use path::{Passage, passages};
pub use power::{detectable, detectable_among};
pub use proxy::{Guess, Proxy, proxy};
pub use ranges::{pooled_range, rounded_difference, rounded_ratio, unknowns_difference, unknowns_ratio};
pub use scores::{CalibrationBin, ScoreGaps, area, calibration, score_gaps};
pub use spread::{differential, widest};
pub use strata::strata;
pub use survey::{Against, Line, survey};
