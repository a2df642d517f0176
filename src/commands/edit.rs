use std::cell::OnceCell;

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{
    AliasChange, Change, Novelty, Outcome, ProjectChange, ProjectMention, StageChange,
    StageMention, StateChange,
};
use crate::messages::{Error, Refusal, ValueProblem};
use crate::model::{KeptText, ProjectFactsEdit, StageFactsEdit, fold};
use crate::report::edited;

use super::facts::Facts;
use super::help::arguments;
use super::recording::record;
use super::{ask, known, offers};
use super::{printed, words};

arguments! {
    Arguments
    en "Change a project or stage; suspend, resume, cancel or close"
    zh "修改项目或阶段信息；暂停、恢复、取消或办结项目"
    details
        en "What you do not give stays as it is; an empty text removes a fact. Old values are kept. \
            You can close a project only when none of its targets is unmet."
        zh "未给出的保持不变，给空文本即清除；原值保留。目标全部完成后方可办结项目。"
    in ARGUMENTS {
        #[arg(value_name = "CODE[/STAGE]", add = ArgValueCompleter::new(known::stage_paths))]
        stage_path: String = CODE_OR_STAGE
    }
    in FACTS {
        #[arg(long, value_name = "NAME")]
        name: Option<String> = { en "The name" zh "名称" }
        #[arg(long, value_name = "CODE")]
        code: Option<String> = { en "Another code" zh "更换代码" }
        #[arg(long, value_name = "NAME")]
        no_alias: Vec<String> = {
            en "A name to remove; may be repeated"
            zh "删除项目别名，可重复"
        }
        #[arg(long, value_name = "NAME=TEXT")]
        text: Vec<String> = {
            en "A text to keep under a name of your own; empty removes it; may be repeated"
            zh "以自定名称保存一段文字；留空即清除；可重复"
        }
    }
    in STAGE {
        #[arg(long, value_name = "KIND", add = ArgValueCompleter::new(offers::kinds))]
        kind: Option<String> = { en "{words}" zh "{words}" }
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        order: Option<String> = {
            en "The stage's place among the stages, 0 for the first"
            zh "阶段的顺序，0为第一"
        }
    }
    in LIFECYCLE {
        #[arg(long, value_name = "STATE", add = ArgValueCompleter::new(offers::states))]
        state: Option<String> = { en "{words}" zh "{words}" }
        #[arg(long, value_name = "TEXT")]
        reason: Option<String> = { en "Why; also of other changes" zh "理由；其他修改亦可注明" }
        #[arg(
            long,
            value_name = "DATE",
            requires = "state",
            allow_hyphen_values = true
        )]
        on: Option<String> = {
            en "The day the state was decided on (default: today)"
            zh "状态决定日期（默认今天）"
        }
    }
    shared facts: Facts;
    note WORDS = DATES
    example
        en "edit jinhui --lead Wang --unit 'Urban Construction Office'"
            "says who is responsible"
        zh "edit 金辉 --lead 王工 --unit 城建办" "登记负责人与责任单位"
    example
        en "edit jinhui --state suspended --reason 'Waiting for the permit'" "suspends it"
        zh "edit 金辉 --state 暂停 --reason 待批" "暂停项目"
    example
        en "edit jinhui --lead ''" "removes the lead"
        zh "edit 金辉 --lead ''" "清除负责人"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let (code, stage) = ask::split_first(context, &arguments.stage_path);
    let project = ProjectMention::Typed(code.to_owned());
    let changes = match stage {
        Some(stage) => vec![edit_stage(arguments, project, stage)?],
        None => edit_project(arguments, context, project)?,
    };
    let slot = OnceCell::new();
    let recorded = record(context, changes, Default::default(), &slot)?;
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
        let stage = stages.find(|stage| Some(stage.id) == edited_stage);
        let line = edited(recorded.entry, project, stage, &all, decided.as_ref());
        context.output.confirm(language, &line)?;
    }
    Ok(())
}

/// Whether anything is to be changed.
fn is_any_given(arguments: &Arguments) -> bool {
    let texts = [
        &arguments.name,
        &arguments.code,
        &arguments.kind,
        &arguments.order,
        &arguments.state,
    ];
    texts.into_iter().any(Option::is_some)
        || !arguments.no_alias.is_empty()
        || !arguments.text.is_empty()
        || !arguments.facts.is_empty()
}

fn edit_project(
    arguments: &Arguments,
    context: &Context,
    project: ProjectMention,
) -> Result<Vec<Change>, Error> {
    let facts = arguments.facts.of_project(&[
        ("--kind", arguments.kind.is_some()),
        ("--order", arguments.order.is_some()),
    ])?;
    if !is_any_given(arguments) {
        return Err(Refusal::Nothing.into());
    }
    let reason = words::reason(arguments.reason.as_deref())?;
    let change = Change::Project(Box::new(ProjectChange {
        project: project.clone(),
        novelty: Novelty::Either,
        facts: ProjectFactsEdit {
            code: arguments.code.as_deref().map(words::code).transpose()?,
            name: words::name(arguments.name.as_deref())?,
            ..facts
        },
        aliases: AliasChange::Edit {
            add: arguments.facts.aliases()?,
            drop: arguments.no_alias.clone(),
        },
        texts: texts(&arguments.text)?,
        said_on: None,
        reason: reason.clone(),
    }));
    let Some(text) = &arguments.state else {
        return Ok(vec![change]);
    };
    let state = printed::state(text)?;
    let state = Change::State(StateChange {
        project,
        state,
        decided_on: words::day(arguments.on.as_deref(), context)?,
        reason,
    });
    Ok(vec![change, state])
}

fn edit_stage(
    arguments: &Arguments,
    project: ProjectMention,
    stage: &str,
) -> Result<Change, Error> {
    let facts = arguments.facts.of_stage(&[
        ("--no-alias", !arguments.no_alias.is_empty()),
        ("--text", !arguments.text.is_empty()),
        ("--state", arguments.state.is_some()),
        ("--on", arguments.on.is_some()),
    ])?;
    if !is_any_given(arguments) {
        return Err(Refusal::Nothing.into());
    }
    let stage = StageMention::Existing(stage.to_owned());
    Ok(Change::Stage(Box::new(StageChange {
        facts: StageFactsEdit {
            code: arguments.code.as_deref().map(words::code).transpose()?,
            name: words::name(arguments.name.as_deref())?,
            position: arguments.order.as_deref().map(order).transpose()?,
            kind: arguments.kind.as_deref().map(printed::kind).transpose()?,
            ..facts
        },
        reason: words::reason(arguments.reason.as_deref())?,
        ..StageChange::of(project, stage, Novelty::Either)
    })))
}

/// Texts to be kept, as `NAME=TEXT`; the last of a name holds.
fn texts(given: &[String]) -> Result<Vec<KeptText>, Error> {
    let mut texts: Vec<KeptText> = Vec::new();
    for text in given {
        let named = text
            .split_once('=')
            .filter(|(name, _)| !name.trim().is_empty());
        let (name, value) = named.ok_or_else(|| Refusal::TextWithoutName(text.clone()))?;
        let (name, value) = (words::text(name)?, words::text(value)?);
        texts.retain(|there| fold(&there.name) != fold(&name));
        texts.push(KeptText { name, value });
    }
    Ok(texts)
}

/// A place among the stages.
fn order(text: &str) -> Result<i64, Error> {
    let order = text.trim().parse::<u16>().map(i64::from);
    order.map_err(|_| Error::value("--order", text, ValueProblem::Order))
}
