//! The decision table: from what a verdict depends on to the verdict.

use crate::model::{Day, Figure, Settings, StageKind};

use super::baseline::{Baseline, BaselineKind, baseline_day};
use super::case::{Case, Rest};
use super::flags::flags;
use super::progress::thousandths;
use super::ratio::Ratio;
use super::schedule::Schedule;
use super::stale::stale_limit;
use super::status::{Reason, Status};
use super::verdict::Verdict;

/// Judges one target as of the end of a day. Total: every case has exactly one verdict, the first
/// rule of the table that matches.
pub fn judge(case: &Case<'_>, as_of: Day, settings: &Settings) -> Verdict {
    let reading = case.figures.latest(as_of);
    let previous = reading.and_then(|reading| case.figures.latest(reading.on.plus(-1)?));
    let mut verdict = Verdict {
        status: Status::Unknown,
        reason: None,
        rule: 0,
        baseline_day: baseline_day(case.terms, case.set_on),
        reading,
        previous,
        other: None,
        baseline: None,
        is_declared_ignored: false,
        stale_limit: None,
        progress: None,
        days_left: case.terms.due.map(|due| due.days_since(as_of)),
        derived: None,
        met_on: None,
        rest: None,
        flags: Vec::new(),
    };
    if case.kind == StageKind::Measured && reading.is_none() {
        verdict.derived = case
            .rolled_up
            .and_then(|rolled_up| rolled_up.on(as_of, case.terms.due, settings))
            .map(Box::new);
    }
    decide(&mut verdict, case, as_of, settings);
    if matches!(verdict.status, Status::Suspended | Status::Cancelled) || verdict.status.is_met() {
        verdict.days_left = None;
    }
    verdict.flags = flags(&verdict, case, settings);
    verdict
}

/// The decision table, rule by rule; the first that matches returns.
fn decide(verdict: &mut Verdict, case: &Case<'_>, as_of: Day, settings: &Settings) {
    let target = case.terms.percent;
    let rolled_up = case.rolled_up.filter(|_| verdict.derived.is_some());
    let derived_on = |day| rolled_up.and_then(|stages| stages.reached_on(day, target));
    let is_effective =
        |rest: &Rest| derived_on(rest.since).is_none() && is_effective(rest, case, as_of);
    if let Some(rest) = case.rest.filter(is_effective) {
        verdict.rest = Some(rest);
        let status = if rest.is_cancelled {
            Status::Cancelled
        } else {
            Status::Suspended
        };
        return verdict.set(1, status);
    }
    if let Some(met_on) = reached_on(verdict.reading, case).or_else(|| derived_on(as_of)) {
        verdict.met_on = Some(met_on);
        return match case.terms.due {
            Some(due) if due < met_on => verdict.set(3, Status::MetLate),
            _ => verdict.set(2, Status::Met),
        };
    }
    if let Some(due) = case.terms.due.filter(|due| *due < as_of) {
        return match verdict.reading {
            Some(reading) if due <= reading.on => verdict.set(4, Status::Overdue),
            _ => verdict.set(5, Status::Unreported),
        };
    }
    // What was set without a start and a period runs from the day on which it was set.
    let has_start = case.terms.start.is_some() || case.terms.period.is_some();
    if has_start && as_of <= verdict.baseline_day {
        return verdict.set(6, Status::Future);
    }
    let Some(due) = case.terms.due else {
        return verdict.set(7, Status::Undated);
    };
    if case.kind == StageKind::Milestone {
        return verdict.set(8, Status::Open);
    }
    let Some(reading) = verdict.reading else {
        if let (Some(stages), Some(derived)) = (rolled_up, &mut verdict.derived) {
            let baseline = stages.baseline(case.terms, verdict.baseline_day, due, settings);
            let is_behind = derived.is_behind(baseline, case.terms, due);
            verdict.baseline = baseline;
            verdict.is_declared_ignored = case.terms.baseline.is_some()
                && baseline.is_some_and(|baseline| baseline.kind == BaselineKind::Derived);
            return if is_behind {
                verdict.set(13, Status::Behind)
            } else {
                verdict.set_unknown(9, Reason::Undecided)
            };
        }
        verdict.other = case.other.filter(|other| other.figure.on <= as_of);
        let reason = match verdict.other {
            Some(_) => Reason::OtherStage,
            None => Reason::NoData,
        };
        return verdict.set_unknown(9, reason);
    };
    let Some(baseline) = find_baseline(verdict, case, due, as_of) else {
        // A figure on or before the due day is always a baseline or later than one.
        return verdict.set_unknown(9, Reason::NoData);
    };
    verdict.baseline = Some(baseline);
    let limit = stale_limit(reading.on, due, settings);
    verdict.stale_limit = Some(limit);
    if 2 * as_of.days_since(reading.on) > limit.half_days {
        return verdict.set_unknown(10, Reason::Stale);
    }
    if reading.on <= baseline.on {
        return verdict.set_unknown(11, Reason::NoReportYet);
    }
    let schedule = Schedule::new(case, baseline, due, reading.on, as_of);
    let (rule, status) = schedule.status(thousandths(reading.percent), settings);
    verdict.progress = Some(Box::new(schedule.progress(reading, status, settings)));
    verdict.set(rule, status);
}

/// A rest counts unless the target was already met or past due when it began. It may begin after
/// the day of the question: terms of the first revision hold before its day too.
fn is_effective(rest: &Rest, case: &Case<'_>, as_of: Day) -> bool {
    let was_past_due = case.terms.due.is_some_and(|due| due < rest.since);
    let then = case.figures.latest(rest.since.min(as_of));
    let was_met = then.is_some_and(|figure| case.terms.percent <= figure.percent);
    !was_past_due && !was_met
}

/// The date of the first figure of the unbroken run at or above the target that a reading ends.
fn reached_on(reading: Option<Figure>, case: &Case<'_>) -> Option<Day> {
    let (reading, target) = (reading?, case.terms.percent);
    if reading.percent < target {
        return None;
    }
    let below = case.figures.last_below(target, reading.on);
    let first = match below {
        Some(below) => case.figures.first_after(below.on),
        None => {
            let first = Day::default();
            let on_first = case.figures.latest(first);
            on_first.or_else(|| case.figures.first_after(first))
        }
    };
    Some(first.unwrap_or(reading).on)
}

/// The last figure on or before the baseline day, else the declared one, else the first figure
/// after it up to the due day. None is later than the day of the question, which may lie before
/// the baseline day where the target has neither start nor period.
fn find_baseline(verdict: &mut Verdict, case: &Case<'_>, due: Day, as_of: Day) -> Option<Baseline> {
    let day = verdict.baseline_day;
    if let Some(figure) = case.figures.latest(day.min(as_of)) {
        verdict.is_declared_ignored = case.terms.baseline.is_some();
        return Some(Baseline {
            percent: figure.percent,
            exact: Ratio::whole(thousandths(figure.percent)),
            on: day,
            kind: BaselineKind::Reading(figure.on),
        });
    }
    if let Some(percent) = case.terms.baseline {
        return Some(Baseline {
            percent,
            exact: Ratio::whole(thousandths(percent)),
            on: day,
            kind: BaselineKind::Declared,
        });
    }
    let first = case.figures.first_after(day);
    first
        .filter(|figure| figure.on <= due)
        .map(|figure| Baseline {
            percent: figure.percent,
            exact: Ratio::whole(thousandths(figure.percent)),
            on: figure.on,
            kind: BaselineKind::Late,
        })
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
