//! Words that choose, as options take them: their ids, and whatever is printed, in either language.

use crate::assess::{Lamp, Status};
use crate::messages::{Error, In, Say, ValueProblem};
use crate::model::{Language, State};
use crate::report::{Column, GroupBy, SortBy, late};

/// One of a fixed list of words.
pub(super) fn choose<T>(
    name: &'static str,
    value: &str,
    choices: &[&'static str],
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Error> {
    read(value.trim().to_lowercase().as_str())
        .ok_or_else(|| Error::value(name, value, ValueProblem::Choice(choices.to_vec())))
}

/// One or more statuses by their ids, or by the words that are printed, in either language; `late`
/// and the colours of lamps stand for several.
///
/// # Errors
/// [`ValueProblem::Choice`].
pub(super) fn statuses(name: &'static str, word: &str) -> Result<Vec<Status>, Error> {
    let mut words: Vec<&'static str> = match name {
        "--fail-on" => vec!["late", "due"],
        _ => vec!["late"],
    };
    words.extend(Status::ALL.iter().map(|status| status.id()));
    let of_lamp = |lamps: &[Lamp]| -> Vec<Status> {
        let all = Status::ALL.into_iter();
        all.filter(|status| lamps.contains(&status.lamp()))
            .collect()
    };
    choose(name, word, &words, |word| {
        let is_said = |message: &dyn Say| is_printed(word, message);
        let by_id = Status::from_id(word).map(|status| vec![status]);
        let printed = || {
            Status::ALL
                .into_iter()
                .find(|status| is_said(status))
                .map(|s| vec![s])
        };
        by_id.or_else(printed).or_else(|| {
            Some(match word {
                "late" | "滞后" | "逾期" => late(),
                "red" | "红" | "红灯" => of_lamp(&[Lamp::Red, Lamp::RedHollow]),
                "yellow" | "黄" | "黄灯" => of_lamp(&[Lamp::Yellow]),
                "green" | "绿" | "绿灯" => of_lamp(&[Lamp::Green]),
                "grey" | "gray" => of_lamp(&[Lamp::Grey]),
                "suspended" => vec![Status::Suspended],
                "done" | "completed" => vec![Status::Met, Status::MetLate],
                _ => return None,
            })
        })
    })
}

/// Whether a word is how a message is printed, in either language, regardless of case.
pub(super) fn is_printed(word: &str, message: &dyn Say) -> bool {
    [Language::En, Language::Zh]
        .into_iter()
        .any(|language| In(language, message).to_string().to_lowercase() == word)
}

/// Every period.
pub(super) fn is_all(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "all" | "全部")
}

/// By what targets are grouped.
///
/// # Errors
/// [`ValueProblem::Choice`].
pub(super) fn group_by(word: &str) -> Result<GroupBy, Error> {
    let facts = ["category", "lead", "unit", "status", "project", "period"];
    choose("--group-by", word, &facts, |word| {
        Some(match word {
            "category" | "类别" => GroupBy::Category,
            "lead" | "owner" | "负责人" | "责任人" => GroupBy::Lead,
            "unit" | "department" | "责任单位" | "单位" => GroupBy::Unit,
            "status" | "评定" | "状态" => GroupBy::Status,
            "project" | "项目" => GroupBy::Project,
            "period" | "期间" => GroupBy::Period,
            _ => return None,
        })
    })
}

/// In which order targets are shown.
///
/// # Errors
/// [`ValueProblem::Choice`].
pub(super) fn sort_by(word: &str) -> Result<SortBy, Error> {
    choose(
        "--sort",
        word,
        &["status", "due", "project", "name"],
        |word| {
            Some(match word {
                "status" | "评定" | "状态" => SortBy::Status,
                "due" | "date" | "deadline" | "时限" | "期限" => SortBy::Due,
                "project" | "code" | "代码" => SortBy::Project,
                "name" | "项目" => SortBy::Name,
                _ => return None,
            })
        },
    )
}

/// A column of the report.
///
/// # Errors
/// [`ValueProblem::Choice`].
pub(super) fn column(word: &str) -> Result<Column, Error> {
    choose(
        "--columns",
        word,
        &Column::ALL.map(|(word, _)| word),
        |word| {
            let is_meant =
                |(id, column): &(&str, Column)| *id == word || is_printed(word, &column.head());
            let found = Column::ALL.into_iter().find(is_meant);
            found.map(|(_, column)| column)
        },
    )
}

/// A state by its id, or by a word for it.
pub(super) fn state(text: &str) -> Option<State> {
    State::from_id(text).or_else(|| {
        Some(match text.trim().to_lowercase().as_str() {
            "paused" | "suspend" | "on-hold" | "暂停" => State::Suspended,
            "resumed" | "进行中" | "恢复" | "在建" => State::Active,
            "cancel" | "canceled" | "取消" | "已取消" => State::Cancelled,
            "close" | "done" | "completed" | "办结" | "已办结" => State::Closed,
            _ => return None,
        })
    })
}
