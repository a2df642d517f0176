//! What columns of sheets mean, and how to say it.

use std::fmt::{self, Formatter};

use crate::assess::Lamp;
use crate::model::Language;

use super::macros::messages;
use super::say::{Hundredths, In, LocalName, Say, UpTo};

/// What a column means, as `--map` takes it: a field of a plan, of percents also what they are shares
/// of; `keep`; or `-`. In Chinese by words that are typed as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWord(pub String);

impl Say for FieldWord {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (field, scale) = self.0.split_once(':').unwrap_or((&self.0, ""));
        match (language, chinese(field), scale) {
            (Language::En, ..) | (_, None, _) => self.0.say(language, to),
            (Language::Zh, Some(word), "share") => write!(to, "{word}:份额"),
            (Language::Zh, Some(word), "percent") => write!(to, "{word}:百分数"),
            (Language::Zh, Some(word), _) => to.write_str(word),
        }
    }
}

fn chinese(field: &str) -> Option<&'static str> {
    Some(match field {
        "number" => "序号",
        "code" => "代码",
        "name" => "项目",
        "name_en" => "英文名",
        "stage" => "阶段",
        "kind" => "类型",
        "percent" => "目标",
        "due" => "期限",
        "due_words" => "期限原文",
        "start" => "开始日期",
        "period" => "期间",
        "baseline" => "起点进度",
        "commitment" => "承诺",
        "category" => "类别",
        "unit" => "责任单位",
        "lead" => "负责人",
        "reading" => "进度",
        "as_of" => "截至",
        "budget" => "总投资",
        "annual_budget" => "年度计划投资",
        "spent" => "完成投资",
        "lamp" => "亮灯",
        "note" => "备注",
        "problem" => "存在问题",
        "next_step" => "下步打算",
        "keep" => "保存",
        _ => return None,
    })
}

/// Options that answer what columns mean, ready to be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers(Vec<(String, FieldWord)>);

impl Answers {
    /// So many columns, each with what it means.
    pub fn of<'a>(columns: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
        let answers = columns.into_iter();
        Answers(
            answers
                .map(|(column, field)| (column.to_owned(), FieldWord(field.to_owned())))
                .collect(),
        )
    }
}

impl Say for Answers {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        for (index, (column, field)) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            let answer = format!("{column}={}", In(language, field));
            write!(to, "{space}--map {:#}", In(language, &answer))?;
        }
        Ok(())
    }
}

messages! {
    /// What a column means, as somebody answered: a field of a plan, `keep`, or `-`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ColumnMeaning { pub column: String, pub field: FieldWord }
        if (field.0 == "keep")
            en "'{column}' is kept as a text"
            zh "“{column}”作为自定内容保存"
        else if (field.0 == "-")
            en "'{column}' is passed over"
            zh "“{column}”不读取"
        else
            en "'{column}' is {field}"
            zh "“{column}”为{field}"
}

messages! {
    /// The columns that were read as somebody answered before.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReadAsAnswered { pub columns: UpTo<20, ColumnMeaning> }
        en "as answered before: {columns}"
        zh "按以往答复：{columns}"
}

messages! {
    /// Projects to which a sheet gives one lamp and the record another.
    #[derive(Clone, PartialEq, Eq)]
    pub struct LampsOf { pub said: Lamp, pub ours: Lamp, pub names: UpTo<5, LocalName> }
        en "{said}, this record {ours}: {names}"
        zh "为{said}，本记录为{ours}：{names}"
}

/// Where the lamps of a sheet differ from those of the record, in one line.
pub struct LampsDiffer(pub Vec<LampsOf>);

impl Say for LampsDiffer {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        for (index, lamps) in self.0.iter().enumerate() {
            let begins = match (language, index) {
                (Language::En, 0) => "the sheet says ",
                (Language::En, _) => "; ",
                (Language::Zh, 0) => "表中",
                (Language::Zh, _) => "；表中",
            };
            write!(to, "{begins}{}", In(language, lamps))?;
        }
        Ok(())
    }
}

messages! {
    /// A fraction in a column, and how to answer for all of it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FractionInColumn {
        pub small: Hundredths,
        pub share: Hundredths,
        pub as_share: Answers,
        pub as_percent: Answers,
    }
        en "may be {small} % or {share} %; write {small}% or {share}, or for the whole column {as_share} if 1 is all of it, {as_percent} if 100 is"
        zh "可能指{small}%或{share}%；请写成{small}%或{share}，或整列说明：1为全部加 {as_share}，100为全部加 {as_percent}"
}

messages! {
    /// A stage that is a sentence with goals, and how to answer for its column.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GoalsInWords { pub nothing: Answers, pub note: Answers }
        en "states goals in words, and is no name of a stage; write a row for each goal with its stage, percent and deadline, or add {note} to keep the column as notes, {nothing} to leave it out"
        zh "是文字表述的目标，不是阶段名称；请逐个目标各写一行，分列阶段、百分数和时限，或整列作备注加 {note}，不读取加 {nothing}"
}
