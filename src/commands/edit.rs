use std::cell::OnceCell;

use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{
    AliasChange, Change, Novelty, Outcome, ProjectChange, ProjectMention, StageMention,
    StateChange, split_place,
};
use crate::messages::{Error, Refusal, ValueProblem};
use crate::render;
use crate::report::Edited;

use super::recording::record;
use super::{completions, printed, words};

/// Change facts of a project or stage; suspend, resume, cancel or close a project
///
/// What is not given stays; an empty text takes a fact away. Each change is kept with what it
/// was. A project is closed only when no target is unmet.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The project, or a stage as CODE/STAGE
    #[arg(value_name = "CODE[/STAGE]", add = ArgValueCompleter::new(completions::codes))]
    place: String,
    /// The name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The English name
    #[arg(long, value_name = "NAME")]
    en: Option<String>,
    /// Another code
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// One more name of the project; may be given several times
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// An alias to take away; may be given several times
    #[arg(long, value_name = "NAME")]
    no_alias: Vec<String>,
    /// The project's category
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// The person in the lead of the project
    #[arg(long, visible_alias = "owner", aliases = ["assignee", "manager", "pm"], value_name = "NAME")]
    lead: Option<String>,
    /// The unit responsible for the project, or the unit of a stage's amounts
    #[arg(long, visible_alias = "department", aliases = ["dept", "office"], value_name = "UNIT")]
    unit: Option<String>,
    /// measured or milestone
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The stage's share of the whole works, in percent
    #[arg(long, value_name = "W", allow_negative_numbers = true)]
    weight: Option<String>,
    /// The amount that is 100 % of the stage
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    total: Option<String>,
    /// The stage's place among the stages, 0 for the first
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    order: Option<String>,
    /// active, suspended, cancelled or closed
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// The day the state was decided on [default: today]
    #[arg(
        long,
        value_name = "DATE",
        requires = "state",
        allow_hyphen_values = true
    )]
    on: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let (code, stage) = split_place(&arguments.place);
    let project = ProjectMention::Typed(code.to_owned());
    let changes = match stage {
        Some(stage) => vec![edit_stage(arguments, project, stage)?],
        None => edit_project(arguments, context, project)?,
    };
    let place = OnceCell::new();
    let recorded = record(context, changes, Default::default(), &place)?;
    let (mut all, mut edited_stage, mut decided) = (Vec::new(), None, None);
    for outcome in &recorded.plan.outcomes {
        match outcome {
            Outcome::Project { facts, .. } => all.clone_from(facts),
            Outcome::Stage { id, facts, .. } => {
                all.clone_from(facts);
                edited_stage = Some(*id);
            }
            Outcome::State { change, .. } => decided.clone_from(change),
            _ => {}
        }
    }
    let language = context.language(recorded.after.settings);
    for project in recorded.after.projects {
        let mut stages = project.stages.iter();
        let edited = Edited::Changed {
            project,
            stage: stages.find(|stage| Some(stage.id) == edited_stage),
            facts: all.clone(),
            state: decided.clone(),
        };
        let line = render::edited(language, recorded.entry, &edited);
        context.output.told(&line)?;
    }
    Ok(())
}

/// Whether anything is to be changed.
fn is_any_given(arguments: &Arguments) -> bool {
    let texts = [
        &arguments.name,
        &arguments.en,
        &arguments.code,
        &arguments.category,
        &arguments.lead,
        &arguments.unit,
        &arguments.kind,
        &arguments.weight,
        &arguments.total,
        &arguments.order,
        &arguments.state,
    ];
    texts.into_iter().any(Option::is_some)
        || !arguments.alias.is_empty()
        || !arguments.no_alias.is_empty()
}

fn edit_project(
    arguments: &Arguments,
    context: &Context,
    project: ProjectMention,
) -> Result<Vec<Change>, Error> {
    words::only(
        &[
            ("--kind", arguments.kind.is_some()),
            ("--weight", arguments.weight.is_some()),
            ("--total", arguments.total.is_some()),
            ("--order", arguments.order.is_some()),
        ],
        Refusal::OnlyStages,
    )?;
    if !is_any_given(arguments) {
        return Err(Refusal::Nothing.into());
    }
    let reason = words::reason(arguments.reason.as_deref())?;
    let facts = Change::Project(Box::new(ProjectChange {
        project: project.clone(),
        novelty: Novelty::Edited,
        code: arguments.code.as_deref().map(words::code).transpose()?,
        name: words::name(arguments.name.as_deref())?,
        name_en: words::fact(arguments.en.as_deref())?,
        category: words::fact(arguments.category.as_deref())?,
        unit: words::fact(arguments.unit.as_deref())?,
        lead: words::fact(arguments.lead.as_deref())?,
        aliases: AliasChange::Edit {
            add: words::names(&arguments.alias)?,
            drop: arguments.no_alias.clone(),
        },
        reason: reason.clone(),
    }));
    let Some(text) = &arguments.state else {
        return Ok(vec![facts]);
    };
    let choices = vec!["active", "suspended", "cancelled", "closed"];
    let refused = || Error::value("--state", text, ValueProblem::Choice(choices));
    let state = printed::state(text).ok_or_else(refused)?;
    let state = Change::State(StateChange {
        project,
        state,
        decided_on: words::day(arguments.on.as_deref(), context)?,
        reason,
    });
    Ok(vec![facts, state])
}

fn edit_stage(
    arguments: &Arguments,
    project: ProjectMention,
    stage: &str,
) -> Result<Change, Error> {
    words::only(
        &[
            ("--alias", !arguments.alias.is_empty()),
            ("--no-alias", !arguments.no_alias.is_empty()),
            ("--category", arguments.category.is_some()),
            ("--lead", arguments.lead.is_some()),
            ("--state", arguments.state.is_some()),
            ("--on", arguments.on.is_some()),
        ],
        Refusal::OnlyProjects,
    )?;
    if !is_any_given(arguments) {
        return Err(Refusal::Nothing.into());
    }
    let stage = StageMention::Existing(stage.to_owned());
    Ok(Change::Stage(Box::new(crate::ledger::StageChange {
        code: arguments.code.as_deref().map(words::code).transpose()?,
        name: words::name(arguments.name.as_deref())?,
        name_en: words::fact(arguments.en.as_deref())?,
        position: arguments.order.as_deref().map(order).transpose()?,
        kind: arguments.kind.as_deref().map(words::kind).transpose()?,
        weight: words::weight(arguments.weight.as_deref())?,
        unit: words::fact(arguments.unit.as_deref())?,
        total: words::total(arguments.total.as_deref())?,
        reason: words::reason(arguments.reason.as_deref())?,
        ..words::stage_change(project, stage, Novelty::Edited)
    })))
}

/// A place among the stages.
fn order(text: &str) -> Result<i64, Error> {
    let order = text.trim().parse::<u16>().map(i64::from);
    order.map_err(|_| Error::value("--order", text, ValueProblem::Order))
}
