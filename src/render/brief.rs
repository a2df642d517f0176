//! The brief as text, and as Markdown.

use std::io::{self, Write};

use crate::messages::In;
use crate::report::{BriefPart, Report, brief};

use super::markdown::escaped;
use super::page::{Reader, hanging, heading, wrapped};

/// Writes the brief as text that fits the page.
///
/// # Errors
/// Those of the writer.
pub(super) fn brief_text(
    report: &Report<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = reader.page;
    for part in brief(reader.language, report, reader.projects) {
        match part {
            BriefPart::Title(text) => writeln!(out, "{}", heading(page, &wrapped(page, &text)))?,
            BriefPart::Heading(text) | BriefPart::Subheading(text) => {
                writeln!(out, "\n{}", heading(page, &wrapped(page, &text)))?;
            }
            BriefPart::Paragraph(text) => writeln!(out, "\n{}", wrapped(page, &text))?,
            BriefPart::Item(text) => writeln!(out, "{}", hanging(page, "- ", &text, "  "))?,
        }
    }
    match report.foot() {
        Some(foot) => {
            let foot = In(reader.language, &foot).to_string();
            writeln!(out, "\n{}", wrapped(page, &foot))
        }
        None => Ok(()),
    }
}

/// Writes the brief as Markdown.
///
/// # Errors
/// Those of the writer.
pub(super) fn brief_markdown(
    report: &Report<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut in_list = false;
    for part in brief(reader.language, report, reader.projects) {
        let is_item = matches!(part, BriefPart::Item(_));
        if is_item && !in_list {
            writeln!(out)?;
        }
        in_list = is_item;
        match part {
            BriefPart::Title(text) => writeln!(out, "# {}", escaped(&text))?,
            BriefPart::Heading(text) => writeln!(out, "\n## {}", escaped(&text))?,
            BriefPart::Subheading(text) => writeln!(out, "\n### {}", escaped(&text))?,
            BriefPart::Paragraph(text) => writeln!(out, "\n{}", escaped(&text))?,
            BriefPart::Item(text) => writeln!(out, "- {}", escaped(&text))?,
        }
    }
    match report.foot() {
        Some(foot) => {
            let foot = In(reader.language, &foot).to_string();
            writeln!(out, "\n---\n\n{}", escaped(&foot))
        }
        None => Ok(()),
    }
}
