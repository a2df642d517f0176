//! Text with cells separated by commas, semicolons, tabs or bars, split into rows with the numbers
//! that a spreadsheet shows.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use crate::messages::{FormatProblem, InCell, Size};

use super::grid::{Grid, MOST_COLUMNS};

/// The most bytes that a row may have: many times more than any row has.
pub(super) const LONGEST_ROW: usize = 1 << 20;
/// What may separate cells; of two that do equally well, the first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So many lines are looked at to tell which one does.
const LOOKED_AT: usize = 50;

/// A text as rows of cells.
pub(super) struct Split {
    pub(super) grid: Grid,
    /// Whether a comma in a number stands for a decimal point, as where cells are separated by
    /// semicolons.
    pub(super) has_decimal_commas: bool,
    /// The number of the last row where its quote is never closed, and its last cell as it begins.
    pub(super) unclosed: Option<(u64, String)>,
    /// It is of a text, in which a row with too many cells lacks quotes.
    pub(super) is_text: bool,
}

impl Split {
    /// The rows of a worksheet, in which numbers are numbers.
    pub(super) fn of(grid: Grid) -> Split {
        Split {
            grid,
            has_decimal_commas: false,
            unclosed: None,
            is_text: false,
        }
    }
}

/// Splits a text into rows and cells. Blank lines are no rows, but counted.
///
/// # Errors
/// [`FormatProblem::LongRow`], and those of [`Grid::push`].
pub(super) fn split(text: &str) -> Result<Split, FormatProblem> {
    let (separator, start) = match named_separator(text) {
        Some((separator, length)) => (separator, length),
        None => (likely_separator(text), 0),
    };
    let is_after_line = start > 0;
    let body = text.get(start..).unwrap_or_default();
    let mut split = Split {
        grid: Grid::default(),
        has_decimal_commas: separator == b';',
        unclosed: None,
        is_text: true,
    };
    let mut reader = reader(body, separator);
    let mut record = StringRecord::new();
    let mut number = u64::from(is_after_line);
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = byte(record.position());
        let (blank, lines) = blank(body, start);
        number += lines + 1;
        if record.len() > MOST_COLUMNS {
            return Err(FormatProblem::ManyColumns {
                row: number,
                most: MOST_COLUMNS,
            });
        }
        let end = byte(Some(reader.position()));
        let is_unclosed = end >= body.len() && is_unclosed(body, start, separator);
        if end.saturating_sub(start + blank) > LONGEST_ROW {
            return Err(FormatProblem::LongRow {
                row: number,
                most: Size(LONGEST_ROW),
                quoted: is_unclosed.then(|| InCell {
                    beginning: quoted(&record),
                }),
            });
        }
        if is_unclosed {
            split.unclosed = Some((number, quoted(&record)));
        }
        split.grid.push(number, &record)?;
    }
    Ok(split)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator that a first line `sep=;` names, as spreadsheets write it, and that line's length.
fn named_separator(text: &str) -> Option<(u8, usize)> {
    let rest = text
        .strip_prefix("sep=")
        .or_else(|| text.strip_prefix("SEP="))?;
    let separator = *rest.as_bytes().first().filter(|byte| byte.is_ascii())?;
    let line = rest.get(1..)?;
    let end = ["\r\n", "\n", "\r"]
        .into_iter()
        .find(|end| line.starts_with(end))?;
    Some((separator, text.len() - line.len() + end.len()))
}

/// What separates the cells of a text that does not say so: of each candidate, how often it stands
/// in a line is counted, and the one wins that does so most evenly.
fn likely_separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .split(['\r', '\n'])
        .filter(|line| !line.trim().is_empty())
        .take(LOOKED_AT)
        .collect();
    let score = |separator: u8| {
        let mut lines_by_count: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &lines {
            *lines_by_count.entry(count(line, separator)).or_default() += 1;
        }
        let scores = lines_by_count.into_iter();
        let scores = scores.map(|(count, lines)| (count * lines, lines));
        scores.max().unwrap_or_default()
    };
    let best = SEPARATORS.map(score).into_iter().max();
    let found = SEPARATORS
        .into_iter()
        .find(|separator| Some(score(*separator)) == best);
    found.unwrap_or(b',')
}

/// How often it stands in a line outside quotes.
fn count(line: &str, separator: u8) -> usize {
    let mut is_quoted = false;
    let is_one = |byte: &u8| {
        is_quoted ^= *byte == b'"';
        *byte == separator && !is_quoted
    };
    line.as_bytes().iter().copied().filter(is_one).count()
}

/// Whether the end of the text closes the row that begins there, not its quote: then a further
/// line would belong to it.
fn is_unclosed(text: &str, start: usize, separator: u8) -> bool {
    let rest = text.get(start..).unwrap_or_default();
    let longer = format!("{rest}\nx");
    let mut reader = reader(&longer, separator);
    let mut record = StringRecord::new();
    let mut next = || reader.read_record(&mut record).unwrap_or(false);
    next() && !next()
}

fn byte(position: Option<&csv::Position>) -> usize {
    let byte = position.map_or(0, csv::Position::byte);
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// How many bytes of blank lines there are, and how many lines. The line feed that still belongs
/// to the row before is none.
fn blank(text: &str, start: usize) -> (usize, u64) {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let bytes = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let count = bytes.clone().count();
    let feeds = bytes.filter(|byte| **byte == b'\n').count() as u64;
    let before = start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    let is_ended = before == Some(&b'\r') && rest.first() == Some(&b'\n');
    (count, feeds - u64::from(is_ended))
}

/// The beginning of the last cell as it stands in the sheet, in its open quote.
fn quoted(record: &StringRecord) -> String {
    let cell = record.iter().next_back().unwrap_or_default();
    let line = cell.lines().next().unwrap_or_default();
    format!("\"{}", line.chars().take(200).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number and cells of each row.
    fn rows(text: &str) -> Vec<(u64, String)> {
        let split = split(text).unwrap();
        (split.grid.rows())
            .map(|row| (row.number, row.cells().collect::<Vec<_>>().join("|")))
            .collect()
    }

    #[test]
    fn rows_are_numbered_as_in_a_spreadsheet() {
        let named = |number, cells: &str| (number, cells.to_owned());
        // Two blank lines count as rows 3 and 4. Those before the header count as well.
        assert_eq!(
            rows("code,name\na,\"two\nlines\"\n\n\nb,x\nc,y,z\n"),
            [
                named(1, "code|name"),
                named(2, "a|two\nlines"),
                named(5, "b|x"),
                named(6, "c|y|z")
            ]
        );
        assert_eq!(
            rows("\n\ncode,name\na,A\n"),
            [named(3, "code|name"), named(4, "a|A")]
        );
        for end in ["\n", "\r\n"] {
            let text = ["code,name", "a,A", "", "b,B", "c,C", ""].join(end);
            assert_eq!(
                rows(&text),
                [
                    named(1, "code|name"),
                    named(2, "a|A"),
                    named(4, "b|B"),
                    named(5, "c|C")
                ],
                "{end:?}"
            );
        }
        assert_eq!(
            rows("code,name\ra,A\rb,B"),
            [named(1, "code|name"), named(2, "a|A"), named(3, "b|B")]
        );
    }

    #[test]
    fn cells_are_separated_by_what_does_so_most_evenly() {
        for (text, expected) in [
            ("a;b;c\n1;2,5;3\n", "1|2,5|3"),
            ("a\tb\n1, 2, and 3\tx\n", "1, 2, and 3|x"),
            ("a|b\n1|2\n", "1|2"),
            ("a,b\n1,\"x;y;z;w\"\n", "1|x;y;z;w"),
            ("Plan for 2021; by unit\n\na,b,c\n1,2,3\n", "1|2|3"),
            ("sep=;\na;b\n1;2\n", "1|2"),
            ("sep=|\r\na,b|c\r\n1|2\r\n", "1|2"),
            ("sep=\t\na\tb\n1\t2\n", "1|2"),
            ("only\none\n", "one"),
        ] {
            assert_eq!(rows(text).pop().unwrap().1, expected, "{text}");
        }
        assert_eq!(rows("sep=;\na;b\n")[0].0, 2);
        assert!(split("a;b\n").unwrap().has_decimal_commas);
        assert!(!split("a,b\n").unwrap().has_decimal_commas);
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
            let split = split(&format!("code,name\n{text}")).unwrap();
            assert_eq!(split.unclosed.is_some(), is_unclosed, "{text}");
        }
    }

    #[test]
    fn a_row_may_be_as_long_as_it_may_be_and_no_longer() {
        for (length, is_taken) in [(LONGEST_ROW - 3, true), (LONGEST_ROW, false)] {
            let text = format!("code,name\n\n\na,{}\nb,B\n", "a".repeat(length));
            assert_eq!(split(&text).is_ok(), is_taken, "{length}");
        }
    }

    /// A city's readings of some years; the limit of workbooks would be less.
    #[test]
    fn a_text_may_have_millions_of_cells() {
        let rows = 350_000;
        let text = "a,b,c,d,e,f,g,h,i\n".repeat(rows);
        assert_eq!(split(&text).unwrap().grid.rows().count(), rows);
    }
}
