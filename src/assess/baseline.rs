//! Where a plan starts.

use crate::model::{Day, Figure, Percent, Series, Terms};

use super::progress::thousandths;
use super::ratio::Ratio;

/// Where a plan starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Baseline {
    /// The percent then; of stages rolled up, cut to hundredths for display.
    pub percent: Percent,
    /// The percent then, in thousandths of a percent, exact.
    pub exact: Ratio,
    /// The plan's day 0: the [baseline day](baseline_day), or a late baseline's own date.
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

impl Baseline {
    fn new(percent: Percent, on: Day, kind: BaselineKind) -> Baseline {
        Baseline {
            percent,
            exact: Ratio::whole(thousandths(percent)),
            on,
            kind,
        }
    }

    /// The day of the figure that it is: of a reading, the day which that speaks of.
    pub fn stood_on(&self) -> Day {
        match self.kind {
            BaselineKind::Reading(on) => on,
            BaselineKind::Declared | BaselineKind::Late | BaselineKind::Derived => self.on,
        }
    }

    /// As declared with the target, if it was.
    pub(super) fn declared(terms: &Terms, baseline_day: Day) -> Option<Baseline> {
        let declared = terms.baseline?;
        let kind = BaselineKind::Declared;
        Some(Baseline::new(declared.percent, baseline_day, kind))
    }
}

/// The first day of the target's own start or its period, before which it is future; `None`: it
/// runs from the day after it was set.
pub fn first_day(terms: &Terms) -> Option<Day> {
    terms.start.or(terms.period.map(|period| period.start()))
}

/// The day for which a baseline was declared, else the day before the [first](first_day), else the
/// day on which the target was set.
pub fn plan_start(terms: &Terms, set_on: Day) -> Day {
    let declared = terms.baseline.and_then(|baseline| baseline.on);
    declared.unwrap_or_else(|| first_day(terms).map_or(set_on, Day::before))
}

/// The plan's day 0: the day on which it [starts](plan_start), or if the due day does not lie after
/// it, the day before the due day.
pub fn baseline_day(terms: &Terms, set_on: Day) -> Day {
    let day = plan_start(terms, set_on);
    match terms.due {
        Some(due) if due <= day => due.before(),
        _ => day,
    }
}

/// The last figure on or before the baseline day, else the declared one, else the first figure
/// after it and before the due day. What was declared for a day of its own gives way to a figure of
/// that very day only.
///
/// Nothing later than the day of the question is looked at, which may lie before the baseline day.
pub fn find_baseline(
    terms: &Terms,
    figures: &dyn Series,
    baseline_day: Day,
    due: Day,
    as_of: Day,
) -> Option<Baseline> {
    let is_of_its_own_day = terms.baseline.is_some_and(|declared| declared.on.is_some());
    let counts = |figure: &Figure| !is_of_its_own_day || figure.on == baseline_day;
    let found = figures.latest(baseline_day.min(as_of)).filter(counts);
    if let Some(figure) = found {
        let kind = BaselineKind::Reading(figure.on);
        return Some(Baseline::new(figure.percent, baseline_day, kind));
    }
    Baseline::declared(terms, baseline_day).or_else(|| {
        let first = figures.first_after(baseline_day);
        let first = first.filter(|figure| figure.on < due && figure.on <= as_of)?;
        Some(Baseline::new(first.percent, first.on, BaselineKind::Late))
    })
}
