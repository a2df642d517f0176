//! Sheets as plain statements. The ledger takes them kind by kind; those of one kind stand here in
//! the order in which they are to be taken.

use std::collections::{BTreeMap, HashSet};

use crate::ledger::{Change, Fault, Origin, ProjectMention, StageMention, Stated};
use crate::messages::columns::ColumnMeaning;
use crate::messages::plan::ColumnRead;
use crate::messages::{
    BadRow, Causes, FormatProblem, NamedAbove, PassedOverIn, ReadHidden, Refusal, RowRef,
    RowWarning, UnreadFile, WithoutFigure,
};
use crate::model::{Code, Day, Source};

use super::aims::read_aims;
use super::grid::Row;
use super::kind::Kind;
use super::lamps::LampRow;
use super::statements::InOrder;
use super::table::Table;

/// So many warnings are kept to be listed; the others are counted.
pub const LISTED: usize = 1_000;

/// What some sheets say.
#[derive(Default)]
pub struct Sheets {
    /// The sheets, in the order in which the files were named, those of a workbook in their own.
    pub files: Vec<FileAbout>,
    /// The files, with their hashes.
    pub sources: Vec<Source>,
    /// Files and worksheets that cannot be read as a whole.
    pub unread: Vec<UnreadFile>,
    /// The columns that were read as somebody answered before.
    pub answered: Vec<ColumnMeaning>,
    /// How columns were understood that are not called as we call them.
    pub understood: Vec<ColumnRead>,
    /// The lamps that rows give their projects. They are not recorded.
    pub lamps: Vec<LampRow>,
    /// What was passed over, which is to be told.
    pub passed_over: Vec<PassedOverIn>,
    /// Rows that were taken for rows of the project above, which is to be told.
    pub named_above: Vec<NamedAbove>,
    /// Rows and columns that are read though workbooks hide them, which is to be told.
    pub read_hidden: Vec<ReadHidden>,
    /// Rows whose words of progress give no figure, which is to be told.
    pub without_figure: Vec<WithoutFigure>,
    /// What the rows without a fault say, those of each kind in the order in which they are to be
    /// taken: a flat sheet's after those of a list, by which it may name things.
    pub changes: Vec<Stated>,
    /// What rows say that are at fault or asked about, each with its place among those: not to be
    /// recorded, but what is asked of them besides is asked at once.
    unsure: Vec<(usize, Stated)>,
    /// What is asked of whole sheets.
    pub asked: Vec<BadRow>,
    /// What is wrong with rows, or asked of them.
    pub bad: Causes,
    /// The rows of which something is wrong, and those that are only asked about.
    pub bad_rows: BTreeMap<Origin, Fitness>,
    /// What is doubtful about rows without a fault; the first ones of all.
    pub warnings: Vec<RowWarning>,
    /// How many warnings there are.
    pub warning_count: usize,
    /// The stages whose rows in forms were left blank, as `CODE/STAGE`.
    pub blank_stages: HashSet<String>,
    pub(super) tables: Vec<Option<Table>>,
    /// The keys of projects whose own row has a fault.
    pub(super) broken: HashSet<String>,
}

/// What can be told of a row that cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fitness {
    /// Only the day of its figures is asked, so that all else in it is as it says.
    Undated,
    /// It may be meant otherwise, so that only what is asked of it holds.
    Unsure,
    /// Something is wrong with it.
    Wrong,
}

/// What is known of a sheet.
pub struct FileAbout {
    /// Its file as named on the command line, and, of several worksheets, which one.
    pub name: String,
    /// What its rows are; `None`: lines that are no sheet.
    pub kind: Option<Kind>,
    /// What the text was read as, where its bytes alone do not tell.
    pub read_as: Option<String>,
    /// How many rows it has, the header and blank ones among them.
    pub rows: u64,
}

impl Sheets {
    /// Whether a file is more than readings, and so is told as an import.
    pub fn is_imported(&self) -> bool {
        let is_more = |file: &FileAbout| file.kind.is_some_and(|kind| kind != Kind::Readings);
        self.files.iter().any(is_more)
    }

    /// Whether a form among them was filled in, be it rightly or not.
    pub fn has_filled_form(&self) -> bool {
        self.files.iter().any(is_form) && (!self.changes.is_empty() || !self.bad_rows.is_empty())
    }

    /// Whether a form among them has lost its headers.
    pub fn has_broken_form(&self) -> bool {
        let mut unread = self.unread.iter();
        unread.any(|file| matches!(file.problem, FormatProblem::FormHeads(_)))
    }

    /// The stages that forms tell of, as `CODE/STAGE`; `None` where no sheet is a form.
    pub fn filled_stages(&self) -> Option<HashSet<String>> {
        let is_of_form = |origin: Origin| self.files.get(origin.file).is_some_and(is_form);
        let sizes = self
            .changes
            .iter()
            .filter(|stated| is_of_form(stated.origin));
        let stages = sizes.filter_map(|stated| match &stated.change {
            Change::Reading(reading) => match (&reading.project, &reading.stage) {
                (ProjectMention::Code(project), StageMention::Coded(stage)) => {
                    Some(format!("{project}/{stage}"))
                }
                _ => None,
            },
            _ => None,
        });
        self.files.iter().any(is_form).then(|| stages.collect())
    }

    /// The earliest day of its figures that the title of a form names.
    pub fn form_day(&self) -> Option<Day> {
        let tables = self.tables.iter().flatten();
        let forms = tables.filter(|table| table.kind == Kind::Form);
        let titles = forms.filter_map(|table| table.day.as_ref());
        titles.map(|title| title.day).min()
    }

    /// Whether nothing can be recorded, whichever rows are left out.
    pub fn are_open(&self) -> bool {
        !self.asked.is_empty() || !self.unread.is_empty()
    }

    pub(super) fn put(&mut self, statements: InOrder) {
        self.changes = statements.sure;
        self.unsure = statements.unsure;
    }

    /// All that rows say, those at fault among them, to find out what else is asked.
    pub fn all_changes(&self) -> Vec<Stated> {
        let mut all = Vec::with_capacity(self.changes.len() + self.unsure.len());
        let mut unsure = self.unsure.iter().peekable();
        for (index, stated) in self.changes.iter().enumerate() {
            while let Some((_, first)) = unsure.next_if(|(before, _)| *before <= index) {
                all.push(first.clone());
            }
            all.push(stated.clone());
        }
        all.extend(unsure.map(|(_, stated)| stated.clone()));
        all
    }

    /// What the ledger finds wrong with rows, or asks of them, as far as it holds for what they say.
    pub fn found(&self, faults: &[Fault]) -> Vec<(Origin, BadRow)> {
        let holds = |fault: &Fault, bad: &BadRow| match self.bad_rows.get(&fault.origin) {
            None => true,
            // What differs may be of different days.
            Some(Fitness::Undated) => !matches!(
                bad.problem,
                Refusal::Differs { .. } | Refusal::DiffersWithin { .. }
            ),
            Some(_) => {
                // A day that is wrong by itself.
                let is_day = matches!(bad.problem, Refusal::Value { .. })
                    && matches!(
                        fault.field,
                        "due" | "due_words" | "start" | "as_of" | "decided_on"
                    );
                bad.question().is_some() || is_day || matches!(fault.field, "name" | "code")
            }
        };
        let found = faults.iter().filter_map(|fault| {
            let bad = self.bad_row(fault.origin, fault.field, fault.problem.clone());
            // The words may be those of a target that is known, once its columns are.
            let table = self.tables.get(fault.origin.file).and_then(Option::as_ref);
            let is_open = table.is_some_and(|table| !table.questions.is_empty());
            let is_of_year = matches!(fault.problem, Refusal::WhichYear { .. });
            (holds(fault, &bad) && !(is_open && is_of_year)).then_some((fault.origin, bad))
        });
        found.collect()
    }

    /// The row of a statement, as bad for that reason. A field is named as the portfolio's own
    /// columns are, and besides: `project` and `stage` are whatever names these in the row, `figure`
    /// is what was reported, and `reason` the cell in which one is told. Where the sheet has no
    /// such column, the field keeps this name.
    ///
    /// Of a project that is not there because its own row has a fault, it says so.
    pub fn bad_row(&self, origin: Origin, field: &str, problem: Refusal) -> BadRow {
        let Some(Some(table)) = self.tables.get(origin.file) else {
            return BadRow::whole(self.row_ref(origin), problem);
        };
        let Some(row) = table.row(origin.row) else {
            return BadRow::whole(self.row_ref(origin), problem);
        };
        let problem = match problem {
            Refusal::UnknownProject if self.is_broken(table, row) => Refusal::Skipped,
            other => other,
        };
        table.fault(row, column(table, row, field), problem)
    }

    /// The row of a statement.
    pub fn row_ref(&self, origin: Origin) -> RowRef {
        let file = self.files.get(origin.file);
        RowRef::of(file.map_or("", |file| &file.name), origin.row)
    }

    fn is_broken(&self, table: &Table, row: Row<'_>) -> bool {
        let code = Code::new(cell(table, row, "project"));
        code.is_ok_and(|code| self.broken.contains(&code.key()))
    }
}

fn is_form(file: &FileAbout) -> bool {
    file.kind == Some(Kind::Form)
}

fn cell<'g>(table: &Table, row: Row<'g>, column: &str) -> &'g str {
    let cell = table.index(column).and_then(|index| row.cell(index));
    cell.unwrap_or_default()
}

/// The column that a row gives a field in.
fn column<'f>(table: &Table, row: Row<'_>, field: &'f str) -> &'f str {
    let has = |column| !cell(table, row, column).is_empty();
    match (field, table.kind) {
        ("project", Kind::Projects) => "code",
        ("project" | "stage", Kind::Form) => "code",
        ("figure", Kind::Form) if has("amount") => "amount",
        ("figure", Kind::Form) => "percent",
        ("project", Kind::Flat) if has("code") => "code",
        ("project", Kind::Flat) => "name",
        ("figure", Kind::Flat) if has("spent") && !has("reading") => "spent",
        ("figure", Kind::Flat) => "reading",
        ("budget", Kind::Flat) if !has("budget") => "annual_budget",
        ("figure", Kind::Readings) if has("amount") && !has("percent") => "amount",
        ("figure", Kind::Readings) => "percent",
        ("reason", Kind::Flat) => "note",
        // A sentence says by when, and how much.
        ("due" | "due_words", Kind::Flat) if !has("due") && !has("due_words") => {
            match read_aims(cell(table, row, "percent"), Day::default()) {
                Some(_) => "percent",
                None => "stage",
            }
        }
        ("percent", Kind::Flat) if !has("percent") => "stage",
        ("stage" | "period" | "as_of" | "number", Kind::Flat) if table.index(field).is_none() => {
            column(table, row, "project")
        }
        ("due", _) if has("due_words") && !has("due") => "due_words",
        ("due_words", _) if has("due") && !has("due_words") => "due",
        (field, _) => field,
    }
}
