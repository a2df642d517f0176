//! What is not sure in sheets: what is asked, and what may be answered. The same question is listed
//! with the options that answer it, or asked of somebody at a terminal.

use std::fmt::{self, Formatter};

use crate::model::{Day, Language};

use super::candidate::Candidate;
use super::columns::FieldWord;
use super::macros::messages;
use super::say::{Hundredths, In, IsoDay, Quoted, Say, UpTo};

/// Something that may be meant in several ways. Where it stands is told beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is not sure.
    pub kind: QuestionKind,
    /// What may be meant; none where only a free answer makes sense.
    pub choices: Vec<Choice>,
}

/// One of the answers to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub sense: Sense,
    /// How it is given.
    pub answer: Answer,
}

messages! {
    /// What is not sure.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum QuestionKind {
        Encoding { is_utf_8: bool }
            if (*is_utf_8)
                en "may be text in several encodings"
                zh "可能是多种编码的文本"
            else
                en "is not UTF-8"
                zh "不是UTF-8编码",
        SameMeaning { columns: UpTo<20, Quoted>, field: FieldWord }
            en "several columns mean the same, {field}: {columns}"
            zh "几列含义相同（{field}）：{columns}",
        SpentOfWhich { spent: String, total: String, annual: String }
            en "'{spent}' may be part of '{total}' or of '{annual}'"
            zh "“{spent}”可能对应“{total}”，也可能对应“{annual}”",
        GoalOrProgress { column: String }
            en "column '{column}' may be the goal or the progress"
            zh "“{column}”列可能是目标，也可能是进度",
        /// A goal beside what is called actual.
        GoalOrPlanned { column: String }
            en "column '{column}' may be the goal, or what was planned to be done by now"
            zh "“{column}”列可能是目标，也可能是截至当日应完成的进度",
        LostProgress { columns: UpTo<20, Quoted> }
            en "no column says where things stand, unless it is one of {columns}"
            zh "没有进度列，{columns}可能是进度",
        GoalsInWords
            en "does not say clearly what is to be reached"
            zh "未写清要达到的目标",
        Fraction { small: Hundredths, share: Hundredths }
            en "may be {small} % or {share} %"
            zh "可能指{small}%或{share}%",
        EitherOrder { dmy: Day, mdy: Day }
            en "may be {dmy}, day first, or {mdy}, month first"
            zh "可能指{dmy}（日在前），也可能指{mdy}（月在前）",
        DayOrMonth { day: Day, month_end: Day }
            en "may be the day {day}, or the month that ends on {month_end}"
            zh "可能指{day}，也可能指{month_end}所在的整月",
        BeforeOrWithin { strict: Day, inclusive: Day }
            en "may be {strict}, before it begins, or {inclusive}, by its end"
            zh "可能指{strict}（开始之前），也可能指{inclusive}（结束之前）",
        /// A row without a name whose number says that it is one of its own.
        NumberedUnnamed { number: String }
            en "names no project, though it has a number of its own ({number}); write the name"
            zh "未写项目名称，却有自己的序号（{number}）；请填写名称",
        /// A known code beside a name that is not its project's.
        OtherName { code: String, old: String }
            en "{code} is the code of {old}; if this is another project, give it a code of its own, or none"
            zh "代码{code}已是{old}的代码；如为另一项目，请改用其他代码，或不填代码",
        /// The column of names counts something.
        NumbersForNames { column: String }
            en "column '{column}' has only numbers where the names of projects should stand; with another column of names, add --map COLUMN=name too"
            zh "“{column}”列应为项目名称，实为数字；如另有名称列，请同时加 --map 列名=项目",
        NoDay
            en "says where it stands, but not on which day"
            zh "未写是哪一天的进度",
        /// A deadline without its year.
        WhichYear { past: Day, next: Day }
            en "may be {past} or {next}"
            zh "可能是{past}或{next}",
        /// A name that no project has.
        LooksLike { name: String, matches: Vec<Candidate> }
            en "looks like {matches}"
            zh "与{matches}名称相近",
    }
}

messages! {
    /// What an answer says.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Sense {
        /// What a text would be.
        Sample(text: String)
            en "'{text:.40}'"
            zh "“{text:.40}”",
        Column { name: String }
            en "'{name}'"
            zh "“{name}”",
        /// One of several columns of that name.
        ColumnAt { name: String, letters: String }
            en "'{name}' in column {letters}"
            zh "{letters}列的“{name}”",
        Goal
            en "the percent to reach"
            zh "要达到的百分比",
        Progress
            en "where things stand"
            zh "已完成的百分比",
        PartOf { column: String }
            en "a part of '{column}'"
            zh "对应“{column}”",
        Notes
            en "a note of each such cell (the others stay goals)"
            zh "此类单元格作备注，其余仍为目标",
        SameProject
            en "another name of the same project"
            zh "同一项目的另一名称",
        Numbers
            en "numbers of the rows"
            zh "各行的序号",
        OfAbove
            en "rows without a name that belong to the project above"
            zh "无名称的行属于上方项目",
        /// None of the columns tells where things stand.
        NoProgress
            en "no progress"
            zh "都不是进度",
        LeftOut
            en "a column to leave out"
            zh "不读取",
        Share(share: Hundredths)
            en "{share} %, as 1 is all of it"
            zh "{share}%（1为全部）",
        OfHundred(small: Hundredths)
            en "{small} %, as 100 is all of it"
            zh "{small}%（100为全部）",
        DayFirst(day: Day)
            en "{day}, the day first"
            zh "{day}（日在前）",
        MonthFirst(day: Day)
            en "{day}, the month first"
            zh "{day}（月在前）",
        Day(day: Day)
            en "the day {day}"
            zh "{day}当天",
        Month(end: Day)
            en "the month that ends on {end}"
            zh "{end}所在的整月",
        Strict(day: Day)
            en "{day}, before it begins"
            zh "{day}（开始之前）",
        Inclusive(day: Day)
            en "{day}, by its end"
            zh "{day}（结束之前）",
        /// A day without its year, which the period of the sheet tells.
        Due { day: Day, period: String }
            en "{day}, as targets of {period}"
            zh "{day}，属{period}年的目标",
        Project(project: Candidate)
            en "{project}"
            zh "{project}",
        NewProject
            en "a new project"
            zh "新项目",
    }
}

impl Sense {
    /// Whether neither the doubt nor the option tells it.
    fn is_untold(&self) -> bool {
        matches!(
            self,
            Sense::Sample(_)
                | Sense::ColumnAt { .. }
                | Sense::Goal
                | Sense::Progress
                | Sense::PartOf { .. }
                | Sense::Notes
                | Sense::OfAbove
                | Sense::SameProject
                | Sense::Numbers
                | Sense::LeftOut
                | Sense::NoProgress
                | Sense::NewProject
        )
    }
}

/// An answer, as an option gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Columns, and what each means: a field, `keep` or `-`.
    Map(Vec<(String, String)>),
    /// What a text is encoded in.
    Encoding(String),
    /// The day of figures without one.
    On(Day),
    /// The period of deadlines without a year.
    Period(String),
    /// A name, and the project that it means, or `new`.
    As {
        /// As it stands in the sheet.
        name: String,
        /// What finds the project.
        project: String,
    },
    /// The office's policy: a key and its value.
    Setting(&'static str, &'static str),
}

/// What a column means that is kept as a text of its project.
pub const KEPT: &str = "keep";
/// The project of a name that is that of a new one.
pub const NEW: &str = "new";

messages! {
    /// An option of `import`, to be typed; the policy is set by a command.
    enum Offer {
        Map(meaning: String) en "--map {meaning:#}" zh "--map {meaning:#}",
        Keep(column: String) en "--keep {column:#}" zh "--keep {column:#}",
        Encoding(name: String) en "--encoding {name:#}" zh "--encoding {name:#}",
        On(day: IsoDay) en "--on {day}" zh "--on {day}",
        Period(period: String) en "--period {period:#}" zh "--period {period:#}",
        As(meaning: String) en "--as {meaning:#}" zh "--as {meaning:#}",
        Setting(setting: String) en "`project config {setting}`" zh "project config {setting}",
    }
}

impl Answer {
    fn offers(&self, language: Language) -> Vec<Offer> {
        match self {
            Answer::Map(columns) => (columns.iter())
                .map(|(column, field)| match field.as_str() {
                    KEPT => Offer::Keep(column.clone()),
                    field => {
                        let field = FieldWord(field.to_owned());
                        Offer::Map(format!("{column}={}", In(language, &field)))
                    }
                })
                .collect(),
            Answer::Encoding(name) => vec![Offer::Encoding(name.clone())],
            Answer::On(day) => vec![Offer::On(IsoDay(*day))],
            Answer::Period(period) => vec![Offer::Period(period.clone())],
            Answer::As { name, project } => vec![Offer::As(format!("{name}={project}"))],
            Answer::Setting(key, value) => vec![Offer::Setting(format!("{key} {value}"))],
        }
    }
}

impl Say for Answer {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        for (index, offer) in self.offers(language).iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(to, "{space}{}", In(language, offer))?;
        }
        Ok(())
    }
}

/// The answers of a question, in a row.
struct Offers(Vec<Choice>);

impl Say for Offers {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let last = self.0.len().saturating_sub(1);
        for (index, Choice { sense, answer }) in self.0.iter().enumerate() {
            let before = match (language, index) {
                (_, 0) => "",
                (Language::En, index) if index == last => ", or ",
                (Language::En, _) => ", ",
                (Language::Zh, index) if index == last => "，或 ",
                (Language::Zh, _) => "、",
            };
            write!(to, "{before}{}", In(language, answer))?;
            let is_untold = sense.is_untold();
            match language {
                Language::En if is_untold => write!(to, " for {}", In(language, sense))?,
                Language::Zh if is_untold => write!(to, "（{}）", In(language, sense))?,
                _ => {}
            }
        }
        Ok(())
    }
}

messages! {
    /// How a question is answered without a terminal.
    enum Advice {
        Add(offers: Offers)
            en "add {offers}"
            zh "请加 {offers}",
        Encoding(offers: Offers)
            if (offers.0.is_empty())
                en "save it as UTF-8, or add --encoding NAME"
                zh "请另存为UTF-8，或加 --encoding 名称"
            else
                en "save it as UTF-8, or say which one reads right: {offers}"
                zh "请另存为UTF-8，或指定读得通的一种：{offers}",
        Day
            en "fill in the day, or add --on DATE"
            zh "请填写截至日期，或加 --on 日期",
        Year(offers: Offers)
            en "write the year, or add {offers}"
            zh "请写明年份，或加 {offers}",
        Rows(offers: Offers)
            en "write a row for each goal with its stage, percent and deadline, or add {offers}"
            zh "请逐个目标各写一行，分列阶段、百分比和时限，或加 {offers}",
        Fraction { small: Hundredths, share: Hundredths, offers: Offers }
            en "write {small}% or {share}, or for the whole column add {offers}"
            zh "请写成{small}%或{share}，或整列加 {offers}",
        /// Where the columns of a sheet cannot be answered for.
        Office(offers: Offers)
            en "write the day, or settle it for the office: {offers}"
            zh "请写明日期，或为全单位设定：{offers}",
        Order(offers: Offers)
            en "add {offers} (for every sheet: `project config dates dmy`, or mdy)"
            zh "请加 {offers}（适用于所有表格：project config dates dmy，或 mdy）",
        Before(offers: Offers)
            en "add {offers} (for every sheet: `project config deadlines.before strict`, or inclusive)"
            zh "请加 {offers}（适用于所有表格：project config deadlines.before strict，或 inclusive）",
    }
}

impl Question {
    fn advice(&self) -> Advice {
        let offers = Offers(self.choices.clone());
        match &self.kind {
            _ if self.is_of_office() => Advice::Office(offers),
            QuestionKind::Encoding { .. } => Advice::Encoding(offers),
            QuestionKind::NoDay => Advice::Day,
            QuestionKind::Fraction { small, share } => Advice::Fraction {
                small: *small,
                share: *share,
                offers,
            },
            QuestionKind::WhichYear { .. } => Advice::Year(offers),
            QuestionKind::GoalsInWords => Advice::Rows(offers),
            QuestionKind::EitherOrder { .. } => Advice::Order(offers),
            QuestionKind::BeforeOrWithin { .. } => Advice::Before(offers),
            _ => Advice::Add(offers),
        }
    }

    /// Whether the column of names counts something.
    pub fn is_of_numbers(&self) -> bool {
        matches!(self.kind, QuestionKind::NumbersForNames { .. })
    }

    /// Whether the office is asked, not how one sheet is read.
    pub(super) fn is_of_office(&self) -> bool {
        let mut answers = self.choices.iter().map(|choice| &choice.answer);
        answers.any(|answer| matches!(answer, Answer::Setting(..)))
    }

    /// Whether one answer settles both, wherever they stand: the options are the same, and the sheet
    /// is none of them.
    pub(super) fn is_everywhere(&self) -> bool {
        let is_of_sheet =
            |choice: &Choice| matches!(choice.answer, Answer::Encoding(_) | Answer::Period(_));
        !self.choices.is_empty() && !self.choices.iter().any(is_of_sheet)
    }
}

impl Say for Question {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (kind, advice) = (In(language, &self.kind), self.advice());
        let advice = In(language, &advice);
        match language {
            Language::En => write!(to, "{kind}; {advice}"),
            Language::Zh => write!(to, "{kind}；{advice}"),
        }
    }
}
