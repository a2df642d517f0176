//! The report as Markdown: what it comes to, and a table as GitHub lays it out.

use std::io::{self, Write};

use crate::messages::{In, Say};
use crate::model::printable;
use crate::report::{Column, Report};

use super::page::Reader;

/// What a Markdown page has where nobody chose.
const USUAL: [Column; 8] = [
    Column::Status,
    Column::Project,
    Column::Target,
    Column::Stands,
    Column::Days,
    Column::Unit,
    Column::Lead,
    Column::NextStep,
];

/// Writes a report: title and answer, a table a group, what is left out.
///
/// # Errors
/// Those of the writer.
pub(super) fn markdown(
    report: &Report<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = reader.language;
    let worded = |message: &dyn Say| escaped(&In(language, message).to_string());
    let usual = || report.usual(language, &USUAL);
    let columns = reader.columns.clone().unwrap_or_else(usual);
    writeln!(out, "# {}\n", worded(&report.title()))?;
    writeln!(out, "**{}**", worded(&report.answer()))?;
    if let Some(account) = report.account.as_ref().filter(|account| account.is_any()) {
        let (heads, rows) = account.table(language);
        writeln!(out)?;
        row(
            out,
            &heads
                .iter()
                .map(|head| escaped(head))
                .collect::<Vec<String>>(),
        )?;
        let rules = (0..heads.len()).map(|index| if index > 0 { "---:" } else { "---" });
        row(out, &rules.map(str::to_owned).collect::<Vec<String>>())?;
        for cells in rows {
            row(
                out,
                &cells
                    .iter()
                    .map(|cell| escaped(cell))
                    .collect::<Vec<String>>(),
            )?;
        }
    }
    for group in &report.groups {
        if let Some(line) = group.line(reader.projects) {
            writeln!(out, "\n## {}", worded(&line))?;
        }
        writeln!(out)?;
        let heads: Vec<String> = columns
            .iter()
            .map(|column| worded(&column.head()))
            .collect();
        row(out, &heads)?;
        let rules = columns.iter().map(|column| match column.is_number() {
            true => "---:".to_owned(),
            false => "---".to_owned(),
        });
        row(out, &rules.collect::<Vec<String>>())?;
        for judged in &group.targets {
            let cells = columns.iter();
            let cells = cells.map(|column| escaped(&report.text(language, column, judged)));
            row(out, &cells.collect::<Vec<String>>())?;
        }
    }
    let closing = report.closing(false);
    if !closing.is_empty() {
        writeln!(out)?;
    }
    for line in &closing {
        writeln!(out, "- {}", worded(line))?;
    }
    match report.foot() {
        Some(foot) => writeln!(out, "\n---\n\n{}", worded(&foot)),
        None => Ok(()),
    }
}

/// A row of a table.
pub(super) fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}

/// A text as Markdown shows it as it is, on one line: nothing in it is a mark, a link, a picture, an
/// address or HTML.
pub(super) fn escaped(text: &str) -> String {
    let text = printable(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // So that nobody is mentioned, and no address becomes a link.
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    let escaped = escaped.replace("://", "&#58;//");
    LINKED
        .iter()
        .fold(escaped, |text, begin| unlinked(&text, begin))
}

/// What begins an address without `://`.
const LINKED: [&str; 3] = ["www.", "mailto:", "xmpp:"];

/// A text in which no address begins so, in whatever case: its last character is written as an entity.
fn unlinked(text: &str, begin: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in lower.match_indices(begin) {
        let last = at + begin.len() - 1;
        let mark = if begin.ends_with('.') {
            "&#46;"
        } else {
            "&#58;"
        };
        out.push_str(text.get(from..last).unwrap_or_default());
        out.push_str(mark);
        from = last + 1;
    }
    out + text.get(from..).unwrap_or_default()
}
