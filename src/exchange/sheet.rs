//! A CSV file as rows of cells, with the numbers a spreadsheet would show.

use std::borrow::Cow;
use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};
use sha2::{Digest, Sha256};

use crate::error::{BadRow, Error, FormatProblem, RowProblem};
use crate::model::Source;

use super::Encoding;
use super::encoding::decode;
use super::kind::{Kind, canonical};

/// One file: its kind, its columns, and its rows still as text.
pub struct Sheet<'a> {
    /// The file as named on the command line.
    pub file: String,
    /// What its rows are.
    pub kind: Kind,
    /// How it was encoded.
    pub encoding: Encoding,
    columns: HashMap<&'static str, usize>,
    names: Vec<String>,
    bytes: Cow<'a, [u8]>,
}

/// One row whose cells can be asked for by column.
pub struct Row<'a> {
    sheet: &'a Sheet<'a>,
    record: &'a ByteRecord,
    /// As a spreadsheet counts: the header is row 1.
    pub number: u64,
}

/// A row that is kept after the others were read, with its cells as they stand in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptRow {
    /// The file as named on the command line.
    pub file: String,
    /// As a spreadsheet counts: the header is row 1.
    pub number: u64,
    /// By column: its name in the file, and the cell.
    cells: HashMap<&'static str, (String, String)>,
}

/// What is done with each row, or with the reason why it is none.
pub type Each<'a> = dyn FnMut(Result<Row<'_>, BadRow>) -> Result<(), Error> + 'a;

/// The name and hash of a file, kept with its entry.
pub fn source(file: &str, bytes: &[u8]) -> Source {
    let sha256 = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Source {
        file: file.to_owned(),
        sha256,
    }
}

impl<'a> Sheet<'a> {
    /// Reads the header and recognises the kind by its columns.
    ///
    /// # Errors
    /// [`Error::Format`] if there is no header, or its columns belong to no kind.
    pub fn open(file: &str, bytes: &'a [u8]) -> Result<Sheet<'a>, Error> {
        let fail = |problem| Error::Format {
            file: file.to_owned(),
            problem,
        };
        let (encoding, bytes) = decode(bytes);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(&*bytes);
        let mut header = ByteRecord::new();
        let has_header = reader.read_byte_record(&mut header).unwrap_or(false);
        if !has_header {
            return Err(fail(FormatProblem::NoHeader));
        }
        let names: Vec<String> = header
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase())
            .collect();
        let kind = Kind::recognise(&names)
            .ok_or_else(|| fail(FormatProblem::UnknownColumns(names.clone())))?;
        let mut columns = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            let column = canonical(kind, name).ok_or_else(|| {
                fail(FormatProblem::StrayColumn {
                    column: name.clone(),
                    kind: kind.id(),
                })
            })?;
            if columns.insert(column, place).is_some() {
                return Err(fail(FormatProblem::ColumnTwice(name.clone())));
            }
        }
        Ok(Sheet {
            file: file.to_owned(),
            kind,
            encoding,
            columns,
            names,
            bytes,
        })
    }

    /// Whether the file has that column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// Calls `each` with every row in order; a row with the wrong number of cells comes as an
    /// error. Blank lines are passed over but counted.
    ///
    /// # Errors
    /// The first error of `each`.
    pub fn each(&self, each: &mut Each<'_>) -> Result<(), Error> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(&*self.bytes);
        let mut record = ByteRecord::new();
        let mut number = 0;
        let mut is_header = true;
        // Reading from memory cannot fail, and a flexible reader takes any row.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            number += 1 + self.blank_lines(record.position());
            if is_header {
                is_header = false;
                continue;
            }
            if let Some(opened) = self.unclosed(&reader, record.position()) {
                each(Err(BadRow {
                    file: self.file.clone(),
                    row: number,
                    field: String::new(),
                    value: opened,
                    problem: RowProblem::Unclosed,
                }))?;
            } else if record.len() == self.names.len() {
                each(Ok(Row {
                    sheet: self,
                    record: &record,
                    number,
                }))?;
            } else {
                each(Err(BadRow {
                    file: self.file.clone(),
                    row: number,
                    field: String::new(),
                    value: record.len().to_string(),
                    problem: RowProblem::Columns {
                        expected: self.names.len(),
                        found: record.len(),
                    },
                }))?;
            }
        }
        Ok(())
    }
}

impl Sheet<'_> {
    /// The beginning of a quoted cell that the end of the file closes, not a quote: it would
    /// swallow all rows after it.
    fn unclosed(
        &self,
        reader: &csv::Reader<&[u8]>,
        record: Option<&csv::Position>,
    ) -> Option<String> {
        let length = u64::try_from(self.bytes.len()).ok()?;
        if reader.position().byte() < length {
            return None;
        }
        let start = usize::try_from(record?.byte()).ok()?;
        let raw = self.bytes.get(start..)?;
        let quotes = raw.iter().filter(|byte| **byte == b'"').count();
        let opens = raw
            .windows(2)
            .position(|pair| matches!(pair, [b',' | b'\n', b'"']))
            .map(|place| place + 1)
            .or_else(|| raw.starts_with(b"\"").then_some(0))?;
        let shown = String::from_utf8_lossy(raw.get(opens..)?);
        let first = shown.lines().next().unwrap_or_default().to_owned();
        (quotes % 2 == 1).then_some(first)
    }

    /// How many blank lines the reader passed over before a record: they are rows, too.
    fn blank_lines(&self, record: Option<&csv::Position>) -> u64 {
        let start = record.and_then(|position| usize::try_from(position.byte()).ok());
        let rest = start
            .and_then(|start| self.bytes.get(start..))
            .unwrap_or_default();
        // Of the CRLF of the row before, the reader leaves the second half behind.
        let ended = start.and_then(|start| self.bytes.get(start.checked_sub(1)?));
        let rest = match ended {
            Some(b'\r') => rest.strip_prefix(b"\n").unwrap_or(rest),
            _ => rest,
        };
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        blank.fold(0, |lines, byte| lines + u64::from(*byte == b'\n'))
    }
}

impl Row<'_> {
    /// The trimmed text of a cell: `None` if the file has no such column, or the cell is empty.
    ///
    /// # Errors
    /// A [`BadRow`] if its bytes are no UTF-8.
    pub fn cell(&self, column: &str) -> Result<Option<&str>, BadRow> {
        let Some(bytes) = self
            .sheet
            .columns
            .get(column)
            .and_then(|place| self.record.get(*place))
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
        for (bytes, name) in self.record.iter().zip(&self.sheet.names) {
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
        let mut cells = HashMap::new();
        for (column, place) in &self.sheet.columns {
            let name = self.sheet.names.get(*place).cloned().unwrap_or_default();
            let cell = self.cell(column)?.unwrap_or_default().to_owned();
            cells.insert(*column, (name, cell));
        }
        Ok(KeptRow {
            file: self.sheet.file.clone(),
            number: self.number,
            cells,
        })
    }

    /// The sheet it is in.
    pub fn sheet(&self) -> &Sheet<'_> {
        self.sheet
    }

    /// This row, as bad for that reason. The column is called as the file calls it.
    pub fn bad(&self, column: &str, value: &str, problem: RowProblem) -> BadRow {
        let name = self
            .sheet
            .columns
            .get(column)
            .and_then(|place| self.sheet.names.get(*place))
            .map_or(column, String::as_str);
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
    /// Whether every cell is empty, but for a running number.
    pub fn is_empty(&self) -> bool {
        (self.cells.iter()).all(|(column, (_, cell))| *column == "number" || cell.is_empty())
    }

    /// The trimmed text of a cell; empty where the file has no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |(_, cell)| cell)
    }

    /// This row, as bad for that reason. The column is called as the file calls it.
    pub fn bad(&self, column: &str, problem: RowProblem) -> BadRow {
        let (field, value) = match self.cells.get(column) {
            Some((name, cell)) => (name.clone(), cell.clone()),
            None => (column.to_owned(), String::new()),
        };
        BadRow {
            file: self.file.clone(),
            row: self.number,
            field,
            value,
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
