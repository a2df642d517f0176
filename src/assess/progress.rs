//! What rules 12 to 15 go by.

use crate::model::Percent;

use super::ratio::Ratio;
use super::status::{Lamp, Status};

/// What rules 12 to 15 go by. Percents are in thousandths of a percent.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Planned duration in days, from baseline to due day.
    pub plan_days: i64,
    /// Days from baseline to reading.
    pub actual_days: i64,
    /// Earned schedule, in days from the baseline.
    pub earned_days: Ratio,
    /// The plan at the reading's own date.
    pub planned: Ratio,
    /// Reading minus planned.
    pub variance: Ratio,
    /// Speed needed from the reading on, over planned speed (TSPI); `None`: infinite.
    pub pace: Option<Ratio>,
    /// Planned share minus share done, in thousandths of a percent of the way from baseline to
    /// target.
    pub gap: Ratio,
    /// Days behind; negative: ahead.
    pub lag: Ratio,
    /// Points needed a day from the day of the question on.
    pub need: Ratio,
    /// Points made a day since the baseline day.
    pub made: Ratio,
    /// The rounded figure that would have changed the lamp.
    pub nudge: Option<Nudge>,
}

/// What a borderline verdict would have been.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Nudge {
    /// The figure, in thousandths of a percent.
    pub percent: i64,
    /// The status with it.
    pub status: Status,
}

impl Nudge {
    /// The colour it would have had.
    pub fn lamp(&self) -> Lamp {
        self.status.lamp()
    }
}

/// A percent in thousandths.
pub(super) fn thousandths(percent: Percent) -> i64 {
    percent.hundredths() * 10
}
