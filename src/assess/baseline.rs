//! Where a plan starts.

use crate::model::{Day, Percent, Terms};

use super::ratio::Ratio;

/// Where a plan starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Baseline {
    /// The percent then; of stages rolled up, cut to hundredths for display.
    pub percent: Percent,
    /// The percent then, in thousandths of a percent, exact.
    pub exact: Ratio,
    /// The plan's day 0: the day before the start, or a late baseline's own date.
    pub on: Day,
    /// Where it comes from.
    pub kind: BaselineKind,
}

/// Where a baseline comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BaselineKind {
    /// The last figure on or before the baseline day; dated so.
    Reading(Day),
    /// Declared with the target.
    Declared,
    /// The first figure after the baseline day.
    Late,
    /// The stages rolled up on the baseline day.
    Derived,
}

/// The day before the target's own start, else the day before its period begins, else the day on
/// which it was set; if the due day does not lie after it, the day before the due day.
pub fn baseline_day(terms: &Terms, set_on: Day) -> Day {
    let start = terms.start.or(terms.period.map(|period| period.start()));
    let day = start.map_or(set_on, Day::before);
    match terms.due {
        Some(due) if due <= day => due.before(),
        _ => day,
    }
}
