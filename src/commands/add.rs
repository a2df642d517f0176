use std::cell::OnceCell;

use clap::Args;

use crate::context::Context;
use crate::ledger::{
    AliasChange, Change, Due, Lower, Novelty, Outcome, ProjectChange, ProjectMention,
    ReadingChange, StageChange, StageMention, TargetChange,
};
use crate::messages::{Error, Refusal};
use crate::model::{Given, OVERALL, Remark, StageKind};
use crate::render;
use crate::report::Edited;

use super::recording::{record, tell};
use super::words;

/// Add a project by its name, or a stage as CODE/STAGE; with its target and where it stands
///
/// A project's code is suggested from its name (pinyin for Chinese) unless --code gives one. --due,
/// --target and --start set a target of it, of 100 % unless --target says less; --progress records
/// where it stands.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The project's name, or CODE/STAGE for a stage of an existing project
    #[arg(value_name = "NAME|CODE/STAGE")]
    what: String,
    /// The code to type [default: suggested from the name]
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// The deadline of its target: 2027-03-01, `end of march`, 年底前, +30d ..
    #[arg(
        long,
        visible_alias = "by",
        alias = "deadline",
        value_name = "WORDS",
        allow_hyphen_values = true
    )]
    due: Option<String>,
    /// The percent to reach [default: 100]
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    target: Option<String>,
    /// Where it stands: a percent, done, not-yet, underway, or 4/6 of its total
    #[arg(
        long,
        alias = "percent",
        value_name = "FIGURE",
        allow_hyphen_values = true
    )]
    progress: Option<String>,
    /// The first day of its target
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    start: Option<String>,
    /// The day that --progress speaks of [default: today]
    #[arg(long, alias = "date", value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// A new project, although its name is like that of a known one
    #[arg(long)]
    new: bool,
    /// The name of a stage [default: its code]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The English name
    #[arg(long, value_name = "NAME")]
    en: Option<String>,
    /// Another name of the project; may be given several times
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// The project's category
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// The person in the lead of the project
    #[arg(long, visible_alias = "owner", aliases = ["assignee", "manager", "pm"], value_name = "NAME")]
    lead: Option<String>,
    /// The unit responsible for the project, or the unit of a stage's amounts
    #[arg(long, visible_alias = "department", aliases = ["dept", "office"], value_name = "UNIT")]
    unit: Option<String>,
    /// The stage is done or not done, without percent
    #[arg(long)]
    milestone: bool,
    /// The stage's share of the whole works, in percent
    #[arg(long, value_name = "W", allow_hyphen_values = true)]
    weight: Option<String>,
    /// The amount that is 100 % of the stage
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    total: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let (added, project, stage) = match arguments.what.split_once('/') {
        Some((code, stage)) => {
            let change = stage_change(arguments, code, stage)?;
            let named = (change.project.clone(), change.stage.clone());
            (Change::Stage(Box::new(change)), named.0, named.1)
        }
        None => {
            let change = project_change(arguments)?;
            let project = change.project.clone();
            let whole = StageMention::Typed(OVERALL.to_owned());
            (Change::Project(Box::new(change)), project, whole)
        }
    };
    let target = target_change(arguments, context, &project, &stage)?;
    let reading = reading_change(arguments, context, project, stage)?;
    let changes: Vec<Change> = [Some(added), target, reading]
        .into_iter()
        .flatten()
        .collect();
    let place = OnceCell::new();
    let recorded = record(context, changes, Default::default(), &place)?;
    let stage = match recorded.plan.outcomes.first() {
        Some(Outcome::Stage { id, .. }) => Some(*id),
        _ => None,
    };
    let language = context.language(recorded.after.settings);
    let has_more = recorded.plan.outcomes.len() > 1;
    for project in recorded.after.projects {
        let stage = project.stages.iter().find(|there| Some(there.id) == stage);
        let edited = match stage {
            Some(stage) => Edited::StageAdded(project, stage),
            None => Edited::ProjectAdded {
                project,
                asks_for_target: !has_more,
            },
        };
        let line = render::edited(language, recorded.entry, &edited);
        context.output.told(&line)?;
    }
    tell(context, &recorded)
}

/// A target, if anything of one is said.
fn target_change(
    arguments: &Arguments,
    context: &Context,
    project: &ProjectMention,
    stage: &StageMention,
) -> Result<Option<Change>, Error> {
    let Arguments {
        due, target, start, ..
    } = arguments;
    if due.is_none() && target.is_none() && start.is_none() {
        return Ok(None);
    }
    let start = words::day(start.as_deref(), context)?;
    Ok(Some(Change::Target(Box::new(TargetChange {
        goal: words::goal(target.as_deref())?,
        due: due.clone().map_or(Due::Absent, Due::Words),
        start: start.map_or(Given::Absent, Given::Value),
        ..TargetChange::of(project.clone(), stage.clone())
    }))))
}

/// A reading, if a figure is given.
fn reading_change(
    arguments: &Arguments,
    context: &Context,
    project: ProjectMention,
    stage: StageMention,
) -> Result<Option<Change>, Error> {
    let Some(text) = &arguments.progress else {
        return Ok(None);
    };
    Ok(Some(Change::Reading(Box::new(ReadingChange {
        project,
        stage,
        figure: words::figure(text)?,
        as_of: words::day(arguments.on.as_deref(), context)?,
        remark: Remark::default(),
        lower: Lower::Refused,
        keeps_words: false,
    }))))
}

fn project_change(arguments: &Arguments) -> Result<ProjectChange, Error> {
    words::only(
        &[
            ("--milestone", arguments.milestone),
            ("--weight", arguments.weight.is_some()),
            ("--total", arguments.total.is_some()),
            ("--name", arguments.name.is_some()),
        ],
        Refusal::OnlyStages,
    )?;
    let name = words::name(Some(&arguments.what))?;
    let code = arguments.code.as_deref().map(words::code).transpose()?;
    Ok(ProjectChange {
        project: ProjectMention::Named {
            code,
            name: name.clone(),
        },
        novelty: match arguments.new {
            true => Novelty::SurelyAdded,
            false => Novelty::Added,
        },
        code: None,
        name,
        name_en: words::fact(arguments.en.as_deref())?,
        category: words::fact(arguments.category.as_deref())?,
        unit: words::fact(arguments.unit.as_deref())?,
        lead: words::fact(arguments.lead.as_deref())?,
        aliases: AliasChange::Edit {
            add: words::names(&arguments.alias)?,
            drop: Vec::new(),
        },
        reason: None,
    })
}

fn stage_change(arguments: &Arguments, code: &str, stage: &str) -> Result<StageChange, Error> {
    words::only(
        &[
            ("--code", arguments.code.is_some()),
            ("--alias", !arguments.alias.is_empty()),
            ("--category", arguments.category.is_some()),
            ("--lead", arguments.lead.is_some()),
        ],
        Refusal::OnlyProjects,
    )?;
    let kind = match arguments.milestone {
        true => StageKind::Milestone,
        false => StageKind::Measured,
    };
    let project = ProjectMention::Typed(code.to_owned());
    let stage = StageMention::Code(words::code(stage)?);
    Ok(StageChange {
        name: words::maybe(arguments.name.as_deref())?,
        name_en: match words::fact(arguments.en.as_deref())? {
            Given::Empty => Given::Absent,
            given => given,
        },
        kind: Some(kind),
        weight: words::weight(arguments.weight.as_deref())?,
        unit: words::fact(arguments.unit.as_deref())?,
        total: words::total(arguments.total.as_deref())?,
        ..words::stage_change(project, stage, Novelty::Added)
    })
}
