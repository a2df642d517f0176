//! The report as a document for Word: the brief, and the table of all targets across.

mod document;
mod look;

use std::io::{self, Write};

use crate::messages::papers::{Annex, Ordinal, Paper};
use crate::messages::{In, Say};
use crate::model::Language;
use crate::report::{BriefPart, Column, Report, brief};

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
    let title = worded(&Paper::Brief);
    let mut blocks = prose(language, parts);
    blocks.insert(1, Block::Subtitle(worded(&Paper::AsOf(report.as_of))));
    blocks.push(Block::Across);
    blocks.push(Block::Heading(worded(&Annex::Table)));
    blocks.push(Block::Table(table(report, reader)));
    let closing = report.closing(false);
    blocks.extend(closing.iter().map(|line| Block::Small(worded(line))));
    blocks.extend(report.foot().map(|foot| Block::Small(worded(&foot))));
    document(language, KIND, &title, report.as_of, &blocks, out)
}

/// A brief, its headings and items numbered as the language does.
fn prose(language: Language, parts: Vec<BriefPart>) -> Vec<Block> {
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
        BriefPart::Title(_) => Block::Title(In(language, &Paper::Brief).to_string()),
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

fn table(report: &Report<'_>, reader: &Reader<'_>) -> Table {
    let language = reader.language;
    let worded = |message: &dyn Say| In(language, message).to_string();
    let columns = reader.columns.as_deref().unwrap_or(&USUAL);
    let mut heads = vec![(worded(&Annex::Number), 5)];
    heads.extend(
        columns
            .iter()
            .map(|column| (worded(&column.head()), share(column))),
    );
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
    Table {
        columns: heads,
        rows,
    }
}

/// How wide a column is beside others.
fn share(column: &Column) -> u32 {
    match column {
        Column::Project | Column::Target | Column::Stands | Column::Problem | Column::NextStep => {
            15
        }
        Column::Goal | Column::Planned => 13,
        Column::Stage | Column::Code | Column::Status => 11,
        Column::Days | Column::Percent | Column::Period => 8,
        Column::Progress => 9,
        _ => 10,
    }
}
