//! The decision table: from what a verdict depends on to the verdict.

use crate::model::{Day, Figure, Settings, StageKind};

use super::baseline::{BaselineKind, baseline_day, find_baseline, first_day, plan_start};
use super::case::{Case, Rest};
use super::flags::flags;
use super::rollup::RollUp;
use super::run::Run;
use super::schedule::Schedule;
use super::stale::StaleLimit;
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
        is_stale: false,
        progress: None,
        forecast: None,
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
    let run_on = |day| match rolled_up {
        Some(stages) => stages.run_on(day, target),
        None => {
            (case.figures.latest(day)).and_then(|latest| Run::up_to(latest, target, case.figures))
        }
    };
    let is_past_due = |day| case.terms.due.is_some_and(|due| due < day);
    let is_effective = |rest: &Rest| {
        rest.since <= as_of && !is_past_due(rest.since) && run_on(rest.since).is_none()
    };
    if let Some(rest) = case.rest.filter(is_effective) {
        verdict.rest = Some(rest);
        let status = if rest.is_cancelled {
            Status::Cancelled
        } else {
            Status::Suspended
        };
        return verdict.set(1, status);
    }
    if let Some(run) = run_on(as_of) {
        verdict.met_on = Some(run.since);
        return if is_in_time(&run, case, settings) {
            verdict.set(2, Status::Met)
        } else {
            verdict.set(3, Status::MetLate)
        };
    }
    if let Some(due) = case.terms.due.filter(|due| *due < as_of) {
        look_ahead(verdict, case, due, as_of);
        return match verdict.reading {
            Some(reading) if due <= reading.on => verdict.set(4, Status::Overdue),
            _ => verdict.set(5, Status::Unreported),
        };
    }
    // What was set without a start and a period runs from the day after it was set, and is never
    // future by that.
    let has_not_begun = first_day(case.terms).is_some_and(|first| as_of < first);
    if has_not_begun && as_of <= verdict.baseline_day {
        return verdict.set(6, Status::Future);
    }
    let Some(due) = case.terms.due else {
        return verdict.set(7, Status::Undated);
    };
    if case.kind == StageKind::Milestone {
        return verdict.set(8, Status::Open);
    }
    match (verdict.reading, rolled_up) {
        (Some(reading), _) => by_reading(verdict, case, reading, due, as_of, settings),
        (None, Some(stages)) => by_stages(verdict, case, stages, due, as_of, settings),
        (None, None) => {
            verdict.other = case.other.filter(|other| other.figure.on <= as_of);
            let reason = match verdict.other {
                Some(_) => Reason::OtherStage,
                None => Reason::NoData,
            };
            verdict.set_unknown(9, reason);
        }
    }
}

/// Rules 10 to 15, by a figure of the target's own stage.
fn by_reading(
    verdict: &mut Verdict,
    case: &Case<'_>,
    reading: Figure,
    due: Day,
    as_of: Day,
    settings: &Settings,
) {
    set_baseline(verdict, case, due, as_of);
    let limit = StaleLimit::of(reading.on, Some(due), settings);
    verdict.stale_limit = Some(limit);
    let is_stale = limit.is_over(reading.on, as_of);
    let schedule = (verdict.baseline)
        .filter(|baseline| baseline.on < reading.on)
        .map(|baseline| Schedule::new(case.terms, baseline, due, reading));
    let Some(schedule) = schedule else {
        let reason = match verdict.baseline.map(|baseline| baseline.kind) {
            _ if is_stale => return verdict.set_unknown(10, Reason::Stale),
            None | Some(BaselineKind::Late) => Reason::FirstFigure,
            _ => Reason::NoReportYet,
        };
        return verdict.set_unknown(11, reason);
    };
    let (rule, status) = schedule.status(settings);
    // Silence never improves a verdict: what was behind stays so.
    if is_stale && !status.is_late() {
        return verdict.set_unknown(10, Reason::Stale);
    }
    verdict.is_stale = is_stale;
    let nudge = schedule.nudge(is_stale, settings);
    verdict.progress = Some(Box::new(schedule.progress(as_of, nudge)));
    verdict.forecast = schedule.forecast(as_of);
    verdict.set(rule, status);
}

/// What stands in place of rules 9 to 11 where the stages are rolled up.
fn by_stages(
    verdict: &mut Verdict,
    case: &Case<'_>,
    stages: &RollUp,
    due: Day,
    as_of: Day,
    settings: &Settings,
) {
    let baseline = stages.baseline(case.terms, verdict.baseline_day, due, settings);
    verdict.baseline = baseline;
    verdict.is_declared_ignored = case.terms.baseline.is_some()
        && baseline.is_some_and(|baseline| baseline.kind == BaselineKind::Derived);
    if let Some(behind) = stages.behind(case.terms, baseline, due, as_of, settings) {
        verdict.is_stale = stages.is_stale(as_of, due, settings);
        verdict.derived = Some(Box::new(behind));
        return verdict.set(13, Status::Behind);
    }
    if let Some(derived) = &mut verdict.derived {
        derived.hold_against(baseline, case.terms, due);
        // Under the plan only because stages went stale since the latest figure: silence decides
        // nothing.
        derived.planned = derived.planned.filter(|_| !derived.is_under_plan());
    }
    verdict.set_unknown(9, Reason::Undecided);
}

/// Reached by the due day; or first seen reached a few days after it, with nothing since the due day
/// that falls short: then nobody said on which day it was.
fn is_in_time(run: &Run, case: &Case<'_>, settings: &Settings) -> bool {
    let Some(due) = case.terms.due.filter(|due| *due < run.since) else {
        return true;
    };
    case.kind == StageKind::Measured
        && run.since.days_since(due) <= i64::from(settings.met_grace)
        && run.below_on.is_none_or(|below_on| below_on < due)
}

/// The baseline of a measured stage's target.
fn set_baseline(verdict: &mut Verdict, case: &Case<'_>, due: Day, as_of: Day) {
    verdict.baseline = find_baseline(case.terms, case.figures, verdict.baseline_day, due, as_of);
    let kind = verdict.baseline.map(|baseline| baseline.kind);
    let is_read = matches!(kind, Some(BaselineKind::Reading(_)));
    verdict.is_declared_ignored = is_read && case.terms.baseline.is_some();
}

/// When a target past due would be reached, where a figure is later than its baseline.
fn look_ahead(verdict: &mut Verdict, case: &Case<'_>, due: Day, as_of: Day) {
    let Some(reading) = verdict.reading.filter(|_| case.kind == StageKind::Measured) else {
        return;
    };
    set_baseline(verdict, case, due, as_of);
    verdict.baseline = (verdict.baseline).filter(|baseline| baseline.on < reading.on);
    // A plan that begins when it is to end says nothing of a speed.
    let has_plan = plan_start(case.terms, case.set_on) < due;
    verdict.forecast = verdict.baseline.filter(|_| has_plan).and_then(|baseline| {
        let schedule = Schedule::new(case.terms, baseline, due, reading);
        schedule.forecast(as_of)
    });
}

#[cfg(test)]
mod tests;
