//! The page that text is laid out on: its width and its colours.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};

use crate::assess::Lamp;
use crate::model::{Language, Project, printable_lines};
use crate::report::Column;

use super::wrap::{broken, columns};

/// How text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// Columns of the terminal; `None`: not a terminal, so nothing is wrapped.
    pub width: Option<u16>,
    /// Whether colours are written.
    pub has_colour: bool,
}

impl Page {
    /// A file: nobody knows how wide it will be looked at.
    pub const FILE: Page = Page {
        width: None,
        has_colour: false,
    };
}

/// Whom a report is laid out for. Programs read the same at every width, and in every
/// language but for the words that are ours.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    /// The language of its sentences.
    pub language: Language,
    /// How wide it may be, and whether it has colours.
    pub page: Page,
    /// The projects that its groups are named after.
    pub projects: &'a [Project],
    /// The columns that people asked for; `None`: those that are usual for the page.
    pub columns: Option<Vec<Column>>,
}

/// The colour of a lamp.
pub(super) fn style(lamp: Lamp) -> Style {
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
pub(super) fn styled(page: Page, style: Style, text: &str) -> String {
    if page.has_colour {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// A text as it may go to a terminal, whatever was forgotten on its way here: nothing in it is
/// unseen but line breaks, and our own colours if there are any.
pub(super) fn shown(page: Page, text: &str) -> Cow<'_, str> {
    if !page.has_colour {
        return printable_lines(text);
    }
    let mut parts = text.split("\u{1b}[");
    let mut shown = printable_lines(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let is_style = |code: &str| code.bytes().all(|b| b.is_ascii_digit() || b == b';');
        match part.split_once('m') {
            Some((code, rest)) if is_style(code) => {
                shown += &format!("\u{1b}[{code}m{}", printable_lines(rest));
            }
            _ => shown += &format!("[{}", printable_lines(part)),
        }
    }
    shown.into()
}

/// A text broken into lines that fit the page.
pub(super) fn wrapped(page: Page, text: &str) -> String {
    hanging(page, "", text, "")
}

/// A text behind what begins its first line, broken so that further lines stand behind an indent.
pub(super) fn hanging(page: Page, begin: &str, text: &str, indent: &str) -> String {
    let lines = match page.width {
        Some(width) => {
            let room = |taken: &str| usize::from(width).saturating_sub(columns(taken));
            broken(text, room(begin), room(indent))
        }
        None => vec![text.to_owned()],
    };
    format!("{begin}{}", lines.join(&format!("\n{indent}")))
}

/// Lines that may begin with a margin, each broken to the page: what is broken goes on further in
/// than any line begins.
pub(super) fn below_each_other(page: Page, text: &str) -> String {
    let margin = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let deepest = text.split('\n').map(margin).max().unwrap_or(0);
    let indent = " ".repeat(deepest + 2);
    let lines = text.split('\n').map(|line| {
        let (begin, rest) = line.split_at(margin(line));
        hanging(page, begin, rest, &indent)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A heading.
pub(super) fn heading(page: Page, text: &str) -> String {
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
