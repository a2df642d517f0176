//! Workbooks of spreadsheet programs, each worksheet as rows of texts.
//!
//! A cell is the text that a person sees where that says more than the number kept: `45%` of a cell
//! that is shown in percent, `2021-10-31` of a date.

use std::io::{self, Cursor, Read};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Style, Xls,
    Xlsx,
};
use zip::ZipArchive;

use crate::messages::{FormatProblem, Size};

use super::grid::Grid;
use super::sniff::Sort;

/// The most bytes that a workbook may have when it is unpacked: what it names is held in memory.
const MOST_UNPACKED: usize = 1 << 27;

/// The most cells of a worksheet, blank ones among them: many times more than any office fills.
const MOST_CELLS: usize = 2_500_000;

/// The most places where cells are merged that are looked at.
const MOST_MERGED: usize = 100_000;

/// A worksheet.
pub(super) struct Worksheet {
    /// As its tab is called.
    pub(super) name: String,
    pub(super) grid: Grid,
}

/// The worksheets of a workbook that a person sees, in their order, and how many others there are.
pub(super) struct Workbook {
    pub(super) worksheets: Vec<Worksheet>,
    pub(super) hidden: usize,
}

/// Reads a workbook.
///
/// # Errors
/// [`FormatProblem::Workbook`] where it cannot be read, [`FormatProblem::Unpacked`] and those of
/// [`Grid::push`] where it is too large.
pub(super) fn read(sort: Sort, bytes: &[u8]) -> Result<Workbook, FormatProblem> {
    match sort {
        Sort::Xlsx => {
            check_unpacked(bytes)?;
            let mut workbook = open::<Xlsx<_>>(bytes)?;
            let names = shown(&workbook);
            collect(names, |name| xlsx(&mut workbook, name))
        }
        Sort::Ods => {
            check_unpacked(bytes)?;
            ranges(open::<Ods<_>>(bytes)?)
        }
        Sort::Xls => ranges(open::<Xls<_>>(bytes)?),
    }
}

fn open<'b, R: Reader<Cursor<&'b [u8]>>>(bytes: &'b [u8]) -> Result<R, FormatProblem> {
    R::new(Cursor::new(bytes)).map_err(damaged)
}

fn damaged(error: impl std::fmt::Debug) -> FormatProblem {
    FormatProblem::Workbook(format!("{error:?}").chars().take(100).collect())
}

/// Unpacks all parts once, so that none is more than it may be when it is read into memory: what a
/// part says of its own length may be a lie.
fn check_unpacked(bytes: &[u8]) -> Result<(), FormatProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_UNPACKED as u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let is_read = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
        if !part.name().is_ok_and(|name| is_read(&name)) {
            continue;
        }
        let length = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(damaged)?;
        left = left
            .checked_sub(length)
            .ok_or(FormatProblem::Unpacked(Size(MOST_UNPACKED)))?;
    }
    Ok(())
}

/// The names of the worksheets that a person sees, and how many others there are.
fn shown<'b, R: Reader<Cursor<&'b [u8]>>>(workbook: &R) -> (Vec<String>, usize) {
    let all = workbook.sheets_metadata();
    let is_shown = |sheet: &&calamine::Sheet| {
        sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
    };
    let names: Vec<String> = all
        .iter()
        .filter(is_shown)
        .map(|sheet| sheet.name.clone())
        .collect();
    let hidden = all.len() - names.len();
    (names, hidden)
}

fn collect(
    (names, hidden): (Vec<String>, usize),
    mut read: impl FnMut(&str) -> Result<Grid, FormatProblem>,
) -> Result<Workbook, FormatProblem> {
    let mut worksheets = Vec::new();
    for name in names {
        let grid = read(&name)?;
        worksheets.push(Worksheet { name, grid });
    }
    Ok(Workbook { worksheets, hidden })
}

/// A row while its cells come in.
#[derive(Default)]
struct Line {
    row: u32,
    cells: Vec<String>,
}

impl Line {
    fn put(&mut self, grid: &mut Grid, at: (u32, u32), text: String) -> Result<(), FormatProblem> {
        let (row, column) = at;
        if row < self.row {
            return Err(FormatProblem::WorkbookRows);
        }
        if row > self.row {
            self.end(grid)?;
            self.row = row;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= super::grid::MOST_COLUMNS {
            return match text.is_empty() {
                true => Ok(()),
                false => Err(FormatProblem::ManyColumns {
                    row: u64::from(row) + 1,
                    most: super::grid::MOST_COLUMNS,
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

    fn end(&mut self, grid: &mut Grid) -> Result<(), FormatProblem> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let cells = std::mem::take(&mut self.cells);
        grid.push(u64::from(self.row) + 1, cells.iter().map(String::as_str))
    }
}

/// A worksheet of Office Open XML, cell by cell: a range from the first to the last might have
/// billions.
fn xlsx(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, FormatProblem> {
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(damaged)?;
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let percents: Vec<bool> = cells.styles().iter().map(is_percent).collect();
    let (mut grid, mut line) = (Grid::default(), Line::default());
    let mut count = 0;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        count += 1;
        if count > MOST_CELLS {
            return Err(FormatProblem::ManyCells(MOST_CELLS));
        }
        let is_percent = percents.get(style).copied().unwrap_or(false);
        let text = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(number) => number_text(*number as f64, is_percent),
            DataRef::Float(number) => number_text(*number, is_percent),
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Bool(is) => is.to_string(),
            DataRef::DateTime(moment) => moment_text(moment),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::Error(error) => error.to_string(),
        };
        line.put(&mut grid, cell.get_position(), text)?;
    }
    line.end(&mut grid)?;
    merge(&mut grid, &merged);
    Ok(grid)
}

/// Notes which cells are merged.
fn merge(grid: &mut Grid, merged: &[Dimensions]) {
    for Dimensions { start, end } in merged.iter().take(MOST_MERGED) {
        let column = usize::try_from(start.1).unwrap_or(usize::MAX);
        grid.merge(column, u64::from(start.0) + 1, u64::from(end.0) + 1);
    }
}

/// The worksheets of a workbook that is read as a whole.
fn ranges<'b, R: Reader<Cursor<&'b [u8]>>>(mut workbook: R) -> Result<Workbook, FormatProblem> {
    let names = shown(&workbook);
    collect(names, |name| {
        let range = workbook.worksheet_range(name).map_err(damaged)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let (mut grid, mut line) = (Grid::default(), Line::default());
        for (row, column, cell) in range.used_cells() {
            let text = match cell {
                Data::Empty => continue,
                Data::Int(number) => number_text(*number as f64, false),
                Data::Float(number) => number_text(*number, false),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    text.clone()
                }
                Data::Bool(is) => is.to_string(),
                Data::DateTime(moment) => moment_text(moment),
                Data::Error(error) => error.to_string(),
            };
            let at = |first: u32, there: usize| {
                u32::try_from(there).map_or(u32::MAX, |there| first.saturating_add(there))
            };
            line.put(
                &mut grid,
                (at(first_row, row), at(first_column, column)),
                text,
            )?;
        }
        line.end(&mut grid)?;
        Ok(grid)
    })
}

/// Whether cells of a style are shown in percent.
fn is_percent(style: &Style) -> bool {
    let Some(format) = &style.number_format else {
        return false;
    };
    if matches!(format.format_id, Some(9 | 10)) {
        return true;
    }
    // Text in quotes or behind a backslash is shown as it is.
    let mut is_quoted = false;
    let mut characters = format.format_code.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\\' => drop(characters.next()),
            '%' if !is_quoted => return true,
            _ => {}
        }
    }
    false
}

/// A number as it is shown with up to 15 digits, as spreadsheets compute: 0.1 + 0.2 is 0.3.
fn number_text(number: f64, is_percent: bool) -> String {
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

/// A date, with its time of day unless that is midnight; a time of day or a duration as its number.
fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return number_text(moment.as_f64(), false);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests;
