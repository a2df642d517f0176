//! What is wrong with rows, and what there is to know about those that were imported.

use std::collections::HashMap;
use std::fmt::{self, Formatter};

use crate::model::{Day, Language, Percent};

use super::macros::messages;
use super::question::{Doubt, Question};
use super::refusal::Refusal;
use super::row_ref::RowRef;
use super::say::{In, IsoDay, Say};
use super::value::ValueProblem;

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

    /// What is asked of it, if it is not simply wrong.
    pub fn question(&self) -> Option<&Question> {
        match &self.problem {
            Refusal::Unsure(question) => Some(question),
            _ => None,
        }
    }

    /// Whether only its day is asked.
    pub fn is_undated(&self) -> bool {
        let doubt = self.question().map(|question| &question.doubt);
        matches!(doubt, Some(Doubt::NoDay))
    }

    /// What makes it one cause with others.
    fn cause(&self) -> String {
        let (file, field) = (self.at.file.as_deref().unwrap_or(""), &self.field);
        match &self.problem {
            Refusal::Unsure(question) if question.is_everywhere() => {
                let answers = question.choices.iter().map(|choice| &choice.answer);
                format!("{:?}", answers.collect::<Vec<_>>())
            }
            Refusal::Unsure(question) => {
                let doubt = std::mem::discriminant(&question.doubt);
                let answers = question.choices.iter().map(|choice| &choice.answer);
                format!("{file}\0{doubt:?}{:?}", answers.collect::<Vec<_>>())
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
fn say_where(
    row: &BadRow,
    likewise: Option<&Likewise>,
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

fn say_what(row: &BadRow, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
    match &row.problem {
        // Field and value were said.
        Refusal::Value { problem, .. } if !row.field.is_empty() => problem.say(language, to),
        problem => problem.say(language, to),
    }
}

/// A line about a fault, or about many that have one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The first.
    row: BadRow,
    /// The others.
    likewise: Option<Likewise>,
}

impl BadLine {
    /// Its question, if it is one.
    pub fn question(&self) -> Option<&Question> {
        self.row.question()
    }

    /// Where it stands.
    pub fn at(&self) -> &RowRef {
        &self.row.at
    }

    pub(super) fn say_where(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        say_where(&self.row, self.likewise.as_ref(), language, to)
    }
}

impl Say for BadLine {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        self.say_where(language, to)?;
        say_what(&self.row, language, to)
    }
}

/// The rows beside a first one: some of them, and how many there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Likewise {
    first: RowRef,
    some: Vec<RowRef>,
    count: usize,
}

impl Say for Likewise {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let is_row = |at: &RowRef| at.column.is_none() && at.file == self.first.file;
        let rows: Vec<u64> = (self.some.iter().take_while(|at| is_row(at)))
            .map(|at| at.row)
            .collect();
        let others = self.some.get(rows.len()..).unwrap_or_default();
        let (listed, others) = (In(language, &rows), In(language, others));
        let has_both = !rows.is_empty() && !others.1.is_empty();
        let more = self.count - self.some.len();
        match language {
            Language::En => {
                let noun = match rows.len() {
                    0 => "",
                    1 => "row ",
                    _ => "rows ",
                };
                let comma = if has_both { ", " } else { "" };
                write!(to, " (likewise {noun}{listed}{comma}{others}")?;
                match more {
                    0 => to.write_str(")"),
                    more => write!(to, " and {more} more)"),
                }
            }
            Language::Zh => {
                let (before, after) = match rows.len() {
                    0 => ("", ""),
                    _ => ("第", "行"),
                };
                let comma = if has_both { "、" } else { "" };
                write!(to, "（{before}{listed}{after}{comma}{others}")?;
                match more {
                    0 => to.write_str("相同）"),
                    _ => write!(to, "等另外{}处相同）", self.count),
                }
            }
        }
    }
}

/// What is wrong with rows, those of one cause together.
#[derive(Clone, Debug, Default)]
pub struct Causes {
    all: Vec<Cause>,
    /// The place of each, by what makes it one.
    places: HashMap<String, usize>,
    /// How many more there are.
    more: usize,
}

/// A cause: the first of its faults, and how many there are.
#[derive(Clone, Debug)]
struct Cause {
    some: Vec<BadRow>,
    count: usize,
}

impl Cause {
    fn is_question(&self) -> bool {
        self.some.iter().any(|row| row.question().is_some())
    }
}

impl Causes {
    /// Adds a fault.
    pub fn add(&mut self, row: BadRow) {
        let key = row.cause();
        if let Some(cause) = self.places.get(&key).and_then(|at| self.all.get_mut(*at)) {
            cause.count += 1;
            if cause.some.len() <= FEW {
                cause.some.push(row);
            }
        } else if self.all.len() < KEPT {
            self.places.insert(key, self.all.len());
            self.all.push(Cause {
                some: vec![row],
                count: 1,
            });
        } else {
            self.more += 1;
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The faults, of many with one cause the first.
    pub fn rows(&self) -> impl Iterator<Item = &BadRow> {
        self.all.iter().flat_map(|cause| &cause.some)
    }

    /// The lines about some of them, in an order. Some equal faults are a line each; many are one, as
    /// the cells of one question always are.
    pub fn lines<K: Ord>(&self, which: Which, order: impl Fn(&RowRef) -> K) -> BadRows {
        let mut lines = Vec::new();
        for cause in &self.all {
            let is_question = cause.is_question();
            if !which.has(is_question) {
                continue;
            }
            let [first, others @ ..] = cause.some.as_slice() else {
                continue;
            };
            if !is_question && cause.count <= FEW {
                lines.extend(cause.some.iter().map(|row| (row.clone(), None)));
                continue;
            }
            let likewise = (cause.count > 1).then(|| Likewise {
                first: first.at.clone(),
                some: others.iter().map(|row| row.at.clone()).collect(),
                count: cause.count - 1,
            });
            lines.push((first.clone(), likewise));
        }
        lines.sort_by_key(|(row, _)| order(&row.at));
        let lines = lines.into_iter();
        BadRows {
            lines: lines
                .map(|(row, likewise)| BadLine { row, likewise })
                .collect(),
            more: if which == Which::Questions {
                0
            } else {
                self.more
            },
        }
    }
}

/// Which causes are told of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// What is asked.
    Questions,
    /// What is wrong.
    Faults,
    /// Both.
    All,
}

impl Which {
    fn has(self, is_question: bool) -> bool {
        match self {
            Which::Questions => is_question,
            Which::Faults => !is_question,
            Which::All => true,
        }
    }
}

/// So many equal faults are a line each.
const FEW: usize = 3;
/// So many causes are kept; the others are counted.
const KEPT: usize = 1_000;

/// Rows at fault, a line for each cause up to a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadRows {
    /// In order of file and row.
    pub lines: Vec<BadLine>,
    /// How many faults there are beside.
    more: usize,
}

impl BadRows {
    /// Whether there is none.
    pub fn are_none(&self) -> bool {
        self.lines.is_empty()
    }
}

impl Say for BadRows {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (listed, others) = self.lines.split_at(self.lines.len().min(LISTED));
        for line in listed {
            write!(to, "\n  {}", In(language, line))?;
        }
        let count = |line: &BadLine| 1 + line.likewise.as_ref().map_or(0, |others| others.count);
        match (
            language,
            self.more + others.iter().map(count).sum::<usize>(),
        ) {
            (_, 0) => Ok(()),
            (Language::En, more) => write!(to, "\n  … and {more} more"),
            (Language::Zh, more) => write!(to, "\n  ……另有{more}处"),
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
            zh "{on}的起点进度不明，计划自首个数据（{first}）起算；如要注明，请在baseline列填写{at}:百分比",
        EarlierTerms { target: String }
            en "these are the terms of {target} before it was revised, so nothing was changed; to go back to them, use `project target`"
            zh "所列为{target}修订前的内容，未作改动；如要恢复，请用 project target",
        /// A project found by a name of which it is not certain that it is the project's.
        UncertainAlias { alias: String, code: String }
            en "'{alias}' was read as {code}, by an alias that is not certain"
            zh "“{alias}”按{code}处理，该别名尚未确认",
    }
}
