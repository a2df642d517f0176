use crate::model::{Day, Figure, Percent, Series, Settings, StageKind, Terms};

use super::flags::flags;
use super::schedule::Schedule;
use super::{Derived, Flag, Forecast, Lamp, Ratio, Reason, RollUp, Status};

/// Everything a verdict depends on, besides the day and the settings.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// Measured or milestone.
    pub kind: StageKind,
    /// The terms in force.
    pub terms: &'a Terms,
    /// The day of the target's first recorded revision.
    pub set_on: Day,
    /// The figures of the target's own stage. Those dated after the day of the question are not
    /// looked at.
    pub figures: &'a dyn Series,
    /// Whether it rests.
    pub rest: Option<Rest>,
    /// The latest figure of another stage, named when the own stage has none.
    pub other: Option<OtherFigure>,
    /// The project's stages rolled up, for a target of the whole works.
    pub rolled_up: Option<&'a RollUp>,
}

/// A target that is not pursued.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rest {
    /// Given up rather than resting.
    pub is_cancelled: bool,
    /// Since this day.
    pub since: Day,
}

/// A figure that must not be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OtherFigure {
    /// The store's number of its stage.
    pub stage: i64,
    /// The figure.
    pub figure: Figure,
}

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
    /// When it would be reached.
    pub forecast: Option<Forecast>,
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

/// How old a figure may be, in half days: unrounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StaleLimit {
    /// Twice the days.
    pub half_days: i64,
}

/// A status and all that led to it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The verdict.
    pub status: Status,
    /// With [`Status::Unknown`].
    pub reason: Option<Reason>,
    /// The rule's number, 1 to 15.
    pub rule: u8,
    /// The day before the target begins.
    pub baseline_day: Day,
    /// The latest comparable figure.
    pub reading: Option<Figure>,
    /// The comparable figure before it.
    pub previous: Option<Figure>,
    /// The latest figure of another stage, with [`Reason::OtherStage`].
    pub other: Option<OtherFigure>,
    /// The baseline, if there is one.
    pub baseline: Option<Baseline>,
    /// The declared baseline gives way to a figure.
    pub is_declared_ignored: bool,
    /// The age at which the figure is stale, where rule 10 was asked.
    pub stale_limit: Option<StaleLimit>,
    /// With rules 12 to 15.
    pub progress: Option<Box<Progress>>,
    /// Days to the due day, negative after it; `None` if undated, met or resting.
    pub days_left: Option<i64>,
    /// What the stages say, where the whole works have no figure of their own.
    pub derived: Option<Box<Derived>>,
    /// When it was reached.
    pub met_on: Option<Day>,
    /// The rest, with rule 1.
    pub rest: Option<Rest>,
    /// What stands beside the status.
    pub flags: Vec<Flag>,
}

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

impl Verdict {
    fn set(&mut self, rule: u8, status: Status) {
        (self.rule, self.status) = (rule, status);
    }

    fn set_unknown(&mut self, rule: u8, reason: Reason) {
        self.reason = Some(reason);
        self.set(rule, Status::Unknown);
    }

    /// The plan that decided, in thousandths of a percent: with rules 12 to 15.
    pub fn planned(&self) -> Option<Ratio> {
        let own = self.progress.as_ref().map(|progress| progress.planned);
        let derived = self.derived.as_ref().filter(|_| self.rule == 13);
        own.or(derived.and_then(|derived| derived.planned))
    }

    /// Whether a flag stands beside it.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

pub(super) fn thousandths(percent: Percent) -> i64 {
    percent.hundredths() * 10
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

/// `max(least, min(most, half the days from the reading to the due day))`.
pub(super) fn stale_limit(reading: Day, due: Day, settings: &Settings) -> StaleLimit {
    let half_days = due
        .days_since(reading)
        .min(2 * i64::from(settings.stale_most))
        .max(2 * i64::from(settings.stale_least));
    StaleLimit { half_days }
}

impl Nudge {
    /// The colour it would have had.
    pub fn lamp(&self) -> Lamp {
        self.status.lamp()
    }
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
