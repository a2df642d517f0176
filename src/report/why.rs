//! Why a verdict is what it is, line by line.

use std::collections::HashMap;

use crate::assess::{Derived, Flag, Judged, Ratio, Reason, Slip, Status, weights};
use crate::messages::show::{Label, Line, ReadingPart, TrendLine, Was};
use crate::messages::terms::{AmountDone, FigureWord, GoalBy, GoalWord, TargetPart};
use crate::messages::why::{Carried, Grounds, OriginalPart, RuleWords, ToJudge, VerdictLine};
use crate::messages::{Days, Decimal, Exact, IsoDay, Notes, Parts, ShortDay, StatusWord};
use crate::model::{Day, Figure, Reading, Rule, Settings, Stage, StageKind};

use super::arithmetic::{arithmetic, forecast_line, roll_up};
use super::dates::{date_held, dates};
use super::rounding::{distinct_from, percents};
use super::smallest_change::change;
use super::trend::{ends, trend};

/// What is told beside the verdicts on a project.
#[derive(Default)]
pub struct Background {
    /// Who recorded the entries that are spoken of, by their numbers.
    pub recorders: HashMap<i64, String>,
    /// All readings of its stages, by the store's number.
    pub histories: HashMap<i64, Vec<Reading>>,
}

/// What is to be reached, the verdict, and what it comes from.
pub fn why(
    judged: &Judged<'_>,
    settings: &Settings,
    as_of: Day,
    background: &Background,
) -> Vec<Line> {
    let (stage, verdict) = (judged.stage, &judged.verdict);
    let mut lines = vec![
        Line::new(Label::Target, target_line(judged)),
        Line::new(Label::Verdict, verdict_line(judged, settings)),
    ];
    let own = stage.reading.as_ref().filter(|_| verdict.reading.is_some());
    lines.extend(reading_lines(stage, own, verdict.previous));
    lines.extend(reading_lines(stage, under_way(stage, as_of), None));
    lines.extend(trend_line(stage, background, as_of));
    match &verdict.derived {
        Some(derived) => lines.extend(roll_up(judged, derived, as_of)),
        None => lines.extend(Line::maybe(Label::Weights, weights_not_whole(judged))),
    }
    lines.extend(Line::maybe(Label::Why, grounds(judged, settings, as_of)));
    match &verdict.progress {
        Some(progress) => {
            let all = arithmetic(judged, progress, settings, as_of);
            lines.extend(all.into_iter().flatten());
        }
        None => lines.extend(Line::maybe(Label::Forecast, forecast_line(judged))),
    }
    lines.extend(change(judged, settings, as_of));
    lines.extend(to_judge(judged));
    let original = judged.slip.map(|slip| original(judged, slip));
    lines.extend(Line::maybe(Label::Original, original));
    let dates = dates(judged, as_of);
    let held = dates
        .iter()
        .map(|revision| date_held(judged, revision, &background.recorders));
    lines.extend(held.map(|held| Line::new(Label::Dates, held)));
    let carried = judged.carried_from_period().map(Carried::From);
    lines.extend(Line::maybe(Label::Carried, carried));
    // The last of the dates says it already.
    let is_said = dates
        .last()
        .is_some_and(|last| std::ptr::eq(*last, judged.revision));
    let reason = judged.revision.reason.clone().filter(|_| !is_said);
    lines.extend(Line::maybe(Label::Note, reason));
    let flags = Some(verdict.flags.clone()).filter(|flags| !flags.is_empty());
    lines.extend(Line::maybe(Label::Flags, flags));
    lines
}

/// What is known of a stage without a target.
pub fn latest_lines(stage: &Stage, as_of: Day, background: &Background) -> Vec<Line> {
    let latest = [stage.reading.as_ref(), under_way(stage, as_of)];
    let lines = latest.into_iter();
    lines
        .flat_map(|reading| reading_lines(stage, reading, None))
        .chain(trend_line(stage, background, as_of))
        .collect()
}

/// All figures of a measured stage.
fn trend_line(stage: &Stage, background: &Background, as_of: Day) -> Option<Line> {
    let readings = background.histories.get(&stage.id)?;
    let ends = ends(readings).filter(|_| !stage.is_milestone())?;
    let figure = |percent| FigureWord::of(stage.facts.kind, percent);
    let short = |day| ShortDay { day, known: as_of };
    let [first, last] = ends;
    let line = TrendLine {
        blocks: trend(readings),
        first: figure(first.percent),
        first_on: short(first.on),
        last: figure(last.percent),
        last_on: short(last.on),
    };
    Some(Line::new(Label::Trend, line))
}

/// The latest reading without a figure, where it is later than any with one.
fn under_way(stage: &Stage, as_of: Day) -> Option<&Reading> {
    let reading = stage.under_way.as_deref();
    reading.filter(|reading| reading.as_of <= as_of)
}

fn reading_lines(stage: &Stage, reading: Option<&Reading>, previous: Option<Figure>) -> Vec<Line> {
    let Some(reading) = reading else {
        return Vec::new();
    };
    let (facts, on, remarked) = (&stage.facts, reading.as_of, reading.remark.clone());
    let figure = |percent| FigureWord::of(facts.kind, percent);
    let was = previous.map(|Figure { percent, on: day }| Was {
        figure: figure(percent),
        on: ShortDay { day, known: on },
    });
    let was = Notes(was.into_iter().collect());
    let mut parts = vec![match reading.percent {
        Some(percent) => ReadingPart::Figure(figure(percent), on, was),
        None if !remarked.is_empty() => ReadingPart::InWords(on),
        None => ReadingPart::UnderWay(on),
    }];
    let unit = facts.unit.clone();
    parts.extend(reading.amount.map(|amount| {
        ReadingPart::Amount(AmountDone {
            amount,
            // Against the total that it was given of, whatever that is now.
            total: reading.total.or(facts.total),
            unit,
        })
    }));
    parts.extend(remarked.note.map(ReadingPart::Note));
    let mut lines = vec![Line::new(Label::Reading, Parts(parts))];
    lines.extend(Line::maybe(Label::Problem, remarked.problem));
    lines.extend(Line::maybe(Label::NextStep, remarked.next_step));
    lines
}

fn target_line(judged: &Judged<'_>) -> Parts<TargetPart> {
    let terms = &judged.revision.terms;
    let mut parts = vec![TargetPart::goal(judged.stage.facts.kind, terms)];
    parts.extend(terms.period.map(TargetPart::Period));
    if !judged.label().is_empty() {
        parts.push(TargetPart::Label(judged.label().to_owned()));
    }
    parts.extend(terms.commitment.map(TargetPart::Commitment));
    Parts(parts)
}

fn verdict_line(judged: &Judged<'_>, settings: &Settings) -> VerdictLine {
    let verdict = &judged.verdict;
    VerdictLine {
        word: StatusWord(verdict.status, verdict.reason),
        is_unknown: verdict.status == Status::Unknown,
        is_borderline: verdict.has(Flag::Borderline),
        number: verdict.rule,
        rule: match (verdict.rule, &verdict.derived) {
            (13, Some(_)) => RuleWords::StagesUnderPlan,
            _ if verdict.has(Flag::DayUnknown) => {
                RuleWords::MetWithin(Days::of(i64::from(settings.met_grace)))
            }
            (number, _) => rule_words(number, settings),
        },
    }
}

/// A row of the decision table, with the limits in force.
fn rule_words(number: u8, settings: &Settings) -> RuleWords {
    let limit = |hundredths, places| Decimal::of(Ratio::new(i64::from(hundredths), 100), places);
    let (pace, gap) = (|limited| limit(limited, 2), |limited| limit(limited, 0));
    match (number, settings.rule) {
        (1, _) => RuleWords::AtRest,
        (2, _) => RuleWords::Met,
        (3, _) => RuleWords::MetLate,
        (4, _) => RuleWords::Overdue,
        (5, _) => RuleWords::Unreported,
        (6, _) => RuleWords::NotBegun,
        (7, _) => RuleWords::Undated,
        (8, _) => RuleWords::Open,
        (9, _) => RuleWords::NoReading,
        (10, _) => RuleWords::OutOfDate,
        (11, _) => RuleWords::NothingSinceStart,
        (12, Rule::Pace) => RuleWords::PaceOver(pace(settings.pace_critical)),
        (13, Rule::Pace) => RuleWords::PaceOver(pace(settings.pace_behind)),
        (14, Rule::Pace) => RuleWords::PaceUnder(pace(settings.pace_ahead)),
        (_, Rule::Pace) => {
            RuleWords::PaceWithin(pace(settings.pace_ahead), pace(settings.pace_behind))
        }
        (12, Rule::Gap) => RuleWords::GapCritical(gap(settings.gap_critical)),
        (13, Rule::Gap) => RuleWords::GapUnder(gap(settings.gap_behind)),
        (14, Rule::Gap) => RuleWords::GapAbove(gap(settings.gap_ahead)),
        (_, Rule::Gap) => RuleWords::GapWithin(gap(settings.gap_behind)),
    }
}

/// The first day of a target. With a declared starting point of a later day, or a due day before
/// it, the plan runs earlier.
pub(super) fn first_day(judged: &Judged<'_>) -> Day {
    let day_zero = judged.verdict.baseline_day;
    let after = day_zero.plus(1).unwrap_or(day_zero);
    let begins = crate::assess::first_day(&judged.revision.terms);
    begins.map_or(after, |first| first.min(after))
}

/// What decided, where neither the first sentence nor the arithmetic says it.
fn grounds(judged: &Judged<'_>, settings: &Settings, as_of: Day) -> Option<Grounds> {
    let verdict = &judged.verdict;
    match (verdict.rule, &verdict.derived) {
        (9, Some(derived)) => Some(undecided(judged, derived, as_of)),
        (10, _) => {
            let age = Days::of(as_of.days_since(verdict.reading?.on));
            let most = Exact(Ratio::new(verdict.stale_limit?.half_days, 2));
            let (least, cap) = (settings.stale_least, settings.stale_most);
            Some(Grounds::OverAge(age, most, least, cap))
        }
        _ => None,
    }
}

/// Why the stages do not decide.
fn undecided(judged: &Judged<'_>, derived: &Derived, as_of: Day) -> Grounds {
    let goal = judged.revision.terms.percent;
    let (day, known) = (derived.oldest, as_of);
    if let Some(planned) = derived.planned {
        let limits = [derived.to, Ratio::whole(goal.hundredths() * 10)].map(percents);
        let planned = distinct_from(percents(planned), &limits, 1);
        return Grounds::Neither(goal, planned, ShortDay { day, known });
    }
    match judged.verdict.baseline.map(|start| start.on) {
        Some(on) if on < derived.oldest => Grounds::NotCertain(goal),
        Some(on) => Grounds::NotAfterStart(goal, on),
        None => Grounds::NoStart(goal),
    }
}

/// Said where stages have weights and yet cannot be rolled up.
fn weights_not_whole(judged: &Judged<'_>) -> Option<Grounds> {
    let stage = judged.stage;
    let is_asked = stage.is_overall() && stage.facts.kind == StageKind::Measured;
    let sum = weights(&judged.project.stages).filter(|sum| *sum != 10_000)?;
    let sum = Exact(Ratio::new(sum, 100));
    (is_asked && judged.verdict.reading.is_none()).then_some(Grounds::WeightsNotWhole(sum))
}

/// The commands that would give a verdict, or a better one.
fn to_judge(judged: &Judged<'_>) -> Vec<Line> {
    let verdict = &judged.verdict;
    let is_stale = verdict.is_stale && verdict.derived.is_none();
    if !is_stale && !matches!(verdict.rule, 5 | 9 | 10 | 11) {
        return Vec::new();
    }
    let (project, stage) = (&judged.project.facts, &judged.stage.facts);
    let stage_path = format!("{}/{}", project.code, stage.code);
    let update = match stage.kind {
        StageKind::Milestone => ToJudge::UpdateDone(stage_path.clone()),
        StageKind::Measured => ToJudge::Update(stage_path.clone()),
    };
    let lacks_start = verdict.reason == Some(Reason::FirstFigure);
    let start = ToJudge::Start(stage_path, IsoDay(verdict.baseline_day));
    let start = Line::maybe(Label::Or, lacks_start.then_some(start));
    let update = Line::new(Label::ToJudge, update);
    [Some(update), start].into_iter().flatten().collect()
}

/// The first promise, and how it moved from there.
fn original(judged: &Judged<'_>, slip: Slip) -> Parts<OriginalPart> {
    let goal = GoalWord::of(judged.stage.facts.kind, slip.original_percent);
    let (times, notes) = (slip.times, Notes(Vec::new()));
    let first = OriginalPart::Promised(match slip.original_due {
        Some(due) => GoalBy::By { goal, due, notes },
        None => GoalBy::Undated { goal, notes },
    });
    let moved = match slip.days {
        Some(days) if days > 0 => Some(OriginalPart::Later(Days::of(days), times)),
        Some(days) if days < 0 => Some(OriginalPart::Earlier(Days::of(-days), times)),
        _ => (times > 0).then_some(OriginalPart::Moved(times)),
    };
    let status = OriginalPart::Status(judged.original_status);
    Parts(
        [Some(first), moved, Some(status)]
            .into_iter()
            .flatten()
            .collect(),
    )
}
