//! How old a figure may be.

use crate::model::{Day, Settings};

/// How old a figure may be, in half days: unrounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StaleLimit {
    /// Twice the days.
    pub half_days: i64,
}

impl StaleLimit {
    /// `max(least, min(most, half the days from the reading to the due day))`; the longest where
    /// there is no due day.
    pub(super) fn of(reading: Day, due: Option<Day>, settings: &Settings) -> StaleLimit {
        let most = 2 * i64::from(settings.stale_most);
        let least = 2 * i64::from(settings.stale_least);
        let half_days = due.map_or(most, |due| due.days_since(reading).min(most).max(least));
        StaleLimit { half_days }
    }

    /// The first day on which a figure of `reading` is older.
    pub(super) fn is_over_on(self, reading: Day) -> Option<Day> {
        reading.plus(self.half_days / 2 + 1)
    }

    /// Whether a figure of `reading` is older on a day.
    pub(super) fn is_over(self, reading: Day, on: Day) -> bool {
        self.half_days < 2 * on.days_since(reading)
    }
}
