//! What people type first, and the command that does it.

mod line;
mod typed;
mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::commands::help::value_name;
use crate::commands::{self, Bare, Retyped};
use crate::messages::usage::{Mistake, UsageProblem};
use crate::messages::{Error, Field, Refusal};
use crate::model::{Day, Language, shell_quoted};

use self::line::{filled, filled_in};
use self::typed::{Parted, Typed, takes};
use self::words::{FROM_FILE, GUESSES, NAMES, OPTIONS, RENAMED};

/// What helps to understand a line beside its words.
pub(super) struct Around {
    /// Where the store is, if a place is known.
    pub(super) store: Option<PathBuf>,
    pub(super) today: Day,
    /// The language of the answer.
    pub(super) language: Language,
}

impl Around {
    /// Whether a text names a project of the store, or a stage of one.
    fn names(&self, text: &str) -> bool {
        let store = self.store.as_deref();
        store.is_some_and(|store| commands::names_stage_path(store, text))
    }
}

/// The line that does what was meant, and what was wrong, where that can be said better.
pub(super) struct Answer {
    pub(super) line: String,
    pub(super) problem: Option<UsageProblem>,
}

/// The answer where a command or an argument is one that nobody has.
pub(super) fn instead(
    error: &clap::Error,
    arguments: &[OsString],
    around: &Around,
) -> Option<Answer> {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let typed = Typed::of(arguments)?;
    match error.kind() {
        // The help of a command that nobody has.
        _ if typed.command == "help" => None,
        ErrorKind::InvalidSubcommand => command(&typed, around).or_else(|| {
            let is_alike = error.get(ContextKind::SuggestedSubcommand).is_some();
            let is_slip = is_alike && typed.words.is_empty();
            (!is_slip).then(|| stage_path(&typed, around)).flatten()
        }),
        ErrorKind::UnknownArgument => match error.get(ContextKind::InvalidArg) {
            Some(ContextValue::String(unknown)) => argument(&typed, unknown, around),
            _ => None,
        },
        _ => None,
    }
}

/// The answer where the arguments were understood and their values were not: the figure stands
/// before the name, a deadline where a percent belongs, or a file is named instead of a project.
pub(super) fn refused(error: &Error, arguments: &[OsString], around: &Around) -> Option<Mistake> {
    let Error::Refused(refusal) = error else {
        return None;
    };
    let typed = Typed::of(arguments)?;
    let command = typed.command.as_str();
    let parted = typed.parted(command, None);
    let (problem, words) = match (command, refusal, parted.bare.as_slice()) {
        ("update", Refusal::NoFigure, [file]) if Path::new(file).is_file() => {
            (UsageProblem::IsFile(file.clone()), file_line(file, &[]))
        }
        (
            "update" | "target",
            Refusal::Value {
                field: Field::Figure | Field::Target,
                value,
                ..
            },
            [_, _],
        ) => {
            let retyped = retyped(command, &parted, around)?;
            let problem = match retyped.is_swapped {
                true => UsageProblem::Swapped,
                false => UsageProblem::IsDeadline(value.clone()),
            };
            (retyped.words != parted.bare).then(|| (problem, line_of(retyped, &parted)))?
        }
        _ => return None,
    };
    Some(Mistake {
        problem,
        instead: Some(said(&typed, words).line),
        meant: Vec::new(),
        command: format!("project {command}"),
    })
}

/// The command that was typed, by its own name, if there is one so called.
pub(super) fn command_named(arguments: &[OsString]) -> Option<String> {
    let command = commands::only(&Typed::of(arguments)?.command)?;
    Some(command.get_name().to_owned())
}

/// Whether it is help of `help` that is asked for.
pub(super) fn is_help_of_help(arguments: &[OsString]) -> bool {
    let is_help = |word: &String| matches!(word.as_str(), "help" | "-h" | "--help");
    Typed::of(arguments).is_some_and(|typed| {
        typed.command == "help" && !typed.words.is_empty() && typed.words.iter().all(is_help)
    })
}

/// An answer whose words are quoted already, for the same store, day and person.
fn said(typed: &Typed, words: Vec<String>) -> Answer {
    let globals = typed
        .globals
        .iter()
        .map(|word| shell_quoted(word).into_owned());
    let all: Vec<String> = ["project".to_owned()]
        .into_iter()
        .chain(globals)
        .chain(words)
        .collect();
    Answer {
        line: all.join(" "),
        problem: None,
    }
}

/// The line to type instead of a command that nobody has. It may be called in several words.
fn command(typed: &Typed, around: &Around) -> Option<Answer> {
    let plain = |text: &str| {
        text.to_lowercase()
            .replace(['-', '_'], " ")
            .replace(['\'', '’'], "")
    };
    let all: Vec<&String> = [&typed.command].into_iter().chain(&typed.words).collect();
    let (guess, length) = (1..=all.len()).rev().find_map(|length| {
        let words: Vec<String> = all.iter().take(length).map(|word| plain(word)).collect();
        let called = words.join(" ");
        let guess = GUESSES
            .iter()
            .find(|guess| guess.words.iter().any(|word| plain(word) == called))?;
        Some((guess, length))
    })?;
    let mut words = typed.words.get(length - 1..)?.to_vec();
    if guess.line.starts_with("target ") && guess.line.contains("--by {2") {
        let moving = Typed {
            globals: Vec::new(),
            command: "target".to_owned(),
            words,
        };
        words = with_bare("target", &moving.parted("target", None), around, |bare| {
            bare.moved()
        });
    }
    Some(said(
        typed,
        filled_in(around.language, guess.line, &words, None),
    ))
}

/// Where no command is called so: what it may have been meant for. A file is imported; a project's
/// name with a figure is an update, alone it is asked for.
fn stage_path(typed: &Typed, around: &Around) -> Option<Answer> {
    if is_sheet(&typed.command) {
        return Some(said(typed, file_line(&typed.command, &typed.words)));
    }
    let as_update = Typed {
        globals: Vec::new(),
        command: "update".to_owned(),
        words: [&typed.command]
            .into_iter()
            .chain(&typed.words)
            .cloned()
            .collect(),
    };
    let parted = as_update.parted("update", None);
    ["update", "show"].into_iter().find_map(|command| {
        let retyped = retyped(command, &parted, around)?;
        let is_named = retyped.words.first().is_some_and(|name| around.names(name));
        is_named.then(|| said(typed, line_of(retyped, &parted)))
    })
}

/// The line to type instead of one whose command does not know an argument.
fn argument(typed: &Typed, unknown: &str, around: &Around) -> Option<Answer> {
    let (command, words) = (typed.command.as_str(), &typed.words);
    let (name, value) = match unknown.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (unknown, None),
    };
    let at = words
        .iter()
        .position(|word| word == unknown || word.starts_with(name));
    let value = value.or_else(|| words.get(at? + 1).cloned());
    let others = typed.parted(command, Some(unknown)).bare;
    let elsewhere = OPTIONS
        .iter()
        .find(|(of, names, _)| *of == command && names.contains(&name));
    if let Some((.., line)) = elsewhere {
        if *line == FROM_FILE {
            let file = value_name("FILE", around.language);
            return Some(said(
                typed,
                file_line(value.as_deref().or(file).unwrap_or("FILE"), &[]),
            ));
        }
        let line = filled_in(around.language, line, &others, value.as_deref());
        return Some(said(typed, line));
    }
    if let (Some(renamed), Some(at)) = (renamed(command, unknown), at) {
        let before = words.get(..at).unwrap_or_default();
        let after = words.get(at + 1..).unwrap_or_default();
        let line: Vec<String> = before
            .iter()
            .cloned()
            .chain(renamed)
            .chain(after.iter().cloned())
            .collect();
        return Some(said(
            typed,
            filled(&format!("{command} {{rest}}"), &line, None),
        ));
    }
    if unknown.starts_with('-') {
        return None;
    }
    bare(typed, unknown, at, around)
}

/// The line where a word stands that belongs to no argument.
fn bare(typed: &Typed, unknown: &str, at: Option<usize>, around: &Around) -> Option<Answer> {
    let command = typed.command.as_str();
    if command == "init" {
        return Some(said(typed, filled("init --db {value}", &[], Some(unknown))));
    }
    // `--within 2 weeks`
    let before = at
        .and_then(|at| at.checked_sub(1))
        .and_then(|at| typed.words.get(at));
    if command == "check"
        && let Some(number) = before.filter(|word| word.bytes().all(|b| b.is_ascii_digit()))
        && let Some(letter) = ["d", "w"]
            .into_iter()
            .find(|letter| unknown.starts_with(letter))
    {
        let value = format!("{number}{letter}");
        return Some(said(
            typed,
            filled("check --within {value}", &[], Some(&value)),
        ));
    }
    let parted = typed.parted(command, None);
    if matches!(command, "report" | "status") && is_sheet(unknown) {
        let line = match Path::new(unknown).is_file() {
            true => file_line(unknown, &[]),
            false => filled("report -o {value}", &[], Some(unknown)),
        };
        return Some(said(typed, line));
    }
    let retyped = retyped(command, &parted, around)?;
    Some(Answer {
        problem: retyped.is_swapped.then_some(UsageProblem::Swapped),
        ..said(typed, line_of(retyped, &parted))
    })
}

/// The bare words of a command as the arguments that they were meant for.
fn retyped(command: &str, parted: &Parted, around: &Around) -> Option<Retyped> {
    with_bare(command, parted, around, |bare| {
        commands::retyped(command, bare)
    })
}

/// What is made of the bare words of a command.
fn with_bare<T>(
    command: &str,
    parted: &Parted,
    around: &Around,
    make: impl Fn(&Bare<'_>) -> T,
) -> T {
    make(&Bare {
        words: &parted.bare,
        has: &|option| parted.has(command, option),
        names: &|text| around.names(text),
        today: around.today,
    })
}

/// The words of a line, quoted; the options come last, as they were.
fn line_of(retyped: Retyped, parted: &Parted) -> Vec<String> {
    let all: Vec<String> = retyped
        .words
        .into_iter()
        .chain(parted.options.iter().cloned())
        .collect();
    filled(&format!("{} {{rest}}", retyped.command), &all, None)
}

/// What an option is called here, with its value where that was part of the word.
/// `--责任单位 城建办` is `--unit 城建办`, and `due:2027-03-01` is `--due 2027-03-01`.
fn renamed(command: &str, unknown: &str) -> Option<Vec<String>> {
    let (name, value) = match unknown.split_once(['=', ':', '：']) {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (unknown, None),
    };
    let own = RENAMED
        .iter()
        .find(|(of, names, _)| of.contains(&command) && names.contains(&name))
        .map(|(.., ours)| *ours);
    let is_option = name.starts_with("--");
    if own.is_none() && !is_option && value.is_none() {
        return None;
    }
    let ours = own.or_else(|| {
        let name = name.trim_start_matches('-');
        let mut names = NAMES.iter();
        names
            .find(|(other, _)| *other == name)
            .map(|(_, ours)| *ours)
    })?;
    takes(command, ours).then(|| [ours.to_owned()].into_iter().chain(value).collect())
}

/// Whether a word is the name of a sheet or of a record.
fn is_sheet(word: &str) -> bool {
    let ending = Path::new(word)
        .extension()
        .and_then(|ending| ending.to_str());
    let ending = ending.map(str::to_lowercase);
    matches!(ending.as_deref(), Some("csv" | "tsv" | "xlsx" | "xls"))
}

/// The line that reads a file: a sheet is imported, lines are given to `update`.
fn file_line(file: &str, others: &[String]) -> Vec<String> {
    match is_sheet(file) {
        true => {
            let files: Vec<String> = [file.to_owned()]
                .into_iter()
                .chain(others.iter().cloned())
                .collect();
            filled("import {rest}", &files, None)
        }
        false => filled("update - < {value}", &[], Some(file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was typed, in a place without a store.
    fn typed(command: &str, line: &str) -> Typed {
        Typed {
            globals: Vec::new(),
            command: command.to_owned(),
            words: line.split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn nowhere() -> Around {
        Around {
            store: None,
            today: Day::from_iso("2021-10-31").unwrap(),
            language: Language::En,
        }
    }

    #[test]
    fn a_command_nobody_has_is_answered_with_the_words_that_were_typed() {
        for (word, rest, line) in [
            (
                "rm",
                "jinhui",
                "project edit jinhui --state cancelled --reason ..",
            ),
            ("RM", "", "project edit CODE --state cancelled --reason .."),
            ("rename", "jinhui a$b", "project edit jinhui --name 'a$b'"),
            ("set", "jinhui 72", "project update jinhui 72"),
            ("set", "", "project update CODE[/STAGE] PERCENT"),
            ("ls", "--json", "project list --json"),
        ] {
            let answer = command(&typed(word, rest), &nowhere()).unwrap();
            assert_eq!(answer.line, line);
        }
        assert!(command(&typed("frobnicate", ""), &nowhere()).is_none());
        assert!(stage_path(&typed("farmland", "done"), &nowhere()).is_none());
    }

    #[test]
    fn an_argument_of_another_command_is_answered_with_that_command() {
        for (command, unknown, rest, line) in [
            (
                "edit",
                "--due",
                "jinhui --due 2022-01-31",
                "project target jinhui --by 2022-01-31 --reason ..",
            ),
            ("edit", "70", "farmland 70", "project update farmland 70"),
            (
                "add",
                "A",
                "House A --due 2027-03-01",
                "project add 'House A' --due 2027-03-01",
            ),
            (
                "add",
                "due:2027-03-01",
                "House due:2027-03-01",
                "project add House --due 2027-03-01",
            ),
            (
                "add",
                "--责任单位",
                "公园 --责任单位 城建办",
                "project add 公园 --unit 城建办",
            ),
            ("update", "A", "House A 45%", "project update 'House A' 45%"),
        ] {
            let answer = argument(&typed(command, rest), unknown, &nowhere()).unwrap();
            assert_eq!(answer.line, line);
        }
        let unknown = argument(&typed("report", "--stauts late"), "--stauts", &nowhere());
        assert!(unknown.is_none());
    }
}
