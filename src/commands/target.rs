use std::cell::OnceCell;

use clap_complete::ArgValueCompleter;

use crate::context::Context;
use crate::ledger::{Change, Due, Outcome, StageMention, TargetChange, WhichTarget, mentions};
use crate::messages::{Error, Refusal, ValueProblem};
use crate::model::{Commitment, Given, TargetState};

use super::help::arguments;
use super::recording::{Recorded, record, tell};
use super::schedule::Schedule;
use super::words;
use super::{known, offers};

arguments! {
    Arguments
    en "Set or revise what a stage is to reach by when"
    zh "设定或调整目标：达到多少、何时完成"
    details
        en "Of several targets, the one with that number, period, label or due day is revised; if none \
            fits, a new one is set. Old terms are kept. What you do not give stays as it is. A new target is 100 % (on a \
            milestone: done), due on the last day of its period."
        zh "有多个目标时，按序号、期间、标签或时限确定调整哪一个；均不符则新设。原目标保留。未给出的保持不变。\
            新目标默认100%（节点为完成），时限为本期最后一日。"
    in ARGUMENTS {
        #[arg(value_name = "CODE[/STAGE][#N]", add = ArgValueCompleter::new(known::stage_paths))]
        stage_path: String = {
            en "The project, or a stage as CODE/STAGE; #2 behind it is its second target"
            zh "项目，或写作“代码/阶段”的阶段；其后#2为该阶段第二个目标"
        }
        #[arg(
            value_name = "PERCENT|done",
            allow_negative_numbers = true,
            add = ArgValueCompleter::new(offers::goals)
        )]
        percent: Option<String> = {
            en "The percent to reach, or done"
            zh "目标百分比，或“完成”"
        }
    }
    in OPTIONS {
        #[arg(
            long,
            visible_alias = "due",
            alias = "deadline",
            value_name = "WORDS",
            allow_hyphen_values = true
        )]
        by: Option<String> = { en "The deadline" zh "时限" }
        #[arg(long, value_name = "TEXT")]
        words: Option<String> = {
            en "The words of the deadline as printed, where they are not those of --by"
            zh "文件中的时限原文（与 --by 不同时）"
        }
        #[arg(
            long,
            value_name = "COMMITMENT",
            add = ArgValueCompleter::new(offers::commitments)
        )]
        commitment: Option<String> = { en "{words}" zh "{words}" }
        #[arg(long, value_name = "PERIOD", add = ArgValueCompleter::new(known::periods))]
        period: Option<String> = {
            en "The period: 2021, 2021H2, 2021Q4, 2021-11 or DATE..DATE; H2, Q4 and november are this year's"
            zh "期间：2021年、2021年下半年、2021年四季度、2021年11月、起日..止日；下半年、四季度指当年"
        }
        #[arg(long, value_name = "LABEL")]
        label: Option<String> = {
            en "Tells several targets of one stage and period apart"
            zh "区分同一阶段同一期间的多个目标"
        }
        #[arg(long, conflicts_with_all = ["suspend", "resume", "drop"])]
        new: bool = {
            en "Set a further target; create the stage if there is none (for `done`, a milestone)"
            zh "另设一个目标；阶段不存在时一并新增（目标为“完成”的为节点）"
        }
    }
    in DECISION {
        #[arg(long, value_name = "TEXT")]
        reason: Option<String> = { en "Why" zh "理由" }
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String> = {
            en "The day it was decided on (default: today)"
            zh "决定日期（默认今天）"
        }
    }
    in CHANGE {
        #[arg(long, alias = "pause", conflicts_with_all = ["resume", "drop"])]
        suspend: bool = { en "Suspend the target" zh "暂停该目标" }
        #[arg(long, conflicts_with = "drop")]
        resume: bool = { en "Resume it" zh "恢复该目标" }
        #[arg(long, aliases = ["cancel", "remove", "delete"])]
        drop: bool = { en "Give it up" zh "取消该目标" }
    }
    shared schedule: Schedule;
    note WORDS = DEADLINES
    example
        en "target jinhui/basement 100 --by 'end of november'" "sets a target"
        zh "target jinhui/basement 100 --by 11月底" "设定目标"
    example
        en "target jinhui --by 2022-03-31 --reason 'Decided in the July meeting'"
            "moves a due day"
        zh "target 金辉 --by 2022-03-31 --reason 7月例会决定" "调整时限"
    example
        en "target west-plot --from 0 --via 2021-09-30:30" "sets where the plan starts, and one point of it"
        zh "target west-plot --from 0 --via 2021-09-30:30" "设起点进度与计划节点"
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<(), Error> {
    let command = words::around(&context.command, "target", &arguments.stage_path);
    let change = Change::Target(Box::new(change(arguments, context)?));
    let slot = OnceCell::new();
    let recorded = record(context, vec![change], command, &slot)?;
    if let (None, Some(reason)) = (recorded.entry, &arguments.reason) {
        return Err(Refusal::ReasonOfNothing {
            stage_path: stage_path(&recorded).unwrap_or_else(|| arguments.stage_path.clone()),
            reason: reason.clone(),
        }
        .into());
    }
    tell(context, &recorded)
}

/// The stage whose target was spoken of.
fn stage_path(recorded: &Recorded<'_>) -> Option<String> {
    let (id, stage) = recorded.plan.outcomes.iter().find_map(|it| match it {
        Outcome::Target { project, stage, .. } => Some((*project, *stage)),
        _ => None,
    })?;
    let projects = &mut recorded.after.projects.iter();
    let project = projects.find(|project| project.id == id)?;
    let stage = project.stages.iter().find(|there| there.id == stage)?;
    Some(project.stage_path(stage))
}

/// What the arguments say.
fn change(arguments: &Arguments, context: &Context) -> Result<TargetChange, Error> {
    let (project, stage) = mentions(&arguments.stage_path);
    let stage = match stage {
        StageMention::Typed(stage) if arguments.new => StageMention::New(stage),
        stage => stage,
    };
    let commitment = match arguments.commitment.as_deref() {
        None => Given::Absent,
        Some(text) => Given::Value(Commitment::from_text(text).ok_or_else(|| {
            let words = Commitment::ALL.map(|one| (one.id(), one));
            Error::value("--commitment", text, ValueProblem::none_of(words))
        })?),
    };
    let period = words::period(arguments.period.as_deref(), context)?;
    let label = arguments.label.as_deref().map(words::text).transpose()?;
    Ok(TargetChange {
        which: WhichTarget {
            period,
            label,
            is_new: arguments.new,
            ..WhichTarget::default()
        },
        goal: words::goal(arguments.percent.as_deref())?,
        due: arguments.by.clone().map_or(Due::Absent, Due::Words),
        words: match &arguments.words {
            None => Given::Absent,
            Some(text) => words::fact(Some(text))?,
        },
        commitment,
        state: match (arguments.suspend, arguments.resume, arguments.drop) {
            (true, ..) => Some(TargetState::Suspended),
            (_, true, _) => Some(TargetState::Active),
            (.., true) => Some(TargetState::Dropped),
            _ => None,
        },
        reason: words::reason(arguments.reason.as_deref())?,
        decided_on: words::day(arguments.on.as_deref(), context)?,
        ..arguments.schedule.change(project, stage, context)?
    })
}
