//! Sessions at a terminal of 80 columns, written down.

use std::fmt::Write;

use crate::sandbox::{Sandbox, feed, ran, words};

/// A session as it is read later: each command with what it said.
pub struct Session {
    pub sandbox: Sandbox,
    lang: &'static str,
    who: &'static str,
    pub transcript: String,
}

impl Session {
    pub fn new(lang: &'static str) -> Session {
        Session {
            sandbox: Sandbox::new(),
            lang,
            who: "wang",
            transcript: String::new(),
        }
    }

    /// Another day, with somebody else at the desk.
    pub fn day(&mut self, day: &str, who: &'static str) {
        self.sandbox.at(&format!("{day}T09:00:00Z"));
        self.who = who;
        write!(self.transcript, "\n# {day}, {who}\n").unwrap();
    }

    /// Runs a line and keeps what a terminal would show.
    pub fn run(&mut self, line: &str) {
        self.fed(line, "");
    }

    pub fn fed(&mut self, line: &str, input: &str) {
        self.keep(line, input, usize::MAX);
    }

    /// Runs a line and keeps the first screen of what it shows.
    pub fn head(&mut self, line: &str) {
        self.keep(line, "", 24);
    }

    fn keep(&mut self, line: &str, input: &str, most: usize) {
        let mut command = self.sandbox.command(words(line));
        command
            .env("PROJECT_LANG", self.lang)
            .env("PROJECT_USER", self.who)
            .env("COLUMNS", "80");
        let ran = feed(command, input.as_bytes());
        let said = format!("{}{}", ran.out, ran.err);
        let text = &mut self.transcript;
        if input.is_empty() {
            writeln!(text, "$ project {line}").unwrap();
        } else {
            write!(text, "$ project {line} <<'END'\n{input}END\n").unwrap();
        }
        for line in said.lines().take(most) {
            writeln!(text, "{line}").unwrap();
        }
        match said.lines().count() {
            count if count > most => writeln!(text, "[{} more lines]", count - most).unwrap(),
            _ => {}
        }
        if ran.code != 0 {
            writeln!(text, "[exit {}]", ran.code).unwrap();
        }
    }

    /// A report's bytes, left out of the transcript.
    pub fn report(&self, line: &str) -> Vec<u8> {
        let mut command = self.sandbox.command(words(line));
        let output = command.env("PROJECT_LANG", self.lang).output().unwrap();
        let bytes = output.stdout.clone();
        assert_eq!(ran(output).code, 0, "{line}");
        bytes
    }
}
