use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::assess::assess;
use crate::context::Context;
use crate::error::{Error, Refusal, TargetProblem};
use crate::model::{
    Commitment, Day, Deadline, Known, Percent, Period, PlanPoint, Portfolio, Revision, Scope,
    Settings, Snapshot, Stage, StageKind, Target, TargetState, Terms, half_width, read_deadline,
};
use crate::render;
use crate::report::TargetSet;
use crate::store::{Access, Draft, Outcome};

use super::place::{self, Held, Projects};
use super::{completions, facts, figure};

/// Set what a stage is to reach by when, or revise it: the old terms are kept
///
/// Without --period the stage's only unmet target is revised; if there is none, a new one is set
/// in the half-year of its due day. When revising, what is not given stays. A new target without
/// --by is due on the last day of its period; a milestone stays undated.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The project and the stage, as `jinhui/main-structure`
    #[arg(value_name = "CODE[/STAGE]", add = ArgValueCandidates::new(completions::codes))]
    place: String,
    /// The percent to reach, or `done`
    #[arg(value_name = "PERCENT|done", allow_hyphen_values = true)]
    percent: Option<String>,
    /// The deadline: 2021-12-31, 2021Q4, `end of november`, 年底前, +30d, 尽早 ..
    #[arg(long, value_name = "WORDS")]
    by: Option<String>,
    /// The words of the deadline as printed, where they are not those of --by
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// The period: 2021, 2021H2, 2021Q4, 2021-11 or DATE..DATE
    #[arg(long, value_name = "P")]
    period: Option<String>,
    /// Tells several targets of one stage and period apart
    #[arg(long, value_name = "L")]
    label: Option<String>,
    /// The baseline: PERCENT, or DATE:PERCENT for the end of that day, from which the plan runs
    #[arg(long, value_name = "[DATE:]PERCENT", allow_hyphen_values = true)]
    from: Option<String>,
    /// A point of the plan; may be given several times
    #[arg(long, value_name = "DATE:PERCENT")]
    via: Vec<String>,
    /// ensure, strive, expected or push (确保, 力争, 预计, 推动)
    #[arg(long, value_name = "C")]
    commitment: Option<String>,
    /// Why
    #[arg(long, value_name = "R")]
    reason: Option<String>,
    /// The day it was decided on [default: today]
    #[arg(long, value_name = "D")]
    on: Option<String>,
    /// Make the stage, if there is none (a milestone if the target is `done`)
    #[arg(long)]
    new: bool,
    /// Let the target rest
    #[arg(long, conflicts_with_all = ["resume", "drop"])]
    suspend: bool,
    /// Take it up again
    #[arg(long, conflicts_with = "drop")]
    resume: bool,
    /// Give it up
    #[arg(long)]
    drop: bool,
}

/// What was set.
struct Set {
    portfolio: Portfolio,
    stage: i64,
    target: i64,
    before: Option<Revision>,
    after: Revision,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let as_of = context.as_of;
    let mut set = None;
    let entry = store.write(&context.entry(Vec::new()), &mut |draft| {
        set = Some(work(draft, arguments, as_of)?);
        Ok(Outcome::Keep)
    })?;
    let Some(set) = set else { return Ok(()) };
    let language = context.language(&set.portfolio.settings);
    let assessment = assess(&set.portfolio, as_of);
    let found = set.portfolio.projects.iter().find_map(|project| {
        let stage = project.stages.iter().find(|stage| stage.id == set.stage)?;
        let target = stage
            .targets
            .iter()
            .find(|target| target.id == set.target)?;
        Some((project, stage, target))
    });
    if let Some((project, stage, target)) = found {
        let told = TargetSet {
            project,
            stage,
            period: target.period,
            before: set.before.as_ref(),
            after: &set.after,
            standing: assessment.targets.iter().find(|j| j.target.id == target.id),
        };
        context
            .output
            .told(&render::target_set(language, entry, &told, as_of))?;
    }
    Ok(())
}

fn refuse(problem: TargetProblem) -> Error {
    Error::Refused(Refusal::Target(problem))
}

fn work(draft: &mut dyn Draft, arguments: &Arguments, as_of: Day) -> Result<Set, Error> {
    let (code, query) = place::split(&arguments.place);
    let mut projects = Projects::new(as_of);
    let held = projects.find(draft, code)?;
    let project = held.project.id;
    let settings = draft
        .snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::Project(project),
        })?
        .settings;
    let stage = find_stage(draft, arguments, held, query)?;
    let place = format!("{code}/{}", stage.facts.code);
    let decided_on = match &arguments.on {
        Some(text) => figure::past_day(text, as_of)?,
        None => as_of,
    };
    let asked = asked(arguments, stage)?;
    let (found, deadline) = find_target(arguments, stage, &place, &settings, as_of, &asked)?;
    let (target, before) = match found {
        Found::There(target) => (target.id, target.in_force(decided_on).cloned()),
        Found::New(period) => {
            if asked.state.is_some() {
                return Err(refuse(TargetProblem::NoTarget(place)));
            }
            let label = arguments.label.as_deref().unwrap_or_default();
            let label = facts::text(label)?;
            (draft.add_target(stage.id, period, &label, None)?, None)
        }
    };
    let period = match found {
        Found::There(target) => target.period,
        Found::New(period) => period,
    };
    let base = before.as_ref().map(|revision| revision.terms.clone());
    let terms = terms(arguments, stage, period, &asked, deadline, base)?;
    let revision = Revision {
        decided_on,
        terms,
        reason: facts::maybe(arguments.reason.as_deref())?,
    };
    let stage = stage.id;
    if before
        .as_ref()
        .is_none_or(|before| before.terms != revision.terms)
    {
        draft.revise(target, &revision)?;
    }
    Ok(Set {
        portfolio: draft.snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::Project(project),
        })?,
        stage,
        target,
        before,
        after: revision,
    })
}

/// What the arguments ask for, read but not yet held against what there is.
struct Asked {
    percent: Option<Percent>,
    start: Option<Day>,
    baseline: Option<Percent>,
    plan_points: Option<Vec<PlanPoint>>,
    commitment: Option<Commitment>,
    state: Option<TargetState>,
}

fn is_done(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "done" | "完成")
}

fn find_stage<'a>(
    draft: &mut dyn Draft,
    arguments: &Arguments,
    held: &'a mut Held,
    query: Option<&str>,
) -> Result<&'a mut Stage, Error> {
    let is_unknown = |query: &str| {
        query.trim().to_lowercase() != crate::model::OVERALL
            && super::pick::stage(&held.project, query).is_err()
    };
    if let Some(query) = query.filter(|query| is_unknown(query)) {
        if !arguments.new {
            return Err(refuse(TargetProblem::NewStage {
                place: format!("{}/{query}", held.project.facts.code),
                stages: super::pick::stage_codes(&held.project),
            }));
        }
        let kind = match arguments.percent.as_deref() {
            Some(text) if is_done(text) => StageKind::Milestone,
            _ => StageKind::Measured,
        };
        let facts = place::new_stage(facts::code(query)?, &held.project, kind);
        place::add_stage(draft, &mut held.project, facts)?;
    }
    let percent = arguments.percent.as_deref().unwrap_or("70");
    place::stage(
        draft,
        held,
        query,
        &format!("project target {{}} {percent}"),
    )
}

fn asked(arguments: &Arguments, stage: &Stage) -> Result<Asked, Error> {
    let percent = match arguments.percent.as_deref() {
        None => None,
        Some(text) if is_done(text) => Some(Percent::FULL),
        Some(text) => match figure::figure(text)? {
            figure::Typed::Percent(percent) => Some(percent),
            _ => {
                return Err(Error::Refused(Refusal::Figure {
                    text: text.to_owned(),
                    problem: crate::model::PercentError::NotANumber,
                }));
            }
        },
    };
    if percent == Some(Percent::ZERO) {
        return Err(refuse(TargetProblem::Zero));
    }
    if stage.facts.kind == StageKind::Milestone && percent.is_some_and(|p| p != Percent::FULL) {
        return Err(refuse(TargetProblem::Milestone));
    }
    let (start, baseline) = match arguments.from.as_deref() {
        None => (None, None),
        Some(text) => {
            let (start, baseline) =
                from(text).ok_or_else(|| refuse(TargetProblem::From(text.to_owned())))?;
            (start, Some(baseline))
        }
    };
    let commitment = match arguments.commitment.as_deref() {
        None => None,
        Some(text) => Some(
            Commitment::from_text(text)
                .ok_or_else(|| refuse(TargetProblem::Commitment(text.to_owned())))?,
        ),
    };
    let state = match (arguments.suspend, arguments.resume, arguments.drop) {
        (true, ..) => Some(TargetState::Suspended),
        (_, true, _) => Some(TargetState::Active),
        (.., true) => Some(TargetState::Dropped),
        _ => None,
    };
    Ok(Asked {
        percent,
        start,
        baseline,
        plan_points: via(&arguments.via)?,
        commitment,
        state,
    })
}

/// `PERCENT`, or `DATE:PERCENT`: the plan runs from the end of that day, so the target's own start
/// is the day after.
fn from(text: &str) -> Option<(Option<Day>, Percent)> {
    let text = half_width(text);
    match text.rsplit_once([':', '：']) {
        None => Some((None, text.parse().ok()?)),
        Some((day, percent)) => {
            let day: Day = day.parse().ok()?;
            Some((Some(day.plus(1)?), percent.parse().ok()?))
        }
    }
}

fn via(texts: &[String]) -> Result<Option<Vec<PlanPoint>>, Error> {
    let mut points: Vec<PlanPoint> = Vec::new();
    for text in texts {
        let plain = half_width(text);
        let read = || {
            let (day, percent) = plain.rsplit_once(':')?;
            Some(PlanPoint {
                on: day.parse().ok()?,
                percent: percent.parse().ok()?,
            })
        };
        let rises = |point: &PlanPoint| {
            points
                .last()
                .is_none_or(|last| last.on < point.on && last.percent <= point.percent)
        };
        let point = read()
            .filter(rises)
            .ok_or_else(|| refuse(TargetProblem::Via(text.clone())))?;
        points.push(point);
    }
    Ok((!points.is_empty()).then_some(points))
}

/// The target meant: one that is there, or a new one of that period.
#[derive(Clone, Copy)]
enum Found<'a> {
    There(&'a Target),
    New(Period),
}

/// Finds the target, and reads the deadline in its period.
fn find_target<'a>(
    arguments: &Arguments,
    stage: &'a Stage,
    place: &str,
    settings: &Settings,
    as_of: Day,
    asked: &Asked,
) -> Result<(Found<'a>, Option<Deadline>), Error> {
    let label = arguments.label.as_deref().map(str::trim);
    let read = |period: Period| -> Result<Option<Deadline>, Error> {
        let Some(words) = &arguments.by else {
            return Ok(None);
        };
        read_deadline(words, period, as_of, settings.before)
            .map(Some)
            .map_err(|problem| {
                refuse(TargetProblem::Deadline {
                    words: words.clone(),
                    problem,
                })
            })
    };
    if let Some(text) = &arguments.period {
        let period: Period = text
            .parse()
            .map_err(|_| refuse(TargetProblem::Period(text.clone())))?;
        let label = label.unwrap_or_default();
        let there = stage
            .targets
            .iter()
            .find(|target| target.period == period && target.label == label);
        let found = there.map_or(Found::New(period), Found::There);
        return Ok((found, read(period)?));
    }
    let unmet: Vec<&Target> = stage
        .targets
        .iter()
        .filter(|target| label.is_none_or(|label| target.label == label))
        .filter(|target| is_unmet(stage, target, as_of) || asked.state.is_some())
        .collect();
    match unmet.as_slice() {
        [only] => Ok((Found::There(only), read(only.period)?)),
        [] => {
            let deadline = read(Period::half_of(as_of))?;
            let due = match deadline {
                Some(Deadline::On { due, .. }) => due,
                _ => as_of,
            };
            let period = Period::half_of(due);
            // A met target of that half-year is the one, whatever it says.
            let label = label.unwrap_or_default();
            let there = stage
                .targets
                .iter()
                .find(|target| target.period == period && target.label == label);
            Ok((there.map_or(Found::New(period), Found::There), deadline))
        }
        several => Err(refuse(TargetProblem::Several {
            place: place.to_owned(),
            targets: several
                .iter()
                .map(|target| {
                    let due = target.in_force(as_of).and_then(|r| r.terms.due);
                    (target.period, target.label.clone(), due)
                })
                .collect(),
        })),
    }
}

/// Neither met by the stage's latest figure nor dropped.
fn is_unmet(stage: &Stage, target: &Target, as_of: Day) -> bool {
    let Some(revision) = target.in_force(as_of) else {
        return false;
    };
    let latest = stage.figures.last().map(|figure| figure.percent);
    latest.is_none_or(|latest| latest < revision.terms.percent)
        && revision.terms.state != TargetState::Dropped
}

/// The terms asked for on the ground of those in force.
fn terms(
    arguments: &Arguments,
    stage: &Stage,
    period: Period,
    asked: &Asked,
    deadline: Option<Deadline>,
    base: Option<Terms>,
) -> Result<Terms, Error> {
    let is_new = base.is_none();
    let is_milestone = stage.facts.kind == StageKind::Milestone;
    let mut terms = base.unwrap_or(Terms {
        percent: Percent::FULL,
        due: (!is_milestone).then_some(period.end()),
        words: None,
        is_due_implied: !is_milestone,
        start: None,
        baseline: None,
        plan_points: Vec::new(),
        commitment: None,
        state: TargetState::Active,
    });
    match asked.percent {
        Some(percent) => terms.percent = percent,
        None if is_new && !is_milestone => return Err(refuse(TargetProblem::NoPercent)),
        None => {}
    }
    if let Some(deadline) = deadline {
        let (due, commitment) = match deadline {
            Deadline::On { due, commitment } => (Some(due), commitment),
            Deadline::Undated { commitment } => (None, commitment),
        };
        terms.due = due;
        terms.is_due_implied = false;
        terms.commitment = commitment.or(terms.commitment);
        terms.words = arguments
            .by
            .as_deref()
            .map(str::trim)
            .filter(|words| words.parse::<Day>().is_err())
            .map(str::to_owned);
    }
    if let Some(words) = &arguments.words {
        terms.words = facts::maybe(Some(words))?;
    }
    terms.commitment = asked.commitment.or(terms.commitment);
    terms.start = asked.start.or(terms.start);
    terms.baseline = asked.baseline.or(terms.baseline);
    terms.state = asked.state.unwrap_or(terms.state);
    if let Some(points) = &asked.plan_points {
        terms.plan_points = points.clone();
        check_points(&terms, period)?;
    }
    Ok(terms)
}

/// A plan point lies strictly between the start of the plan and the due day.
fn check_points(terms: &Terms, period: Period) -> Result<(), Error> {
    let start = terms.start.unwrap_or(period.start()).before();
    let outside = terms
        .plan_points
        .iter()
        .find(|point| point.on <= start || terms.due.is_none_or(|due| due <= point.on));
    match outside {
        Some(point) => Err(refuse(TargetProblem::ViaOutside {
            on: point.on,
            start,
            due: terms.due,
        })),
        None => Ok(()),
    }
}
