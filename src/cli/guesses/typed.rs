//! What was typed, taken apart without the parser, which understood nothing of it.

use std::ffi::OsString;

use clap::builder::Arg;

use crate::commands;

/// A command as typed.
pub(super) struct Typed {
    /// Options that any command takes, with their values.
    pub(super) globals: Vec<String>,
    pub(super) command: String,
    /// What stands behind the command.
    pub(super) words: Vec<String>,
}

/// An option that a command does not know.
#[derive(Clone, Copy)]
pub(super) struct Unknown<'a> {
    pub(super) option: &'a str,
    pub(super) has_value: bool,
}

/// The words behind a command: options with their values, and all others.
pub(super) struct Parted {
    pub(super) bare: Vec<String>,
    pub(super) options: Vec<String>,
}

impl Typed {
    /// `None` where no command was typed.
    pub(super) fn of(arguments: &[OsString]) -> Option<Typed> {
        const WITH_VALUE: [&str; 6] = [
            "--db",
            "--as-of",
            "--known-on",
            "--lang",
            "--color",
            "--who",
        ];
        let (mut globals, mut words) = (Vec::new(), Vec::new());
        let mut rest = arguments.iter().skip(1).map(|word| word.to_string_lossy());
        while let Some(word) = rest.next() {
            let name = word.split_once('=').map_or(word.as_ref(), |(name, _)| name);
            if WITH_VALUE.contains(&name) {
                let has_value = word.contains('=');
                globals.push(word.into_owned());
                if !has_value {
                    globals.extend(rest.next().map(|value| value.into_owned()));
                }
            } else if matches!(word.as_ref(), "-q" | "--quiet") {
                globals.push(word.into_owned());
            } else if word != "--" {
                words.push(word.into_owned());
            }
        }
        let mut words = words.into_iter();
        Some(Typed {
            globals,
            command: words.next()?,
            words: words.collect(),
        })
    }

    /// The words behind the command, without the option that it does not know and its value, if it has
    /// one.
    pub(super) fn parted(&self, command: &str, unknown: Option<Unknown<'_>>) -> Parted {
        let known = commands::only(command);
        let takes_value = |word: &str| match &known {
            Some(known) => known.get_opts().any(|option| is_value_of(option, word)),
            None => false,
        };
        let (mut bare, mut options) = (Vec::new(), Vec::new());
        let mut rest = self.words.iter();
        while let Some(word) = rest.next() {
            if let Some(unknown) = unknown.filter(|unknown| is_called(word, unknown.option)) {
                if unknown.has_value && !word.contains('=') {
                    rest.next();
                }
            } else if is_option(word) {
                options.push(word.clone());
                if takes_value(word) {
                    options.extend(rest.next().cloned());
                }
            } else {
                bare.push(word.clone());
            }
        }
        Parted { bare, options }
    }
}

impl Parted {
    /// Whether an option of a command was typed, by any of its names.
    pub(super) fn has(&self, command: &str, option: &str) -> bool {
        let Some(command) = commands::only(command) else {
            return false;
        };
        let mut all = command.get_opts();
        let meant = all.find(|arg| is_called_by(arg, option));
        let mut typed = self.options.iter();
        meant.is_some_and(|meant| typed.any(|word| is_called_by(meant, word)))
    }
}

/// Whether a word is an option, and no number below 0.
fn is_option(word: &str) -> bool {
    let rest = word.strip_prefix('-').unwrap_or_default();
    !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit())
}

fn is_called(word: &str, option: &str) -> bool {
    let name = |word: &str| {
        word.split_once('=')
            .map_or(word.to_owned(), |(name, _)| name.to_owned())
    };
    name(word) == name(option)
}

/// Whether an option that takes a value was typed without one of its own.
fn is_value_of(option: &Arg, word: &str) -> bool {
    option.get_action().takes_values() && !word.contains('=') && is_called_by(option, word)
}

/// Whether a word is any of the names of an option, hidden ones too.
fn is_called_by(option: &Arg, word: &str) -> bool {
    let word = word.split_once('=').map_or(word, |(name, _)| name);
    match word.strip_prefix("--") {
        Some(long) => {
            option.get_long() == Some(long)
                || option.get_all_aliases().unwrap_or_default().contains(&long)
        }
        None => {
            let short = word.strip_prefix('-').and_then(|rest| rest.chars().next());
            short.is_some() && option.get_short() == short
        }
    }
}

/// Whether a command knows an option.
pub(super) fn takes(command: &str, option: &str) -> bool {
    let known = commands::only(command);
    known.is_some_and(|known| known.get_opts().any(|arg| is_called_by(arg, option)))
}
