//! CSV text split into records while it is read: only the one at hand is held.
//!
//! Cells are split as the `csv` library does it. The bytes that split them are ASCII, and in
//! GB18030 no part of another character is such a byte: records are split before they are decoded.

use std::io::{self, BufRead};

use memchr::{memchr, memchr3};

/// The most bytes that a row may have: many times more than any row has, and soon read.
pub const LONGEST_ROW: usize = 1 << 20;

/// The cells of one row, without the quotes around them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Record {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Whether the end of the text closes the last cell, not a quote.
    pub(super) is_unclosed: bool,
}

/// Why there is no further record.
#[derive(Debug)]
pub(super) enum Stop {
    /// The row has more bytes than a row may have.
    TooLong {
        /// Its number.
        row: u64,
        /// The beginning of the quoted cell that it ends in.
        quoted: Option<String>,
    },
    /// The text cannot be read.
    Read(io::Error),
}

/// Splits a text.
pub(super) struct Records<R> {
    input: R,
    row: u64,
    /// The last record ended with a carriage return, to which a line feed would belong.
    is_after_return: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Among blank lines, before the record.
    Blank,
    /// Before the first byte of a cell.
    Cell,
    /// In a cell that no quote opened, or behind its closing quote.
    Plain,
    /// In a quoted cell.
    Quoted,
    /// Behind a quote in a quoted cell: it closes it, or is one of two that stand for one.
    Quote,
    /// Behind the record.
    Done,
}

impl Record {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.is_unclosed = false;
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }

    /// How many bytes the cells have together.
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of the cells.
    pub(super) fn get(&self, place: usize) -> Option<&[u8]> {
        let end = *self.ends.get(place)?;
        let start = match place.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }

    /// All cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    /// Puts the cells of `from` in, each as `decode` makes it.
    pub(super) fn decoded(&mut self, from: &Record, decode: impl Fn(&[u8], &mut Vec<u8>)) {
        self.clear();
        for cell in from.iter() {
            decode(cell, &mut self.text);
            self.end_cell();
        }
        self.is_unclosed = from.is_unclosed;
    }
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R) -> Records<R> {
        Records {
            input,
            row: 0,
            is_after_return: false,
        }
    }

    /// Reads the next record; returns its number as a spreadsheet counts rows, blank lines among
    /// them, or `None` behind the last one.
    pub(super) fn read(&mut self, record: &mut Record) -> Result<Option<u64>, Stop> {
        record.clear();
        let mut state = State::Blank;
        let mut length = 0;
        while state != State::Done {
            let bytes = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other.map_err(Stop::Read)?,
            };
            if bytes.is_empty() {
                if state == State::Blank {
                    return Ok(None);
                }
                record.is_unclosed = state == State::Quoted;
                record.end_cell();
                self.row += 1;
                state = State::Done;
                continue;
            }
            let all = bytes.len();
            let mut rest = bytes;
            if state == State::Blank {
                (state, rest) = blank(rest, &mut self.row, &mut self.is_after_return);
            }
            let before = rest.len();
            while state != State::Done && !rest.is_empty() {
                (state, rest) = step(state, rest, record, &mut self.is_after_return);
            }
            self.row += u64::from(state == State::Done);
            length += before - rest.len();
            let used = all - rest.len();
            self.input.consume(used);
            if length > LONGEST_ROW {
                return Err(self.too_long(record, state));
            }
        }
        Ok(Some(self.row))
    }

    fn too_long(&self, record: &Record, state: State) -> Stop {
        let start = record.ends.last().copied().unwrap_or_default();
        let quoted =
            (state == State::Quoted).then(|| quoted(record.text.get(start..).unwrap_or_default()));
        Stop::TooLong {
            row: self.row + u64::from(state != State::Done),
            quoted,
        }
    }
}

/// The beginning of a quoted cell as it stands in the file.
pub(super) fn quoted(cell: &[u8]) -> String {
    let shown = cell.get(..200).unwrap_or(cell);
    let shown = String::from_utf8_lossy(shown);
    format!("\"{}", shown.lines().next().unwrap_or_default())
}

/// Passes over blank lines; each of them is a row.
fn blank<'b>(bytes: &'b [u8], row: &mut u64, is_after_return: &mut bool) -> (State, &'b [u8]) {
    let mut rest = bytes;
    while let Some((byte @ (b'\r' | b'\n'), after)) = rest.split_first() {
        *row += u64::from(*byte == b'\n' && !*is_after_return);
        *is_after_return = false;
        rest = after;
    }
    if rest.is_empty() {
        return (State::Blank, rest);
    }
    *is_after_return = false;
    (State::Cell, rest)
}

/// Takes at least a byte, or finds out that it is of another state.
fn step<'b>(
    state: State,
    bytes: &'b [u8],
    record: &mut Record,
    is_after_return: &mut bool,
) -> (State, &'b [u8]) {
    let run = match state {
        State::Plain => memchr3(b',', b'\r', b'\n', bytes),
        State::Quoted => memchr(b'"', bytes),
        State::Cell | State::Quote | State::Blank | State::Done => Some(0),
    };
    let run = run.unwrap_or(bytes.len());
    let (text, rest) = bytes.split_at_checked(run).unwrap_or((bytes, &[]));
    record.text.extend_from_slice(text);
    let Some((byte, after)) = rest.split_first() else {
        return (state, rest);
    };
    match (state, *byte) {
        (State::Quoted, _) => (State::Quote, after),
        (State::Cell, b'"') => (State::Quoted, after),
        (State::Quote, b'"') => {
            record.text.push(b'"');
            (State::Quoted, after)
        }
        (_, b',') => {
            record.end_cell();
            (State::Cell, after)
        }
        (_, b'\r' | b'\n') => {
            record.end_cell();
            *is_after_return = *byte == b'\r';
            (State::Done, after)
        }
        (_, _) => (State::Plain, rest),
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use csv::{ByteRecord, ReaderBuilder};
    use proptest::prelude::*;

    use super::*;

    fn split(bytes: &[u8], buffer: usize) -> Vec<Vec<Vec<u8>>> {
        let mut records = Records::new(BufReader::with_capacity(buffer, bytes));
        let mut record = Record::default();
        let mut found = Vec::new();
        while records.read(&mut record).unwrap().is_some() {
            found.push(record.iter().map(<[u8]>::to_vec).collect());
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        // Caught: a last cell that is empty, and ends without a line break, left out.
        #[test]
        fn a_text_is_split_as_the_csv_library_splits_it(
            bytes in prop::collection::vec(prop::sample::select(b"ab\",\"\r\n\"\xe9".to_vec()), 0..40),
            buffer in 1usize..8
        ) {
            let mut reader = ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(bytes.as_slice());
            let mut expected: Vec<Vec<Vec<u8>>> = Vec::new();
            let mut record = ByteRecord::new();
            while reader.read_byte_record(&mut record).unwrap() {
                expected.push(record.iter().map(<[u8]>::to_vec).collect());
            }
            prop_assert_eq!(split(&bytes, buffer), expected);
        }
    }

    #[test]
    fn a_row_that_never_ends_is_given_up_early() {
        let zeros = io::repeat(0);
        let mut records = Records::new(BufReader::with_capacity(1 << 16, zeros));
        let Err(Stop::TooLong { row, quoted }) = records.read(&mut Record::default()) else {
            panic!("a row without an end");
        };
        assert_eq!((row, quoted), (1, None));
        let open = io::Read::chain(&b"a\n\nb,\"c\nd"[..], io::repeat(b'\n'));
        let mut records = Records::new(BufReader::new(open));
        let mut record = Record::default();
        assert_eq!(records.read(&mut record).unwrap(), Some(1));
        let Err(Stop::TooLong { row, quoted }) = records.read(&mut record) else {
            panic!("a row without an end");
        };
        assert_eq!((row, quoted.as_deref()), (3, Some("\"c")));
    }

    #[test]
    fn a_row_may_be_as_long_as_it_may_be_and_no_longer() {
        for (length, is_taken) in [(LONGEST_ROW - 1, true), (LONGEST_ROW, false)] {
            let mut text = vec![b'a'; length];
            text.extend(b"\nb\n");
            let mut records = Records::new(text.as_slice());
            let found = records.read(&mut Record::default());
            assert_eq!(found.is_ok(), is_taken, "{length}");
        }
    }
}
