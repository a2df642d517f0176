//! Merging two projects of the record that are one: the plan, and what stands in its way.

use crate::model::{Day, Figure, Percent};

use super::fact::{FactName, FactValue};
use super::macros::messages;
use super::nouns::Things;
use super::say::{Hundredths, Lines, LocalName, Notes, Parts};
use super::subject::{Mark, Subject};
use super::terms::{AmountDone, FigureWord, TargetPart};

messages! {
    /// A line about a merger: what is one from now on, and then what becomes of each stage and fact.
    pub enum MergeLine {
        /// Without an entry, it is a trial.
        Merged { mark: Option<Mark>, from: Box<Subject>, into: Box<Subject> }
            if (mark.is_some())
                en "{mark}{from}: merged into {into}"
                zh "{mark}{from}：已并入{into}"
            else
            en "{from}: would be merged into {into}; nothing written (--dry-run)"
            zh "{from}：将并入{into}；未写入（--dry-run）",
        NewStage { stage: StageNamed, parts: Parts<MergePart> }
            en "{stage}, a new stage: {parts}"
            zh "{stage}（新增阶段）：{parts}",
        /// Found by its code or name, with what it was called where that is something else.
        Stage { stage: StageNamed, was: Notes<StageNamed>, parts: Parts<MergePart> }
            en "{stage}{was}: {parts}"
            zh "{stage}{was}：{parts}",
        AlsoCalled(names: Vec<String>) en "also called {names}" zh "又称{names}",
        Taken { fact: FactName, value: FactValue, from: String }
            en "{fact} {value}, from {from}"
            zh "{fact}{value}，取自{from}",
        Kept { fact: FactName, value: FactValue, from: String, other: FactValue }
            en "{fact} {value} stays; {from} had {other}"
            zh "{fact}{value}不变，{from}原为{other}",
    }
}

messages! {
    /// A stage by its code and name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StageNamed { pub code: String, pub name: LocalName }
        en "{code} {name}"
        zh "{code} {name}"
}

messages! {
    /// What becomes of what was said of a stage.
    pub enum MergePart {
        Moved(things: Vec<Things>) en "{things}" zh "{things}",
        Same(things: Vec<Things>) en "{things} the same" zh "{things}相同",
        LeftOut(things: Vec<Things>) en "{things} left out" zh "{things}舍去",
        Nothing en "nothing to move" zh "无内容并入",
        /// A figure of one of them is lower than the one before, of the other.
        Lower { percent: Percent, on: Day, before: Figure }
            en "{percent} on {on} is lower than {before}"
            zh "{on}的{percent}低于{before}",
    }
}

messages! {
    /// Why two projects cannot be merged.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum MergeProblem {
        Itself(code: String)
            en "{code} cannot be merged into itself; name the other record of the same project"
            zh "{code}不能并入自身；请指定与它实为同一项目的另一项目",
        Closed { from: String, into: String }
            en "{into} is closed and {from} is not; take it up again first: project edit {into:#} --state active"
            zh "{into}已办结，而{from}未办结；请先恢复：project edit {into:#} --state 进行中",
        NeitherPreferred { typed: String, from: String, into: String }
            en "--prefer '{typed}' is neither of the two; give {from:#} or {into:#}"
            zh "--prefer“{typed}”不是这两个项目之一；请填{from:#}或{into:#}",
        /// What one of them may be given the last word on.
        Clashes { from: String, into: String, clashes: Lines<MergeClash> }
            en "{from} and {into} contradict each other, so nothing was written; say which one holds, with --prefer {into:#} or --prefer {from:#}:{clashes}"
            zh "{from}与{into}内容不一致，未写入；请注明以何者为准：--prefer {into:#} 或 --prefer {from:#}：{clashes}",
        /// What has to be set right first.
        Obstacles { from: String, into: String, clashes: Lines<MergeClash> }
            en "{from} cannot be merged into {into} as they are, so nothing was written:{clashes}"
            zh "{from}尚不能并入{into}，未写入：{clashes}",
    }
}

messages! {
    /// Something that the two say differently.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum MergeClash {
        Figure { stage: String, on: Day, into: String, this: Stood, from: String, that: Stood }
            en "{stage} on {on}: {this} ({into}) or {that} ({from})"
            zh "{stage} {on}：{this}（{into}）或{that}（{from}）",
        /// Unmet targets of one period and label.
        Target { stage: String, into: String, this: Parts<TargetPart>, from: String, that: Parts<TargetPart> }
            en "{stage}, target: {this} ({into}) or {that} ({from})"
            zh "{stage}目标：{this}（{into}）或{that}（{from}）",
        Fact { stage: String, fact: FactName, into: String, this: FactValue, from: String, that: FactValue }
            en "{stage}, {fact}: {this} ({into}) or {that} ({from})"
            zh "{stage}{fact}：{this}（{into}）或{that}（{from}）",
        Weights { sum: Hundredths }
            en "the weights of all stages would sum to {sum}; only those of one can stay"
            zh "各阶段权重之和将为{sum}；只能保留其中一方的权重",
        WhichStage { stage_path: String, matches: Vec<StageNamed> }
            en "{stage_path} may be any of {matches}; give it the name of the one that it is: project edit {stage_path:#} --name NAME --code CODE"
            zh "{stage_path}可能是{matches}；请改为相应名称：project edit {stage_path:#} --name 名称 --code 代码",
        /// Two stages of the one that are both the same stage of the other.
        SameStage { stage_path: String, other: String }
            en "{stage_path} and {other} would be the same stage; give one of them another name: project edit {stage_path:#} --name NAME --code CODE"
            zh "{stage_path}与{other}将成为同一阶段；请更改其一的名称：project edit {stage_path:#} --name 名称 --code 代码",
        Milestone { stage_path: String, percent: Percent }
            en "{stage_path} would be a milestone, done or not, but {percent} is recorded; measure it: project edit {stage_path:#} --kind measured"
            zh "{stage_path}将为只有完成与否的节点，但已记有{percent}；请改为按百分比：project edit {stage_path:#} --kind 按百分比",
        More(more: usize) en "… and {more} more" zh "……另有{more}处",
    }
}

messages! {
    /// Where a stage stood.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Stood { pub figure: FigureWord, pub amount: Notes<AmountDone> }
        en "{figure}{amount}"
        zh "{figure}{amount}"
}

impl MergeClash {
    /// Whether it can be decided by which of the two holds.
    pub fn is_answerable(&self) -> bool {
        use MergeClash::{Fact, Figure, Target, Weights};
        matches!(
            self,
            Figure { .. } | Target { .. } | Fact { .. } | Weights { .. }
        )
    }
}

/// So many are listed; the others are counted.
const LISTED: usize = 40;

impl MergeProblem {
    /// All that two projects say differently. What has to be set right first comes
    /// first.
    pub fn of(from: String, into: String, clashes: Vec<MergeClash>) -> MergeProblem {
        let is_answerable = |clash: &MergeClash| clash.is_answerable();
        let (answerable, mut others): (Vec<_>, Vec<_>) =
            clashes.into_iter().partition(is_answerable);
        let is_question = others.is_empty();
        let mut clashes = match is_question {
            true => answerable,
            false => {
                others.extend(answerable);
                others
            }
        };
        let more = clashes.len().saturating_sub(LISTED);
        clashes.truncate(LISTED);
        clashes.extend((more > 0).then_some(MergeClash::More(more)));
        let clashes = Lines(clashes);
        match is_question {
            true => MergeProblem::Clashes {
                from,
                into,
                clashes,
            },
            false => MergeProblem::Obstacles {
                from,
                into,
                clashes,
            },
        }
    }
}
