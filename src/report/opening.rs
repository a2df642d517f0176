//! How a target stands, in one sentence: which facts are told of each verdict.

use crate::assess::{Derived, Flag, Forecast, Judged, Progress, Ratio, Reason, Status};
use crate::messages::opening::{
    ByStages, DueOn, Lag, LastFigure, Made, Opening, Outlook, Points, Reached, Silence, Standing,
    Timing,
};
use crate::messages::{Days, Exact, Rate, StatusWord, Tenths};
use crate::model::{Day, Figure, Percent, Stage, StageKind};

use super::columns::stage_local_name;
use super::rounding::{distinct_from, outward, percents};
use super::why::first_day;

/// The sentence with which `show` opens on a target.
pub fn opening(judged: &Judged<'_>, as_of: Day) -> Opening {
    let verdict = &judged.verdict;
    let word = StatusWord(verdict.status, verdict.reason);
    sentence(judged, as_of).unwrap_or(Opening::Status(word))
}

/// `None` only where a verdict lacks what belongs to it.
fn sentence(judged: &Judged<'_>, as_of: Day) -> Option<Opening> {
    let (verdict, due) = (&judged.verdict, judged.revision.terms.due);
    let standing = || standing(judged);
    Some(match verdict.status {
        Status::Met | Status::MetLate => {
            let on = verdict.met_on?;
            let timing = due.map(|due| timing(verdict.has(Flag::DayUnknown), due.days_since(on)));
            let what = reached(judged);
            Opening::Reached { what, on, timing }
        }
        Status::Overdue => Opening::PastDue {
            late: Days::of(-verdict.days_left?),
            standing: standing(),
            outlook: verdict.forecast.map(outlook),
        },
        Status::Unreported => unreported(judged, due?, Days::of(-verdict.days_left?)),
        Status::Critical | Status::Behind | Status::OnTrack | Status::Ahead => {
            match (&verdict.progress, &verdict.derived) {
                (Some(progress), _) => moving(judged, progress, as_of)?,
                (None, Some(derived)) => behind_by_stages(judged, derived)?,
                (None, None) => return None,
            }
        }
        Status::Unknown => unknown(judged, as_of)?,
        Status::Open => Opening::Open {
            left: Days::of(verdict.days_left?),
            due: due?,
            standing: standing(),
        },
        Status::Undated => Opening::Undated {
            standing: standing(),
        },
        Status::Future => Opening::NotBegun {
            first: first_day(judged),
            due: due.map(DueOn::Day),
        },
        Status::Suspended | Status::Cancelled => Opening::AtRest {
            status: StatusWord(verdict.status, None),
            since: verdict.rest?.since,
        },
    })
}

fn reached(judged: &Judged<'_>) -> Reached {
    let percent = judged.revision.terms.percent;
    match (judged.stage.facts.kind, &judged.verdict.derived) {
        (StageKind::Milestone, _) => Reached::Done,
        (_, Some(_)) => Reached::ByStages(percent),
        (_, None) => Reached::Percent(percent),
    }
}

/// How reaching it lies to the due day, so many days earlier.
fn timing(is_day_unknown: bool, early: i64) -> Timing {
    match early {
        _ if is_day_unknown => Timing::Unsure(Days::of(-early)),
        0 => Timing::OnTheDay,
        early if early < 0 => Timing::Late(Days::of(-early)),
        early => Timing::Early(Days::of(early)),
    }
}

fn outlook(forecast: Forecast) -> Outlook {
    match forecast {
        Forecast::Finish(finish) => Outlook::Finish(finish.on),
        Forecast::IfStartedNow(finish) => Outlook::IfBegunNow(finish.on),
        Forecast::Elapsed(on) => Outlook::Elapsed(on),
    }
}

fn unreported(judged: &Judged<'_>, due: Day, late: Days) -> Opening {
    let verdict = &judged.verdict;
    if let Some(derived) = &verdict.derived {
        let stages = by_stages(derived, judged.revision.terms.percent);
        return Opening::UnreportedByStages { due, late, stages };
    }
    if let Some(on) = under_way(judged.stage).filter(|on| due <= *on) {
        return Opening::UnreportedUnderWay { due, late, on };
    }
    let last = verdict.reading.map(|last| at(judged.stage, last));
    Opening::Unreported {
        due,
        late,
        last: last.map(LastFigure::Was),
    }
}

fn moving(judged: &Judged<'_>, progress: &Progress, as_of: Day) -> Option<Opening> {
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    let reading = verdict.reading?;
    let standing = at(judged.stage, reading);
    if terms.due == Some(as_of) {
        let short = terms.percent.hundredths() - reading.percent.hundredths();
        let points = Exact(Ratio::new(short, 100));
        let short = Points { points };
        return Some(Opening::DueToday { short, standing });
    }
    let days = Days::of(progress.lag.round()?.abs());
    let is_behind = Ratio::whole(0) < progress.lag;
    let lag = match (is_behind, days.0) {
        _ if progress.lag == Ratio::whole(0) => Lag::OnPlan,
        (true, 0) => Lag::BehindLess,
        (true, _) if verdict.status == Status::OnTrack => Lag::Tolerated(days),
        (true, _) => Lag::Behind(days),
        (false, 0) => Lag::AheadLess,
        (false, _) => Lag::Ahead(days),
    };
    let age = Days::of(as_of.days_since(reading.on));
    let made = percents(progress.made);
    Some(Opening::Moving {
        lag,
        standing,
        silence: verdict.is_stale.then_some(Silence::For(age)),
        need: Rate::of(percents(progress.need)),
        made: match made.cmp(&Ratio::whole(0)) {
            std::cmp::Ordering::Greater => Made::Gained(Rate::of(made)),
            std::cmp::Ordering::Equal => Made::Nothing,
            std::cmp::Ordering::Less => Made::Lost(Rate::of(Ratio::whole(0) - made)),
        },
    })
}

fn behind_by_stages(judged: &Judged<'_>, derived: &Derived) -> Option<Opening> {
    let goal = percents(Ratio::whole(
        judged.revision.terms.percent.hundredths() * 10,
    ));
    let most = percents(derived.to);
    Some(Opening::BehindByStages {
        most: Exact(most),
        planned: distinct_from(percents(derived.planned?), &[most, goal], 1),
        on: derived.oldest,
    })
}

fn unknown(judged: &Judged<'_>, as_of: Day) -> Option<Opening> {
    let verdict = &judged.verdict;
    let standing = standing(judged);
    Some(match verdict.reason? {
        Reason::NoData | Reason::Undecided => Opening::NoFigure { standing },
        Reason::OtherStage => {
            let other = verdict.other?;
            let mut stages = judged.project.stages.iter();
            let stage = stages.find(|stage| stage.id == other.stage)?;
            Opening::OnlyAnotherStage {
                standing,
                stage: stage_local_name(stage),
                figure: at(stage, other.figure),
            }
        }
        Reason::Stale => Opening::OutOfDate {
            standing,
            age: Days::of(as_of.days_since(verdict.reading?.on)),
        },
        Reason::NoReportYet => {
            let start = verdict.baseline?;
            Opening::NothingSinceStart {
                percent: start.percent,
                on: start.on,
            }
        }
        Reason::FirstFigure => {
            let Figure { percent, on } = verdict.reading?;
            Opening::OnlyOneFigure { percent, on }
        }
    })
}

/// Where a target's stage stands: its latest figure, what its stages say, or that it is under way.
fn standing(judged: &Judged<'_>) -> Standing {
    let verdict = &judged.verdict;
    let own = verdict.reading.map(|figure| at(judged.stage, figure));
    let derived = verdict.derived.as_deref();
    let goal = judged.revision.terms.percent;
    own.or_else(|| derived.map(|derived| Standing::ByStages(by_stages(derived, goal))))
        .or_else(|| under_way(judged.stage).map(Standing::UnderWay))
        .unwrap_or(Standing::Nothing)
}

fn at(stage: &Stage, figure: Figure) -> Standing {
    match stage.facts.kind {
        StageKind::Measured => Standing::Percent(figure.percent, figure.on),
        StageKind::Milestone if figure.percent == Percent::FULL => Standing::Done(figure.on),
        StageKind::Milestone => Standing::NotDone(figure.on),
    }
}

/// The day of a later report without a figure.
fn under_way(stage: &Stage) -> Option<Day> {
    stage.under_way.as_deref().map(|reading| reading.as_of)
}

fn by_stages(derived: &Derived, goal: Percent) -> ByStages {
    let (from, to) = outward(derived, goal, 100);
    ByStages {
        from: Tenths(from),
        to: Tenths(to),
        oldest: derived.oldest,
    }
}
