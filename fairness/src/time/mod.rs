//! The course over time: alarms that may be looked at every day, trends, zooming in, and loops that feed themselves.

mod drift;
mod evidence;
mod feedback;
mod periods;
mod series;
mod trend;

pub use drift::{Drift, DriftWatch, drift};
pub use evidence::{Evidence, together};
pub use feedback::{Loop, Zoom, feedback, zooming};
pub use periods::{Reading, periods};
pub use series::{Looked, Period, Point, series};
pub use trend::{Slope, Trend, slope, trend};
