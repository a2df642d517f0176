//! From files to tables: each file is told for what it is, and split into rows.

use crate::messages::{
    BadRow, Error, FormatProblem, PassedOver, ReadHidden, RowNumbers, RowRef, UnreadFile,
};

use super::assign::letters;
use super::csv::{Split, split};
use super::encoding::{Decoded, TextEncoding, Unclear, decode, decode_as};
use super::kind::Kind;
use super::layout::Looking;
use super::mapping::columns_of;
use super::plan_columns::kept;
use super::reading::Reading;
use super::sheets::{FileAbout, Sheets};
use super::sniff::sniff;
use super::source::{Content, Input};
use super::table::Table;
use super::taking::Taking;
use super::workbook;
use super::worksheet::{Workbook, Worksheet};

/// Reads sheets. What keeps a file from being read as a whole is kept with them.
///
/// # Errors
/// [`Error::File`]; [`Error::Refused`], where a column was answered for that no sheet has.
pub fn read<'a>(
    inputs: impl IntoIterator<Item = Input<'a>>,
    how: Reading<'_>,
) -> Result<Sheets, Error> {
    let mut taking = Taking::with(how, None);
    for input in inputs {
        let name = input.name.clone();
        let Content { bytes, source } = match input.content() {
            Err(Error::Format { file, problem }) => {
                taking.unread(file, problem);
                continue;
            }
            content => content?,
        };
        taking.came_from(source);
        let taken = match sniff(&bytes) {
            Err(kind) => Err(FormatProblem::NotASheet(kind)),
            Ok(None) => taking.text(&name, bytes),
            Ok(Some(sort)) => match workbook::read(sort, &bytes) {
                Ok(workbook) => taking.workbook(&name, workbook),
                Err(problem) => Err(problem),
            },
        };
        if let Err(problem) = taken {
            taking.unread(name, problem);
        }
    }
    let are_all_read = !taking.sheets.are_open();
    let answers = taking
        .plan_columns
        .new_answers(how.mappings, are_all_read)?;
    taking.statements.facts.extend(answers);
    Ok(taking.finished())
}

impl Taking<'_> {
    pub(super) fn unread(&mut self, file: String, problem: FormatProblem) {
        self.sheets.unread.push(UnreadFile { file, problem });
    }

    /// The tables of a sheet, one beneath the other; as a rule there is one.
    fn tables(&self, file: &str, split: Split) -> Result<Vec<Table>, FormatProblem> {
        let how = Looking {
            rules: &self.how.rules,
            mappings: self.how.mappings,
            on: self.how.of(file).on,
        };
        let first = Table::open(file, split, how)?;
        let mut rest = first.rest()?;
        let mut tables = vec![first];
        while let Some(split) = rest {
            let mut table = Table::open(file, split, how)?;
            rest = table.rest()?;
            if let Some(first) = tables.first() {
                table.follow(first);
            }
            tables.push(table);
        }
        Ok(tables)
    }

    fn add_all(&mut self, tables: Vec<Table>, read_as: Option<&str>) {
        for table in tables {
            self.add(table, read_as.map(str::to_owned));
        }
    }

    /// Reads a text: in the encoding that somebody said, or that its bytes tell, else in that of an
    /// earlier one with the same columns; else it is asked.
    fn text(&mut self, file: &str, bytes: Vec<u8>) -> Result<(), FormatProblem> {
        let own = self.how.options_of.get(file).and_then(|own| own.encoding);
        let stated = own.or(self.how.options.encoding);
        let read = stated.map(|encoding| decode_as(&bytes, encoding));
        // What somebody answered to a question, and it is not, is asked again.
        if let Some((encoding, read)) = stated
            .zip(read)
            .filter(|(_, read)| own.is_none() || read.is_ok())
        {
            let tables = self.tables(file, split(&read?)?)?;
            if matches!(decode(bytes), Decoded::Unclear(_)) {
                let columns = columns_of(all_names(&tables));
                self.statements.facts.push(kept(columns, encoding.name()));
            }
            self.add_all(tables, None);
            return Ok(());
        }
        match decode(bytes) {
            Decoded::Text { text, read_as } => {
                let tables = self.tables(file, split(&text)?)?;
                self.add_all(tables, read_as);
            }
            Decoded::Unclear(unclear) => match self.as_before(file, &unclear) {
                Some((tables, encoding)) => self.add_all(tables, Some(&encoding.name())),
                None => self.ask_encoding(file, &unclear),
            },
        }
        Ok(())
    }

    /// A text in the encoding of an earlier one with the same columns.
    fn as_before(&self, file: &str, unclear: &Unclear) -> Option<(Vec<Table>, TextEncoding)> {
        let mut encodings = self.how.mappings.encodings();
        encodings.find_map(|(columns, encoding)| {
            let split = split(&unclear.text(encoding)?).ok()?;
            let tables = self.tables(file, split).ok()?;
            (columns_of(all_names(&tables)) == columns).then_some((tables, encoding))
        })
    }

    fn ask_encoding(&mut self, file: &str, unclear: &Unclear) {
        let (line, question) = unclear.question();
        let at = RowRef::of(file, line);
        self.sheets.asked.push(BadRow::whole(at, question.into()));
        self.sheets.files.push(FileAbout {
            name: file.to_owned(),
            kind: None,
            read_as: None,
            rows: line,
        });
        self.sheets.tables.push(None);
    }

    /// Reads the worksheets of a workbook that are of a kind; if none is, why the first is not. A form
    /// that is broken is never passed over.
    fn workbook(&mut self, file: &str, workbook: Workbook) -> Result<(), FormatProblem> {
        let filled = |sheet: &Worksheet| sheet.grid.rows().any(|row| row.len() > 0);
        let sheets: Vec<Worksheet> = workbook.worksheets.into_iter().filter(filled).collect();
        let is_alone = sheets.len() == 1;
        let mut problem = None;
        let (mut tables, mut passed_over) = (Vec::new(), Vec::new());
        for Worksheet { name, grid, hidden } in sheets {
            let called = match is_alone {
                true => file.to_owned(),
                false => format!("{file} [{name}]"),
            };
            let rows = hidden.filled_rows(&grid);
            let columns = hidden.filled_columns(&grid);
            match self.tables(&called, Split::of(grid)) {
                Ok(of_sheet) => {
                    // A form hides what its rows are known by.
                    let is_form = of_sheet.iter().any(|table| table.kind == Kind::Form);
                    if !(is_form || rows.is_empty() && columns.is_empty()) {
                        self.sheets.read_hidden.push(ReadHidden {
                            file: called,
                            rows: RowNumbers(rows),
                            columns: columns.into_iter().map(letters).collect(),
                        });
                    }
                    tables.extend(of_sheet.into_iter().map(|table| (name.clone(), table)));
                }
                Err(problem @ FormatProblem::FormHeads(_)) => {
                    self.unread(called, problem);
                }
                Err(why) => {
                    passed_over.push(PassedOver::Worksheet(name));
                    problem.get_or_insert((called, why));
                }
            }
        }
        // A sheet that counts projects stands beside one that names them.
        let is_count = |table: &Table| table.asks_what_counts();
        if tables.iter().any(|(_, table)| !is_count(table)) {
            let counts = tables.extract_if(.., |(_, table)| is_count(table));
            passed_over.extend(counts.map(|(name, _)| PassedOver::Worksheet(name)));
        }
        if workbook.hidden > 0 {
            let count = workbook.hidden;
            passed_over.push(PassedOver::Hidden { count });
        }
        if tables.is_empty() {
            match problem {
                Some((called, problem)) => self.unread(called, problem),
                None if self.sheets.unread.is_empty() => return Err(FormatProblem::NoHeader),
                None => {}
            }
            return Ok(());
        }
        self.pass_over(file.to_owned(), passed_over);
        let tables = tables.into_iter();
        tables.for_each(|(_, table)| self.add(table, None));
        Ok(())
    }
}

/// What the columns of the first table are called, by which a text is known again.
fn all_names(tables: &[Table]) -> &[String] {
    tables.first().map_or(&[], Table::names)
}
