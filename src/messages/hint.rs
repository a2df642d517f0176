//! The commands that sentences name, to be typed as they stand.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter, Write};
use std::path::Path;
use std::sync::OnceLock;

use crate::model::{printable, shell_quoted};

/// The commands of the program. What follows `project ` in a sentence is a command only if it is one
/// of these.
pub const COMMANDS: [&str; 23] = [
    "add",
    "backtest",
    "backup",
    "check",
    "completions",
    "config",
    "demo",
    "edit",
    "export",
    "import",
    "init",
    "list",
    "log",
    "merge",
    "report",
    "retract",
    "roll",
    "show",
    "status",
    "target",
    "undo",
    "update",
    "verify",
];

/// The option that names the store, where it was typed.
static STORE: OnceLock<String> = OnceLock::new();

/// Has all commands in sentences name this store from now on, so that one that is copied finds the
/// store of which the sentence speaks. For a process whose command line named it, once.
pub fn name_store(path: &Path) {
    let path = printable(&path.to_string_lossy()).into_owned();
    let _ = STORE.set(format!(" --db {}", shell_quoted(&path)));
}

/// Where a sentence is written. Its own words come here piece by piece, those of the values between
/// them while `is_value` is set.
pub(crate) struct Sentence<'a, 'f> {
    pub(crate) to: &'a mut Formatter<'f>,
    pub(crate) is_value: &'a Cell<bool>,
}

impl Write for Sentence<'_, '_> {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        match STORE.get() {
            Some(option) if !self.is_value.get() => with_option(words, option, self.to),
            _ => self.to.write_str(words),
        }
    }
}

/// A value in a sentence.
pub(crate) struct Value<'a, T>(pub(crate) &'a Cell<bool>, pub(crate) T);

impl<T: Display> Display for Value<'_, T> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        self.0.set(true);
        let written = self.1.fmt(to);
        self.0.set(false);
        written
    }
}

/// Words with the option in each command that they name.
fn with_option(words: &str, option: &str, to: &mut impl Write) -> fmt::Result {
    const PROGRAM: &str = "project";
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("project ") {
        let end = after.find(|c: char| !c.is_ascii_lowercase());
        let (command, _) = after.split_at(end.unwrap_or(after.len()));
        to.write_str(before)?;
        to.write_str(PROGRAM)?;
        if COMMANDS.contains(&command) {
            to.write_str(option)?;
        }
        to.write_char(' ')?;
        rest = after;
    }
    to.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_commands_get_the_option() {
        for (words, expected) in [
            (
                "`project log` shows both",
                "`project --db a.db log` shows both",
            ),
            (
                "请用 project edit 或 project target",
                "请用 project --db a.db edit 或 project --db a.db target",
            ),
            ("x: project added", "x: project added"),
            ("the project ", "the project "),
            ("no project is called", "no project is called"),
            ("project", "project"),
        ] {
            let mut written = String::new();
            with_option(words, " --db a.db", &mut written).unwrap();
            assert_eq!(written, expected);
        }
    }
}
