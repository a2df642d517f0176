//! How a target stands, in one sentence: which facts are told of each verdict.

use std::cmp::Ordering;

use crate::assess::{Derived, Flag, Forecast, Judged, Progress, Ratio, Reason, Status};
use crate::messages::opening::{
    ByStages, DueOn, Lag, LastFigure, Made, Opening, Outlook, Points, Reached, Silence, Standing,
    Timing,
};
use crate::messages::terms::FigureWord;
use crate::messages::{Days, Exact, Rate, StatusWord, Tenths};
use crate::model::{Day, Figure, Percent, Stage, StageKind};

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
    let left = verdict.days_left;
    Some(match verdict.status {
        Status::Met | Status::MetLate => {
            let on = verdict.met_on?;
            let is_day_unknown = verdict.has(Flag::DayUnknown);
            let timing = due.map(|due| timing(is_day_unknown, due.days_since(on)));
            Opening::Reached(reached(judged), on, timing)
        }
        Status::Overdue => {
            let outlook = verdict.forecast.map(outlook);
            Opening::PastDue(Days::of(-left?), standing(judged), outlook)
        }
        Status::Unreported => unreported(judged, due?, Days::of(-left?)),
        Status::Critical | Status::Behind | Status::OnTrack | Status::Ahead => {
            match (&verdict.progress, &verdict.derived) {
                (Some(progress), _) => moving(judged, progress, as_of)?,
                (None, derived) => behind_by_stages(judged, derived.as_deref()?)?,
            }
        }
        Status::Unknown => unknown(judged, as_of)?,
        Status::Open => Opening::Open(Days::of(left?), due?, standing(judged)),
        Status::Undated => Opening::Undated(standing(judged)),
        Status::Future => Opening::NotBegun(first_day(judged), due.map(DueOn::Day)),
        Status::Suspended | Status::Cancelled => {
            Opening::AtRest(StatusWord(verdict.status, None), verdict.rest?.since)
        }
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
        return Opening::UnreportedByStages(due, late, stages);
    }
    let reading = judged.stage.under_way.as_deref();
    match reading.filter(|reading| due <= reading.as_of) {
        Some(reading) if !reading.remark.is_empty() => {
            Opening::UnreportedInWords(due, late, reading.as_of)
        }
        Some(reading) => Opening::UnreportedUnderWay(due, late, reading.as_of),
        None => {
            let last = verdict.reading.map(|last| at(judged.stage, last));
            Opening::Unreported(due, late, last.map(LastFigure::Was))
        }
    }
}

fn moving(judged: &Judged<'_>, progress: &Progress, as_of: Day) -> Option<Opening> {
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    let reading = verdict.reading?;
    let standing = at(judged.stage, reading);
    if terms.due == Some(as_of) {
        let short = terms.percent.hundredths() - reading.percent.hundredths();
        let points = Exact(Ratio::new(short, 100));
        return Some(Opening::DueToday(Points { points }, standing));
    }
    let (days, zero) = (Days::of(progress.lag.round()?.abs()), Ratio::whole(0));
    let lag = match (progress.lag.cmp(&zero), days.0) {
        (Ordering::Equal, _) => Lag::OnPlan,
        (Ordering::Greater, 0) => Lag::BehindLess,
        (Ordering::Greater, _) if verdict.status == Status::OnTrack => Lag::Tolerated(days),
        (Ordering::Greater, _) => Lag::Behind(days),
        (Ordering::Less, 0) => Lag::AheadLess,
        (Ordering::Less, _) => Lag::Ahead(days),
    };
    let made = percents(progress.made);
    let made = match made.cmp(&zero) {
        Ordering::Greater => Made::Gained(Rate::of(made)),
        Ordering::Equal => Made::Nothing,
        Ordering::Less => Made::Lost(Rate::of(zero - made)),
    };
    let age = Days::of(as_of.days_since(reading.on));
    let silence = verdict.is_stale.then_some(Silence::For(age));
    let need = Rate::of(percents(progress.need));
    Some(Opening::Moving(lag, standing, silence, need, made))
}

fn behind_by_stages(judged: &Judged<'_>, derived: &Derived) -> Option<Opening> {
    let goal = percents(Ratio::whole(
        judged.revision.terms.percent.hundredths() * 10,
    ));
    let most = percents(derived.to);
    let planned = distinct_from(percents(derived.planned?), &[most, goal], 1);
    Some(Opening::BehindByStages(
        Exact(most),
        planned,
        derived.oldest,
    ))
}

fn unknown(judged: &Judged<'_>, as_of: Day) -> Option<Opening> {
    let (verdict, standing) = (&judged.verdict, standing(judged));
    Some(match verdict.reason? {
        Reason::NoData | Reason::Undecided => Opening::NoFigure(standing),
        Reason::OtherStage => {
            let other = verdict.other?;
            let mut stages = judged.project.stages.iter();
            let stage = stages.find(|stage| stage.id == other.stage)?;
            let figure = at(stage, other.figure);
            Opening::OnlyAnotherStage(standing, stage.into(), figure)
        }
        Reason::Stale => {
            let age = as_of.days_since(verdict.reading?.on);
            Opening::OutOfDate(standing, Days::of(age))
        }
        Reason::NoReportYet => {
            let start = verdict.baseline?;
            Opening::NothingSinceStart(start.percent, start.stood_on())
        }
        Reason::FirstFigure => {
            let Figure { percent, on } = verdict.reading?;
            Opening::OnlyOneFigure(percent, on)
        }
    })
}

/// Where a target's stage stands: its latest figure, what its stages say, or that it is under way.
pub(super) fn standing(judged: &Judged<'_>) -> Standing {
    let (verdict, goal) = (&judged.verdict, judged.revision.terms.percent);
    let in_words = judged.stage.under_way.as_deref();
    match (verdict.reading, &verdict.derived, in_words) {
        (Some(figure), ..) => at(judged.stage, figure),
        (_, Some(derived), _) => Standing::ByStages(by_stages(derived, goal)),
        (.., Some(reading)) if !reading.remark.is_empty() => Standing::InWords(reading.as_of),
        (.., Some(reading)) => Standing::UnderWay(reading.as_of),
        _ => Standing::Nothing,
    }
}

fn at(stage: &Stage, Figure { percent, on }: Figure) -> Standing {
    match FigureWord::of(stage.facts.kind, percent) {
        FigureWord::Percent(percent) => Standing::Percent(percent, on),
        FigureWord::Done => Standing::Done(on),
        FigureWord::NotDone => Standing::NotDone(on),
    }
}

fn by_stages(derived: &Derived, goal: Percent) -> ByStages {
    let (from, to) = outward(derived, goal, 100);
    let (from, to, oldest) = (Tenths(from), Tenths(to), derived.oldest);
    ByStages { from, to, oldest }
}
