//! Words that choose, as options take them: their ids, and whatever is printed, in either language.

use std::borrow::Cow;
use std::path::Path;

use crate::assess::{Lamp, Reason, Status};
use crate::messages::report::Head;
use crate::messages::{Error, In, OptionWord, Say, ValueProblem};
use crate::model::{Language, StageKind, State, shell_quoted};
use crate::report::{GroupBy, RemindBy, SortBy, late};

use super::help::Text;

/// A word that chooses something.
struct Choice<T: 'static> {
    id: &'static str,
    meant: T,
    /// How it is printed.
    printed: &'static dyn Say,
    /// Others that mean the same, in lower case.
    others: &'static [&'static str],
}

impl<T> Choice<T> {
    fn is_meant(&self, word: &str) -> bool {
        self.id == word || self.others.contains(&word) || is_printed(word, self.printed)
    }
}

/// A word that an option takes, for help and completion.
pub(super) struct Word {
    /// As it is typed in any language.
    pub(super) id: Cow<'static, str>,
    /// As it is printed in English, and in Chinese.
    pub(super) printed: [String; 2],
}

impl Word {
    pub(super) fn of(id: &'static str, message: &dyn Say) -> Word {
        let printed =
            [Language::En, Language::Zh].map(|language| In(language, message).to_string());
        let id = Cow::Borrowed(id);
        Word { id, printed }
    }

    /// The name of a text that is kept of projects.
    pub(super) fn kept(name: String) -> Word {
        Word {
            printed: [name.clone(), name.clone()],
            id: Cow::Owned(name),
        }
    }

    /// A word that is the same in print.
    pub(super) fn plain(id: &'static str) -> Word {
        Word::of(id, &id)
    }
}

const GROUPS: [Choice<GroupBy>; 6] = [
    choice("category", GroupBy::Category, &Head::Category, &[]),
    choice("lead", GroupBy::Lead, &Head::Lead, &["owner", "责任人"]),
    choice("unit", GroupBy::Unit, &Head::Unit, &["department", "单位"]),
    choice("status", GroupBy::Status, &Head::Status, &["状态"]),
    choice("project", GroupBy::Project, &Head::Project, &[]),
    choice("period", GroupBy::Period, &Head::Period, &[]),
];

const SILENT_BY: [Choice<RemindBy>; 2] = [
    choice("lead", RemindBy::Lead, &Head::Lead, &["owner", "责任人"]),
    choice("unit", RemindBy::Unit, &Head::Unit, &["department", "单位"]),
];

const ORDERS: [Choice<SortBy>; 7] = [
    choice("status", SortBy::Status, &Head::Status, &["状态"]),
    choice(
        "due",
        SortBy::Due,
        &Text::new("due", "时限"),
        &["date", "deadline", "期限", "target", "目标", "days", "天数"],
    ),
    choice("project", SortBy::Project, &Head::Code, &[]),
    choice("name", SortBy::Name, &Head::Project, &[]),
    choice(
        "slip",
        SortBy::Slip,
        &Text::new("slip", "延期"),
        &["slips", "slipped", "moved", "推迟", "时限变动"],
    ),
    choice(
        "against-due",
        SortBy::AgainstDue,
        &Head::AgainstDue,
        &["forecast", "预计完成"],
    ),
    choice(
        "against-first",
        SortBy::AgainstFirst,
        &Head::AgainstFirst,
        &[],
    ),
];

const STATES: [Choice<State>; 4] = [
    choice(
        "active",
        State::Active,
        &Text::new("active", "进行中"),
        &["resumed", "恢复", "在建"],
    ),
    choice(
        "suspended",
        State::Suspended,
        &Text::new("suspended", "暂停"),
        &["paused", "suspend", "on-hold"],
    ),
    choice(
        "cancelled",
        State::Cancelled,
        &Text::new("cancelled", "取消"),
        &["cancel", "canceled", "已取消"],
    ),
    choice(
        "closed",
        State::Closed,
        &Text::new("closed", "办结"),
        &["close", "done", "completed", "已办结"],
    ),
];

const KINDS: [Choice<StageKind>; 2] = [
    choice(
        "measured",
        StageKind::Measured,
        &Text::new("measured", "按百分比"),
        &[],
    ),
    choice(
        "milestone",
        StageKind::Milestone,
        &Text::new("milestone", "节点"),
        &[],
    ),
];

const LATE: Text = Text::new("late", "滞后");
const DUE: Text = Text::new("due", "即将到期");
const ALL: Text = Text::new("all", "全部");
const DEFAULT: Text = Text::new("default", "默认");

const fn choice<T>(
    id: &'static str,
    meant: T,
    printed: &'static dyn Say,
    others: &'static [&'static str],
) -> Choice<T> {
    Choice {
        id,
        meant,
        printed,
        others,
    }
}

/// A path as it is typed.
pub(super) fn typed(path: &Path) -> String {
    shell_quoted(&path.to_string_lossy()).into_owned()
}

/// One of a fixed list of words.
pub(super) fn choose<T>(
    name: &'static str,
    value: &str,
    choices: &[&'static str],
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Error> {
    read(&lowered(value))
        .ok_or_else(|| Error::value(name, value, ValueProblem::Choice(choices.to_vec())))
}

fn chosen<T: Copy>(
    name: &'static str,
    value: &str,
    choices: &'static [Choice<T>],
) -> Result<T, Error> {
    let read = |word: &str| {
        let mut meant = choices.iter().filter(|choice| choice.is_meant(word));
        meant.next().map(|choice| choice.meant)
    };
    read(&lowered(value)).ok_or_else(|| refused(name, value, words(choices)))
}

pub(super) fn lowered(value: &str) -> String {
    value.trim().to_lowercase()
}

/// A value that is none of these words.
pub(super) fn refused(name: &'static str, value: &str, words: Vec<Word>) -> Error {
    let words = words.into_iter().map(
        |Word {
             id,
             printed: [_, zh],
         }| OptionWord {
            id: id.into_owned(),
            printed: zh,
        },
    );
    Error::value(name, value, ValueProblem::Words(words.collect()))
}

fn words<T>(choices: &[Choice<T>]) -> Vec<Word> {
    let word = |choice: &Choice<T>| Word::of(choice.id, choice.printed);
    choices.iter().map(word).collect()
}

/// The words of `--group-by`.
pub(super) fn group_words() -> Vec<Word> {
    words(&GROUPS)
}

/// The words of `--by`.
pub(super) fn silent_words() -> Vec<Word> {
    words(&SILENT_BY)
}

/// The words of `--sort`.
pub(super) fn order_words() -> Vec<Word> {
    words(&ORDERS)
}

/// The words of `--state`.
pub(super) fn state_words() -> Vec<Word> {
    words(&STATES)
}

/// The words of `--kind`.
pub(super) fn kind_words() -> Vec<Word> {
    words(&KINDS)
}

/// The words of `--status`: those of verdicts, and why some are unknown.
pub(super) fn status_words() -> Vec<Word> {
    let reasons = Reason::ALL.map(|reason| Word::of(reason.id(), &reason));
    verdict_words().into_iter().chain(reasons).collect()
}

fn verdict_words() -> Vec<Word> {
    let statuses = Status::ALL
        .into_iter()
        .map(|status| Word::of(status.id(), &status));
    [Word::of("late", &LATE)]
        .into_iter()
        .chain(statuses)
        .collect()
}

/// The words of `--fail-on`.
pub(super) fn fail_words() -> Vec<Word> {
    let mut words = verdict_words();
    words.insert(1, Word::of("due", &DUE));
    words
}

/// Figures that are words, what is to be reached first.
pub(super) fn figure_words() -> [Word; 3] {
    [
        Word::of("done", &Text::new("done", "完成")),
        Word::of("not-yet", &Text::new("not-yet", "未完成")),
        Word::of("underway", &Text::new("underway", "推进中")),
    ]
}

/// The word for every period.
pub(super) fn all_word() -> Word {
    Word::of("all", &ALL)
}

/// One or more statuses by their ids, or by the words that are printed, in either language; `late`
/// and the colours of lamps stand for several.
///
/// # Errors
/// [`ValueProblem::Words`].
pub(super) fn statuses(name: &'static str, word: &str) -> Result<Vec<Status>, Error> {
    let of_lamp = |lamps: &[Lamp]| -> Vec<Status> {
        let all = Status::ALL.into_iter();
        all.filter(|status| lamps.contains(&status.lamp()))
            .collect()
    };
    let lower = lowered(word);
    let is_meant = |status: &Status| status.id() == lower || is_printed(&lower, status);
    if let Some(status) = Status::ALL.into_iter().find(is_meant) {
        return Ok(vec![status]);
    }
    Ok(match lower.as_str() {
        "late" | "滞后" | "滞后或逾期" => late(),
        // Past due, whether it was reported or not.
        "逾期" => vec![Status::Overdue, Status::Unreported],
        _ if is_printed(&lower, &Lamp::RedHollow) => of_lamp(&[Lamp::RedHollow]),
        "red" | "红" | "红灯" => of_lamp(&[Lamp::Red, Lamp::RedHollow]),
        "yellow" | "黄" | "黄灯" => of_lamp(&[Lamp::Yellow]),
        "green" | "绿" | "绿灯" => of_lamp(&[Lamp::Green]),
        "grey" | "gray" | "灰" | "灰灯" | "not judged" => of_lamp(&[Lamp::Grey]),
        "done" | "completed" => vec![Status::Met, Status::MetLate],
        _ => {
            let words = match name {
                "--fail-on" => fail_words(),
                _ => status_words(),
            };
            return Err(refused(name, word, words));
        }
    })
}

/// Whether a word is one that `--status` takes.
pub(crate) fn is_status(word: &str) -> bool {
    statuses("--status", word).is_ok() || reason(&lowered(word)).is_some()
}

/// Why a verdict is unknown, by its id or as the status column prints it.
pub(super) fn reason(word: &str) -> Option<Reason> {
    let is_meant = |reason: &Reason| reason.id() == word || is_printed(word, reason);
    Reason::ALL.into_iter().find(is_meant)
}

/// Whether a word is how a message is printed, in either language, regardless of case.
pub(super) fn is_printed(word: &str, message: &dyn Say) -> bool {
    let plain = |text: &str| -> String { text.to_lowercase().split_whitespace().collect() };
    [Language::En, Language::Zh]
        .into_iter()
        .any(|language| plain(&In(language, message).to_string()) == plain(word))
}

/// Every period.
pub(super) fn is_all(word: &str) -> bool {
    is_printed(word, &ALL)
}

/// The word for a setting's default.
pub(super) fn default_word() -> Word {
    Word::of("default", &DEFAULT)
}

/// The default of a setting.
pub(super) fn is_default(word: &str) -> bool {
    is_printed(word, &DEFAULT)
}

/// What is due soon, as `--fail-on` calls it.
pub(super) fn is_due(word: &str) -> bool {
    is_printed(word, &DUE)
}

/// By what targets are grouped.
///
/// # Errors
/// [`ValueProblem::Words`].
pub(super) fn group_by(word: &str) -> Result<GroupBy, Error> {
    chosen("--group-by", word, &GROUPS)
}

/// Who is said to owe reports.
///
/// # Errors
/// [`ValueProblem::Words`].
pub(super) fn silent_by(word: &str) -> Result<RemindBy, Error> {
    chosen("--by", word, &SILENT_BY)
}

/// In which order targets are shown.
///
/// # Errors
/// [`ValueProblem::Words`].
pub(super) fn sort_by(word: &str) -> Result<SortBy, Error> {
    chosen("--sort", word, &ORDERS)
}

/// The lifecycle of a project.
///
/// # Errors
/// [`ValueProblem::Words`].
pub(super) fn state(word: &str) -> Result<State, Error> {
    chosen("--state", word, &STATES)
}

/// Measured or milestone.
///
/// # Errors
/// [`ValueProblem::Words`].
pub(super) fn kind(word: &str) -> Result<StageKind, Error> {
    chosen("--kind", word, &KINDS)
}
