//! What the parser finds wrong with arguments, as a message.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::messages::usage::{Mistake, UsageProblem};

/// A mistake in the arguments themselves.
pub(super) fn mistake(error: &clap::Error, instead: Option<String>) -> Mistake {
    let texts = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    // Several suggestions are in order of likeness, the likeliest last.
    let meant = |kind| texts(kind).pop().filter(|meant| !meant.is_empty());
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    Mistake {
        problem: problem(error, &|kind| texts(kind).join(", "), &texts),
        instead,
        meant: suggested.into_iter().filter_map(meant).collect(),
        command: command(error),
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

/// The command whose arguments are mistaken: the words that its usage begins with.
fn command(error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let is_word = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase());
    let words = usage.split_whitespace().skip(1).take_while(is_word);
    match words.collect::<Vec<_>>().join(" ") {
        none if none.is_empty() => "project".to_owned(),
        command => command,
    }
}
