//! What people type first, and the command that does it.

mod words;

use std::ffi::OsString;

use crate::commands;
use crate::model::shell_quoted;

use self::words::{GUESSES, NAMES, OPTIONS};

/// The line that does what was meant, where a command or an argument is one that nobody has.
pub(super) fn instead(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let (word, words) = command_typed(arguments)?;
    match error.kind() {
        // The help of a command that nobody has.
        _ if word == "help" => None,
        ErrorKind::InvalidSubcommand => command(&word, &words).or_else(|| {
            let is_alike = error.get(ContextKind::SuggestedSubcommand).is_some();
            (!is_alike).then(|| stage_path(&word, &words))
        }),
        ErrorKind::UnknownArgument => match error.get(ContextKind::InvalidArg) {
            Some(ContextValue::String(unknown)) => argument(&word, unknown, &words),
            _ => None,
        },
        _ => None,
    }
}

/// The command that was typed, by its own name, if there is one so called.
pub(super) fn command_named(arguments: &[OsString]) -> Option<String> {
    let (word, _) = command_typed(arguments)?;
    let command = commands::only(&word)?;
    Some(command.get_name().to_owned())
}

/// Whether it is help of `help` that is asked for.
pub(super) fn is_help_of_help(arguments: &[OsString]) -> bool {
    let is_help = |word: &String| matches!(word.as_str(), "help" | "-h" | "--help");
    command_typed(arguments).is_some_and(|(word, words)| {
        word == "help" && !words.is_empty() && words.iter().all(is_help)
    })
}

/// The command as typed, and the words behind it, without the options that any command takes.
fn command_typed(arguments: &[OsString]) -> Option<(String, Vec<String>)> {
    const WITH_VALUE: [&str; 6] = [
        "--db",
        "--as-of",
        "--known-on",
        "--lang",
        "--color",
        "--who",
    ];
    let mut words = Vec::new();
    let mut rest = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = rest.next() {
        if WITH_VALUE.contains(&word.as_ref()) {
            rest.next();
        } else if !matches!(word.as_ref(), "-q" | "--quiet" | "--") {
            words.push(word.into_owned());
        }
    }
    let mut words = words.into_iter();
    Some((words.next()?, words.collect()))
}

/// The line to type instead of a command that nobody has; `words` are those behind it.
fn command(word: &str, words: &[String]) -> Option<String> {
    let word = word.to_lowercase();
    let guess = GUESSES
        .iter()
        .find(|guess| guess.words.contains(&word.as_str()))?;
    Some(filled(guess.line, words, None))
}

/// Where no command is called so: what it may have been meant for. A project's name with a figure is
/// an update, alone it is asked for.
fn stage_path(word: &str, words: &[String]) -> String {
    let all: Vec<String> = [word.to_owned()]
        .into_iter()
        .chain(words.iter().cloned())
        .collect();
    let verb = if words.is_empty() { "show" } else { "update" };
    filled(&format!("{verb} {{rest}}"), &all, None)
}

/// The line to type instead of one whose command does not know an argument; `words` are those
/// behind the command.
fn argument(command: &str, unknown: &str, words: &[String]) -> Option<String> {
    let (name, value) = match unknown.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (unknown, None),
    };
    let at = words
        .iter()
        .position(|word| word == unknown || word.starts_with(name));
    let value = value.or_else(|| words.get(at? + 1).cloned());
    let others: Vec<String> = match at {
        Some(at) => words.get(..at).unwrap_or_default().to_vec(),
        None => Vec::new(),
    };
    let elsewhere = OPTIONS
        .iter()
        .find(|(of, names, _)| *of == command && names.contains(&name));
    if let Some((.., line)) = elsewhere {
        return Some(filled(line, &others, value.as_deref()));
    }
    let ours = |name: &str| {
        NAMES
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, ours)| *ours)
            .filter(|ours| takes(command, ours))
    };
    // `--责任单位 城建办` is `--unit 城建办`, and `due:2027-03-01` is `--due 2027-03-01`.
    let renamed = match (unknown.strip_prefix("--"), unknown.split_once([':', '：'])) {
        (Some(_), _) => ours(name.trim_start_matches('-')).map(|ours| vec![ours.to_owned()]),
        (None, Some((name, value))) => {
            ours(name).map(|ours| vec![ours.to_owned(), value.to_owned()])
        }
        (None, None) => None,
    };
    if let (Some(renamed), Some(at)) = (renamed, at) {
        let before = words.get(..at).unwrap_or_default();
        let after = words.get(at + 1..).unwrap_or_default();
        let line: Vec<String> = before
            .iter()
            .cloned()
            .chain(renamed)
            .chain(after.iter().cloned())
            .collect();
        return Some(filled(&format!("{command} {{rest}}"), &line, None));
    }
    if unknown.starts_with('-') {
        return None;
    }
    let is_figure = unknown.chars().next().is_some_and(|c| c.is_ascii_digit());
    match command {
        "add" | "edit" if is_figure => Some(filled("update {rest}", words, None)),
        "init" => Some(filled("init --db {value}", &[], Some(unknown))),
        // Words that were meant to be one name.
        "add" | "show" | "update" | "edit" | "target" => {
            let end = words
                .iter()
                .position(|word| word.starts_with('-'))
                .unwrap_or(words.len());
            let (bare, options) = words.split_at(end);
            let (name, rest) = match (command, bare.split_last()) {
                ("update" | "target", Some((last, name))) => (name, vec![last.clone()]),
                _ => (bare, Vec::new()),
            };
            let line: Vec<String> = [name.join(" ")]
                .into_iter()
                .chain(rest)
                .chain(options.iter().cloned())
                .collect();
            Some(filled(&format!("{command} {{rest}}"), &line, None))
        }
        _ => None,
    }
}

/// Whether a command knows an option.
fn takes(command: &str, option: &str) -> bool {
    let Some(command) = commands::only(command) else {
        return false;
    };
    let mut options = command.get_opts();
    options.any(|other| {
        let names = other.get_long_and_visible_aliases().unwrap_or_default();
        names
            .iter()
            .any(|name| option.strip_prefix("--") == Some(name))
    })
}

/// A line with the words in their places, quoted for a shell where they need it.
fn filled(line: &str, words: &[String], value: Option<&str>) -> String {
    let mut said = vec!["project".to_owned()];
    // A place that says what it stands for may hold spaces.
    let mut rest = line;
    while !rest.is_empty() {
        let end = match rest.starts_with('{') {
            true => rest.find('}').map_or(rest.len(), |end| end + 1),
            false => rest.find(' ').unwrap_or(rest.len()),
        };
        let (part, further) = rest.split_at(end);
        rest = further.trim_start();
        let Some(stage_path) = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'))
        else {
            said.push(part.to_owned());
            continue;
        };
        let (name, without) = stage_path.split_once(':').unwrap_or((stage_path, ""));
        let found: Vec<&str> = match name {
            "rest" => words.iter().map(String::as_str).collect(),
            "value" => value.into_iter().collect(),
            number => {
                let at = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
                words.get(at).map(String::as_str).into_iter().collect()
            }
        };
        if found.is_empty() && !without.is_empty() {
            said.push(without.to_owned());
        }
        said.extend(
            found
                .into_iter()
                .map(|word| shell_quoted(word).into_owned()),
        );
    }
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
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
            assert_eq!(command(word, &words(rest)).unwrap(), line);
        }
        assert_eq!(command("frobnicate", &[]), None);
        assert_eq!(
            stage_path("farmland", &words("done")),
            "project update farmland done"
        );
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
            assert_eq!(argument(command, unknown, &words(rest)).unwrap(), line);
        }
        assert_eq!(
            argument("report", "--stauts", &words("--stauts late")),
            None
        );
    }
}
