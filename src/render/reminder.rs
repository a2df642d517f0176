//! Reminders as pages: Markdown, or a document for Word.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::messages::papers::{Annex, Reminder as Page};
use crate::messages::report::{Foot, Head};
use crate::messages::{In, Say, Targets};
use crate::model::{Day, Language};
use crate::report::{Column, RemindBy, Reminder};

use super::docx::{Block, PROPERTIES, Table, TableRow, category, document};
use super::markdown::{escaped, row};

/// What a reminder as a document says it is, where no reader sees it.
const KIND: &str = "project.reminder";

/// The same in Markdown.
const MARK: &str = "<!-- project.reminder -->";

/// The most that is read of a file to find out what it is.
const LOOKED_AT: u64 = 1 << 20;

const COLUMNS: [Column; 9] = [
    Column::Project,
    Column::Goal,
    Column::Due,
    Column::Status,
    Column::Days,
    Column::Progress,
    Column::ReportedOn,
    Column::Problem,
    Column::NextStep,
];

/// What all reminders of a day have in common.
pub struct Occasion {
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
        occasion: &Occasion,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let worded = |message: &dyn Say| In(language, message).to_string();
        let Occasion { as_of, foot, .. } = occasion;
        let as_of = *as_of;
        let title = worded(&Page::Title);
        // Where nobody is named over the page, each row names whom it can.
        let (whose, other) = match (reminder.whose, reminder.by) {
            (Some(whose), _) => (Page::To(whose.to_owned()), None),
            (None, RemindBy::Unit) => (Page::WithoutUnit, Some(Column::Lead)),
            (None, RemindBy::Lead) => (Page::WithoutLead, Some(Column::Unit)),
        };
        let whose = worded(&whose);
        let mut columns = COLUMNS.to_vec();
        columns.splice(1..1, other);
        let targets = Targets(reminder.findings.len());
        let text = worded(&Page::Text { as_of, targets });
        let mut heads = vec![worded(&Annex::Number)];
        heads.extend(columns.iter().map(|column| worded(&column.head())));
        heads.push(worded(&Head::Notice));
        let rows = reminder.findings.iter().zip(1..).map(|(finding, number)| {
            let judged = finding.judged;
            let mut cells = vec![number.to_string()];
            let texts = columns.iter();
            cells.extend(texts.map(|column| column.text(language, judged, as_of)));
            let promise = (judged.target.id, judged.revision.terms.due);
            let before = occasion.times.get(&promise).copied().unwrap_or(0);
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
                writeln!(out, "\n{MARK}\n\n---\n\n{}", escaped(&worded(foot)))
            }
            ReminderFormat::Document => {
                let rows = rows.into_iter().map(TableRow::Cells).collect();
                let table = Table { heads, rows };
                let blocks = [
                    Block::Across,
                    Block::Title(title.clone()),
                    Block::Paragraph(whose),
                    Block::Paragraph(text),
                    Block::Table(table),
                    Block::Small(worded(&Page::Day(as_of))),
                    Block::Small(worded(foot)),
                ];
                document(language, KIND, &title, as_of, &blocks, out)
            }
        }
    }
}

/// Whether a file is a reminder that was written before, in either format.
pub fn is_reminder(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    let mut formats = ReminderFormat::ALL.into_iter();
    let format = formats.find(|format| ending.eq_ignore_ascii_case(format.id()));
    // A pipe would wait.
    let (content, mark) = match format.filter(|_| path.is_file()) {
        Some(ReminderFormat::Markdown) => (File::open(path).and_then(beginning), MARK.to_owned()),
        Some(ReminderFormat::Document) => (properties(path), category(KIND)),
        None => return false,
    };
    content.is_ok_and(|content| content.contains(&mark))
}

/// The part of a document that says what it is.
fn properties(path: &Path) -> io::Result<String> {
    let mut zip = zip::ZipArchive::new(File::open(path)?)?;
    beginning(zip.by_name(PROPERTIES)?)
}

fn beginning(file: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.take(LOOKED_AT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
