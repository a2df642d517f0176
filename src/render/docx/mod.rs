//! The report as a document for Word: the brief, and the table of all targets across.

mod document;
mod look;

use std::io::{self, Write};

use crate::messages::papers::{Annex, Ordinal, Paper};
use crate::messages::{In, Say};
use crate::model::Language;
use crate::report::{Account, BriefPart, Column, Report, brief};

use super::page::Reader;

pub(super) use document::{Block, PROPERTIES, Table, TableRow, category, document};

/// What the document says it is, where no reader sees it.
const KIND: &str = "project.report";

/// What the table has where nobody chose.
const USUAL: [Column; 9] = [
    Column::Project,
    Column::Unit,
    Column::Goal,
    Column::Due,
    Column::Progress,
    Column::Planned,
    Column::Status,
    Column::Problem,
    Column::NextStep,
];

/// Writes a report.
///
/// # Errors
/// Those of the writer.
pub(super) fn docx(
    report: &Report<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = reader.language;
    let worded = |message: &dyn Say| In(language, message).to_string();
    let parts = brief(language, report, reader.projects);
    let (title, table_title) = match (&report.changes, &report.account) {
        (Some(_), _) => (Paper::Changes, Annex::Changes),
        (None, Some(_)) => (Paper::Account, Annex::Account),
        (None, None) => (Paper::Brief, Annex::Table),
    };
    let title = worded(&title);
    let mut blocks = prose(language, parts, &title);
    blocks.insert(1, Block::Subtitle(worded(&Paper::AsOf(report.as_of))));
    blocks.push(Block::Across);
    blocks.push(Block::Heading(worded(&table_title)));
    blocks.extend(
        (report.account.as_ref().filter(|account| account.is_any()))
            .map(|account| Block::Table(endings(language, account))),
    );
    blocks.push(Block::Table(table(report, reader)));
    let closing = report.closing(false);
    blocks.extend(closing.iter().map(|line| Block::Small(worded(line))));
    blocks.extend(report.foot().map(|foot| Block::Small(worded(&foot))));
    document(language, KIND, &title, report.as_of, &blocks, out)
}

/// A brief, its headings and items numbered as the language does.
fn prose(language: Language, parts: Vec<BriefPart>, title: &str) -> Vec<Block> {
    let numbered = |level: usize, number: usize, text: String| {
        In(
            language,
            &Ordinal {
                level,
                number,
                text,
            },
        )
        .to_string()
    };
    let (mut heading, mut subheading, mut item) = (0, 0, 0);
    let block = |part| match part {
        // The title has its day on a line of its own.
        BriefPart::Title(_) => Block::Title(title.to_owned()),
        BriefPart::Heading(text) => {
            (heading, subheading, item) = (heading + 1, 0, 0);
            Block::Heading(numbered(0, heading, text))
        }
        BriefPart::Subheading(text) => {
            (subheading, item) = (subheading + 1, 0);
            Block::Subheading(numbered(1, subheading, text))
        }
        BriefPart::Paragraph(text) => Block::Paragraph(text),
        BriefPart::Item(text) => {
            item += 1;
            Block::Paragraph(numbered(2, item, text))
        }
    };
    parts.into_iter().map(block).collect()
}

/// How many targets of each unit ended in which way.
fn endings(language: Language, account: &Account<'_>) -> Table {
    let (heads, rows) = account.table(language);
    let rows = rows.into_iter().map(TableRow::Cells).collect();
    Table { heads, rows }
}

fn table(report: &Report<'_>, reader: &Reader<'_>) -> Table {
    let language = reader.language;
    let worded = |message: &dyn Say| In(language, message).to_string();
    // All that the form of the paper has, whether any target has it or not.
    let usual = || match report.changes {
        None => USUAL.to_vec(),
        Some(_) => report.usual(language, &USUAL),
    };
    let columns = reader.columns.clone().unwrap_or_else(usual);
    let mut heads = vec![worded(&Annex::Number)];
    heads.extend(columns.iter().map(|column| worded(&column.head())));
    let mut rows = Vec::new();
    let mut number = 0;
    for group in &report.groups {
        if let Some(line) = group.line(reader.projects) {
            rows.push(TableRow::Group(worded(&line)));
        }
        for judged in &group.targets {
            number += 1;
            let mut cells = vec![number.to_string()];
            let texts = columns.iter();
            cells.extend(texts.map(|column| report.text(language, column, judged)));
            rows.push(TableRow::Cells(cells));
        }
    }
    Table { heads, rows }
}
