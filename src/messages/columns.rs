//! What columns of sheets mean, and how to say it.

use std::fmt::{self, Formatter};

use crate::assess::Lamp;
use crate::model::Language;

use super::macros::messages;
use super::say::{In, LocalName, Say, UpTo};

/// What a column means, as `--map` takes it: a field of a plan, of percents also what they are shares
/// of; `keep`; or `-`. In Chinese by words that are typed as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWord(pub String);

impl Say for FieldWord {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let mut parts = self.0.split(':');
        let field = parts.next().unwrap_or_default();
        let Some(word) = chinese(field).filter(|_| language == Language::Zh) else {
            return self.0.say(language, to);
        };
        to.write_str(word)?;
        for way in parts {
            let mut known = WAYS.iter().filter(|(id, _)| *id == way);
            let word = known.next().map_or(way, |(_, word)| word);
            write!(to, ":{}", In(language, word))?;
        }
        Ok(())
    }
}

/// How the cells of a column are read, by id and in Chinese.
pub const WAYS: [(&str, &str); 9] = [
    ("share", "份额"),
    ("percent", "百分比"),
    ("dmy", "日在前"),
    ("mdy", "月在前"),
    ("strict", "之前"),
    ("inclusive", "之内"),
    ("day", "当天"),
    ("month", "整月"),
    ("note", "备注"),
];

fn chinese(field: &str) -> Option<&'static str> {
    Some(match field {
        "number" => "序号",
        "outline" => "大纲数字",
        "level" => "大纲级别",
        "code" => "代码",
        "name" => "项目",
        "name_en" => "英文名",
        "stage" => "阶段",
        "kind" => "类型",
        "percent" | "target" => "目标",
        "due" => "时限",
        "due_words" => "时限原文",
        "due_implied" => "期末为限",
        "finished" => "实际完成日期",
        "start" => "开始日期",
        "period" => "期间",
        "baseline" => "起点进度",
        "commitment" => "承诺",
        "category" => "类别",
        "unit" => "责任单位",
        "lead" => "负责人",
        "reading" | "progress" => "进度",
        "as_of" => "截至",
        "budget" => "总投资",
        "annual_budget" => "年度计划投资",
        "spent" => "完成投资",
        "quantity" => "数量",
        "measure" => "计量单位",
        "lamp" => "亮灯",
        "note" => "备注",
        "problem" => "存在问题",
        "next_step" => "下步打算",
        "keep" => "保存",
        _ => return None,
    })
}

/// What is known of a text that has all of these columns stands under their names, behind this mark,
/// with which the name of no column begins.
const ALL_COLUMNS: char = '*';
const BETWEEN: char = '|';

/// Under what a text with all of these columns is known.
pub fn of_all_columns(names: impl IntoIterator<Item = String>) -> String {
    let names: Vec<String> = names.into_iter().collect();
    format!("{ALL_COLUMNS}{}", names.join(&BETWEEN.to_string()))
}

/// The columns of a text that is known so; `None`, where that is the name of a column.
pub fn all_columns(column: &str) -> Option<Vec<String>> {
    let names = column.strip_prefix(ALL_COLUMNS)?.split(BETWEEN);
    Some(names.map(str::to_owned).collect())
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
    pub struct LampsOf { pub stated: Lamp, pub ours: Lamp, pub names: UpTo<5, LocalName> }
        en "{stated}, this record {ours}: {names}"
        zh "为{stated}，本记录为{ours}：{names}"
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
