//! What is wrong with a row, and what there is to know about those that were imported.

use std::fmt::{self, Formatter};

use crate::model::{Amount, Day, Figure, Language, Percent};

use super::fact::{FactName, FactValue};
use super::macros::messages;
use super::question::{Question, QuestionKind};
use super::refusal::Refusal;
use super::row_ref::RowRef;
use super::say::{In, IsoDay, Say};
use super::value::ValueProblem;

/// A row that cannot be imported, or a line that cannot be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The row.
    pub at: RowRef,
    /// The column; empty where the whole row is at fault.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub problem: Refusal,
}

impl BadRow {
    /// A row that is at fault as a whole, or a line, which says itself what it is about.
    pub fn whole(at: RowRef, problem: Refusal) -> BadRow {
        BadRow {
            at,
            field: String::new(),
            value: String::new(),
            problem,
        }
    }

    /// What is asked of it, if it is not simply wrong.
    pub fn question(&self) -> Option<&Question> {
        match &self.problem {
            Refusal::Unsure(question) => Some(question),
            _ => None,
        }
    }

    /// Whether only its day is asked.
    pub fn is_undated(&self) -> bool {
        let kind = self.question().map(|question| &question.kind);
        matches!(kind, Some(QuestionKind::NoDay))
    }

    /// What makes it one cause with others.
    pub(super) fn cause(&self) -> String {
        let (file, field) = (self.at.file.as_deref().unwrap_or(""), &self.field);
        match &self.problem {
            Refusal::Unsure(question) if question.is_everywhere() => {
                let answers = question.choices.iter().map(|choice| &choice.answer);
                format!("{:?}", answers.collect::<Vec<_>>())
            }
            Refusal::Unsure(question) => {
                let kind = std::mem::discriminant(&question.kind);
                let answers = question.choices.iter().map(|choice| &choice.answer);
                format!("{file}\0{kind:?}{:?}", answers.collect::<Vec<_>>())
            }
            // The rows and days that they name are not theirs alone.
            Refusal::Duplicate { .. } => format!("{file}\0{field}\0twice"),
            Refusal::Value {
                problem: ValueProblem::Date(problem),
                ..
            } => format!("{file}\0{field}\0{:?}", std::mem::discriminant(problem)),
            problem => format!("{file}\0{field}\0{problem:?}"),
        }
    }
}

impl Say for BadRow {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        say_where(self, None, language, to)?;
        say_what(self, language, to)
    }
}

/// Where a fault stands, and which others are likewise.
pub(super) fn say_where(
    row: &BadRow,
    likewise: Option<&dyn Say>,
    language: Language,
    to: &mut Formatter<'_>,
) -> fmt::Result {
    let (at, value) = (In(language, &row.at), In(language, &row.value));
    let field = In(language, &row.field);
    match (language, row.field.is_empty(), row.value.is_empty()) {
        (_, true, true) => write!(to, "{at}"),
        (Language::En, true, false) => write!(to, "{at}, '{value:.60}'"),
        (Language::Zh, true, false) => write!(to, "{at}“{value:.60}”"),
        (Language::En, false, true) => write!(to, "{at}, {field}"),
        (Language::Zh, false, true) => write!(to, "{at} {field}"),
        (Language::En, false, false) => write!(to, "{at}, {field} '{value:.60}'"),
        (Language::Zh, false, false) => write!(to, "{at} {field}“{value:.60}”"),
    }?;
    if let Some(likewise) = likewise {
        likewise.say(language, to)?;
    }
    match language {
        Language::En => to.write_str(": "),
        Language::Zh => to.write_str("："),
    }
}

pub(super) fn say_what(row: &BadRow, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
    match &row.problem {
        // Field and value were said.
        Refusal::Value { problem, .. } if !row.field.is_empty() => problem.say(language, to),
        problem => problem.say(language, to),
    }
}

messages! {
    /// Something to know about a row that was imported.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RowWarning { pub at: RowRef, pub warning: Warning }
        en "warning: {at}: {warning}"
        zh "提示：{at}：{warning}"
}

messages! {
    /// Something to know about what a command recorded.
    pub struct CommandWarning { pub warning: Warning }
        en "warning: {warning}"
        zh "提示：{warning}"
}

impl Warning {
    /// Of a kind that real data is full of: the first is told, and how many more there are.
    pub fn common(&self) -> Option<Common> {
        match self {
            Warning::StartWithoutPercent { .. } => Some(Common::StartWithoutPercent),
            Warning::NoBudget => Some(Common::NoBudget),
            _ => None,
        }
    }
}

/// A kind of warning that real data is full of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Common {
    /// A plan of which nothing says where it starts.
    StartWithoutPercent,
    /// Money of no budget.
    NoBudget,
}

messages! {
    /// A fact as the record has it, and as an older sheet has it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NewerFact { pub fact: FactName, pub kept: FactValue, pub stated: FactValue }
        en "{fact} {kept} (here {stated})"
        zh "{fact}{kept}（本表为{stated}）"
}

messages! {
    /// What there is to know about a row or a target.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Warning {
        DueBeforeStart { due: Day, start: Day }
            en "due {due} is before the start {start}; the plan starts the day before it is due"
            zh "时限{due}早于开始日{start}；计划自时限前一日起算",
        /// A plan point that does not lie between start and due day.
        PointOutside { on: Day, from: Option<Day>, due: Day }
            if (from.is_some())
                en "plan point {on} is left out of the plan, which starts on {from}"
                zh "计划节点{on}早于计划开始日{from}，不计入计划"
            else
                en "plan point {on} is left out of the plan: it is not before the due date {due}"
                zh "计划节点{on}不早于时限{due}，不计入计划",
        /// A start that names no day.
        StartInWords { column: String, words: String }
            en "{column} '{words}' names no day, so no start is recorded; the words are kept in the note"
            zh "{column}“{words}”未写明日期，不记开始日期；原文记入备注",
        /// More decimals than two were cut away.
        Cut { text: String, percent: Percent }
            en "{text} was read as {percent}"
            zh "{text}取为{percent}",
        /// Another baseline was declared.
        StartFromReading { on: Day, percent: Percent }
            en "the starting point is taken from the reading of {on} ({percent})"
            zh "起点进度取自{on}的数据（{percent}）",
        /// Where the stage has later figures only.
        StartWithoutPercent { on: Day, at: IsoDay, first: Day }
            en "nothing says where it stood on {on}, so its plan begins with the first figure, of {first}; to say it, write {at}:PERCENT in the column baseline"
            zh "{on}的起点进度不明，计划自首个数据（{first}）起算；如要注明，请在“起点进度”列填写{at}:百分比",
        /// A figure far above the one of the day before.
        Jump { stage_path: String, was: Figure, now: Figure }
            en "{stage_path} rose by more than half of the whole in a day, from {was} to {now}; check the figure"
            zh "{stage_path}由{was}升至{now}，一日增幅超过50个百分点，请核实",
        /// More money than the total.
        OverBudget { amount: Amount, total: Amount }
            en "{amount} spent of {total} is more than there is to spend; the amount is kept, and counts as 100 %"
            zh "完成投资{amount}超过总额{total}；金额照记，进度按100%计",
        NoBudget
            en "what was spent is not kept, since there is no budget over 0 that it is part of"
            zh "没有大于0的投资总额，完成投资未记入",
        EarlierTerms { target: String }
            en "these are the terms of {target} before it was revised, so nothing was changed; to go back to them, use `project target`"
            zh "所列为{target}修订前的内容，未作改动；如要恢复，请用 project target",
        /// Terms that were decided since are not taken back.
        NewerTerms { target: String, percent: Percent, due: Option<Day> }
            if (due.is_some())
                en "this sheet is older than the terms of {target}, which stay {percent} by {due}; to change them, use `project target`"
                zh "{target}的现行目标（{due}前{percent}）在本表之后确定，保持不变；如需改动，请用 project target"
            else
            en "this sheet is older than the terms of {target}, which stay {percent} without a deadline; to change them, use `project target`"
            zh "{target}的现行目标（{percent}，未明确时限）在本表之后确定，保持不变；如需改动，请用 project target",
        /// What the record says since is not taken back.
        NewerFacts { facts: Vec<NewerFact> }
            en "this sheet is older than what the record says, which stays: {facts}; to change it, use `project edit`"
            zh "库中信息的录入晚于本表，保持不变：{facts}；如需改动，请用 project edit",
        NewerFigure { stage_path: String, on: Day }
            en "the figure of {stage_path} for {on} stays: it was recorded after this sheet was; to change it, use `project update`"
            zh "{stage_path} {on}的进度保持不变：其录入晚于本表；如需改动，请用 project update",
        /// A project found by a name of which it is not certain that it is the project's.
        UncertainAlias { alias: String, code: String }
            en "'{alias}' was read as {code}, by an alias that is not certain"
            zh "“{alias}”按{code}处理，该别名尚未确认",
    }
}
