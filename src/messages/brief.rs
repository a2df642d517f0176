//! A report told in prose.

use crate::model::{Day, Period};

use super::macros::messages;
use super::opening::{Opening, Standing};
use super::report::{AskedStatus, Closing, Goal, TargetCell};
use super::say::{AnyOf, LocalName, Notes};
pub use super::sentences::{Capitalised, Sentences, Together};
use super::sum::Several;

messages! {
    /// The first line.
    pub enum BriefTitle {
        Of(as_of: Day)
            en "Key projects: brief as of {as_of}"
            zh "重点项目推进情况简报（{as_of}）",
    }
}

messages! {
    /// What stands over the parts.
    pub enum BriefHeading {
        Late en "Late" zh "滞后和逾期事项",
        Progress en "Progress" zh "各项目进展",
        Units en "By unit" zh "各责任单位完成情况",
        Silent en "Not reported or out of date" zh "未上报和情况不明事项",
        NextSteps en "Next steps" zh "下步打算",
    }
}

messages! {
    /// What it all comes to.
    pub enum BriefSummary {
        /// Those that the first sentence does not tell of.
        Others { kinds: Vec<Several> } en "Of the others: {kinds}." zh "其余{kinds}。",
        Closing(line: Closing) en "{line}." zh "{line}。",
        /// What was asked for, where that is not everything.
        Scope(parts: Sentences<ScopePart>) en "Scope: {parts}." zh "范围：{parts}。",
    }
}

messages! {
    /// What a brief is restricted to, or extended.
    pub enum ScopePart {
        Period(period: Period) en "targets of {period}" zh "{period}目标",
        AllPeriods en "targets of all periods" zh "各期目标",
        Categories(names: AnyOf<String>) en "category {names}" zh "类别为{names}",
        Units(names: AnyOf<String>) en "unit {names}" zh "责任单位为{names}",
        Leads(names: AnyOf<String>) en "lead {names}" zh "负责人为{names}",
        Statuses(statuses: AnyOf<AskedStatus>) en "what is {statuses}" zh "评定为{statuses}",
        Slipped en "what was put off or lowered" zh "有延期或调低的",
        Known(on: Day) en "as recorded by {on}" zh "按{on}已有记录",
    }
}

messages! {
    /// A project, and how its targets stand.
    pub struct BriefItem {
        pub project: LocalName,
        pub whose: Notes<String>,
        pub targets: Sentences<TargetStands>,
        pub remarks: Together<BriefRemark>,
    }
    en "{project}{whose}: {targets}.{remarks}"
    zh "{project}{whose}：{targets}。{remarks}"
}

messages! {
    /// A target, and how it stands.
    pub enum TargetStands {
        By { target: TargetCell, stands: Opening }
            en "{target} – {stands}"
            zh "{target}，{stands}",
        /// The due day stands in the second half.
        Goal { goal: Goal, stands: Opening }
            en "{goal} – {stands}"
            zh "{goal}，{stands}",
    }
}

messages! {
    /// What was said with the latest reading, without the stop that it ends with.
    pub enum BriefRemark {
        Change(text: String) en " Since then: {text}." zh "变化：{text}。",
        Problem(text: String) en " Problem: {text}." zh "存在问题：{text}。",
    }
}

messages! {
    /// Who has not reported what.
    pub enum SilentItem {
        Of { whose: String, goals: Vec<SilentGoal> }
            en "{whose}: {goals}."
            zh "{whose}：{goals}。",
        Nobody { goals: Vec<SilentGoal> }
            en "Without unit or lead: {goals}."
            zh "未明确责任单位和负责人：{goals}。",
    }
}

messages! {
    /// What was not reported for long or ever, with the last that was.
    pub struct SilentGoal {
        pub project: LocalName,
        pub target: TargetCell,
        pub standing: Standing,
        pub other: Option<OtherFigure>,
    }
    en "{project} ({target}: {standing}{other})"
    zh "{project}（{target}，{standing}{other}）"
}

messages! {
    /// The latest figure of another stage, which says nothing of the one asked about.
    pub struct OtherFigure { pub stage: LocalName, pub figure: Standing }
    en ", only of {stage}, {figure}"
    zh "，仅有{stage}数据，{figure}"
}

messages! {
    /// What is done next.
    pub struct NextStepItem { pub project: LocalName, pub steps: Sentences<String> }
    en "{project}: {steps}."
    zh "{project}：{steps}。"
}
