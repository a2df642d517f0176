//! A CSV file as rows of cells, with the numbers a spreadsheet would show.

use std::rc::Rc;

use crate::error::{BadRow, Error, FormatProblem, RowProblem};
use crate::model::Source;

use super::Encoding;
use super::encoding::{decode_gb18030, detect};
use super::input::{Input, unreadable};
use super::kind::{Kind, canonical};
use super::records::{LONGEST_ROW, Record, Records, Stop, quoted};

/// The most columns that a file may have: many times more than any kind has.
const MOST_COLUMNS: usize = 1_000;

/// One file: its kind, its columns, and its rows still as text.
pub struct Sheet<'a> {
    /// The file as named on the command line.
    pub file: String,
    /// What its rows are.
    pub kind: Kind,
    /// How it was encoded.
    pub encoding: Encoding,
    /// Its name and hash, kept with its entry.
    pub source: Source,
    /// How many rows it has, the header and blank ones among them.
    pub rows: u64,
    about: Rc<About>,
    input: Input<'a>,
}

/// What a file's rows share.
#[derive(PartialEq, Eq, Debug)]
struct About {
    /// As named on the command line.
    file: Rc<str>,
    /// The columns and their places.
    columns: Vec<(&'static str, usize)>,
    /// Their names in the file.
    names: Vec<String>,
}

impl About {
    fn place(&self, column: &str) -> Option<usize> {
        let found = self.columns.iter().find(|(name, _)| *name == column);
        found.map(|(_, place)| *place)
    }

    /// The column as the file calls it.
    fn name<'n>(&'n self, column: &'n str) -> &'n str {
        let name = self.place(column).and_then(|place| self.names.get(place));
        name.map_or(column, String::as_str)
    }
}

/// One row whose cells can be asked for by column.
pub struct Row<'a> {
    sheet: &'a Sheet<'a>,
    record: &'a Record,
    /// As a spreadsheet counts: the header is row 1.
    pub number: u64,
}

/// A row that is kept after the others were read, with its cells as they stand in the file. There
/// may be many of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptRow {
    about: Rc<About>,
    /// As a spreadsheet counts: the header is row 1.
    pub number: u64,
    /// The cells of all columns, one after the other, and where each ends.
    cells: Box<str>,
    ends: Box<[usize]>,
}

/// What is done with each row, or with the reason why it is none.
pub type Each<'a> = dyn FnMut(Result<Row<'_>, BadRow>) -> Result<(), Error> + 'a;

impl<'a> Sheet<'a> {
    /// As [`Sheet::read`], of a text that is at hand.
    ///
    /// # Errors
    /// As [`Sheet::read`].
    pub fn open(file: &str, bytes: &'a [u8]) -> Result<Sheet<'a>, Error> {
        Sheet::read(Input::text(file, bytes))
    }

    /// Reads all of a file once, and recognises its kind by its columns.
    ///
    /// # Errors
    /// [`Error::Format`] if there is no header, or its columns belong to no kind, or a row is
    /// longer than a row may be; [`Error::File`].
    pub fn read(mut input: Input<'a>) -> Result<Sheet<'a>, Error> {
        let file = input.name.clone();
        let fail = |problem| Error::Format {
            file: file.clone(),
            problem,
        };
        let ((header, rows), survey) = input.survey(|text| {
            let mut records = Records::new(text);
            let mut header = Record::default();
            let next = |records: &mut Records<_>, record: &mut Record| {
                records.read(record).map_err(|stop| stopped(&file, stop))
            };
            if next(&mut records, &mut header)?.is_none() {
                return Err(fail(FormatProblem::NoHeader));
            }
            if header.len() > MOST_COLUMNS {
                return Err(fail(FormatProblem::ManyColumns(MOST_COLUMNS)));
            }
            let mut record = Record::default();
            let mut rows = 0;
            while let Some(row) = next(&mut records, &mut record)? {
                rows = row;
            }
            Ok((header, rows))
        })?;
        let encoding = if survey.is_utf8 {
            Encoding::Utf8
        } else {
            detect(&mut input.reader()?).map_err(|problem| unreadable(&file, problem))?
        };
        let header = in_utf8(encoding, &header).unwrap_or(header);
        let names: Vec<String> = header
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase())
            .collect();
        let kind = Kind::recognise(&names)
            .ok_or_else(|| fail(FormatProblem::UnknownColumns(names.clone())))?;
        let mut columns: Vec<(&'static str, usize)> = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let column = canonical(kind, name).ok_or_else(|| {
                fail(FormatProblem::StrayColumn {
                    column: name.clone(),
                    kind: kind.id(),
                })
            })?;
            if columns.iter().any(|(there, _)| *there == column) {
                return Err(fail(FormatProblem::ColumnTwice(name.clone())));
            }
            columns.push((column, place));
        }
        Ok(Sheet {
            kind,
            encoding,
            source: survey.source,
            rows,
            about: Rc::new(About {
                file: file.as_str().into(),
                columns,
                names,
            }),
            file,
            input,
        })
    }

    /// Whether the file has that column.
    pub fn has(&self, column: &str) -> bool {
        self.place(column).is_some()
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.about.place(column)
    }

    /// Its name, to be kept with many rows.
    pub fn name(&self) -> Rc<str> {
        Rc::clone(&self.about.file)
    }

    /// Calls `each` with every row in order; a row with the wrong number of cells comes as an
    /// error. Blank lines are passed over but counted.
    ///
    /// # Errors
    /// The first error of `each`; [`Error::File`], and [`Error::Format`] if the file is no longer
    /// what it was.
    pub fn each(&self, each: &mut Each<'_>) -> Result<(), Error> {
        let mut records = Records::new(self.input.reader()?);
        let (mut raw, mut utf8) = (Record::default(), Record::default());
        let mut is_header = true;
        while let Some(number) = records
            .read(&mut raw)
            .map_err(|stop| stopped(&self.file, stop))?
        {
            if std::mem::take(&mut is_header) {
                continue;
            }
            let record = match self.encoding {
                Encoding::Utf8 => &raw,
                Encoding::Gb18030 => {
                    utf8.decoded(&raw, decode_gb18030);
                    &utf8
                }
            };
            each(self.row(record, number))?;
        }
        self.input.check()
    }

    fn row<'r>(&'r self, record: &'r Record, number: u64) -> Result<Row<'r>, BadRow> {
        let bad = |value, problem| BadRow {
            file: self.file.clone(),
            row: number,
            field: String::new(),
            value,
            problem,
        };
        if record.is_unclosed {
            let cell = record.iter().last().unwrap_or_default();
            return Err(bad(quoted(cell), RowProblem::Unclosed));
        }
        let (expected, found) = (self.about.names.len(), record.len());
        if found != expected {
            let problem = RowProblem::Columns { expected, found };
            return Err(bad(found.to_string(), problem));
        }
        Ok(Row {
            sheet: self,
            record,
            number,
        })
    }
}

fn in_utf8(encoding: Encoding, record: &Record) -> Option<Record> {
    let mut utf8 = Record::default();
    match encoding {
        Encoding::Utf8 => return None,
        Encoding::Gb18030 => utf8.decoded(record, decode_gb18030),
    }
    Some(utf8)
}

fn stopped(file: &str, stop: Stop) -> Error {
    match stop {
        Stop::Read(problem) => unreadable(file, problem),
        Stop::TooLong { row, quoted } => Error::Format {
            file: file.to_owned(),
            problem: FormatProblem::LongRow {
                row,
                most: LONGEST_ROW,
                quoted,
            },
        },
    }
}

impl Row<'_> {
    /// The trimmed text of a cell: `None` if the file has no such column, or the cell is empty.
    ///
    /// # Errors
    /// A [`BadRow`] if its bytes are no UTF-8.
    pub fn cell(&self, column: &str) -> Result<Option<&str>, BadRow> {
        let Some(bytes) = (self.sheet.place(column)).and_then(|place| self.record.get(place))
        else {
            return Ok(None);
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
            Err(_) => {
                let shown = String::from_utf8_lossy(bytes).into_owned();
                Err(self.bad(column, &shown, RowProblem::Encoding))
            }
        }
    }

    /// Whether every cell is UTF-8; also those that are not asked for.
    ///
    /// # Errors
    /// A [`BadRow`] that names the first that is not.
    pub fn check_encoding(&self) -> Result<(), BadRow> {
        for (bytes, name) in self.record.iter().zip(&self.sheet.about.names) {
            if std::str::from_utf8(bytes).is_err() {
                let shown = String::from_utf8_lossy(bytes).into_owned();
                return Err(BadRow {
                    field: name.clone(),
                    ..self.bad("", &shown, RowProblem::Encoding)
                });
            }
        }
        Ok(())
    }

    /// The row by itself, to be kept.
    ///
    /// # Errors
    /// As [`Row::cell`].
    pub fn keep(&self) -> Result<KeptRow, BadRow> {
        let about = &self.sheet.about;
        let (mut cells, mut ends) = (String::new(), Vec::with_capacity(about.columns.len()));
        for (column, _) in &about.columns {
            cells.push_str(self.cell(column)?.unwrap_or_default());
            ends.push(cells.len());
        }
        Ok(KeptRow {
            about: Rc::clone(about),
            number: self.number,
            cells: cells.into(),
            ends: ends.into(),
        })
    }

    /// How many bytes its cells have together.
    pub fn length(&self) -> usize {
        self.record.length()
    }

    /// The sheet it is in.
    pub fn sheet(&self) -> &Sheet<'_> {
        self.sheet
    }

    /// This row, as bad for that reason. The column is called as the file calls it.
    pub fn bad(&self, column: &str, value: &str, problem: RowProblem) -> BadRow {
        let name = self.sheet.about.name(column);
        BadRow {
            file: self.sheet.file.clone(),
            row: self.number,
            field: name.to_owned(),
            value: value.to_owned(),
            problem,
        }
    }
}

impl KeptRow {
    /// The file as named on the command line.
    pub fn file(&self) -> Rc<str> {
        Rc::clone(&self.about.file)
    }

    fn at(&self, place: usize) -> &str {
        let end = |place: usize| self.ends.get(place).copied().unwrap_or_default();
        let start = place.checked_sub(1).map_or(0, end);
        self.cells.get(start..end(place)).unwrap_or_default()
    }

    /// Whether every cell is empty, but for a running number.
    pub fn is_empty(&self) -> bool {
        let columns = self.about.columns.iter().enumerate();
        let mut cells = columns.filter(|(_, (column, _))| *column != "number");
        cells.all(|(place, _)| self.at(place).is_empty())
    }

    /// The trimmed text of a cell; empty where the file has no such column.
    pub fn cell(&self, column: &str) -> &str {
        let mut columns = self.about.columns.iter();
        let place = columns.position(|(name, _)| *name == column);
        place.map_or("", |place| self.at(place))
    }

    /// This row, as bad for that reason. The column is called as the file calls it.
    pub fn bad(&self, column: &str, problem: RowProblem) -> BadRow {
        BadRow {
            file: self.about.file.to_string(),
            row: self.number,
            field: self.about.name(column).to_owned(),
            value: self.cell(column).to_owned(),
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_as_in_a_spreadsheet() {
        let text = "code,name\na,\"two\nlines\"\n\n\nb,x\nc,y,z\n";
        let sheet = Sheet::open("p.csv", text.as_bytes()).unwrap();
        let mut seen = Vec::new();
        sheet
            .each(&mut |row| {
                seen.push(match row {
                    Ok(row) => (row.number, row.cell("code").unwrap().map(str::to_owned)),
                    Err(bad) => (bad.row, None),
                });
                Ok(())
            })
            .unwrap();
        // Two blank lines count as rows 3 and 4. Those before the header count as well.
        assert_eq!(
            seen,
            [
                (2, Some("a".to_owned())),
                (5, Some("b".to_owned())),
                (6, None)
            ]
        );
        let sheet = Sheet::open("p.csv", b"\n\ncode,name\na,A\n").unwrap();
        let mut seen = Vec::new();
        sheet
            .each(&mut |row| {
                seen.push(row.map_or(0, |row| row.number));
                Ok(())
            })
            .unwrap();
        assert_eq!(seen, [4]);
    }

    #[test]
    fn lines_may_end_as_they_like() {
        for end in ["\n", "\r\n"] {
            let text = ["code,name", "a,A", "", "b,B", "c,C", ""].join(end);
            let sheet = Sheet::open("p.csv", text.as_bytes()).unwrap();
            let mut seen = Vec::new();
            sheet
                .each(&mut |row| {
                    seen.push(row.map_or(0, |row| row.number));
                    Ok(())
                })
                .unwrap();
            assert_eq!(seen, [2, 4, 5], "{end:?}");
        }
    }

    #[test]
    fn columns_that_fit_no_kind_are_refused() {
        let problem = |text: &str| match Sheet::open("x.csv", text.as_bytes()) {
            Err(Error::Format { problem, .. }) => problem,
            _ => panic!("accepted: {text}"),
        };
        assert_eq!(problem(""), FormatProblem::NoHeader);
        assert_eq!(
            problem("a,b\n"),
            FormatProblem::UnknownColumns(vec!["a".into(), "b".into()])
        );
        assert_eq!(
            problem("code,name,colour\n"),
            FormatProblem::StrayColumn {
                column: "colour".into(),
                kind: "projects"
            }
        );
        assert_eq!(
            problem("code,name,name_zh\n"),
            FormatProblem::ColumnTwice("name_zh".into())
        );
    }
}
