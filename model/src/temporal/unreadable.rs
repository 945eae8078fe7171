//! Why a text is no date, time, duration or zone.

/// What the text should have been; it carries the first 40 characters of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not a date of the calendar.
    #[error("`{0}` is not a date: write year, month and day, for example 2017-12-31")]
    Date(String),
    /// Not a time of day.
    #[error(
        "`{0}` is not a time: write hours, minutes and seconds, and a zone if any, for example 09:30:00 or 09:30:00+01:00"
    )]
    Time(String),
    /// Not a date with a time.
    #[error("`{0}` is not a date and time: write for example 2017-12-31T09:30:00 or 2017-12-31T09:30:00Z")]
    DateTime(String),
    /// Not a duration in days, hours, minutes and seconds.
    #[error("`{0}` is not a days and time duration: write for example P1DT2H3M4.5S or -PT30M")]
    Days(String),
    /// Not a duration in years and months.
    #[error("`{0}` is not a years and months duration: write for example P1Y2M or -P6M")]
    Months(String),
    /// Neither an offset of at most 18 hours nor a name of the zone rules.
    #[error(
        "`{0}` is not a time zone: write Z, an offset such as +01:00, or a known name such as @Europe/Paris"
    )]
    Zone(String),
}

/// The beginning of a text, for a message.
pub fn beginning(text: &str) -> String {
    text.chars().take(40).collect()
}
