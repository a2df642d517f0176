use std::cell::OnceCell;

use clap::Args;

use crate::context::Context;
use crate::error::{Error, FactsProblem};
use crate::ledger::{
    AliasChange, Change, Novelty, Outcome, ProjectChange, ProjectMention, StageChange, StageMention,
};
use crate::model::{Given, StageKind};
use crate::render;
use crate::report::Edited;

use super::recording::record;
use super::words;

/// Add a project by its name, or a stage as CODE/STAGE
///
/// A project's code is suggested from its name (pinyin for Chinese) unless --code gives one.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The project's name, or CODE/STAGE for a stage of an existing project
    #[arg(value_name = "NAME|CODE/STAGE")]
    what: String,
    /// The code to type [default: suggested from the name]
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
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
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,
    /// The unit responsible for the project, or the unit of a stage's amounts
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// The stage is done or not done, without percent
    #[arg(long)]
    milestone: bool,
    /// The stage's share of the whole works, in percent
    #[arg(long, value_name = "W", allow_negative_numbers = true)]
    weight: Option<String>,
    /// The amount that is 100 % of the stage
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    total: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let change = match arguments.what.split_once('/') {
        Some((code, stage)) => Change::Stage(Box::new(stage_change(arguments, code, stage)?)),
        None => Change::Project(Box::new(project_change(arguments)?)),
    };
    let place = OnceCell::new();
    let recorded = record(context, vec![change], Default::default(), &place)?;
    let stage = match recorded.plan.outcomes.first() {
        Some(Outcome::Stage { id, .. }) => Some(*id),
        _ => None,
    };
    let language = context.language(recorded.after.settings);
    for project in recorded.after.projects {
        let stage = project.stages.iter().find(|there| Some(there.id) == stage);
        let edited = match stage {
            Some(stage) => Edited::StageAdded(project, stage),
            None => Edited::ProjectAdded(project),
        };
        let line = render::edited(language, recorded.entry, &edited);
        context.output.told(&line)?;
    }
    Ok(())
}

fn project_change(arguments: &Arguments) -> Result<ProjectChange, Error> {
    words::only(
        &[
            ("--milestone", arguments.milestone),
            ("--weight", arguments.weight.is_some()),
            ("--total", arguments.total.is_some()),
            ("--name", arguments.name.is_some()),
        ],
        FactsProblem::OnlyStages,
    )?;
    let name = words::name(Some(&arguments.what))?;
    let code = arguments.code.as_deref().map(words::code).transpose()?;
    Ok(ProjectChange {
        project: ProjectMention::Named {
            code,
            name: name.clone(),
        },
        novelty: Novelty::Added,
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
        FactsProblem::OnlyProjects,
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
