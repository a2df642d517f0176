//! What people type first, and the command that does it.
//!
//! What they call commands and options stands in two tables. What is found there, or made of the words
//! that were typed, is parsed again before it is said: an answer that would be refused is answered in
//! its turn, or is none.

mod line;
mod meant;
mod tables;
mod typed;

use std::ffi::OsString;
use std::path::Path;

use crate::commands;
use crate::messages::usage::{Mistake, UsageProblem};
use crate::messages::{Error, Field, Refusal};

use super::arguments::parse;

use self::line::{Filling, filled, shown};
pub(super) use self::meant::Around;
use self::meant::{Words, answered, file_line, is_number, line_of, retyped};
use self::typed::Typed;

/// The line that does what was meant, and what was wrong, where that can be said better.
pub(super) struct Answer {
    pub(super) line: String,
    pub(super) problem: Option<UsageProblem>,
}

/// The answer where a command or an argument is one that nobody has.
pub(super) fn instead(
    error: &clap::Error,
    arguments: &[OsString],
    around: &Around<'_>,
) -> Option<Answer> {
    let typed = Typed::of(arguments)?;
    // The help of a command that nobody has.
    if typed.command == "help" {
        return None;
    }
    let words = answered(error, &typed, around)?;
    worded(&typed, words, around)
}

/// An answer for the same store, day and person, if it is understood itself.
fn worded(typed: &Typed, words: Words, around: &Around<'_>) -> Option<Answer> {
    let all = understood(words.all, around)?;
    let globals = typed.globals.iter().cloned();
    let line: Vec<String> = ["project".to_owned()]
        .into_iter()
        .chain(globals)
        .chain(all)
        .collect();
    Some(Answer {
        line: shown(&line, around.language),
        problem: words.problem,
    })
}

/// A line that the parser understands: this one, or the one that answers it.
fn understood(mut words: Vec<String>, around: &Around<'_>) -> Option<Vec<String>> {
    use clap::error::ErrorKind;
    /// So often an answer is answered.
    const MOST: usize = 3;
    for _ in 0..=MOST {
        let for_shell = words.iter().position(|word| word == "<");
        let parsed = words.get(..for_shell.unwrap_or(words.len()))?;
        let program = ["project".to_owned()];
        let line: Vec<OsString> = program.iter().chain(parsed).map(OsString::from).collect();
        let error = match parse(&line) {
            Ok(_) => return Some(words),
            Err(error) => error,
        };
        if matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
        ) {
            return Some(words);
        }
        let typed = Typed::of(&line)?;
        let next = answered(&error, &typed, around)?.all;
        words = typed.globals.into_iter().chain(next).collect();
    }
    None
}

/// The answer where the arguments were understood and their values were not: the figure stands
/// before the name, a deadline where a percent belongs, a file is named instead of a project, or a
/// value is one that people write otherwise.
pub(super) fn refused(
    error: &Error,
    arguments: &[OsString],
    around: &Around<'_>,
) -> Option<Mistake> {
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
        (
            command,
            Refusal::Value {
                field: Field::Named(option),
                value,
                ..
            },
            _,
        ) => {
            let line = tables::argument(&format!("{command} {option}"), value)?;
            let argument = (*option).to_owned();
            let (value, choices) = (value.clone(), Vec::new());
            let problem = UsageProblem::Value {
                argument,
                value,
                choices,
            };
            (problem, filled(line, Filling::default()))
        }
        // What was said with the name is said of the project that is there.
        ("add", Refusal::Exists { code, .. }, _)
            if !parted.options.is_empty() && !parted.has("add", "--code") =>
        {
            let line = ["edit", code].map(str::to_owned).into_iter();
            let line = line.chain(parted.options.iter().cloned()).collect();
            (UsageProblem::Exists(code.clone()), line)
        }
        // The log is cut by day, not by number.
        ("log", Refusal::NoSuchProject { query, .. }, [number]) if is_number(number) => (
            UsageProblem::Unexpected(query.clone()),
            filled("log --since DATE", Filling::default()),
        ),
        _ => return None,
    };
    Some(Mistake {
        problem,
        instead: Some(worded(&typed, Words::of(words), around)?.line),
        meant: Vec::new(),
        examples: Vec::new(),
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

#[cfg(test)]
mod tests;
