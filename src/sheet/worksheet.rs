//! A worksheet while it is read, whatever its workbook is written in.
//!
//! A cell is the text that a person sees where that says more than the number kept: `45%` of a cell
//! that is shown in percent, `2021-10-31` of a date.

use calamine::ExcelDateTime;

use crate::messages::FormatProblem;

use super::grid::{Grid, MOST_COLUMNS};
use super::hidden::Hidden;

/// The most bytes that a workbook may have when it is unpacked: what it names is held in memory.
pub(super) const MOST_UNPACKED: usize = 1 << 27;

/// The most cells of a worksheet, blank ones among them: many times more than any office fills.
pub(super) const MOST_CELLS: usize = 2_500_000;

/// The most places where cells are merged that are looked at.
pub(super) const MOST_MERGED: usize = 100_000;

/// A worksheet.
pub(super) struct Worksheet {
    /// As its tab is called.
    pub(super) name: String,
    pub(super) grid: Grid,
    /// What it hides, as far as its kind of file tells.
    pub(super) hidden: Hidden,
}

/// The worksheets of a workbook that a person sees, in their order, and how many others there are.
pub(super) struct Workbook {
    pub(super) worksheets: Vec<Worksheet>,
    pub(super) hidden: usize,
}

pub(super) fn damaged(error: impl std::fmt::Debug) -> FormatProblem {
    FormatProblem::Workbook(format!("{error:?}").chars().take(100).collect())
}

/// A row while its cells come in.
#[derive(Default)]
pub(super) struct Line {
    row: u32,
    cells: Vec<String>,
    /// How many cells there were, blank ones among them.
    count: usize,
}

impl Line {
    /// Counts cells, blank ones too, of which there may be only so many.
    pub(super) fn count(&mut self, cells: usize) -> Result<(), FormatProblem> {
        self.count = self.count.saturating_add(cells);
        match self.count > MOST_CELLS {
            true => Err(FormatProblem::ManyCells(MOST_CELLS)),
            false => Ok(()),
        }
    }

    pub(super) fn put(
        &mut self,
        grid: &mut Grid,
        at: (u32, u32),
        text: String,
    ) -> Result<(), FormatProblem> {
        let (row, column) = at;
        if row < self.row {
            return Err(FormatProblem::WorkbookRows);
        }
        if row > self.row {
            self.end(grid)?;
            self.row = row;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            return match text.is_empty() {
                true => Ok(()),
                false => Err(FormatProblem::ManyColumns {
                    row: u64::from(row) + 1,
                    most: MOST_COLUMNS,
                }),
            };
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    pub(super) fn end(&mut self, grid: &mut Grid) -> Result<(), FormatProblem> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let cells = std::mem::take(&mut self.cells);
        grid.push(u64::from(self.row) + 1, cells.iter().map(String::as_str))
    }
}

/// How a number is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shown {
    Plain,
    Percent,
    Date,
    /// A date without its day: `2021年11月`, `Nov-21`.
    Month,
}

impl Shown {
    /// By the number of a format that spreadsheets know without its code.
    pub(super) fn built_in(format: u16) -> Shown {
        match format {
            9 | 10 => Shown::Percent,
            17 => Shown::Month,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Shown::Date,
            _ => Shown::Plain,
        }
    }

    /// By the code of a format. Text in quotes, in brackets or behind a backslash is shown as it is.
    pub(super) fn by(code: &str) -> Shown {
        let (mut is_quoted, mut is_in_brackets) = (false, false);
        let mut letters = String::new();
        let mut characters = code.chars();
        while let Some(c) = characters.next() {
            match c {
                '"' => is_quoted = !is_quoted,
                '\\' | '_' | '*' if !is_quoted => drop(characters.next()),
                '[' if !is_quoted => is_in_brackets = true,
                ']' if !is_quoted => is_in_brackets = false,
                // What stands for other signs of numbers comes after the first.
                ';' if !is_quoted => break,
                _ if !is_quoted && !is_in_brackets => letters.push(c.to_ascii_lowercase()),
                _ => {}
            }
        }
        let has = |letter| letters.contains(letter);
        if has('%') {
            Shown::Percent
        } else if has('m') && has('y') && !has('d') && !has('h') && !has('s') {
            Shown::Month
        } else if ['y', 'm', 'd', 'h', 's'].into_iter().any(has) {
            Shown::Date
        } else {
            Shown::Plain
        }
    }
}

/// A text that is shown so many steps to the right, which stand for two spaces each.
pub(super) fn indented(text: &str, steps: u8) -> String {
    let steps = usize::from(steps.min(MOST_STEPS));
    format!("{}{text}", " ".repeat(2 * steps))
}

/// Spreadsheets indent no further.
const MOST_STEPS: u8 = 15;

/// A number as it is shown with up to 15 digits, as spreadsheets compute: 0.1 + 0.2 is 0.3.
pub(super) fn number_text(number: f64, is_percent: bool) -> String {
    let (number, sign) = match is_percent {
        true => (number * 100.0, "%"),
        false => (number, ""),
    };
    if !number.is_finite() || number.abs() >= 1e15 {
        return format!("{number}{sign}");
    }
    let whole_digits = format!("{:.0}", number.abs().trunc()).len();
    let text = format!("{number:.*}", 15usize.saturating_sub(whole_digits));
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    format!("{}{sign}", if text == "-0" { "0" } else { text })
}

/// A date, with its time of day unless that is midnight, or its month where no more is shown; a time
/// of day or a duration as its number.
pub(super) fn moment_text(moment: &ExcelDateTime, shown: Shown) -> String {
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return number_text(moment.as_f64(), false);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if shown == Shown::Month {
        return format!("{year:04}-{month:02}");
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}
