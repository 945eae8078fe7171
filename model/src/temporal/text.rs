//! In JSON and in frozen bytes each of these values is its canonical text.

use super::date::Date;
use super::date_time::DateTime;
use super::days::DaysDuration;
use super::months::MonthsDuration;
use super::time::Time;
use super::zone::Zone;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

macro_rules! as_text {
    ($($kind:ty),*) => {$(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

as_text!(Date, DateTime, DaysDuration, MonthsDuration, Time, Zone);
