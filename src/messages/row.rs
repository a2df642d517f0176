//! What is wrong with rows, and what there is to know about those that were imported.

use std::fmt::{self, Formatter};

use crate::model::{Day, Language, Percent};

use super::macros::messages;
use super::refusal::Refusal;
use super::row_ref::RowRef;
use super::say::{In, IsoDay, Say};

/// So many faults are listed one by one; who has read them knows what kind they are, and the others
/// are counted.
const LISTED: usize = 40;

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
}

impl Say for BadRow {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (at, value) = (In(language, &self.at), In(language, &self.value));
        let field = In(language, &self.field);
        let colon = match language {
            Language::En => ": ",
            Language::Zh => "：",
        };
        match (language, self.field.is_empty(), self.value.is_empty()) {
            (_, true, true) => write!(to, "{at}{colon}"),
            (Language::En, true, false) => write!(to, "{at}, '{value:.60}'{colon}"),
            (Language::Zh, true, false) => write!(to, "{at}“{value:.60}”{colon}"),
            (Language::En, false, true) => write!(to, "{at}, {field}{colon}"),
            (Language::Zh, false, true) => write!(to, "{at} {field}{colon}"),
            (Language::En, false, false) => write!(to, "{at}, {field} '{value:.60}'{colon}"),
            (Language::Zh, false, false) => write!(to, "{at} {field}“{value:.60}”{colon}"),
        }?;
        match &self.problem {
            // Field and value were said.
            Refusal::Value { problem, .. } if !self.field.is_empty() => problem.say(language, to),
            problem => problem.say(language, to),
        }
    }
}

/// Rows at fault, a line for each fault up to a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadRows {
    /// The faults, in order of file and row.
    pub faults: Vec<BadRow>,
    /// How many rows have faults, if more than are here.
    pub count: usize,
}

impl BadRows {
    /// All there are.
    pub fn all(faults: Vec<BadRow>) -> BadRows {
        let count = count(&faults);
        BadRows { faults, count }
    }
}

/// How many rows have these faults, those of one standing together.
fn count(faults: &[BadRow]) -> usize {
    faults.chunk_by(|a, b| a.at.is_same_row(&b.at)).count()
}

impl Say for BadRows {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let listed = self.faults.get(..LISTED).unwrap_or(&self.faults);
        for fault in listed {
            write!(to, "\n  {}", In(language, fault))?;
        }
        match (language, self.count.saturating_sub(count(listed))) {
            (_, 0) => Ok(()),
            (Language::En, more) => write!(to, "\n  … and {more} more"),
            (Language::Zh, more) => write!(to, "\n  ……另有{more}行"),
        }
    }
}

messages! {
    /// Something to know about a row that was imported.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RowWarning { pub at: RowRef, pub warning: Warning }
        en "warning: {at}: {warning}"
        zh "提示：{at}：{warning}"
}

impl Warning {
    /// Of a kind that real data is full of: the first is told, and how many more there are.
    pub fn is_common(&self) -> bool {
        matches!(self, Warning::StartWithoutPercent { .. })
    }
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
        EarlierTerms { target: String }
            en "these are the terms of {target} before it was revised, so nothing was changed; to go back to them, use `project target`"
            zh "所列为{target}修订前的内容，未作改动；如要恢复，请用 project target",
        /// A project found by a name of which it is not certain that it is the project's.
        UncertainAlias { alias: String, code: String }
            en "'{alias}' was read as {code}, by an alias that is not certain"
            zh "“{alias}”按{code}处理，该别名尚未确认",
    }
}
