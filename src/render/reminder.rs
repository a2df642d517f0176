//! Reminders as pages: Markdown, or a document for Word.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::messages::papers::{Annex, Reminder as Page};
use crate::messages::report::{Foot, Head};
use crate::messages::{In, Say, Targets};
use crate::model::{Day, Language};
use crate::report::{Column, Reminder};

use super::docx::{Block, Table, TableRow, document};
use super::markdown::{escaped, row};

const COLUMNS: [(Column, u32); 9] = [
    (Column::Project, 14),
    (Column::Goal, 12),
    (Column::Due, 9),
    (Column::Status, 11),
    (Column::Days, 9),
    (Column::Progress, 8),
    (Column::ReportedOn, 9),
    (Column::Problem, 14),
    (Column::NextStep, 14),
];

/// What all reminders of a day have in common.
pub struct Told {
    /// The day.
    pub as_of: Day,
    /// How often each target was told of before, by the store's number and its due day.
    pub times: HashMap<(i64, Option<Day>), u32>,
    /// What stands under each page.
    pub foot: Foot,
}

/// What reminders can be written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReminderFormat {
    /// Markdown.
    Markdown,
    /// A document for Word.
    Document,
}

impl ReminderFormat {
    /// What `--format` calls them, which is what their files end in.
    pub const ALL: [ReminderFormat; 2] = [ReminderFormat::Markdown, ReminderFormat::Document];

    /// Its name.
    pub fn id(self) -> &'static str {
        match self {
            ReminderFormat::Markdown => "md",
            ReminderFormat::Document => "docx",
        }
    }

    /// Writes a page.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(
        self,
        language: Language,
        reminder: &Reminder<'_>,
        told: &Told,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let worded = |message: &dyn Say| In(language, message).to_string();
        let Told { as_of, foot, .. } = told;
        let as_of = *as_of;
        let title = worded(&Page::Title);
        let whose = match reminder.whose {
            Some(whose) => worded(&Page::To(whose.to_owned())),
            None => worded(&Page::ToNobody),
        };
        let targets = Targets(reminder.findings.len());
        let text = worded(&Page::Text { as_of, targets });
        let mut heads = vec![worded(&Annex::Number)];
        heads.extend(COLUMNS.iter().map(|(column, _)| worded(&column.head())));
        heads.push(worded(&Head::Notice));
        let rows = reminder.findings.iter().zip(1..).map(|(finding, number)| {
            let judged = finding.judged;
            let mut cells = vec![number.to_string()];
            let columns = COLUMNS.iter();
            cells.extend(columns.map(|(column, _)| column.text(language, judged, as_of)));
            let promise = (judged.target.id, judged.revision.terms.due);
            let before = told.times.get(&promise).copied().unwrap_or(0);
            cells.push(worded(&Page::Times(before + 1)));
            cells
        });
        let rows: Vec<Vec<String>> = rows.collect();
        match self {
            ReminderFormat::Markdown => {
                writeln!(
                    out,
                    "# {}\n\n{}\n\n{}\n",
                    escaped(&title),
                    escaped(&whose),
                    escaped(&text)
                )?;
                let heads: Vec<String> = heads.iter().map(|head| escaped(head)).collect();
                row(out, &heads)?;
                row(out, &vec!["---".to_owned(); heads.len()])?;
                for cells in rows {
                    row(
                        out,
                        &cells
                            .iter()
                            .map(|cell| escaped(cell))
                            .collect::<Vec<String>>(),
                    )?;
                }
                writeln!(out, "\n---\n\n{}", escaped(&worded(foot)))
            }
            ReminderFormat::Document => {
                let shares = COLUMNS.iter().map(|(_, share)| *share);
                let shares = std::iter::once(5).chain(shares).chain([9]);
                let table = Table {
                    columns: heads.into_iter().zip(shares).collect(),
                    rows: rows.into_iter().map(TableRow::Cells).collect(),
                };
                let blocks = [
                    Block::Across,
                    Block::Title(title.clone()),
                    Block::Paragraph(whose),
                    Block::Paragraph(text),
                    Block::Table(table),
                    Block::Small(worded(&Page::Day(as_of))),
                    Block::Small(worded(foot)),
                ];
                document(language, &title, as_of, &blocks, out)
            }
        }
    }
}
