//! Workbooks of Excel 97 to 2003, record by record, with the formats of their numbers.
//!
//! [MS-XLS], the records by their numbers there.

mod text;

use std::collections::HashMap;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use crate::messages::{ForeignFile, FormatProblem};

use super::compound::{self, u16_at, u32_at};
use super::grid::{Grid, Merged};
use super::worksheet::{
    Line, MOST_MERGED, Shown, Workbook, Worksheet, damaged, indented, moment_text, number_text,
};
use text::Text;

/// What all worksheets share.
#[derive(Default)]
struct Globals {
    strings: Vec<String>,
    formats: HashMap<u16, Shown>,
    /// The format of each style of cells, and how far it indents a text.
    styles: Vec<(u16, u8)>,
    /// Days count from 1904.
    is_1904: bool,
    /// The worksheets: where each begins, whether it is shown, and its name.
    sheets: Vec<(usize, bool, String)>,
}

/// Reads a workbook.
///
/// # Errors
/// [`FormatProblem::Workbook`] where it cannot be read, [`FormatProblem::NotASheet`] where it is
/// locked, and those of a [`Line`].
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, FormatProblem> {
    let stream =
        compound::stream(bytes, &["Workbook", "Book"]).ok_or_else(|| damaged("Workbook"))?;
    let globals = globals(&stream)?;
    let (mut worksheets, mut hidden) = (Vec::new(), 0);
    for (start, is_shown, name) in &globals.sheets {
        match is_shown {
            false => hidden += 1,
            true => {
                let records = stream.get(*start..).unwrap_or_default();
                let grid = worksheet(records, &globals)?;
                let name = name.clone();
                worksheets.push(Worksheet {
                    name,
                    grid,
                    hidden: Default::default(),
                });
            }
        }
    }
    Ok(Workbook { worksheets, hidden })
}

/// A record: its number and its pieces, of which the first is its own.
struct Record<'b> {
    kind: u16,
    pieces: Vec<&'b [u8]>,
}

impl<'b> Record<'b> {
    fn data(&self) -> &'b [u8] {
        self.pieces.first().copied().unwrap_or_default()
    }
}

/// The records of a stream; what is cut off at its end is none.
fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    const CONTINUE: u16 = 0x003c;
    let mut rest = stream;
    let next = move |rest: &mut &'_ [u8]| -> Option<(u16, usize)> {
        let kind = u16_at(rest, 0)?;
        let length = usize::from(u16_at(rest, 2)?);
        (rest.len() >= length + 4).then_some((kind, length))
    };
    std::iter::from_fn(move || {
        let (kind, length) = next(&mut rest)?;
        let mut pieces = vec![rest.get(4..length + 4)?];
        rest = rest.get(length + 4..)?;
        while let Some((CONTINUE, length)) = next(&mut rest) {
            pieces.push(rest.get(4..length + 4)?);
            rest = rest.get(length + 4..)?;
        }
        Some(Record { kind, pieces })
    })
}

fn globals(stream: &[u8]) -> Result<Globals, FormatProblem> {
    let mut globals = Globals::default();
    for record in records(stream) {
        let data = record.data();
        match record.kind {
            // BOF
            0x0809 if u16_at(data, 0) != Some(0x0600) => {
                return Err(damaged("Excel 5.0/95"));
            }
            // FilePass
            0x002f => return Err(FormatProblem::NotASheet(ForeignFile::Locked)),
            // Date1904
            0x0022 => globals.is_1904 = u16_at(data, 0) == Some(1),
            // Format
            0x041e => {
                let mut code = Text::of(&record.pieces, 2);
                if let (Some(id), Some(code)) = (u16_at(data, 0), code.long()) {
                    globals.formats.insert(id, Shown::by(&code));
                }
            }
            // XF
            0x00e0 => {
                let indent = data.get(8).map_or(0, |bits| bits & 0x0f);
                globals.styles.push((u16_at(data, 2).unwrap_or(0), indent));
            }
            // BoundSheet8
            0x0085 => {
                let mut name = Text::of(&record.pieces, 6);
                let (Some(start), Some(name)) = (u32_at(data, 0), name.short()) else {
                    return Err(damaged("BoundSheet8"));
                };
                let is_shown = data.get(4..6) == Some(&[0, 0]);
                let start = usize::try_from(start).unwrap_or(usize::MAX);
                globals.sheets.push((start, is_shown, name));
            }
            // SST
            0x00fc => {
                let mut text = Text::of(&record.pieces, 8);
                let count = u32_at(data, 4).unwrap_or(0);
                let strings = (0..count).map_while(|_| text.long());
                globals.strings = strings.collect();
            }
            // EOF
            0x000a => break,
            _ => {}
        }
    }
    Ok(globals)
}

impl Globals {
    /// The format of a style, and its indent.
    fn style(&self, style: u16) -> (u16, u8) {
        let style = self.styles.get(usize::from(style));
        style.copied().unwrap_or_default()
    }

    fn text(&self, text: &str, style: u16) -> String {
        indented(text, self.style(style).1)
    }

    fn number(&self, number: f64, style: u16) -> String {
        let (format, _) = self.style(style);
        let known = self.formats.get(&format).copied();
        let shown = known.unwrap_or_else(|| Shown::built_in(format));
        match shown {
            Shown::Plain => number_text(number, false),
            Shown::Percent => number_text(number, true),
            Shown::Date | Shown::Month => {
                let kind = ExcelDateTimeType::DateTime;
                // A year beyond 9999 is no date.
                match number.abs() < 2_958_466.0 {
                    true => moment_text(&ExcelDateTime::new(number, kind, self.is_1904), shown),
                    false => number_text(number, false),
                }
            }
        }
    }
}

fn worksheet(stream: &[u8], globals: &Globals) -> Result<Grid, FormatProblem> {
    let (mut grid, mut line) = (Grid::default(), Line::default());
    let (mut depth, mut merged) = (0usize, 0);
    // Where the text of a formula goes, which comes in a record of its own.
    let mut awaited = None;
    for record in records(stream) {
        let data = record.data();
        match record.kind {
            0x0809 => depth += 1,
            // EOF; charts within a sheet have their own.
            0x000a => match depth {
                0 | 1 => break,
                _ => depth -= 1,
            },
            _ if depth > 1 => continue,
            _ => {}
        }
        let at = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
        let style = u16_at(data, 4).unwrap_or(0);
        let found = match record.kind {
            // Blank, MulBlank: nothing, but of those too there may be only so many.
            0x0201 | 0x00be => {
                line.count((data.len() / 2).saturating_sub(2))?;
                None
            }
            // Number
            0x0203 => f64_at(data, 6).map(|number| globals.number(number, style)),
            // RK
            0x027e => u32_at(data, 6).map(|number| globals.number(packed(number), style)),
            // MulRk
            0x00bd => {
                let Some((row, first)) = at() else { continue };
                let numbers = data
                    .get(4..data.len().saturating_sub(2))
                    .unwrap_or_default();
                for (column, number) in (first..).zip(numbers.chunks_exact(6)) {
                    if let (Some(style), Some(value)) = (u16_at(number, 0), u32_at(number, 2)) {
                        line.count(1)?;
                        let text = globals.number(packed(value), style);
                        line.put(&mut grid, (row, column), text)?;
                    }
                }
                None
            }
            // LabelSst
            0x00fd => {
                let number = u32_at(data, 6).and_then(|at| usize::try_from(at).ok());
                let text = number.and_then(|at| globals.strings.get(at));
                text.map(|text| globals.text(text, style))
            }
            // Label, RString
            0x0204 | 0x00d6 => {
                let text = Text::of(&record.pieces, 6).long();
                text.map(|text| globals.text(&text, style))
            }
            // BoolErr
            0x0205 => match data.get(6..8) {
                Some([value, is_error]) => Some(bool_or_error(*value, *is_error == 1)),
                _ => None,
            },
            // Formula
            0x0006 => {
                awaited = None;
                match data.get(6..14) {
                    Some([0, .., 0xff, 0xff]) => {
                        awaited = at();
                        None
                    }
                    Some([1, _, is, .., 0xff, 0xff]) => Some(bool_or_error(*is, false)),
                    Some([2, _, error, .., 0xff, 0xff]) => Some(bool_or_error(*error, true)),
                    Some([.., 0xff, 0xff]) => None,
                    _ => f64_at(data, 6).map(|number| globals.number(number, style)),
                }
            }
            // String
            0x0207 => {
                if let (Some(at), Some(text)) = (awaited.take(), Text::of(&record.pieces, 0).long())
                {
                    line.count(1)?;
                    line.put(&mut grid, at, text)?;
                }
                None
            }
            // MergeCells
            0x00e5 => {
                for corners in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    merged += 1;
                    if let [Some(first), Some(last), Some(column), Some(end)] =
                        [0, 2, 4, 6].map(|at| u16_at(corners, at))
                        && merged <= MOST_MERGED
                    {
                        let of_merged = Merged {
                            first: u64::from(first) + 1,
                            last: u64::from(last) + 1,
                            width: usize::from(end.saturating_sub(column)) + 1,
                        };
                        grid.merge(usize::from(column), of_merged);
                    }
                }
                None
            }
            _ => None,
        };
        if let (Some(text), Some(at)) = (found, at()) {
            line.count(1)?;
            line.put(&mut grid, at, text)?;
        }
    }
    line.end(&mut grid)?;
    Ok(grid)
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    let word = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(word.try_into().ok()?))
}

/// A number in four bytes: an integer or the upper half of a real one, perhaps by a hundred.
fn packed(word: u32) -> f64 {
    let number = match word & 2 {
        0 => f64::from_bits(u64::from(word & !3) << 32),
        _ => f64::from(word.cast_signed() >> 2),
    };
    match word & 1 {
        0 => number,
        _ => number / 100.0,
    }
}

fn bool_or_error(value: u8, is_error: bool) -> String {
    let text = match (is_error, value) {
        (false, 0) => "false",
        (false, _) => "true",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    text.to_owned()
}

#[cfg(test)]
mod tests;
