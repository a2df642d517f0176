//! How old a figure may be.

use crate::model::{Day, Settings};

/// How old a figure may be, in half days: unrounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StaleLimit {
    /// Twice the days.
    pub half_days: i64,
}

/// `max(least, min(most, half the days from the reading to the due day))`.
pub(super) fn stale_limit(reading: Day, due: Day, settings: &Settings) -> StaleLimit {
    let half_days = due
        .days_since(reading)
        .min(2 * i64::from(settings.stale_most))
        .max(2 * i64::from(settings.stale_least));
    StaleLimit { half_days }
}
