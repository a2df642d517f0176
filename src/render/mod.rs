//! From a report to bytes: one small file a format, and into the file that `-o` names. Nothing else
//! writes to a terminal, but for the error that a command ends with.

mod csv;
mod file;
mod findings;
mod json;
mod settings;
mod show;
mod table;

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::assess::Lamp;
use crate::error::Error;
use crate::model::{Day, HistoryEntry, Language, seen_lines};
use crate::report::said::Said;
use crate::report::{Edited, Recorded, TakenBack, TargetSet};
use crate::text;

pub use self::csv::csv;
pub use self::file::{check_file, write_file};
pub use self::findings::{findings, findings_json};
pub use self::json::json;
pub use self::settings::{setting, settings};
pub use self::show::show;
pub use self::table::{list, report};

/// Where a command's data and talk go.
pub struct Output {
    /// Data: what was asked for.
    data: Box<dyn Write>,
    /// Talk: errors, warnings, what was done.
    talk: Box<dyn Write>,
    /// How data is laid out.
    pub page: Page,
    is_quiet: bool,
    /// Whether some of the data tells what was recorded.
    has_told: bool,
}

/// How text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// Columns of the terminal; `None`: not a terminal, so nothing is wrapped.
    pub width: Option<u16>,
    /// Whether colours are written.
    pub has_colour: bool,
}

impl Output {
    /// Data and talk to these writers.
    pub fn new(data: Box<dyn Write>, talk: Box<dyn Write>, page: Page, is_quiet: bool) -> Output {
        Output {
            data,
            talk,
            page,
            is_quiet,
            has_told: false,
        }
    }

    /// Writes data.
    ///
    /// # Errors
    /// [`Error::BrokenPipe`], [`Error::Output`] or [`Error::Untold`], like [`Output::with`] and [`Output::flush`].
    pub fn text(&mut self, text: &str) -> Result<(), Error> {
        let text = shown(self.page, text);
        self.with(|out| out.write_all(text.as_bytes()))
    }

    /// Writes data by a function.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn with(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        write(&mut self.data).map_err(|error| self.written(error))
    }

    /// Writes a line about what was recorded, unless `-q` was given.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn told(&mut self, line: &str) -> Result<(), Error> {
        if self.is_quiet {
            return Ok(());
        }
        self.has_told = true;
        self.text(line)?;
        self.text("\n")
    }

    /// Brings all data out.
    ///
    /// # Errors
    /// As [`Output::text`].
    pub fn flush(&mut self) -> Result<(), Error> {
        self.data.flush().map_err(|error| self.written(error))
    }

    fn written(&self, error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Error::BrokenPipe,
            _ if self.has_told => Error::Untold(error),
            _ => Error::Output(error),
        }
    }

    /// Says something, unless `-q` was given.
    pub fn say(&mut self, language: Language, said: &Said) {
        if !self.is_quiet {
            self.lines(&text::said(language, said));
        }
    }

    /// Says what went wrong, always.
    pub fn error(&mut self, language: Language, error: &Error) {
        self.lines(&[text::error(language, error)]);
    }

    fn lines(&mut self, lines: &[String]) {
        for line in lines {
            // If even this cannot be written, there is nobody left to tell.
            let _ = writeln!(self.talk, "{}", seen_lines(line));
        }
        let _ = self.talk.flush();
    }
}

/// The colour of a lamp.
fn style(lamp: Lamp) -> Style {
    let style = Style::new();
    match lamp {
        Lamp::Green => style.fg_color(Some(AnsiColor::Green.into())),
        Lamp::Yellow => style.fg_color(Some(AnsiColor::Yellow.into())),
        Lamp::Red => style.fg_color(Some(AnsiColor::Red.into())).bold(),
        Lamp::RedHollow => style.fg_color(Some(AnsiColor::Red.into())),
        Lamp::Grey | Lamp::None => style.dimmed(),
    }
}

/// A text in a style, if there are colours.
fn styled(page: Page, style: Style, text: &str) -> String {
    if page.has_colour {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// A text as it may go to a terminal, whatever was forgotten on its way here: nothing in it is
/// unseen but line breaks, and our own colours if there are any.
fn shown(page: Page, text: &str) -> Cow<'_, str> {
    if !page.has_colour {
        return seen_lines(text);
    }
    let mut parts = text.split("\u{1b}[");
    let mut shown = seen_lines(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let is_style = |code: &str| code.bytes().all(|b| b.is_ascii_digit() || b == b';');
        match part.split_once('m') {
            Some((code, rest)) if is_style(code) => {
                shown += &format!("\u{1b}[{code}m{}", seen_lines(rest));
            }
            _ => shown += &format!("[{}", seen_lines(part)),
        }
    }
    shown.into()
}

/// A reading just recorded, in one line.
pub fn recorded(language: Language, recorded: &Recorded<'_>, as_of: Day) -> String {
    text::recorded(language, recorded, as_of)
}

/// A project or stage added or edited, in one line.
pub fn edited(language: Language, entry: Option<i64>, edited: &Edited<'_>) -> String {
    text::edited(language, entry, edited)
}

/// A target set or revised, in one line.
pub fn target_set(
    language: Language,
    entry: Option<i64>,
    set: &TargetSet<'_>,
    as_of: Day,
) -> String {
    text::target_set(language, entry, set, as_of)
}

/// An entry taken back, in one line.
pub fn taken_back(language: Language, taken: &TakenBack<'_>) -> String {
    text::taken_back(language, taken)
}

/// An entry of the record.
pub fn entry(language: Language, entry: &HistoryEntry, at: &str, with_all: bool) -> String {
    let lines = text::entry(language, entry, at, with_all);
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// What stands over the parts of the demo.
pub fn demo_headings(language: Language, page: Page) -> [String; 4] {
    text::demo_headings(language).map(|text| heading(page, text))
}

/// A heading.
fn heading(page: Page, text: &str) -> String {
    styled(page, Style::new().bold(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_put_out_only_our_colours_are_unseen() {
        let page = |has_colour| Page {
            width: None,
            has_colour,
        };
        let text = "a\u{1b}[1;31mb\u{1b}[0m\u{1b}[2Jc\u{1b}]0;d\u{7}\u{9b}2J\u{202e}e\n\u{1b}[";
        assert_eq!(shown(page(false), text), "a[1;31mb[0m[2Jc]0;d2Je\n[");
        let coloured = "a\u{1b}[1;31mb\u{1b}[0m[2Jc]0;d2Je\n[";
        assert_eq!(shown(page(true), text), coloured);
    }
}
