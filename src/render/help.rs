//! Help: headings, and what stands below them in two columns.

use anstyle::Style;

use crate::model::Language;

use super::wrap::{broken, columns};

/// A part of a page of help.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HelpPart {
    /// A paragraph.
    Text(String),
    /// What the lines below it are, in bold; followed by what stands on the same line.
    Heading(String, String),
    /// A line below a heading.
    Line(String),
    /// A command, and what it is for.
    Command(String, String),
    /// An argument, and what is said of it.
    Item(String, String),
    /// A line to type, and what it does.
    Example(String, String),
}

/// No help is wider than this.
const WIDEST: usize = 80;
/// What is said of an item begins in the same column for all, at most here.
const FARTHEST: usize = 30;
const INDENT: &str = "  ";

/// Lays a page of help out in at most so many columns, with escape sequences for bold headings.
pub fn help(language: Language, width: usize, parts: &[HelpPart]) -> String {
    let width = width.clamp(40, WIDEST);
    let items = parts.iter().filter_map(|part| match part {
        HelpPart::Item(term, _) => Some(term),
        _ => None,
    });
    let column = item_column(items, width);
    let commands = parts.iter().filter_map(|part| match part {
        HelpPart::Command(name, _) => Some(name),
        _ => None,
    });
    let command_column = item_column(commands, width);
    let mut page = String::new();
    for part in parts {
        match part {
            HelpPart::Text(text) => {
                if !page.is_empty() {
                    page.push('\n');
                }
                push(&mut page, text, width, "");
            }
            HelpPart::Heading(heading, rest) => {
                if !page.is_empty() {
                    page.push('\n');
                }
                let bold = Style::new().bold();
                let (colon, gap) = match (language, rest.is_empty()) {
                    (Language::Zh, _) => ("：", ""),
                    (Language::En, true) => (":", ""),
                    (Language::En, false) => (":", " "),
                };
                page += &format!("{bold}{heading}{colon}{bold:#}{gap}{rest}\n");
            }
            HelpPart::Line(text) => push(&mut page, text, width, INDENT),
            HelpPart::Command(name, about) => item(&mut page, name, about, width, command_column),
            HelpPart::Item(term, says) => item(&mut page, term, says, width, column),
            HelpPart::Example(line, does) => {
                page += &format!("{INDENT}{line}\n");
                push(&mut page, does, width, "      ");
            }
        }
    }
    page
}

/// The column behind the longest of these that is not too long for the width.
pub(super) fn item_column<'a>(terms: impl Iterator<Item = &'a String>, width: usize) -> usize {
    let column = terms.map(|term| INDENT.len() + columns(term) + INDENT.len());
    let column = column.filter(|column| *column <= FARTHEST.min(width / 2));
    column.max().unwrap_or(0)
}

/// A text in lines, all indented.
fn push(page: &mut String, text: &str, width: usize, indent: &str) {
    let room = width.saturating_sub(indent.len());
    for line in broken(text, room, room) {
        page.push_str(indent);
        page.push_str(line.trim_end());
        page.push('\n');
    }
}

/// A term, and what is said of it in a column behind or, where it is too long, below.
pub(super) fn item(page: &mut String, term: &str, says: &str, width: usize, column: usize) {
    let indent = " ".repeat(column);
    let mut below = String::new();
    push(&mut below, says, width, &indent);
    let first = format!("{INDENT}{term}");
    let taken = columns(&first);
    if taken + INDENT.len() <= column {
        page.push_str(&first);
        page.push_str(below.get(taken..).unwrap_or_default());
    } else {
        push(page, term, width, INDENT);
        page.push_str(&below);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_stands_in_one_column_and_within_the_width() {
        let parts = [
            HelpPart::Heading("Usage".to_owned(), "project x".to_owned()),
            HelpPart::Heading("Options".to_owned(), String::new()),
            HelpPart::Item(
                "--on <日期>".to_owned(),
                "a b c d e f g h i j k l m n o".to_owned(),
            ),
            HelpPart::Item("-q".to_owned(), "quiet".to_owned()),
            HelpPart::Item(
                "--a-very-long-option-indeed <TEXT>".to_owned(),
                "x".to_owned(),
            ),
        ];
        assert_eq!(
            help(Language::En, 40, &parts),
            "\u{1b}[1mUsage:\u{1b}[0m project x\n\n\
             \u{1b}[1mOptions:\u{1b}[0m\n\
             \x20 --on <日期>  a b c d e f g h i j k l m\n\
             \x20              n o\n\
             \x20 -q           quiet\n\
             \x20 --a-very-long-option-indeed <TEXT>\n\
             \x20              x\n"
        );
    }
}
