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

/// Whether one may be a slip of the other: one letter in three, or the beginning of it. In three
/// letters another one makes another word: `why` is no slip of `who`.
fn are_alike(typed: &str, meant: &str) -> bool {
    const LEAST: f64 = 0.65;
    const SHORTEST: usize = 4;
    let plain = |text: &str| text.trim_start_matches('-').to_lowercase();
    let (typed, meant) = (plain(typed), plain(meant));
    let typed = typed.split('=').next().unwrap_or_default();
    let is_beginning = typed.chars().count() >= 2 && meant.starts_with(typed);
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_long = meant.chars().count() >= SHORTEST;
    let is_slip = strsim::normalized_damerau_levenshtein(typed, &meant) >= LEAST;
    is_beginning || is_slip && (is_long || letters(typed) == letters(&meant))
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
            ("--ladel=x", "--label"),
            ("--vai", "--via"),
        ] {
            assert!(are_alike(typed, meant), "{typed} {meant}");
        }
        for (typed, meant) in [
            ("--percent", "--reason"),
            ("--stage", "--status"),
            ("--name", "--note"),
            ("--node", "--new"),
            ("--why", "--who"),
            ("--now", "--new"),
            ("--force", "--from"),
        ] {
            assert!(!are_alike(typed, meant), "{typed} {meant}");
        }
    }
}
