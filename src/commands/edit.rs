use clap::Args;
use clap_complete::ArgValueCompleter;

use crate::assess::assess;
use crate::context::Context;
use crate::error::{Error, FactsProblem, Refusal};
use crate::model::{
    Alias, Day, Known, Portfolio, Project, ProjectFacts, Scope, Snapshot, StageFacts, StageKind,
    State, StateChange, fold,
};
use crate::render;
use crate::report::Edited;
use crate::store::{Access, Draft, Outcome};

use super::place::{self, Projects};
use super::{completions, facts, figure, pick};

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
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,
    /// The unit responsible for the project, or the unit of a stage's amounts
    #[arg(long, value_name = "UNIT")]
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
        allow_negative_numbers = true
    )]
    on: Option<String>,
}

/// What a command changed.
#[derive(Default)]
struct Change {
    project: i64,
    stage: Option<i64>,
    facts: Vec<(&'static str, String, String)>,
    state: Option<StateChange>,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let mut store = context.open(Access::Write)?;
    let as_of = context.as_of;
    let mut found: Option<(Portfolio, Change)> = None;
    let entry = store.write(&context.entry(Vec::new()), &mut |draft| {
        let (code, stage) = place::split(&arguments.place);
        let mut projects = Projects::new(as_of);
        let project = projects.find(draft, code)?.project.clone();
        let change = match stage {
            Some(stage) => edit_stage(draft, arguments, &project, stage)?,
            None => edit_project(draft, arguments, &project, as_of)?,
        };
        let portfolio = draft.snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::Project(change.project),
        })?;
        found = Some((portfolio, change));
        Ok(Outcome::Keep)
    })?;
    let Some((portfolio, change)) = found else {
        return Ok(());
    };
    let language = context.language(&portfolio.settings);
    for project in &portfolio.projects {
        let edited = Edited::Changed {
            project,
            stage: project.stages.iter().find(|s| Some(s.id) == change.stage),
            facts: change.facts.clone(),
            state: change.state.clone(),
        };
        context
            .output
            .told(&render::edited(language, entry, &edited))?;
    }
    Ok(())
}

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

fn only(
    given: &[(&'static str, bool)],
    refusal: fn(&'static str) -> FactsProblem,
) -> Result<(), Error> {
    match given.iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => Err(facts::refuse(refusal(option))),
        None => Ok(()),
    }
}

/// A text given: empty takes the fact away.
fn changed(given: Option<&String>, old: Option<&String>) -> Result<Option<String>, Error> {
    match given {
        Some(text) => facts::maybe(Some(text)),
        None => Ok(old.cloned()),
    }
}

fn name(given: Option<&String>, old: &str) -> Result<String, Error> {
    match given {
        None => Ok(old.to_owned()),
        Some(text) => facts::maybe(Some(text))?.ok_or_else(|| facts::refuse(FactsProblem::NoName)),
    }
}

fn edit_project(
    draft: &mut dyn Draft,
    arguments: &Arguments,
    project: &Project,
    as_of: Day,
) -> Result<Change, Error> {
    only(
        &[
            ("--kind", arguments.kind.is_some()),
            ("--weight", arguments.weight.is_some()),
            ("--total", arguments.total.is_some()),
            ("--order", arguments.order.is_some()),
        ],
        FactsProblem::OnlyStages,
    )?;
    if !is_any_given(arguments) {
        return Err(facts::refuse(FactsProblem::Nothing));
    }
    let old = &project.facts;
    let new = ProjectFacts {
        code: match &arguments.code {
            Some(code) => free_code(draft, project, code, as_of)?,
            None => old.code.clone(),
        },
        name: name(arguments.name.as_ref(), &old.name)?,
        name_en: changed(arguments.en.as_ref(), old.name_en.as_ref())?,
        aliases: aliases(arguments, &old.aliases)?,
        category: changed(arguments.category.as_ref(), old.category.as_ref())?,
        unit: changed(arguments.unit.as_ref(), old.unit.as_ref())?,
        lead: changed(arguments.lead.as_ref(), old.lead.as_ref())?,
    };
    let reason = facts::reason(arguments.reason.as_deref())?;
    if *old != new {
        draft.edit_project(project.id, old, &new, reason.as_deref())?;
    }
    let state = match &arguments.state {
        None => None,
        Some(state) => set_state(draft, arguments, project, state, reason, as_of)?,
    };
    Ok(Change {
        project: project.id,
        stage: None,
        facts: project_differences(old, &new),
        state,
    })
}

/// A code that no other project has.
fn free_code(
    draft: &mut dyn Draft,
    project: &Project,
    text: &str,
    as_of: Day,
) -> Result<crate::model::Code, Error> {
    let code = facts::code(text)?;
    let there = draft
        .snapshot(&Snapshot {
            as_of,
            known: Known::Now,
            scope: Scope::Names,
        })?
        .projects;
    let is_other = |p: &&Project| p.id != project.id && p.facts.code.key() == code.key();
    match there.iter().find(is_other) {
        Some(other) => Err(facts::refuse(FactsProblem::Exists {
            code: other.facts.code.to_string(),
            name: other.facts.name.clone(),
        })),
        None => Ok(code),
    }
}

fn aliases(arguments: &Arguments, old: &[Alias]) -> Result<Vec<Alias>, Error> {
    let mut aliases = old.to_vec();
    for name in &arguments.no_alias {
        let count = aliases.len();
        aliases.retain(|alias| fold(&alias.name) != fold(name));
        if aliases.len() == count {
            return Err(facts::refuse(FactsProblem::NoAlias(name.clone())));
        }
    }
    // Several may stand in one text, as in a CSV's cell.
    for name in arguments
        .alias
        .iter()
        .flat_map(|names| names.split([';', '；']))
    {
        let name = facts::maybe(Some(name))?.ok_or_else(|| facts::refuse(FactsProblem::NoName))?;
        match aliases
            .iter_mut()
            .find(|alias| fold(&alias.name) == fold(&name))
        {
            Some(alias) => alias.is_certain = true,
            None => aliases.push(Alias {
                name,
                is_certain: true,
            }),
        }
    }
    Ok(aliases)
}

fn set_state(
    draft: &mut dyn Draft,
    arguments: &Arguments,
    project: &Project,
    text: &str,
    reason: Option<String>,
    as_of: Day,
) -> Result<Option<StateChange>, Error> {
    let state = State::from_id(text).ok_or_else(|| {
        facts::refuse(FactsProblem::Choice {
            name: "--state",
            text: text.to_owned(),
            choices: vec!["active", "suspended", "cancelled", "closed"],
        })
    })?;
    let decided_on = match &arguments.on {
        Some(text) => figure::past_day(text, as_of)?,
        None => as_of,
    };
    let before = project.state_on(decided_on);
    if before == state {
        return Ok(None);
    }
    if state == State::Closed {
        check_all_met(draft, project, as_of)?;
    }
    let change = StateChange {
        state,
        decided_on,
        reason,
    };
    draft.set_state(project.id, before, &change)?;
    Ok(Some(change))
}

fn check_all_met(draft: &mut dyn Draft, project: &Project, as_of: Day) -> Result<(), Error> {
    let portfolio = draft.snapshot(&Snapshot {
        as_of,
        known: Known::Now,
        scope: Scope::Project(project.id),
    })?;
    let assessment = assess(&portfolio, as_of);
    let unmet: Vec<String> = assessment
        .targets
        .iter()
        .filter(|judged| judged.is_unmet())
        .map(|judged| format!("{} ({})", judged.stage.facts.code, judged.target.period))
        .collect();
    if unmet.is_empty() {
        return Ok(());
    }
    Err(facts::refuse(FactsProblem::Unmet {
        project: project.facts.code.to_string(),
        targets: unmet,
    }))
}

fn edit_stage(
    draft: &mut dyn Draft,
    arguments: &Arguments,
    project: &Project,
    query: &str,
) -> Result<Change, Error> {
    only(
        &[
            ("--alias", !arguments.alias.is_empty()),
            ("--no-alias", !arguments.no_alias.is_empty()),
            ("--category", arguments.category.is_some()),
            ("--lead", arguments.lead.is_some()),
            ("--state", arguments.state.is_some()),
            ("--on", arguments.on.is_some()),
        ],
        FactsProblem::OnlyProjects,
    )?;
    if !is_any_given(arguments) {
        return Err(facts::refuse(FactsProblem::Nothing));
    }
    let stage = pick::stage(project, query)?;
    let old = &stage.facts;
    let new = StageFacts {
        code: match &arguments.code {
            Some(code) => facts::code(code)?,
            None => old.code.clone(),
        },
        name: name(arguments.name.as_ref(), &old.name)?,
        name_en: changed(arguments.en.as_ref(), old.name_en.as_ref())?,
        position: match &arguments.order {
            Some(text) => order(text)?,
            None => old.position,
        },
        kind: match &arguments.kind {
            Some(text) => kind(text)?,
            None => old.kind,
        },
        weight: match arguments.weight.as_deref() {
            Some("") => None,
            Some(text) => Some(facts::weight(text)?),
            None => old.weight,
        },
        unit: changed(arguments.unit.as_ref(), old.unit.as_ref())?,
        total: match arguments.total.as_deref() {
            Some("") => None,
            Some(text) => Some(facts::total("--total", text)?),
            None => old.total,
        },
    };
    let key = new.code.key();
    let is_other = |s: &&crate::model::Stage| s.id != stage.id && s.facts.code.key() == key;
    if let Some(other) = project.stages.iter().find(is_other) {
        return Err(facts::refuse(FactsProblem::Exists {
            code: format!("{}/{}", project.facts.code, other.facts.code),
            name: other.facts.name.clone(),
        }));
    }
    facts::check_weights(project, Some(stage.id), &new)?;
    if let Some(percent) = facts::unfinished(stage, new.kind)
        && new.kind != old.kind
    {
        return Err(facts::refuse(FactsProblem::Unfinished {
            place: format!("{}/{}", project.facts.code, old.code),
            percent,
        }));
    }
    let reason = facts::reason(arguments.reason.as_deref())?;
    if *old != new {
        draft.edit_stage(project.id, stage.id, old, &new, reason.as_deref())?;
    }
    Ok(Change {
        project: project.id,
        stage: Some(stage.id),
        facts: stage_differences(old, &new),
        state: None,
    })
}

fn order(text: &str) -> Result<i64, Error> {
    let order = text.trim().parse::<u16>().map(i64::from);
    order.map_err(|_| facts::refuse(FactsProblem::Order(text.to_owned())))
}

fn kind(text: &str) -> Result<StageKind, Error> {
    StageKind::from_id(text).ok_or_else(|| {
        Error::Refused(Refusal::Facts(FactsProblem::Choice {
            name: "--kind",
            text: text.to_owned(),
            choices: vec!["measured", "milestone"],
        }))
    })
}

fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn differences<const N: usize>(
    pairs: [(&'static str, String, String); N],
) -> Vec<(&'static str, String, String)> {
    pairs
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .collect()
}

fn project_differences(
    old: &ProjectFacts,
    new: &ProjectFacts,
) -> Vec<(&'static str, String, String)> {
    let aliases = |facts: &ProjectFacts| {
        let names: Vec<&str> = facts
            .aliases
            .iter()
            .map(|alias| alias.name.as_str())
            .collect();
        names.join("; ")
    };
    differences([
        ("code", old.code.to_string(), new.code.to_string()),
        ("name", old.name.clone(), new.name.clone()),
        (
            "name_en",
            shown(old.name_en.as_ref()),
            shown(new.name_en.as_ref()),
        ),
        ("aliases", aliases(old), aliases(new)),
        (
            "category",
            shown(old.category.as_ref()),
            shown(new.category.as_ref()),
        ),
        ("unit", shown(old.unit.as_ref()), shown(new.unit.as_ref())),
        ("lead", shown(old.lead.as_ref()), shown(new.lead.as_ref())),
    ])
}

fn stage_differences(old: &StageFacts, new: &StageFacts) -> Vec<(&'static str, String, String)> {
    differences([
        ("code", old.code.to_string(), new.code.to_string()),
        ("name", old.name.clone(), new.name.clone()),
        (
            "name_en",
            shown(old.name_en.as_ref()),
            shown(new.name_en.as_ref()),
        ),
        (
            "position",
            old.position.to_string(),
            new.position.to_string(),
        ),
        ("kind", old.kind.id().to_owned(), new.kind.id().to_owned()),
        (
            "weight",
            shown(old.weight.as_ref()),
            shown(new.weight.as_ref()),
        ),
        ("unit", shown(old.unit.as_ref()), shown(new.unit.as_ref())),
        (
            "total",
            shown(old.total.as_ref()),
            shown(new.total.as_ref()),
        ),
    ])
}
