use clap::Args;

use crate::context::Context;
use crate::error::{Error, FactsProblem};
use crate::model::{
    Alias, Code, Day, Known, Project, ProjectFacts, Scope, Settings, Snapshot, StageFacts,
    StageKind, fold,
};
use crate::render;
use crate::report::Edited;
use crate::store::{Access, Draft, Outcome};

use super::facts;
use super::find::suggest_code;
use super::place::{self, Projects};

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

/// What was added, by the store's numbers.
struct Added {
    project: i64,
    stage: Option<i64>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let as_of = context.as_of;
    let mut found: Option<(Vec<Project>, Settings, Added)> = None;
    let entry = store.write(&context.entry(Vec::new()), &mut |draft| {
        let added = match arguments.what.split_once('/') {
            Some((code, stage)) => add_stage(draft, arguments, code, stage, as_of)?,
            None => add_project(draft, arguments, as_of)?,
        };
        let portfolio = draft.snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::Project(added.project),
        })?;
        found = Some((portfolio.projects, portfolio.settings, added));
        Ok(Outcome::Keep)
    })?;
    let Some((projects, settings, added)) = found else {
        return Ok(());
    };
    let language = context.language(&settings);
    for project in &projects {
        let stage = project
            .stages
            .iter()
            .find(|stage| Some(stage.id) == added.stage);
        let edited = match stage {
            Some(stage) => Edited::StageAdded(project, stage),
            None => Edited::ProjectAdded(project),
        };
        let line = render::edited(language, entry, &edited);
        context.output.told(&line)?;
    }
    Ok(())
}

fn add_project(draft: &mut dyn Draft, arguments: &Arguments, as_of: Day) -> Result<Added, Error> {
    let only_stages = [
        ("--milestone", arguments.milestone),
        ("--weight", arguments.weight.is_some()),
        ("--total", arguments.total.is_some()),
        ("--name", arguments.name.is_some()),
    ];
    if let Some((option, _)) = only_stages.into_iter().find(|(_, is_given)| *is_given) {
        return Err(facts::refuse(FactsProblem::OnlyStages(option)));
    }
    let name = facts::text(&arguments.what)?;
    if name.is_empty() {
        return Err(facts::refuse(FactsProblem::NoName));
    }
    let there = draft
        .snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::Names,
        })?
        .projects;
    let code = match &arguments.code {
        Some(code) => facts::code(code)?,
        None => {
            if let Some(same) = there.iter().find(|p| fold(&p.facts.name) == fold(&name)) {
                return Err(exists(&same.facts));
            }
            let is_taken = |code: &str| there.iter().any(|p| p.facts.code.key() == fold(code));
            let suggested = suggest_code(&name, &is_taken);
            facts::code(&suggested)?
        }
    };
    if let Some(same) = there.iter().find(|p| p.facts.code.key() == code.key()) {
        return Err(exists(&same.facts));
    }
    let aliases = arguments
        .alias
        .iter()
        // Several may stand in one text, as in a CSV's cell.
        .flat_map(|names| names.split([';', '；']))
        .map(|alias| {
            Ok(Alias {
                name: facts::text(alias)?,
                is_certain: true,
            })
        })
        .collect::<Result<Vec<Alias>, Error>>()?;
    let project = draft.add_project(&ProjectFacts {
        code,
        name,
        name_en: facts::maybe(arguments.en.as_deref())?,
        aliases,
        category: facts::maybe(arguments.category.as_deref())?,
        unit: facts::maybe(arguments.unit.as_deref())?,
        lead: facts::maybe(arguments.lead.as_deref())?,
    })?;
    Ok(Added {
        project,
        stage: None,
    })
}

fn exists(facts: &ProjectFacts) -> Error {
    self::facts::refuse(FactsProblem::Exists {
        code: facts.code.to_string(),
        name: facts.name.clone(),
    })
}

fn add_stage(
    draft: &mut dyn Draft,
    arguments: &Arguments,
    code: &str,
    stage: &str,
    as_of: Day,
) -> Result<Added, Error> {
    let only_projects = [
        ("--code", arguments.code.is_some()),
        ("--alias", !arguments.alias.is_empty()),
        ("--category", arguments.category.is_some()),
        ("--lead", arguments.lead.is_some()),
    ];
    if let Some((option, _)) = only_projects.into_iter().find(|(_, is_given)| *is_given) {
        return Err(facts::refuse(FactsProblem::OnlyProjects(option)));
    }
    let code_of_stage: Code = facts::code(stage)?;
    let mut projects = Projects::new(as_of);
    let held = projects.find(draft, code)?;
    let project = &mut held.project;
    let key = code_of_stage.key();
    if let Some(same) = project.stages.iter().find(|s| s.facts.code.key() == key) {
        return Err(facts::refuse(FactsProblem::Exists {
            code: format!("{}/{}", project.facts.code, same.facts.code),
            name: same.facts.name.clone(),
        }));
    }
    let kind = if arguments.milestone {
        StageKind::Milestone
    } else {
        StageKind::Measured
    };
    let new = place::new_stage(code_of_stage, project, kind);
    let total = arguments.total.as_deref();
    let facts = StageFacts {
        name: facts::maybe(arguments.name.as_deref())?.unwrap_or(new.name),
        name_en: facts::maybe(arguments.en.as_deref())?.or(new.name_en),
        weight: arguments.weight.as_deref().map(facts::weight).transpose()?,
        unit: facts::maybe(arguments.unit.as_deref())?,
        total: total
            .map(|text| facts::total("--total", text))
            .transpose()?,
        code: new.code,
        position: new.position,
        kind: new.kind,
    };
    facts::check_weights(project, None, &facts)?;
    let stage = place::add_stage(draft, project, facts)?;
    Ok(Added {
        project: project.id,
        stage: Some(stage),
    })
}
