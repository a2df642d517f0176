//! Since when a target is reached.

use crate::model::{Day, Figure, Percent, Series};

/// An unbroken run at or above a percent, up to the latest figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Its first day with a figure.
    pub since: Day,
    /// The last day with a figure before it.
    pub below_on: Option<Day>,
}

impl Run {
    /// The run that a figure is the last of; `None` if it lies below the percent.
    pub(super) fn up_to(latest: Figure, percent: Percent, figures: &dyn Series) -> Option<Run> {
        if latest.percent < percent {
            return None;
        }
        let below = figures.last_below(percent, latest.on);
        let first = match below {
            Some(below) => figures.first_after(below.on),
            None => {
                let first = Day::default();
                let on_first = figures.latest(first);
                on_first.or_else(|| figures.first_after(first))
            }
        };
        Some(Run {
            since: first.unwrap_or(latest).on,
            below_on: below.map(|below| below.on),
        })
    }
}
