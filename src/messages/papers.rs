//! What papers say beside the report itself.

use std::fmt::{self, Formatter};

use crate::model::{Day, Language, printable};

use super::macros::messages;
use super::nouns::Targets;
use super::report::Head;
use super::say::{LocalName, Say};

messages! {
    /// An event of a calendar.
    pub enum EventLine {
        Title { status: String, project: LocalName, goal: String }
            en "{status}: {project}, {goal}"
            zh "{status}：{project}，{goal}",
        Labelled { head: Head, cell: String }
            en "{head}: {cell}"
            zh "{head}：{cell}",
    }
}

messages! {
    /// Over a paper.
    pub enum Paper {
        Brief en "Key projects: brief" zh "重点项目推进情况简报",
        Changes en "Key projects: what has changed" zh "重点项目变化情况",
        Account en "Key projects: final account" zh "重点项目完成情况",
        AsOf(day: Day) en "As of {day}" zh "（{day}）",
    }
}

messages! {
    /// The table behind a brief.
    pub enum Annex {
        Table en "All targets" zh "附表：重点项目进展情况表",
        Changes en "Targets that changed" zh "附表：重点项目变化情况表",
        Account en "How the targets ended" zh "附表：重点项目完成情况表",
        /// The head of the column with the numbers of the rows.
        Number en "No." zh "序号",
    }
}

messages! {
    /// What the sheets of a workbook are called.
    pub enum Tab {
        Targets en "targets" zh "目标",
        Endings en "account" zh "完成情况",
        Groups en "groups" zh "分组汇总",
        Readings en "readings" zh "进度记录",
        Slips en "slips" zh "时限与指标调整",
    }
}

messages! {
    /// Over the readings, where there are more than a sheet can take.
    pub enum Newest {
        Of { shown: usize, all: usize }
            en "The newest {shown} of {all} readings"
            zh "共{all}条进度记录，此处为最近{shown}条",
    }
}

messages! {
    /// A reminder.
    pub enum Reminder {
        Title en "Reminder" zh "催办单",
        To(whose: String) en "To {whose}:" zh "{whose}：",
        WithoutLead en "Without a lead:" zh "未明确负责人：",
        WithoutUnit en "Without a unit:" zh "未明确责任单位：",
        /// In the name of its file.
        Nobody en "none" zh "未明确",
        Text { as_of: Day, targets: Targets }
            if (targets.0 == 1)
                en "As of {as_of}, the following target of yours is overdue, has not been reported, or its figure is out of date. Please see to it, and report where it stands."
                zh "截至{as_of}，以下{targets}逾期未完成、应报未报或进度未更新，请抓紧办理，并及时填报进度。"
            else
            en "As of {as_of}, the following {targets} of yours are overdue, have not been reported, or their figures are out of date. Please see to them, and report where they stand."
            zh "截至{as_of}，以下{targets}逾期未完成、应报未报或进度未更新，请抓紧办理，并及时填报进度。",
        Times(times: u32)
            if (*times == 1)
                en "first"
                zh "第1次"
            else if (*times == 2)
                en "second"
                zh "第2次"
            else if (*times == 3)
                en "third"
                zh "第3次"
            else
            en "no. {times}"
            zh "第{times}次",
        Day(as_of: Day) en "{as_of}" zh "{as_of}",
    }
}

/// A text with its number: of a heading, of one under it, of an item. Official Chinese numbers them
/// 一、 and （一） and 1．; English numbers none, and marks items.
pub struct Ordinal {
    /// 0, 1 or 2.
    pub level: usize,
    /// From 1.
    pub number: usize,
    /// What is numbered.
    pub text: String,
}

impl Say for Ordinal {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let text = printable(&self.text);
        match (language, self.level) {
            (Language::En, 2) => write!(to, "• {text}"),
            (Language::En, _) => to.write_str(&text),
            (Language::Zh, 0) => write!(to, "{}、{text}", in_chinese(self.number)),
            (Language::Zh, 1) => write!(to, "（{}）{text}", in_chinese(self.number)),
            (Language::Zh, _) => write!(to, "{}．{text}", self.number),
        }
    }
}

/// A number below 100 in Chinese; above, in figures.
fn in_chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |index: usize| DIGITS.get(index).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) if tens < 10 => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_official_documents_do() {
        for (number, chinese) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (35, "三十五"),
            (100, "100"),
        ] {
            assert_eq!(in_chinese(number), chinese);
        }
    }
}
