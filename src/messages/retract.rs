//! Why an entry cannot be retracted, and what is asked before one is.

use crate::model::{Day, Instant, Percent};

use super::macros::messages;
use super::nouns::Things;
use super::say::{Hundredths, Numbered, UpTo};

messages! {
    /// Why an entry cannot be retracted.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum RetractProblem {
        NoSuchEntry(text: String)
            en "there is no entry '{text}'; `project log` shows their numbers"
            zh "没有记录“{text}”；可用 project log 查看编号",
        NotANumber(text: String)
            en "'{text}' is not the number of an entry; `project log {text:#}` shows what was recorded of it"
            zh "“{text}”不是记录编号；可用 project log {text:#} 查看其记录",
        NoReason(entry: i64)
            en "#{entry} is not your last entry, so say why: project retract {entry} --reason .."
            zh "#{entry}不是本人最近的记录，须说明理由：project retract {entry} --reason 理由",
        Already { entry: i64, by: i64 }
            en "#{entry} was already retracted, by #{by}; `project log` shows both"
            zh "#{entry}已由#{by}撤回；可用 project log 查看",
        IsRetraction(entry: i64)
            en "#{entry} retracts another entry and cannot be retracted itself; record again what should count"
            zh "#{entry}本身是撤回，不能再撤回；请重新记录应当有效的内容",
        OnlyNotices(entry: i64)
            en "#{entry} only notes what `check` has reported, so there is nothing to retract; name another entry"
            zh "#{entry}只是check的提醒记录，无可撤回；请指定其他记录",
        /// Entries that count would be left without their project, stage or target.
        Dependents { entry: i64, dependents: UpTo<10, Numbered> }
            en "#{entry} cannot be retracted alone: {dependents} would be left without a project, stage or target; to retract them all: project retract {entry} --with-dependents --reason .."
            zh "#{entry}不能单独撤回：{dependents}将失去所属的项目、阶段或目标；如要一并撤回：project retract {entry} --with-dependents --reason 理由",
        /// One that merged a project has copied what the entry says.
        Merged { entry: i64, merge: i64, dependents: UpTo<10, Numbered> }
            en "#{entry} cannot be retracted alone: #{merge} merged its project into another and copied what it says; retract #{merge} first, or all that depends on it ({dependents}): project retract {entry} --with-dependents --reason .."
            zh "#{entry}不能单独撤回：#{merge}已将其项目并入另一项目，其内容随之复制；请先撤回#{merge}，或一并撤回依赖它的{dependents}：project retract {entry} --with-dependents --reason 理由",
        /// The last entry, where none was named.
        Several { entry: i64, rows: Box<SeveralRows> }
            en "your last entry is {rows}; to retract all of it: project retract {entry}"
            zh "本人最近一条记录是{rows}；如要整条撤回：project retract {entry}",
        Nothing(who: String)
            en "{who} has no entry to retract; name one that `project log` shows: project retract 17 --reason .."
            zh "{who}没有可撤回的记录；请按 project log 指定编号：project retract 17 --reason 理由",
        CodeTaken { entry: i64, code: String }
            en "#{entry} cannot be retracted: the code {code}, which it gave up, now belongs to another; change that code first with `project edit`"
            zh "#{entry}不能撤回：它让出的代码{code}现已另有归属；请先用 project edit 修改后者的代码",
        /// Weights that it would give back sum to more than 100 % with those set since.
        Weights { entry: i64, project: String, sum: Hundredths }
            en "#{entry} cannot be retracted: the weights of {project} would sum to {sum}; lower one of them first: project edit {project:#}/STAGE --weight W"
            zh "#{entry}不能撤回：{project}各阶段权重之和将为{sum}；请先调低其一：project edit {project:#}/阶段 --weight 权重",
        /// It would make a milestone of a stage with a figure between 0 and 100.
        PartOfMilestone { entry: i64, stage_path: String, percent: Percent, on: Day }
            en "#{entry} cannot be retracted: {stage_path} would become a milestone, done or not, but stood at {percent} on {on}; retract that reading first"
            zh "#{entry}不能撤回：{stage_path}将变回只有完成与否的节点，而其{on}进度为{percent}；请先撤回该进度",
        /// It would make a milestone of a stage with a target under 100 %.
        Milestone { entry: i64, stage_path: String, percent: Percent }
            en "#{entry} cannot be retracted: {stage_path} would become a milestone, done or not, but has a target of {percent}; retract that target first"
            zh "#{entry}不能撤回：{stage_path}将变回只有完成与否的节点，而其目标为{percent}；请先撤回该目标",
    }
}

messages! {
    /// An entry of several rows, which nobody undoes unasked.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SeveralRows { pub entry: i64, pub command: String, pub ago: Ago, pub things: Vec<Things> }
        en "#{entry} ({command}), recorded {ago}: {things}"
        zh "#{entry}（{command}，{ago}录入）：{things}"
}

messages! {
    /// What is asked of somebody at a terminal. The answer follows on the same line.
    pub struct RetractQuestion { pub rows: SeveralRows }
        en "Retract all of {rows} (y/n)? "
        zh "是否整条撤回{rows}(y/n)？"
}

messages! {
    /// How long ago something was recorded.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Ago {
        Now en "just now" zh "刚刚",
        Minutes(count: i64) en "{count} minutes ago" zh "{count}分钟前",
        Hours(count: i64) en "{count} hours ago" zh "{count}小时前",
        Days(count: i64) en "{count} days ago" zh "{count}天前",
    }
}

impl Ago {
    /// In the largest unit of which it is two or more.
    pub fn between(then: Instant, now: Instant) -> Ago {
        let minutes = (now.millis() - then.millis()) / 60_000;
        match minutes {
            ..2 => Ago::Now,
            2..120 => Ago::Minutes(minutes),
            120..2_880 => Ago::Hours(minutes / 60),
            _ => Ago::Days(minutes / 1_440),
        }
    }
}
