//! What columns of sheets mean, and how to say it.

use std::fmt::{self, Formatter};

use crate::assess::Lamp;
use crate::model::Language;

use super::macros::messages;
use super::say::{Hundredths, In, LocalName, Say, UpTo};

/// Options that answer what columns mean, ready to be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers(Vec<String>);

impl Answers {
    /// So many columns, each with what it means.
    pub fn of<'a>(columns: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
        let answers = columns.into_iter();
        Answers(
            answers
                .map(|(column, field)| format!("{column}={field}"))
                .collect(),
        )
    }
}

impl Say for Answers {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        for (index, answer) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(to, "{space}--map {:#}", In(language, answer))?;
        }
        Ok(())
    }
}

messages! {
    /// What a column means, as somebody answered: a field of a plan, `keep`, or `-`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ColumnMeaning { pub column: String, pub field: String }
        if (field == "keep")
            en "'{column}' is kept as a text"
            zh "“{column}”作为自定内容保存"
        else if (field == "-")
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
    /// A sentence that does not tell its goals, and how to answer for its column.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GoalsInWords { pub nothing: Answers, pub note: Answers }
        en "may be read in several ways as a goal, or in none; write a row for each goal with its stage, percent and deadline, or add {note} to keep the column as notes, {nothing} to leave it out"
        zh "作为目标有多种理解或无法理解；请逐个目标各写一行，分列阶段、百分数和时限，或整列作备注加 {note}，不读取加 {nothing}"
}
