mod asked;
mod found;

use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::assess::assess;
use crate::context::Context;
use crate::error::{Error, Refusal, TargetProblem};
use crate::model::{
    Day, Deadline, Known, Percent, Period, Portfolio, Project, Revision, Scope, Snapshot, Stage,
    StageKind, TargetState, Terms, fold,
};
use crate::render;
use crate::report::TargetSet;
use crate::store::{Access, Draft, Outcome};

use super::place::{self, Held, Projects};
use super::{completions, facts, figure};

use asked::{Asked, asked, is_done};
use found::{Found, find_target};

/// Set what a stage is to reach by when, or revise it: the old terms are kept
///
/// Without --period the stage's only unmet target is revised; if there is none, a new one is set
/// in the half-year of its due day. When revising, what is not given stays. A new target without
/// --by is due on the last day of its period; a milestone stays undated.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The project and the stage, as `jinhui/main-structure`
    #[arg(value_name = "CODE[/STAGE]", add = ArgValueCompleter::new(completions::codes))]
    place: String,
    /// The percent to reach, or `done`
    #[arg(value_name = "PERCENT|done", allow_negative_numbers = true)]
    percent: Option<String>,
    /// The deadline: 2021-12-31, 2021Q4, `end of november`, 年底前, +30d, 尽早 ..
    #[arg(long, value_name = "WORDS", allow_negative_numbers = true)]
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
    #[arg(long, value_name = "[DATE:]PERCENT", allow_negative_numbers = true)]
    from: Option<String>,
    /// A point of the plan; may be given several times. `none`: no points
    #[arg(long, value_name = "DATE:PERCENT", allow_negative_numbers = true)]
    via: Vec<String>,
    /// ensure, strive, expected or push (确保, 力争, 预计, 推动)
    #[arg(long, value_name = "C")]
    commitment: Option<String>,
    /// Why
    #[arg(long, value_name = "R")]
    reason: Option<String>,
    /// The day it was decided on [default: today]
    #[arg(long, value_name = "D", allow_negative_numbers = true)]
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
        let command = place::around(&context.command, "target", &arguments.place);
        set = Some(work(draft, arguments, as_of, &command)?);
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
            target,
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

fn work(
    draft: &mut dyn Draft,
    arguments: &Arguments,
    as_of: Day,
    command: &[String; 2],
) -> Result<Set, Error> {
    let (code, query) = place::split(&arguments.place);
    let mut projects = Projects::new(as_of);
    let held = projects.find(draft, code)?;
    let (project, code) = (held.project.id, held.project.facts.code.to_string());
    let settings = draft
        .snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::Project(project),
        })?
        .settings;
    let stage = find_stage(draft, arguments, held, query, command)?;
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
        reason: facts::reason(arguments.reason.as_deref())?,
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

fn find_stage<'a>(
    draft: &mut dyn Draft,
    arguments: &Arguments,
    held: &'a mut Held,
    query: Option<&str>,
    command: &[String; 2],
) -> Result<&'a mut Stage, Error> {
    let project = &held.project;
    match query.filter(|query| !place::is_overall(query)) {
        // What is to be new is not looked for by its beginning: `phase-1` is not `phase-10`.
        Some(query) if arguments.new && !is_there(project, query) => {
            let kind = match arguments.percent.as_deref() {
                Some(text) if is_done(text) => StageKind::Milestone,
                _ => StageKind::Measured,
            };
            let facts = place::new_stage(facts::code(query)?, project, kind);
            place::add_stage(draft, &mut held.project, facts)?;
        }
        Some(query) => match super::pick::stage(project, query) {
            Err(Refusal::NoSuchStage {
                nearest, stages, ..
            }) => {
                return Err(refuse(TargetProblem::NewStage {
                    place: format!("{}/{query}", project.facts.code),
                    nearest,
                    stages,
                }));
            }
            found => {
                found?;
            }
        },
        None => {}
    }
    place::stage(draft, held, query, command)
}

/// Whether that is the whole code or name of a stage.
fn is_there(project: &Project, query: &str) -> bool {
    let query = fold(query);
    project.stages.iter().any(|stage| {
        let facts = &stage.facts;
        let names = [Some(&facts.name), facts.name_en.as_ref()];
        facts.code.key() == query || names.into_iter().flatten().any(|name| fold(name) == query)
    })
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
    let was = (terms.start, terms.due, terms.plan_points.clone());
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
        terms.plan_points.clone_from(points);
    }
    if was != (terms.start, terms.due, terms.plan_points.clone()) {
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
