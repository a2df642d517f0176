use std::cell::OnceCell;

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{
    AliasChange, Change, Due, Lower, Novelty, Outcome, ProjectChange, ProjectMention,
    ReadingChange, StageChange, StageMention, TargetChange,
};
use crate::messages::Error;
use crate::model::{Given, OVERALL, ProjectFactsEdit, Remark, StageFactsEdit, StageKind};
use crate::report::added;

use super::facts::Facts;
use super::help::arguments;
use super::recording::{record, tell};
use super::schedule::Schedule;
use super::words;
use super::{ask, known, offers};

arguments! {
    Arguments
    en "Add a project, or a stage as CODE/STAGE"
    zh "新增项目，或以“代码/阶段”新增阶段"
    details
        en "The project's code is suggested from its name (pinyin for Chinese) unless you give one. \
            --due, --target and the options of its plan also set its target, of 100 % unless you say less; \
            --progress also records where it stands."
        zh "未指定代码时由名称生成（中文取拼音）。加 --due、--target 或计划选项即同时设目标（默认100%）；\
            加 --progress 即同时填报进度。"
    in ARGUMENTS {
        #[arg(value_name = "NAME|CODE/STAGE", add = ArgValueCompleter::new(known::stages_only))]
        what: String = {
            en "The project's name; or CODE/STAGE, for a stage of a project that is there"
            zh "项目名称；或已有项目的“代码/阶段”"
        }
    }
    in TARGET {
        #[arg(
            long,
            visible_alias = "by",
            alias = "deadline",
            value_name = "WORDS",
            allow_hyphen_values = true
        )]
        due: Option<String> = { en "The deadline of its target" zh "目标时限" }
        #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
        target: Option<String> = {
            en "The percent to reach (default: 100)"
            zh "目标百分比（默认100）"
        }
        #[arg(
            long,
            alias = "percent",
            value_name = "FIGURE",
            allow_hyphen_values = true,
            add = ArgValueCompleter::new(offers::figures)
        )]
        progress: Option<String> = { en "Where it stands" zh "目前进度" }
        #[arg(long, alias = "date", value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String> = {
            en "The day that --progress speaks of (default: today)"
            zh "--progress 所指日期（默认今天）"
        }
    }
    in FACTS {
        #[arg(long, value_name = "CODE")]
        code: Option<String> = {
            en "The code to type (default: suggested from the name)"
            zh "输入用的代码（默认由名称生成）"
        }
        #[arg(long)]
        new: bool = {
            en "Add it although its name is like that of a known project"
            zh "名称与已有项目相近，仍作为新项目"
        }
    }
    in STAGE {
        #[arg(long, value_name = "NAME")]
        name: Option<String> = {
            en "The stage's name (default: its code)"
            zh "阶段名称（默认同代码）"
        }
        #[arg(long)]
        milestone: bool = {
            en "The stage is done or not done, without a percent"
            zh "节点阶段：只有完成与未完成，不计百分比"
        }
    }
    shared facts: Facts;
    shared schedule: Schedule;
    note WORDS = FIGURES
    note WORDS = DEADLINES
    example
        en "add 'Harbour Road' --due 2021-12-31 --lead Chen --progress 40"
            "adds a project with its target and where it stands"
        zh "add 滨江路改造 --due 2021-12-31 --lead 陈工 --progress 40"
            "新增项目，同时设目标、填报进度"
    example
        en "add jinhui/roof --weight 15" "adds a stage to jinhui"
        zh "add jinhui/roof --name 屋面 --weight 15" "为jinhui新增阶段"
    example
        en "add jinhui/opening --milestone" "adds one that is done or not done"
        zh "add jinhui/opening --name 开盘 --milestone" "新增节点阶段"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let is_of_stage = arguments.milestone || arguments.name.is_some();
    let is_of_project = !is_of_stage && arguments.facts.of_project(&[]).is_ok();
    let path = Some(arguments.what.as_str())
        .filter(|what| !is_of_project || !ask::is_name_to_add(context, what));
    let (first, project, stage) = match path.and_then(|path| path.split_once('/')) {
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
    let changes: Vec<Change> = [Some(first), target, reading]
        .into_iter()
        .flatten()
        .collect();
    let slot = OnceCell::new();
    let recorded = record(context, changes, Default::default(), &slot)?;
    let stage = match recorded.plan.outcomes.first() {
        Some(Outcome::Stage { id, .. }) => Some(*id),
        _ => None,
    };
    let language = context.language(recorded.after.settings);
    let has_more = recorded.plan.outcomes.len() > 1;
    for project in recorded.after.projects {
        let stage = project.stages.iter().find(|there| Some(there.id) == stage);
        let line = added(recorded.entry, project, stage, !has_more);
        context.output.confirm(language, &line)?;
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
        due,
        target,
        schedule,
        ..
    } = arguments;
    if due.is_none() && target.is_none() && schedule.is_empty() {
        return Ok(None);
    }
    Ok(Some(Change::Target(Box::new(TargetChange {
        goal: words::goal(target.as_deref())?,
        due: due.clone().map_or(Due::Absent, Due::Words),
        ..schedule.change(project.clone(), stage.clone(), context)?
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
    let facts = arguments.facts.of_project(&[
        ("--milestone", arguments.milestone),
        ("--name", arguments.name.is_some()),
    ])?;
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
        facts: ProjectFactsEdit { name, ..facts },
        aliases: AliasChange::Edit {
            add: arguments.facts.aliases()?,
            drop: Vec::new(),
        },
        texts: Vec::new(),
        said_on: None,
        reason: None,
    })
}

fn stage_change(arguments: &Arguments, code: &str, stage: &str) -> Result<StageChange, Error> {
    let facts = arguments
        .facts
        .of_stage(&[("--code", arguments.code.is_some())])?;
    let kind = match arguments.milestone {
        true => StageKind::Milestone,
        false => StageKind::Measured,
    };
    let project = ProjectMention::Typed(code.to_owned());
    let stage = StageMention::Code(words::code(stage)?);
    Ok(StageChange {
        facts: StageFactsEdit {
            name: words::maybe(arguments.name.as_deref())?,
            name_en: match facts.name_en {
                Given::Empty => Given::Absent,
                given => given,
            },
            kind: Some(kind),
            ..facts
        },
        ..StageChange::of(project, stage, Novelty::Added)
    })
}
