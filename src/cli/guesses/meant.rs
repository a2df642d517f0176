//! What was meant by a line that the parser does not understand.

use std::path::Path;

use crate::commands::{self, Bare, Retyped};
use crate::messages::usage::UsageProblem;
use crate::model::{Day, Language};

use super::line::{Filling, filled};
use super::tables;
use super::typed::{Parted, Typed, Unknown, takes};

/// What helps to understand a line beside its words.
pub(crate) struct Around<'a> {
    /// Whether a text names a project of the store, or a stage of one.
    pub(crate) names: &'a dyn Fn(&str) -> bool,
    pub(crate) today: Day,
    /// The language of answers.
    pub(crate) language: Language,
}

/// The words of a line that does what was meant, and what was wrong, where that can be said better.
pub(super) struct Words {
    pub(super) all: Vec<String>,
    pub(super) problem: Option<UsageProblem>,
}

impl Words {
    pub(super) fn of(all: Vec<String>) -> Words {
        Words { all, problem: None }
    }
}

/// What was meant by a line that the parser does not understand.
pub(super) fn answered(error: &clap::Error, typed: &Typed, around: &Around<'_>) -> Option<Words> {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    match error.kind() {
        ErrorKind::InvalidSubcommand => command(typed, around).map(Words::of).or_else(|| {
            let is_alike = error.get(ContextKind::SuggestedSubcommand).is_some();
            let is_slip = is_alike && typed.words.is_empty();
            (!is_slip).then(|| uncommanded(typed, around)).flatten()
        }),
        ErrorKind::UnknownArgument => match error.get(ContextKind::InvalidArg) {
            Some(ContextValue::String(unknown)) => argument(typed, unknown, around),
            _ => None,
        },
        _ => None,
    }
}

/// The line to type instead of a command that nobody has. It may be called in several words.
fn command(typed: &Typed, around: &Around<'_>) -> Option<Vec<String>> {
    let all: Vec<&str> = [&typed.command]
        .into_iter()
        .chain(&typed.words)
        .map(String::as_str)
        .collect();
    let Some((row, length)) = tables::command(&all, around.names) else {
        // What rows are called, they can be asked for by.
        return commands::is_status(&typed.command)
            .then(|| words(&["report", "--status", &typed.command]));
    };
    let behind = Typed {
        globals: Vec::new(),
        command: row.line.split(' ').next().unwrap_or_default().to_owned(),
        words: typed.words.get(length - 1..)?.to_vec(),
    };
    if row.line.contains("{rest") {
        let words = &behind.words;
        return Some(filled(row.line, Filling { words, value: None }));
    }
    let parted = behind.parted(&behind.command, None);
    if row.line.contains("--by {2") {
        let moved = with_bare(&behind.command, &parted, around, |bare| bare.moved());
        return Some(composed(row.line, &moved, None, &parted.options));
    }
    Some(composed(row.line, &parted.bare, None, &parted.options))
}

/// A line of a table, and behind it the options typed that its command knows, too.
fn composed(line: &str, words: &[String], value: Option<&str>, options: &[String]) -> Vec<String> {
    let mut filled_line = filled(line, Filling { words, value });
    let command = filled_line.first().cloned().unwrap_or_default();
    let (mut kept, mut is_kept) = (Vec::new(), false);
    for word in options {
        if word.starts_with('-') {
            let name = word.split('=').next().unwrap_or_default();
            is_kept = takes(&command, name);
            // What was given needs not be asked for.
            if let Some(asked) = filled_line.iter().position(|asked| asked == name)
                && is_kept
            {
                filled_line.drain(asked..filled_line.len().min(asked + 2));
            }
        }
        kept.extend(is_kept.then(|| word.clone()));
    }
    filled_line.extend(kept);
    filled_line
}

/// Where no command is called so: what it may have been meant for. A file is imported; a project's
/// name with a figure is an update, alone it is asked for.
fn uncommanded(typed: &Typed, around: &Around<'_>) -> Option<Words> {
    if is_sheet(&typed.command) {
        return Some(Words::of(file_line(&typed.command, &typed.words)));
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
    fact(&parted, around).map(Words::of).or_else(|| {
        ["update", "show"].into_iter().find_map(|command| {
            let retyped = retyped(command, &parted, around)?;
            let name = retyped.words.first();
            let is_named = name.is_some_and(|name| (around.names)(name));
            is_named.then(|| Words::of(line_of(retyped, &parted)))
        })
    })
}

/// The line to type instead of one whose command does not know an argument.
fn argument(typed: &Typed, unknown: &str, around: &Around<'_>) -> Option<Words> {
    let command = typed.command.as_str();
    let words = &typed.words;
    let (name, value) = match unknown.split_once(['=', ':', '：']) {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (unknown, None),
    };
    let at = words
        .iter()
        .position(|word| word == unknown || word.starts_with(name))?;
    let is_option = name.starts_with('-');
    // The parser names an option without its value.
    let value = value.or_else(|| {
        let (_, value) = words.get(at)?.split_once('=')?;
        is_option.then(|| value.to_owned())
    });
    if is_option || value.is_some() {
        // Its name here may itself be that of another command's.
        let ours = tables::argument(command, name);
        let renamed = ours.filter(|line| line.starts_with('-'));
        let own = format!("--{}", name.trim_start_matches('-'));
        let renamed = renamed.or(takes(command, &own).then_some(own.as_str()));
        if let Some(renamed) = renamed.filter(|renamed| takes(command, renamed)) {
            let mut line = vec![typed.command.clone()];
            line.extend(words.get(..at)?.iter().cloned());
            line.push(renamed.to_owned());
            line.extend(value);
            line.extend(words.get(at + 1..)?.iter().cloned());
            return Some(Words::of(line));
        }
        let line = match renamed {
            Some(renamed) => tables::argument(command, renamed),
            None => ours,
        };
        if let Some(line) = line.filter(|line| !line.starts_with('-')) {
            let mut with_value = ["{value", "{dropped", "{stage", "{file"].into_iter();
            let has_value = with_value.any(|placeholder| line.contains(placeholder));
            let value = value.or_else(|| words.get(at + 1).filter(|_| has_value).cloned());
            let unknown = is_option.then_some(Unknown {
                option: name,
                has_value,
            });
            let parted = typed.parted(command, unknown);
            if line == "{file}" {
                return Some(Words::of(file_line(
                    value.as_deref().unwrap_or("FILE"),
                    &[],
                )));
            }
            let line = composed(line, &parted.bare, value.as_deref(), &parted.options);
            return Some(Words::of(line));
        }
    }
    if is_option {
        return named_by_option(typed, name.trim_start_matches('-'), at).map(Words::of);
    }
    bare(typed, unknown, at, around)
}

/// What an option names that is none: a status, or a format.
fn named_by_option(typed: &Typed, name: &str, at: usize) -> Option<Vec<String>> {
    let (command, option) = match typed.command.as_str() {
        "report" | "status" | "list" if commands::is_status(name) => ("report", "--status"),
        "check" if commands::is_status(name) => ("check", "--fail-on"),
        "report" | "status" | "list" if commands::is_format(name) => ("report", "--format"),
        _ => return None,
    };
    let mut line = words(&[command]);
    line.extend(typed.words.get(..at)?.iter().cloned());
    line.extend(words(&[option, name]));
    line.extend(typed.words.get(at + 1..)?.iter().cloned());
    Some(line)
}

/// The line where a word stands that belongs to no argument.
fn bare(typed: &Typed, unknown: &str, at: usize, around: &Around<'_>) -> Option<Words> {
    let command = typed.command.as_str();
    if command == "init" {
        return Some(Words::of(words(&["init", "--db", unknown])));
    }
    if let [first, rest @ ..] = typed.words.as_slice()
        && tables::says_nothing(command, first)
    {
        let line = [typed.command.clone()].into_iter();
        return Some(Words::of(line.chain(rest.iter().cloned()).collect()));
    }
    // `--within 2 weeks`
    let before = at.checked_sub(1).and_then(|at| typed.words.get(at));
    if command == "check"
        && let Some(number) = before.filter(|word| is_number(word))
        && let Some(letter) = ["d", "w"]
            .into_iter()
            .find(|letter| unknown.starts_with(letter))
    {
        let value = format!("{number}{letter}");
        return Some(Words::of(words(&["check", "--within", &value])));
    }
    if command == "check" && is_number(unknown) {
        let value = format!("{unknown}d");
        return Some(Words::of(words(&["check", "--within", &value])));
    }
    let parted = typed.parted(command, None);
    if matches!(command, "report" | "status") && is_sheet(unknown) {
        let line = match Path::new(unknown).is_file() {
            true => file_line(unknown, &[]),
            false => words(&["report", "-o", unknown]),
        };
        return Some(Words::of(line));
    }
    if matches!(command, "report" | "status" | "list" | "check" | "export")
        && let Some(line) = named_by_option(typed, unknown, at).or_else(|| {
            let line = tables::argument(command, unknown)?;
            (!line.starts_with('-')).then(|| filled(line, Filling::default()))
        })
    {
        return Some(Words::of(line));
    }
    if let Some(line) = fact(&parted, around) {
        return Some(Words::of(line));
    }
    let retyped = retyped(command, &parted, around)?;
    Some(Words {
        problem: retyped.is_swapped.then_some(UsageProblem::Swapped),
        all: line_of(retyped, &parted),
    })
}

/// The line that says what is said of a project behind its name: `house lead Ann`, `house due=friday`.
fn fact(parted: &Parted, around: &Around<'_>) -> Option<Vec<String>> {
    let all = &parted.bare;
    let ends = (1..all.len()).rev().map(|at| all.split_at(at));
    let (name, rest) = ends
        .map(|(name, rest)| (name.join(" "), rest))
        .find(|(name, _)| (around.names)(name))?;
    let (first, mut value) = rest.split_first()?;
    let (fact, first) = match first.split_once(['=', ':', '：']) {
        Some((fact, first)) => (fact, Some(first).filter(|first| !first.is_empty())),
        None => (first.as_str(), None),
    };
    if let [sign, rest @ ..] = value
        && matches!(sign.as_str(), "=" | ":" | "to" | "is" | "为")
    {
        value = rest;
    }
    let value: Vec<&str> = first
        .into_iter()
        .chain(value.iter().map(String::as_str))
        .collect();
    let line = tables::argument("CODE", fact).filter(|line| line.contains("{1}"))?;
    let value = value.join(" ");
    (!value.is_empty()).then(|| composed(line, &[name], Some(&value), &parted.options))
}

/// The bare words of a command as the arguments that they were meant for.
pub(super) fn retyped(command: &str, parted: &Parted, around: &Around<'_>) -> Option<Retyped> {
    with_bare(command, parted, around, |bare| {
        commands::retyped(command, bare)
    })
}

/// What is made of the bare words of a command.
fn with_bare<T>(
    command: &str,
    parted: &Parted,
    around: &Around<'_>,
    make: impl Fn(&Bare<'_>) -> T,
) -> T {
    make(&Bare {
        words: &parted.bare,
        has: &|option| parted.has(command, option),
        names: around.names,
        today: around.today,
    })
}

/// The words of a line; the options come last, as they were.
pub(super) fn line_of(retyped: Retyped, parted: &Parted) -> Vec<String> {
    let options = parted.options.iter().cloned();
    [retyped.command.to_owned()]
        .into_iter()
        .chain(retyped.words)
        .chain(options)
        .collect()
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|word| (*word).to_owned()).collect()
}

pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
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
pub(super) fn file_line(file: &str, others: &[String]) -> Vec<String> {
    match is_sheet(file) {
        true => {
            let mut line = words(&["import", file]);
            line.extend(others.iter().cloned());
            line
        }
        false => words(&["update", "-", "<", file]),
    }
}
