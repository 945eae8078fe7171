//! What time it is: asked here and nowhere else.

use jiff::Timestamp;
use std::sync::Mutex;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, UTC, to the millisecond: the precision of entries.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// Stands at a moment.
    #[must_use]
    pub const fn at(moment: Timestamp) -> Self {
        Self(Mutex::new(moment))
    }

    /// Moves on.
    pub fn set(&self, moment: Timestamp) {
        if let Ok(mut now) = self.0.lock() {
            *now = moment;
        }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0.lock().map_or(Timestamp::UNIX_EPOCH, |now| *now)
    }
}
