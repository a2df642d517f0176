//! The quantities of a verdict, each with the numbers it is made of.

use crate::assess::{BaselineKind, Derived, Forecast, Judged, Plan, Progress, Ratio, Share};
use crate::messages::arithmetic::{
    Arithmetic, Corners, Ignored, PercentTerm, PlanSum, RollUpLine, ShareFigure, StartSource,
};
use crate::messages::show::{FigureWord, Label, Line};
use crate::messages::{Addition, Days, Decimal, Exact, LocalName, Notes, ShortDay};
use crate::model::{Day, Percent, Rule, Settings, StageKind};

use super::columns::stage_local_name;
use super::rounding::{distinct_from, percents, planned_in};

/// The quantities of rules 12 to 15.
pub(super) fn arithmetic(
    judged: &Judged<'_>,
    progress: &Progress,
    settings: &Settings,
    as_of: Day,
    lines: &mut Vec<Line>,
) {
    let (verdict, terms) = (&judged.verdict, &judged.revision.terms);
    let (Some(reading), Some(start), Some(due)) = (verdict.reading, verdict.baseline, terms.due)
    else {
        return;
    };
    let [p, b, t] = [reading.percent, start.percent, terms.percent].map(PercentTerm);
    let mut push = |label, line: Arithmetic| lines.push(Line::new(label, line));
    let tenths = |value| Decimal { value, places: 1 };
    if let Some(line) = start_line(judged) {
        push(Label::Start, line);
    }
    if let Some(line) = plan_line(judged, progress.planned, reading.on, as_of) {
        push(Label::Planned, line);
    }
    let variance = Arithmetic::Variance {
        points: tenths(percents(progress.variance)),
        percent: p,
        planned: planned(progress.planned, terms.percent),
    };
    push(Label::Variance, variance);
    push(
        Label::Pace,
        pace(progress, settings, terms.percent <= start.percent),
    );
    if settings.rule == Rule::Gap {
        let points = tenths(percents(progress.gap));
        push(Label::Gap, Arithmetic::Gap { points });
    }
    let lag = Arithmetic::Lag {
        days: tenths(progress.lag),
        at: progress.actual_days,
        earned: tenths(progress.earned_days),
    };
    push(Label::Lag, lag);
    let rate = |value, to, from, days| Arithmetic::Rate {
        rate: Decimal {
            value: percents(value),
            places: 2,
        },
        to,
        from,
        days: Days::of(days),
    };
    let left = due.days_since(as_of).max(1);
    push(Label::Made, rate(progress.made, p, b, progress.actual_days));
    push(Label::Need, rate(progress.need, t, p, left));
    if let Some(line) = forecast_line(judged) {
        push(Label::Forecast, line);
    }
    if let Some(nudge) = progress.nudge {
        let border = Arithmetic::Border {
            percent: p,
            other: Exact(Ratio::new(nudge.percent, 1000)),
            status: nudge.status,
        };
        push(Label::Border, border);
    }
}

/// When it would be reached, if anything can be said of that.
pub(super) fn forecast_line(judged: &Judged<'_>) -> Option<Arithmetic> {
    let due = judged.revision.terms.due?;
    Some(match judged.verdict.forecast? {
        Forecast::Finish(finish) => Arithmetic::Finish {
            on: finish.on,
            due,
            range: finish.into(),
        },
        Forecast::IfStartedNow(finish) => Arithmetic::IfBegunNow {
            on: finish.on,
            range: finish.into(),
        },
        Forecast::Elapsed(on) => Arithmetic::Elapsed {
            on,
            since: judged.verdict.reading?.on,
        },
    })
}

/// What each stage adds, what is unknown, the interval, and the plan it is held against.
pub(super) fn roll_up(judged: &Judged<'_>, derived: &Derived, as_of: Day, lines: &mut Vec<Line>) {
    for share in &derived.shares {
        lines.push(Line::new(Label::Stage, share_line(judged, share, as_of)));
    }
    let sum = |part: fn(&Share) -> Ratio| {
        let parts = derived.shares.iter().map(part);
        let mut parts: Vec<Ratio> = parts.filter(|part| Ratio::whole(0) < *part).collect();
        if parts.is_empty() {
            parts.push(Ratio::whole(0));
        }
        Addition(parts.into_iter().map(exact).collect())
    };
    let parts = sum(Share::sure);
    if derived.from == derived.to {
        let percent = exact(derived.from);
        let line = RollUpLine::Point { percent, parts };
        lines.push(Line::new(Label::Derived, line));
    } else {
        let points = exact(derived.to - derived.from);
        let line = RollUpLine::Unknown {
            points,
            parts: sum(Share::open),
        };
        lines.push(Line::new(Label::Unknown, line));
        let line = RollUpLine::Interval {
            from: exact(derived.from),
            to: exact(derived.to),
            parts,
            unknown: points,
        };
        lines.push(Line::new(Label::Derived, line));
    }
    lines.extend(start_line(judged).map(|line| Line::new(Label::Start, line)));
    let plan = derived.planned;
    let plan = plan.and_then(|planned| plan_line(judged, planned, derived.oldest, as_of));
    lines.extend(plan.map(|line| Line::new(Label::Planned, line)));
}

fn share_line(judged: &Judged<'_>, share: &Share, as_of: Day) -> RollUpLine {
    let mut stages = judged.project.stages.iter();
    let found = stages.find(|stage| stage.id == share.stage);
    let stage = found.map_or_else(LocalName::default, stage_local_name);
    let kind = found.map_or(StageKind::Measured, |stage| stage.facts.kind);
    let (weight, open) = (share.weight, exact(share.open()));
    let Some(figure) = share.figure else {
        return RollUpLine::NoFigure {
            stage,
            weight,
            open,
        };
    };
    let on = ShortDay {
        day: figure.on,
        beside: as_of,
    };
    let (counted, sure) = (PercentTerm(share.counted), exact(share.sure()));
    let figure = match kind {
        StageKind::Measured => ShareFigure::On(on),
        StageKind::Milestone => ShareFigure::Milestone {
            figure: FigureWord::of(kind, figure.percent),
            on,
        },
    };
    match share.is_open {
        true => RollUpLine::OutOfDate {
            stage,
            weight,
            counted,
            sure,
            figure,
            open,
        },
        false => RollUpLine::Counted {
            stage,
            weight,
            counted,
            sure,
            figure,
        },
    }
}

fn exact(thousandths: Ratio) -> Exact {
    Exact(percents(thousandths))
}

/// A planned percent, to one decimal.
fn planned(thousandths: Ratio, goal: Percent) -> Decimal {
    let tenths = planned_in(thousandths, goal, 10).unwrap_or(0);
    Decimal {
        value: Ratio::new(tenths, 10),
        places: 1,
    }
}

/// The plan on a day, with the numbers or the curve that it comes from.
fn plan_line(judged: &Judged<'_>, value: Ratio, on: Day, as_of: Day) -> Option<Arithmetic> {
    let terms = &judged.revision.terms;
    let (start, due) = (judged.verdict.baseline?, terms.due?);
    let (at, days) = (on.days_since(start.on), due.days_since(start.on));
    let short = |day| ShortDay { day, beside: as_of };
    let plan = Plan::new(
        start.on,
        start.exact,
        &terms.plan_points,
        due,
        terms.percent,
    );
    let how = match plan {
        None => PlanSum::Reached,
        Some(plan) if plan.corners().len() == 2 => PlanSum::Line {
            from: PercentTerm(start.percent),
            target: PercentTerm(terms.percent),
            at,
            days,
        },
        Some(plan) => {
            let corner = |(day, percent): &(i64, Ratio)| {
                let on = short(start.on.plus(*day)?);
                // To as many decimals as are told of other figures.
                let thousandths = percent.round()?;
                Some((exact(Ratio::whole(thousandths)), on))
            };
            let corners = Corners(plan.corners().iter().filter_map(corner).collect());
            PlanSum::Curve { corners, at, days }
        }
    };
    Some(Arithmetic::Planned {
        percent: planned(value, terms.percent),
        on: short(on),
        how,
    })
}

fn start_line(judged: &Judged<'_>) -> Option<Arithmetic> {
    let start = judged.verdict.baseline?;
    let source = match start.kind {
        BaselineKind::Reading(on) => StartSource::Reading(on),
        BaselineKind::Declared => StartSource::Declared,
        BaselineKind::Late => StartSource::Late,
        BaselineKind::Derived => StartSource::Stages,
    };
    let declared = judged.revision.terms.baseline;
    let ignored = declared.filter(|_| judged.verdict.is_declared_ignored);
    Some(Arithmetic::Start {
        percent: start.percent,
        on: start.on,
        source: Notes(vec![source]),
        ignored: ignored.map(|declared| Ignored::Declared(declared.percent)),
    })
}

fn pace(progress: &Progress, settings: &Settings, is_lost: bool) -> Arithmetic {
    let (plan_days, at) = (progress.plan_days, progress.actual_days);
    let earned = progress.earned_days;
    let tenths = |value| Decimal { value, places: 1 };
    let limits = [
        settings.pace_ahead,
        settings.pace_behind,
        settings.pace_critical,
    ];
    let limits = limits.map(|limit| Ratio::new(i64::from(limit), 100));
    match progress.pace {
        Some(pace) => Arithmetic::Pace {
            pace: distinct_from(pace, &limits, 2),
            work: tenths(Ratio::whole(plan_days) - earned),
            left: plan_days - at,
        },
        None if is_lost => Arithmetic::PaceLost,
        None => Arithmetic::PaceNoDayLeft {
            earned: tenths(earned),
            plan_days,
        },
    }
}
