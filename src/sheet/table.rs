//! A sheet split into rows, with the numbers that a spreadsheet shows.

use std::cell::RefCell;
use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use crate::ledger::Scale;
use crate::messages::{BadRow, Error, FormatProblem, InCell, Refusal, RowRef, Size, UpTo};
use crate::model::{DateOrder, Percent, PercentError, order_shown};

use super::kind::Kind;

/// The most columns that a sheet may have: many times more than any kind has.
const MOST_COLUMNS: usize = 1_000;
/// The most bytes that a row may have: many times more than any row has.
pub(super) const LONGEST_ROW: usize = 1 << 20;
/// So many characters of a cell are kept to be shown.
const SHOWN: usize = 300;

/// A sheet whose kind and columns are known.
pub(super) struct Table {
    /// The file as named on the command line.
    pub(super) file: String,
    pub(super) kind: Kind,
    /// The columns and their places.
    columns: Vec<(&'static str, usize)>,
    /// Their names in the sheet.
    names: Vec<String>,
    text: Vec<u8>,
    delimiter: u8,
    /// Where each row begins, by its number.
    rows: Vec<(u64, usize)>,
    /// What was found out of columns, by their places.
    wholes: RefCell<Vec<(usize, Whole)>>,
}

/// What the cells of a column show together.
#[derive(Clone, Copy)]
struct Whole {
    /// What figures are shares of.
    scale: Scale,
    /// What dates in figures begin with.
    order: Option<DateOrder>,
}

/// A row as it is read.
pub(super) struct Row<'a> {
    /// As a spreadsheet counts: the header is row 1.
    pub(super) number: u64,
    pub(super) record: &'a ByteRecord,
}

/// The names in the first row, trimmed and in lower case.
///
/// # Errors
/// [`FormatProblem::NoHeader`], [`FormatProblem::ManyColumns`].
pub(super) fn header(text: &[u8], delimiter: u8) -> Result<Vec<String>, FormatProblem> {
    let mut header = ByteRecord::new();
    if !next(&mut reader(text, delimiter), &mut header) {
        return Err(FormatProblem::NoHeader);
    }
    if header.len() > MOST_COLUMNS {
        return Err(FormatProblem::ManyColumns(MOST_COLUMNS));
    }
    let name = |cell| String::from_utf8_lossy(cell).trim().to_lowercase();
    Ok(header.iter().map(name).collect())
}

impl Table {
    /// Recognises a sheet by its header.
    ///
    /// # Errors
    /// [`FormatProblem`], where the header is none, or not of a kind.
    pub(super) fn open(file: &str, text: Vec<u8>, delimiter: u8) -> Result<Table, FormatProblem> {
        let names = header(&text, delimiter)?;
        let kind = Kind::recognise(&names)
            .ok_or_else(|| FormatProblem::UnknownColumns(UpTo::quoted(names.clone())))?;
        Table::of(kind, names, file, text, delimiter)
    }

    /// A sheet that is known to be of that kind.
    ///
    /// # Errors
    /// [`FormatProblem`], where the kind has not all of the columns.
    pub(super) fn of(
        kind: Kind,
        names: Vec<String>,
        file: &str,
        text: Vec<u8>,
        delimiter: u8,
    ) -> Result<Table, FormatProblem> {
        Ok(Table {
            file: file.to_owned(),
            kind,
            columns: kind.places(&names)?,
            names,
            text,
            delimiter,
            rows: Vec::new(),
            wholes: RefCell::default(),
        })
    }

    /// Calls `each` with every row behind the header, or with why it is none: it has too few cells
    /// or too many, or its quote is never closed. Blank lines are passed over but counted. Returns
    /// how many rows there are, the header and blank ones among them.
    ///
    /// # Errors
    /// [`FormatProblem::LongRow`].
    pub(super) fn read(
        &mut self,
        each: &mut dyn FnMut(&Table, Result<Row<'_>, BadRow>),
    ) -> Result<u64, Error> {
        let mut rows = Vec::new();
        let mut reader = reader(self.text.as_slice(), self.delimiter);
        let mut record = ByteRecord::new();
        let mut number = 0;
        while next(&mut reader, &mut record) {
            let start = place(record.position());
            let (blank, lines) = blank(&self.text, start);
            number += lines + 1;
            let end = place(Some(reader.position()));
            let is_unclosed = end >= self.text.len() && self.is_unclosed(start);
            if end.saturating_sub(start + blank) > LONGEST_ROW {
                let quoted = is_unclosed.then(|| InCell {
                    beginning: quoted(&record),
                });
                return Err(Error::Format {
                    file: self.file.clone(),
                    problem: FormatProblem::LongRow {
                        row: number,
                        most: Size(LONGEST_ROW),
                        quoted,
                    },
                });
            }
            if start == 0 {
                continue;
            }
            rows.push((number, start));
            let (expected, found) = (self.names.len(), record.len());
            let fault = |value, problem| BadRow {
                at: self.row_ref(number),
                field: String::new(),
                value,
                problem,
            };
            let row = if is_unclosed {
                Err(fault(quoted(&record), Refusal::Unclosed))
            } else if found != expected {
                Err(fault(String::new(), Refusal::Columns { expected, found }))
            } else {
                Ok(Row {
                    number,
                    record: &record,
                })
            };
            each(self, row);
        }
        self.rows = rows;
        Ok(number)
    }

    /// Whether the end of the text closes the row that begins there, not its quote: then a further
    /// line would belong to it.
    fn is_unclosed(&self, start: usize) -> bool {
        let rest = self.text.get(start..).unwrap_or_default();
        let mut reader = reader(rest.chain(&b"\nx"[..]), self.delimiter);
        let mut record = ByteRecord::new();
        next(&mut reader, &mut record) && !next(&mut reader, &mut record)
    }

    /// A row of the sheet.
    pub(super) fn row_ref(&self, number: u64) -> RowRef {
        RowRef::of(&self.file, number)
    }

    pub(super) fn place(&self, column: &str) -> Option<usize> {
        let found = self.columns.iter().find(|(name, _)| *name == column);
        found.map(|(_, place)| *place)
    }

    /// What the figures of a column are shares of, as far as they tell.
    pub(super) fn scale(&self, column: &str) -> Scale {
        self.whole(column)
            .map_or(Scale::Unknown, |whole| whole.scale)
    }

    /// What dates such as `03/04/2021` begin with in a column, if others in it tell.
    pub(super) fn order(&self, column: &str) -> Option<DateOrder> {
        self.whole(column)?.order
    }

    /// Few cells ask for the others of their column, so these are read when one does.
    fn whole(&self, column: &str) -> Option<Whole> {
        let place = self.place(column)?;
        let mut wholes = self.wholes.borrow_mut();
        if let Some((_, whole)) = wholes.iter().find(|(there, _)| *there == place) {
            return Some(*whole);
        }
        let whole = self.read_whole(place);
        wholes.push((place, whole));
        Some(whole)
    }

    fn read_whole(&self, place: usize) -> Whole {
        let mut reader = reader(self.text.as_slice(), self.delimiter);
        let mut record = ByteRecord::new();
        let (mut most, mut is_over, mut has_decimals) = (Percent::ZERO, false, false);
        let mut shown = [false; 2];
        while next(&mut reader, &mut record) {
            let cell = std::str::from_utf8(record.get(place).unwrap_or_default());
            let cell = cell.unwrap_or_default();
            match Percent::parse_cut(cell) {
                Ok((percent, _)) => {
                    most = most.max(percent);
                    let is_over_one = percent.hundredths() > 100;
                    has_decimals |=
                        is_over_one && cell.contains('.') && !cell.contains(['%', '％']);
                }
                Err(error) => is_over |= error == PercentError::Over100,
            }
            match order_shown(cell) {
                Some(DateOrder::DayFirst) => shown[0] = true,
                Some(DateOrder::MonthFirst) => shown[1] = true,
                None => {}
            }
        }
        Whole {
            scale: match most.hundredths() {
                1..=100 if !is_over => Scale::One,
                _ if has_decimals => Scale::Hundred,
                _ => Scale::Unknown,
            },
            order: match shown {
                [true, false] => Some(DateOrder::DayFirst),
                [false, true] => Some(DateOrder::MonthFirst),
                _ => None,
            },
        }
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.columns.iter().map(|(name, _)| *name)
    }

    /// What is wrong with a cell. The column is called as the sheet calls it.
    pub(super) fn fault(&self, row: &Row<'_>, column: &str, problem: impl Into<Refusal>) -> BadRow {
        let place = self.place(column);
        let name = place.and_then(|place| self.names.get(place));
        let cell = place.and_then(|place| row.record.get(place));
        BadRow {
            at: self.row_ref(row.number),
            field: name.map_or(column, String::as_str).to_owned(),
            value: shown(cell.unwrap_or_default()),
            problem: problem.into(),
        }
    }

    /// Reads a row again, to tell what is wrong with one of its cells; see
    /// [`fault`](Table::fault).
    pub(super) fn row<T>(&self, number: u64, look: impl FnOnce(&Row<'_>) -> T) -> T {
        let mut record = ByteRecord::new();
        let found = self.rows.binary_search_by_key(&number, |(row, _)| *row);
        if let Some((_, start)) = found.ok().and_then(|at| self.rows.get(at)) {
            let text = self.text.get(*start..).unwrap_or_default();
            next(&mut reader(text, self.delimiter), &mut record);
        }
        look(&Row {
            number,
            record: &record,
        })
    }
}

fn reader<R: Read>(text: R, delimiter: u8) -> csv::Reader<R> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text)
}

/// Reads the next row; `false` behind the last one. Of bytes in memory nothing else can come.
fn next<R: Read>(reader: &mut csv::Reader<R>, record: &mut ByteRecord) -> bool {
    reader.read_byte_record(record).unwrap_or(false)
}

fn place(position: Option<&csv::Position>) -> usize {
    let byte = position.map_or(0, csv::Position::byte);
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// How many bytes of blank lines there are, and how many lines. The line feed that still belongs
/// to the row before is none.
fn blank(text: &[u8], start: usize) -> (usize, u64) {
    let rest = text.get(start..).unwrap_or_default();
    let bytes = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let count = bytes.clone().count();
    let feeds = bytes.filter(|byte| **byte == b'\n').count() as u64;
    let is_after_return = start.checked_sub(1).and_then(|at| text.get(at)) == Some(&b'\r');
    let is_ended = is_after_return && rest.first() == Some(&b'\n');
    (count, feeds - u64::from(is_ended))
}

/// The beginning of the last cell as it stands in the sheet, in its open quote.
fn quoted(record: &ByteRecord) -> String {
    let cell = record.iter().next_back().unwrap_or_default();
    let shown = String::from_utf8_lossy(cell.get(..200).unwrap_or(cell));
    format!("\"{}", shown.lines().next().unwrap_or_default())
}

/// As much of a cell as is shown.
fn shown(cell: &[u8]) -> String {
    // So many characters have at most four times as many bytes.
    let cell = cell.get(..SHOWN * 8).unwrap_or(cell);
    let text = String::from_utf8_lossy(cell);
    text.trim().chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number and first cell of each row; of one that is none, its number.
    fn rows(text: &str) -> Vec<(u64, Option<String>)> {
        let mut seen = Vec::new();
        Table::open("p.csv", text.into(), b',')
            .unwrap()
            .read(&mut |_, row| {
                seen.push(match row {
                    Ok(row) => {
                        let cell = row.record.get(0).unwrap_or_default();
                        let cell = String::from_utf8_lossy(cell).into_owned();
                        (row.number, Some(cell))
                    }
                    Err(bad) => (bad.at.row, None),
                });
            })
            .unwrap();
        seen
    }

    #[test]
    fn rows_are_numbered_as_in_a_spreadsheet() {
        let named = |number, name: &str| (number, Some(name.to_owned()));
        // Two blank lines count as rows 3 and 4. Those before the header count as well.
        assert_eq!(
            rows("code,name\na,\"two\nlines\"\n\n\nb,x\nc,y,z\n"),
            [named(2, "a"), named(5, "b"), (6, None)]
        );
        assert_eq!(rows("\n\ncode,name\na,A\n"), [named(4, "a")]);
        for end in ["\n", "\r\n"] {
            let text = ["code,name", "a,A", "", "b,B", "c,C", ""].join(end);
            assert_eq!(
                rows(&text),
                [named(2, "a"), named(4, "b"), named(5, "c")],
                "{end:?}"
            );
        }
        assert_eq!(rows("code,name\ra,A\rb,B"), [named(2, "a"), named(3, "b")]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named() {
        for (text, is_unclosed) in [
            ("a,\"abc\nb,B\n", true),
            ("a,\"abc", true),
            ("a,\"abc\n", true),
            ("a,\"a\"\"", true),
            ("a,\"abc\"", false),
            ("a,\"a \"\"b\"\"\nc\"", false),
            ("a,5\" pipe", false),
            ("a,5\" pipe\n\n\n", false),
            ("a,", false),
        ] {
            let text = format!("code,name\n{text}");
            let mut found = false;
            Table::open("p.csv", text.clone().into(), b',')
                .unwrap()
                .read(&mut |_, row| {
                    found = matches!(&row, Err(bad) if bad.problem == Refusal::Unclosed);
                })
                .unwrap();
            assert_eq!(found, is_unclosed, "{text}");
        }
    }

    #[test]
    fn headers_that_fit_no_kind_are_refused() {
        let problem = |text: &str| Table::open("x.csv", text.into(), b',').err();
        assert_eq!(problem(""), Some(FormatProblem::NoHeader));
        assert_eq!(problem("\n\n"), Some(FormatProblem::NoHeader));
        assert_eq!(
            problem("a,b\n"),
            Some(FormatProblem::UnknownColumns(UpTo::quoted([
                "a".into(),
                "b".into()
            ])))
        );
        let many = "code,".repeat(MOST_COLUMNS + 1);
        assert_eq!(
            problem(&many),
            Some(FormatProblem::ManyColumns(MOST_COLUMNS))
        );
    }

    #[test]
    fn a_row_may_be_as_long_as_it_may_be_and_no_longer() {
        for (length, is_taken) in [(LONGEST_ROW - 3, true), (LONGEST_ROW, false)] {
            let text = format!("code,name\n\n\na,{}\nb,B\n", "a".repeat(length));
            let mut table = Table::open("p.csv", text.into(), b',').unwrap();
            assert_eq!(table.read(&mut |_, _| ()).is_ok(), is_taken, "{length}");
        }
    }

    #[test]
    fn a_row_is_found_again_by_its_number() {
        let text = "code,name\r\na,A\r\n\r\nb,\"B\r\nC\"\r\nc,D";
        let mut table = Table::open("p.csv", text.into(), b',').unwrap();
        table.read(&mut |_, _| ()).unwrap();
        for (number, value) in [(2, "A"), (4, "B\r\nC"), (5, "D"), (9, "")] {
            let bad = table.row(number, |row| table.fault(row, "name", Refusal::Missing));
            assert_eq!((bad.at.row, bad.value.as_str()), (number, value));
        }
    }
}
