//! What a plan of sheets does, shown before it is done, and what is asked about it.

use crate::model::{Code, Figure, StageKind};

use super::candidate::Candidate;
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
    }
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
    /// What somebody at a terminal is asked. The answer follows on the same line.
    pub enum PlanQuestion {
        /// Whether a name means one of the projects that are like it: a number, or none of them.
        WhichProject { name: String, matches: Vec<Numeral> }
            en "'{name}' is no known project. Is it {matches}, or n for a new one? "
            zh "没有名为“{name}”的项目。是指{matches}，还是新项目(n)？",
        WhichDay { count: usize }
            if (*count == 1)
                en "1 figure has no day. On which day was it so (such as 2021-10-31)? "
                zh "有1个数据未写日期，是哪一天的进度（如2021-10-31）？"
            else
                en "{count} figures have no day. On which day was it so (such as 2021-10-31)? "
                zh "有{count}个数据未写日期，是哪一天的进度（如2021-10-31）？",
        Apply
            en "Record this (y/n)? "
            zh "是否录入(y/n)？",
    }
}

messages! {
    /// A project as one of several answers.
    #[derive(Clone, Debug)]
    pub struct Numeral { pub number: usize, pub project: Candidate }
        en "({number}) {project}"
        zh "({number}){project}"
}

/// What somebody at a terminal answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // The words say what each is.
pub enum Answer {
    Yes,
    No,
    Number(usize),
    /// Anything else: it is asked again.
    Unclear,
}

impl Answer {
    /// Reads a line in either language.
    pub fn of(line: &str) -> Answer {
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" | "是" | "好" | "确认" => Answer::Yes,
            "n" | "no" | "new" | "否" | "不" | "新" | "新项目" => Answer::No,
            line => line.parse().map_or(Answer::Unclear, Answer::Number),
        }
    }
}
