use super::super::{BeforeInterval, DateOrder, Day, Settings};
use super::policy::{DateWays, DayOrMonth};

/// A day without its year is the last such day if that is at most so many days ago: half a year.
pub const PAST_DAYS: i64 = 180;

/// What the reading of a date depends on beside its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateRules {
    /// The day from which `yesterday`, `+30d` and days without a year count.
    pub today: Day,
    /// What `03/04/2021` begins with, if the office has said so.
    pub order: Option<DateOrder>,
    /// How an interval with 前 is read, if the office has said so.
    pub before: Option<BeforeInterval>,
    /// What `Nov-21` is, if somebody has said so.
    pub short: Option<DayOrMonth>,
    /// The month in which the office's year begins, 1 to 12; in January, there are no fiscal years.
    pub year_begins: u32,
}

impl DateRules {
    /// As an office reads dates that has said nothing of them.
    pub fn on(today: Day) -> DateRules {
        DateRules {
            today,
            order: None,
            before: None,
            short: None,
            year_begins: 1,
        }
    }

    /// As the office reads dates.
    pub fn of(settings: &Settings, today: Day) -> DateRules {
        DateRules {
            today,
            order: settings.dates,
            before: settings.before,
            short: None,
            year_begins: settings.year_begins,
        }
    }

    /// The same, but for what was said of the date that is read.
    #[must_use]
    pub fn with(self, ways: DateWays) -> DateRules {
        DateRules {
            order: ways.order.or(self.order),
            before: ways.before.or(self.before),
            short: ways.short.or(self.short),
            ..self
        }
    }
}
