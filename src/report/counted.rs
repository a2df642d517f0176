//! Which targets a report counts. The default view asks: what is open, and what was finished in
//! this period?

use crate::assess::{Assessment, Judged, Status};
use crate::model::{Day, Period};

use super::request::PeriodChoice;

/// What is counted on a day.
pub(super) struct Counting {
    /// What was asked for.
    pub choice: PeriodChoice,
    /// The period that contains the day.
    pub current: Period,
    /// The day of the question.
    pub as_of: Day,
}

/// Why a target is not counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LeftOut {
    /// It was given up.
    Cancelled,
    /// A later target stands in its place.
    CarriedOn,
    /// It, or its rest, lies before the first day of its period.
    NotBegun,
    /// It was met before the current period began.
    MetBefore,
    /// It is unmet, and its period ended before the one asked for.
    Earlier,
    /// It is due in the period asked for, but its own reaches beyond that.
    DueWithin(Period),
    /// It belongs to another period than the one asked for.
    OtherPeriod,
}

impl Counting {
    /// What is counted of targets as they were judged.
    pub(super) fn new(assessment: &Assessment<'_>, choice: PeriodChoice) -> Counting {
        let (as_of, settings) = (assessment.as_of, assessment.settings);
        Counting {
            choice,
            current: Period::containing(as_of, settings.period, settings.year_begins),
            as_of,
        }
    }

    /// Whether a target is counted; else why not. Those given up are never counted, but shown among
    /// all.
    pub(super) fn left_out(&self, judged: &Judged<'_>) -> Option<LeftOut> {
        match self.choice {
            PeriodChoice::All => is_cancelled(judged).then_some(LeftOut::Cancelled),
            PeriodChoice::Within(period) => within(judged, &period),
            PeriodChoice::Current => self.by_default(judged),
        }
    }

    fn by_default(&self, judged: &Judged<'_>) -> Option<LeftOut> {
        if is_cancelled(judged) {
            Some(LeftOut::Cancelled)
        } else if judged.is_carried_on {
            Some(LeftOut::CarriedOn)
        } else if self.is_still_to_begin(judged) {
            Some(LeftOut::NotBegun)
        } else if counted_as_met_on(judged).is_some_and(|met_on| met_on < self.current.start()) {
            Some(LeftOut::MetBefore)
        } else {
            None
        }
    }

    /// Future, or suspended before its period begins; without a period its own start counts.
    fn is_still_to_begin(&self, judged: &Judged<'_>) -> bool {
        let waits = matches!(judged.verdict.status, Status::Future | Status::Suspended);
        let terms = &judged.revision.terms;
        let begins_on = terms.period.map(|period| period.start()).or(terms.start);
        waits && begins_on.is_some_and(|begins_on| self.as_of < begins_on)
    }

    /// Whether this target, given up, is told of: in the current period it was given up, and no later
    /// target carries it on.
    pub(super) fn tells_of_cancelled(&self, judged: &Judged<'_>) -> bool {
        match self.choice {
            PeriodChoice::Current => {
                let since = judged.cancelled_since;
                !judged.is_carried_on && since.is_some_and(|since| self.current.contains(since))
            }
            PeriodChoice::Within(period) => judged.is_of(&period),
            PeriodChoice::All => true,
        }
    }
}

/// Within a period asked for: those whose period lies in it, and those without one whose due day
/// does.
fn within(judged: &Judged<'_>, period: &Period) -> Option<LeftOut> {
    if judged.is_of(period) {
        return is_cancelled(judged).then_some(LeftOut::Cancelled);
    }
    let ended = judged.period().map(|own| own.end());
    let is_earlier = ended
        .or(judged.revision.terms.due)
        .is_some_and(|ended| ended < period.start());
    let due = judged.revision.terms.due;
    let is_due_within = !is_cancelled(judged) && due.is_some_and(|due| period.contains(due));
    Some(match judged.period() {
        _ if is_earlier && judged.is_unmet() => LeftOut::Earlier,
        Some(own) if is_due_within => LeftOut::DueWithin(own),
        _ => LeftOut::OtherPeriod,
    })
}

fn is_cancelled(judged: &Judged<'_>) -> bool {
    judged.verdict.status == Status::Cancelled
}

/// The day from which it counts as met: of a successor, none before it takes over.
fn counted_as_met_on(judged: &Judged<'_>) -> Option<Day> {
    let met_on = judged.verdict.met_on?;
    Some(judged.takes_over_on.map_or(met_on, |day| met_on.max(day)))
}

#[cfg(test)]
mod tests;
