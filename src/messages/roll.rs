//! What is carried on at the turn of a period.

use crate::model::{Day, Percent, Period, StagePath};

use super::macros::messages;
use super::nouns::{Projects, Targets};
use super::report::Goal;
use super::say::{Lines, LocalName, Notes, ShortDay};
use super::sentences::Together;
use super::subject::Mark;
use super::verdict::StatusWord;

messages! {
    /// What `roll` does.
    pub enum RollLine {
        /// Without an entry, it is a trial.
        Carried {
            mark: Option<Mark>,
            from: Period,
            to: Period,
            targets: Targets,
            projects: Projects,
            left: Notes<RollLeft>,
            lines: Lines<RolledTarget>,
        }
            if (mark.is_some())
                en "{mark}{targets} of {projects} carried on from {from} into {to}{left}:{lines}"
                zh "{mark}{projects}的{targets}已由{from}结转至{to}{left}：{lines}"
            else
            en "would carry on {targets} of {projects} from {from} into {to}{left}:{lines}"
            zh "将把{projects}的{targets}由{from}结转至{to}{left}：{lines}",
        Nothing { from: Period, to: Period, left: Notes<RollLeft> }
            en "nothing of {from} to carry on into {to}{left}"
            zh "{from}没有需结转至{to}的目标{left}",
    }
}

messages! {
    /// What stays as it is, and how much.
    pub enum RollLeft {
        Met(count: usize) en "{count} met" zh "已完成{count}项",
        GivenUp(count: usize) en "{count} given up" zh "已取消{count}项",
        Already(count: usize) en "{count} carried on before" zh "此前已结转{count}项",
    }
}

messages! {
    /// A target that is carried on, with what was decided of it and how it stood.
    pub enum RolledTarget {
        By { stage_path: StagePath, project: LocalName, goal: Goal, due: Day, was: StatusWord, others: Together<Was> }
            en "{stage_path} {project}: {goal} by {due} ({was}{others})"
            zh "{stage_path} {project}：{due}前{goal}（{was}{others}）",
        Undated { stage_path: StagePath, project: LocalName, goal: Goal, was: StatusWord, others: Together<Was> }
            en "{stage_path} {project}: {goal}, undated ({was}{others})"
            zh "{stage_path} {project}：{goal}，未明确时限（{was}{others}）",
    }
}

messages! {
    /// The deadline and the percent that it had, where those are others now.
    pub enum Was {
        Due(due: ShortDay) en ", was due {due}" zh "，原定{due}",
        Percent(percent: Percent) en ", was {percent}" zh "，原为{percent}",
    }
}

messages! {
    /// Why periods cannot follow each other.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum RollProblem {
        NotAfter { from: Period, to: Period }
            en "{to} does not begin after {from} ends; give the period that ends first, then the one that follows"
            zh "{to}不在{from}之后；请先写上一期间，再写下一期间",
    }
}
