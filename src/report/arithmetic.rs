//! The quantities of a verdict, each with the numbers it is made of.

use crate::assess::{BaselineKind, Derived, Forecast, Judged, Plan, Progress, Ratio, Share};
use crate::messages::arithmetic::{
    Arithmetic, Corners, Ignored, OutOfDate, PercentTerm, PlanSum, RollUpLine, ShareFigure,
    StartSource,
};
use crate::messages::show::{Label, Line};
use crate::messages::terms::FigureWord;
use crate::messages::{Addition, Days, Decimal, Exact, LocalName, Notes, ShortDay};
use crate::model::{Day, Percent, Rule, Settings, StageKind};

use super::rounding::{distinct_from, percents, planned_in};

/// The quantities of rules 12 to 15, where a plan is known.
pub(super) fn arithmetic(
    judged: &Judged<'_>,
    progress: &Progress,
    settings: &Settings,
    as_of: Day,
) -> Option<Vec<Line>> {
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    let (reading, start, due) = (verdict.reading?, verdict.baseline?, terms.due?);
    let [p, b, t] = [reading.percent, start.percent, terms.percent].map(PercentTerm);
    let is_lost = terms.percent <= start.percent;
    let rate = |value| Decimal::of(percents(value), 2);
    let (at, left) = (progress.actual_days, due.days_since(as_of).max(1));
    let made = Arithmetic::Rate(rate(progress.made), p, b, Days::of(at));
    let need = Arithmetic::Need(rate(progress.need), t, p, Days::of(left));
    let plan = planned(progress.planned, terms.percent);
    let variance = Arithmetic::Variance(tenths(percents(progress.variance)), p, plan);
    let gap = Arithmetic::Gap(tenths(percents(progress.gap)));
    let (days, earned, zero) = (tenths(progress.lag), progress.earned_days, Ratio::whole(0));
    let lag = match earned < zero {
        true => Arithmetic::LagLost(days, at, tenths(zero - earned)),
        false => Arithmetic::Lag(days, at, tenths(earned)),
    };
    let border = progress.nudge.map(|nudge| {
        let other = Exact(Ratio::new(nudge.percent, 1000));
        Arithmetic::Border(p, other, nudge.status)
    });
    let lines = [
        (Label::Start, start_line(judged)),
        (
            Label::Planned,
            plan_line(judged, progress.planned, reading.on, as_of),
        ),
        (Label::Variance, Some(variance)),
        (Label::Pace, Some(pace(progress, settings, is_lost))),
        (Label::Gap, (settings.rule == Rule::Gap).then_some(gap)),
        (Label::Lag, Some(lag)),
        (Label::Made, Some(made)),
        (Label::Need, Some(need)),
        (Label::Forecast, forecast_line(judged)),
        (Label::Border, border),
    ];
    let lines = lines.into_iter();
    Some(
        lines
            .filter_map(|(label, text)| Line::maybe(label, text))
            .collect(),
    )
}

fn tenths(value: Ratio) -> Decimal {
    Decimal::of(value, 1)
}

/// When it would be reached, if anything can be said of that.
pub(super) fn forecast_line(judged: &Judged<'_>) -> Option<Arithmetic> {
    let due = judged.revision.terms.due?;
    Some(match judged.verdict.forecast? {
        Forecast::Finish(finish) => Arithmetic::Finish(finish.on, due, finish.into()),
        Forecast::IfStartedNow(finish) => Arithmetic::IfBegunNow(finish.on, finish.into()),
        Forecast::Elapsed(on) => Arithmetic::Elapsed(on, judged.verdict.reading?.on),
    })
}

/// What each stage adds, what is unknown, the interval, and the plan it is held against.
pub(super) fn roll_up(judged: &Judged<'_>, derived: &Derived, as_of: Day) -> Vec<Line> {
    let shares = derived.shares.iter();
    let mut lines: Vec<Line> = shares
        .map(|share| Line::new(Label::Stage, share_line(judged, share, as_of)))
        .collect();
    let sum = |part: fn(&Share) -> Ratio| {
        let parts = derived.shares.iter().map(part);
        let mut parts: Vec<Ratio> = parts.filter(|part| Ratio::whole(0) < *part).collect();
        if parts.is_empty() {
            parts.push(Ratio::whole(0));
        }
        Addition(parts.into_iter().map(exact).collect())
    };
    let (from, to, parts) = (exact(derived.from), exact(derived.to), sum(Share::sure));
    let unknown = derived.to - derived.from;
    if unknown == Ratio::whole(0) {
        lines.push(Line::new(Label::Derived, RollUpLine::Point(from, parts)));
    } else {
        let unknown = exact(unknown);
        let line = RollUpLine::Unknown(unknown, sum(Share::open));
        lines.push(Line::new(Label::Unknown, line));
        let line = RollUpLine::Interval(from, to, parts, unknown);
        lines.push(Line::new(Label::Derived, line));
    }
    let plan = derived.planned;
    let plan = plan.and_then(|planned| plan_line(judged, planned, derived.oldest, as_of));
    lines.extend(Line::maybe(Label::Start, start_line(judged)));
    lines.extend(Line::maybe(Label::Planned, plan));
    lines
}

fn share_line(judged: &Judged<'_>, share: &Share, as_of: Day) -> RollUpLine {
    let mut stages = judged.project.stages.iter();
    let found = stages.find(|stage| stage.id == share.stage);
    let name = found.map_or_else(LocalName::default, LocalName::from);
    let kind = found.map_or(StageKind::Measured, |stage| stage.facts.kind);
    let open = exact(share.open());
    let Some(figure) = share.figure else {
        return RollUpLine::NoFigure(name, share.weight, open);
    };
    let on = ShortDay {
        day: figure.on,
        known: as_of,
    };
    let more = share.is_open.then_some(OutOfDate { open });
    let figure = match FigureWord::of(kind, figure.percent) {
        FigureWord::Percent(_) => ShareFigure::On(on, more),
        word => ShareFigure::Milestone(word, on, more),
    };
    let (counted, sure) = (PercentTerm(share.counted), exact(share.sure()));
    RollUpLine::Counted(name, share.weight, counted, sure, figure)
}

fn exact(thousandths: Ratio) -> Exact {
    Exact(percents(thousandths))
}

/// A planned percent, to one decimal.
fn planned(thousandths: Ratio, goal: Percent) -> Decimal {
    let shown = planned_in(thousandths, goal, 10).unwrap_or(0);
    tenths(Ratio::new(shown, 10))
}

/// The plan on a day, with the numbers or the curve that it comes from.
fn plan_line(judged: &Judged<'_>, value: Ratio, on: Day, as_of: Day) -> Option<Arithmetic> {
    let terms = &judged.revision.terms;
    let (start, due, goal) = (judged.verdict.baseline?, terms.due?, terms.percent);
    let (at, days) = (on.days_since(start.on), due.days_since(start.on));
    let short = |day| ShortDay { day, known: as_of };
    let how = match Plan::new(start.on, start.exact, &terms.plan_points, due, goal) {
        None => PlanSum::Reached,
        Some(plan) if plan.corners().len() == 2 => {
            PlanSum::Line(PercentTerm(start.percent), PercentTerm(goal), at, days)
        }
        Some(plan) => {
            let corner = |(day, percent): &(i64, Ratio)| {
                // Stages rolled up may stand at any fraction; thousandths are told.
                let percent = exact(Ratio::whole(percent.round()?));
                Some((percent, short(start.on.plus(*day)?)))
            };
            let corners = plan.corners().iter().filter_map(corner).collect();
            PlanSum::Curve(Corners(corners), at, days)
        }
    };
    Some(Arithmetic::Planned(planned(value, goal), short(on), how))
}

fn start_line(judged: &Judged<'_>) -> Option<Arithmetic> {
    let start = judged.verdict.baseline?;
    let source = Notes(vec![match start.kind {
        BaselineKind::Reading(on) => StartSource::Reading(on),
        BaselineKind::Declared => StartSource::Declared,
        BaselineKind::Late => StartSource::Late,
        BaselineKind::Derived => StartSource::Stages,
    }]);
    let declared = judged.revision.terms.baseline;
    let is_ignored = judged.verdict.is_declared_ignored;
    let ignored = declared.filter(|it| is_ignored && it.percent != start.percent);
    let ignored = ignored.map(|declared| Ignored::Declared(declared.percent));
    Some(Arithmetic::Start(start.percent, start.on, source, ignored))
}

fn pace(progress: &Progress, settings: &Settings, is_lost: bool) -> Arithmetic {
    let (days, earned) = (progress.plan_days, progress.earned_days);
    let limits = [
        settings.pace_ahead,
        settings.pace_behind,
        settings.pace_critical,
    ];
    let limits = limits.map(|limit| Ratio::new(i64::from(limit), 100));
    match progress.pace {
        Some(pace) => {
            let (work, left) = (Ratio::whole(days) - earned, days - progress.actual_days);
            Arithmetic::Pace(distinct_from(pace, &limits, 2), tenths(work), left)
        }
        None if is_lost => Arithmetic::PaceLost,
        None if earned < Ratio::whole(0) => Arithmetic::PaceNoDayLeftLost,
        None => Arithmetic::PaceNoDayLeft(tenths(earned), days),
    }
}
