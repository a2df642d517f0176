//! What a plan of sheets does, shown before it is done, and what is asked about it.

use crate::model::{Code, Day, Figure, StageKind};

use super::columns::FieldWord;
use super::macros::messages;
use super::nouns::Things;
use super::recorded::{RecordedLine, SettingValue};
use super::say::{Lines, Notes, UpTo};
use super::subject::Subject;

messages! {
    /// A part of a plan: what it does of one class, or how many figures it adds.
    pub enum PlanPart {
        Class { class: PlanClass, count: usize, lines: Lines<PlanLine>, more: Option<More> }
            en "{class} ({count}):{lines}{more}"
            zh "{class}（{count}）：{lines}{more}",
        Figures { count: usize, projects: UpTo<10, FigureCount> }
            en "new figures ({count}): {projects}"
            zh "新增进度（{count}）：{projects}",
        /// They stood in the sheet before.
        Absent { entry: i64, on: Day, count: usize, projects: UpTo<10, Code> }
            en "not in this sheet, but in the one before ({on}, #{entry}): {projects} ({count}); nothing changes for them"
            zh "上一张表（{on}，#{entry}）中有、本表中没有的项目（{count}）：{projects}；不作变更",
    }
}

messages! {
    /// How the headings of sheets were understood that are not called as we call them.
    pub struct ReadAs { pub columns: UpTo<12, ColumnRead> }
        en "read as: {columns}"
        zh "表头按此理解：{columns}"
}

messages! {
    /// A heading, and the field that it was read as.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ColumnRead { pub column: String, pub field: FieldWord }
        en "{column} = {field}"
        zh "{column}＝{field}"
}

messages! {
    /// What some steps of a plan do.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
    pub enum PlanClass {
        NewProjects en "new projects" zh "新增项目",
        NewStages en "new stages" zh "新增阶段",
        NewTargets en "new targets" zh "新增目标",
        RevisedTargets en "targets revised" zh "目标调整",
        LowerFigures en "figures that fall" zh "进度回落",
        States en "states changed" zh "状态变更",
        Facts en "facts changed" zh "信息变更",
        Settings en "settings changed" zh "设置变更",
    }
}

messages! {
    /// A step of a plan.
    pub enum PlanLine {
        /// With what comes with it.
        Project { subject: Subject, things: Notes<Things> }
            en "{subject}{things}"
            zh "{subject}{things}",
        Stage { subject: Subject, kind: StageKind, others: UpTo<5, Code> }
            if (others.0.is_empty())
                en "{subject}: {kind}"
                zh "{subject}：{kind}"
            else
                en "{subject}: {kind}; there are {others}"
                zh "{subject}：{kind}；已有{others}",
        Lower { subject: Subject, figure: Figure, before: Figure }
            en "{subject}: {figure} (was {before})"
            zh "{subject}：{figure}（原为{before}）",
        AboveLater { subject: Subject, figure: Figure, after: Figure }
            en "{subject}: {figure} (later {after})"
            zh "{subject}：{figure}（其后{after}）",
        Setting { key: &'static str, new: SettingValue, old: SettingValue }
            en "{key}: {new} (was {old})"
            zh "{key}：{new}（原为{old}）",
        Of(line: RecordedLine)
            en "{line}"
            zh "{line}",
    }
}

messages! {
    /// Steps that are not listed.
    pub struct More { pub count: usize }
        en "\n  … and {count} more (--plan FILE lists all)"
        zh "\n  ……另有{count}条（--plan 文件 可列出全部）"
}

messages! {
    /// How many new figures a project has.
    pub struct FigureCount { pub code: Code, pub count: usize }
        en "{code} {count}"
        zh "{code} {count}"
}

messages! {
    /// What somebody at a terminal is asked about a plan. The answer follows on the same line.
    pub enum PlanQuestion {
        Apply
            en "Record this (y/n)? "
            zh "是否录入(y/n)？",
    }
}
