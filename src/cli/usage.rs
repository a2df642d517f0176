//! What the parser finds wrong with arguments, as a message.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::commands;
use crate::messages::usage::{Mistake, UsageProblem};
use crate::model::Language;

use super::guesses::Answer;
use super::help::localised;

/// A mistake in the arguments themselves; `command` is the one that was typed, if there is one so
/// called.
pub(super) fn mistake(
    error: &clap::Error,
    answer: Option<Answer>,
    command: Option<&str>,
    language: Language,
) -> Mistake {
    let texts = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    // Several suggestions are in order of likeness, the likeliest last.
    let meant = |[typed, suggested]: [ContextKind; 2]| {
        let typed = texts(typed).pop()?;
        texts(suggested)
            .pop()
            .filter(|meant| are_alike(&typed, meant))
    };
    let suggested = [
        [
            ContextKind::InvalidSubcommand,
            ContextKind::SuggestedSubcommand,
        ],
        [ContextKind::InvalidArg, ContextKind::SuggestedArg],
        [ContextKind::InvalidValue, ContextKind::SuggestedValue],
    ];
    let named = |texts: Vec<String>| -> Vec<String> {
        let texts = texts.iter();
        texts.map(|text| localised(text, language)).collect()
    };
    let (instead, better) = match answer {
        Some(answer) => (Some(answer.line), answer.problem),
        None => (None, None),
    };
    let problem = better.unwrap_or_else(|| {
        problem(error, &|kind| named(texts(kind)).join(", "), &|kind| {
            named(texts(kind))
        })
    });
    Mistake {
        problem,
        instead,
        meant: suggested.into_iter().filter_map(meant).collect(),
        examples: match (error.kind(), command) {
            // One without which the command is nothing, not one that another needs.
            (ErrorKind::MissingRequiredArgument, Some(command))
                if texts(ContextKind::InvalidArg)
                    .iter()
                    .all(|it| it.starts_with('<')) =>
            {
                commands::examples(command, language)
            }
            _ => Vec::new(),
        },
        command: match command {
            Some(command) => format!("project {command}"),
            None => "project".to_owned(),
        },
    }
}

/// Whether one is a slip of the other: its beginning, or a letter too many or too few, two that
/// changed places, or the key beside the right one. Whatever else is like it is another word: `--long`
/// is no slip of `--lang`, nor `how` of `show`.
fn are_alike(typed: &str, meant: &str) -> bool {
    /// The least that is a beginning, or more than a word of its own.
    const SHORTEST: usize = 3;
    let plain = |text: &str| -> Vec<char> {
        let name = text.trim_start_matches('-').split('=').next();
        name.unwrap_or_default().to_lowercase().chars().collect()
    };
    let (typed, meant) = (plain(typed), plain(meant));
    if typed.len() < SHORTEST {
        return false;
    }
    let same = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    if same == typed.len() {
        return true;
    }
    let shortest = typed.len().min(meant.len());
    let backwards = typed.iter().rev().zip(meant.iter().rev());
    let end = backwards.take_while(|(a, b)| a == b).count();
    let end = end.min(shortest - same);
    let rest = |word: &[char]| {
        word.get(same..word.len() - end)
            .map_or(Vec::new(), <[char]>::to_vec)
    };
    // Of a short word, the beginning must be right.
    let is_plain = shortest > SHORTEST || same > 0;
    match (rest(&typed).as_slice(), rest(&meant).as_slice()) {
        ([_], []) | ([], [_]) => is_plain,
        ([a, b], [c, d]) => a == d && b == c,
        ([a], [b]) => shortest > SHORTEST && are_neighbours(*a, *b),
        _ => false,
    }
}

/// Whether two letters lie side by side on a keyboard.
fn are_neighbours(a: char, b: char) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let key_of = |letter: char| {
        let mut rows = ROWS.iter().enumerate();
        rows.find_map(|(row, keys)| Some((row, keys.find(letter)?)))
    };
    let (Some(a), Some(b)) = (key_of(a), key_of(b)) else {
        return false;
    };
    let ((upper, above), (lower, below)) = (a.min(b), a.max(b));
    match lower - upper {
        0 => above.abs_diff(below) == 1,
        // Each row is half a key to the right of the one above it.
        1 => above == below || above == below + 1,
        _ => false,
    }
}

fn problem(
    error: &clap::Error,
    text: &dyn Fn(ContextKind) -> String,
    texts: &dyn Fn(ContextKind) -> Vec<String>,
) -> UsageProblem {
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => UsageProblem::Unexpected(argument),
        ErrorKind::InvalidSubcommand => {
            UsageProblem::NoSuchCommand(text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            UsageProblem::NoCommand
        }
        ErrorKind::MissingRequiredArgument => UsageProblem::Missing(texts(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict if texts(ContextKind::PriorArg).contains(&argument) => {
            UsageProblem::Repeated(argument)
        }
        ErrorKind::ArgumentConflict => UsageProblem::Conflict {
            argument,
            others: texts(ContextKind::PriorArg),
        },
        ErrorKind::InvalidValue if value.is_empty() => UsageProblem::NoValue(argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => UsageProblem::Value {
            argument,
            value,
            choices: texts(ContextKind::ValidValue),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            UsageProblem::WrongNumber(argument)
        }
        ErrorKind::InvalidUtf8 => UsageProblem::NotText,
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            UsageProblem::Other(first.trim_start_matches("error: ").to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn only_what_may_be_a_slip_is_suggested() {
        for (typed, meant) in [
            ("--perod", "--period"),
            ("--stat", "--status"),
            ("--colour", "--color"),
            ("reporrt", "report"),
            ("udpate", "update"),
            ("--labek=x", "--label"),
            ("--vai", "--via"),
            ("lsit", "list"),
            ("edt", "edit"),
            ("shw", "show"),
            ("--notes", "--note"),
        ] {
            assert!(are_alike(typed, meant), "{typed} {meant}");
        }
        for (typed, meant) in [
            ("--percent", "--reason"),
            ("--stage", "--status"),
            ("--name", "--note"),
            ("--node", "--new"),
            ("--node", "--note"),
            ("--node", "--code"),
            ("--force", "--from"),
            ("--why", "--who"),
            ("--now", "--new"),
            ("--long", "--lang"),
            ("--late", "--date"),
            ("--find", "--kind"),
            ("--about", "--amount"),
            ("--to", "--total"),
            ("--me", "--message"),
            ("how", "show"),
            ("state", "status"),
        ] {
            assert!(!are_alike(typed, meant), "{typed} {meant}");
        }
    }
}
