//! Workbooks of spreadsheet programs, each worksheet as rows of texts.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Style, Xlsx};
use zip::ZipArchive;

use crate::messages::{FormatProblem, Size};

use super::biff;
use super::grid::{Grid, Merged};
use super::hidden::Hidden;
use super::ods;
use super::parts;
use super::sniff::Sort;
use super::worksheet::{
    Line, MOST_MERGED, MOST_UNPACKED, Shown, Workbook, Worksheet, damaged, indented, moment_text,
    number_text,
};

/// Reads a workbook.
///
/// # Errors
/// [`FormatProblem::Workbook`] where it cannot be read, [`FormatProblem::Unpacked`] and those of
/// [`Grid::push`] where it is too large.
pub(super) fn read(sort: Sort, bytes: &[u8]) -> Result<Workbook, FormatProblem> {
    match sort {
        Sort::Xlsx => {
            let mut hidden_of = check_unpacked(bytes)?;
            let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
            let (names, hidden) = shown(&workbook);
            let mut worksheets = Vec::new();
            for name in names {
                let grid = xlsx(&mut workbook, &name)?;
                let hidden = hidden_of.remove(&name).unwrap_or_default();
                worksheets.push(Worksheet { name, grid, hidden });
            }
            Ok(Workbook { worksheets, hidden })
        }
        Sort::Ods => {
            check_unpacked(bytes)?;
            ods::read(bytes)
        }
        Sort::Xls => biff::read(bytes),
    }
}

/// Unpacks all parts once, so that none is more than it may be when it is read into memory: what a
/// part says of its own length may be a lie. Gives what the worksheets of Office Open XML hide.
fn check_unpacked(bytes: &[u8]) -> Result<HashMap<String, Hidden>, FormatProblem> {
    let mut of_parts = HashMap::new();
    let (mut list, mut targets) = (Vec::new(), Vec::new());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_UNPACKED as u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let is_read = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
        if !part.name().is_ok_and(|name| is_read(&name)) {
            continue;
        }
        let path = part.name().map_err(damaged)?.into_owned();
        let mut text = Vec::new();
        let mut part = part.take(left + 1);
        let length = match path.starts_with("xl/w") || path.starts_with("xl/_rels/") {
            true => part.read_to_end(&mut text).map_err(damaged)? as u64,
            false => io::copy(&mut part, &mut io::sink()).map_err(damaged)?,
        };
        left = left
            .checked_sub(length)
            .ok_or(FormatProblem::Unpacked(Size(MOST_UNPACKED)))?;
        match path.as_str() {
            "xl/workbook.xml" => list = text,
            "xl/_rels/workbook.xml.rels" => targets = text,
            _ if path.starts_with("xl/worksheets/") => {
                of_parts.insert(path, parts::hidden(&text)?);
            }
            _ => {}
        }
    }
    let parts = parts::of_worksheets(&list, &targets)?.into_iter();
    let by_name = parts.filter_map(|(name, path)| Some((name, of_parts.remove(&path)?)));
    Ok(by_name.collect())
}

/// The names of the worksheets that a person sees, and how many others there are.
fn shown(workbook: &Xlsx<Cursor<&[u8]>>) -> (Vec<String>, usize) {
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

/// A worksheet of Office Open XML, cell by cell: a range from the first to the last might have
/// billions.
fn xlsx(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, FormatProblem> {
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(damaged)?;
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let indent = |style: &Style| style.alignment.as_ref()?.indent;
    let styles = cells.styles().iter();
    let styles: Vec<(Shown, u8)> = styles
        .map(|style| (shown_by(style), indent(style).unwrap_or(0)))
        .collect();
    let (mut grid, mut line) = (Grid::default(), Line::default());
    let mut empty = Vec::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        line.count(1)?;
        let (shown, indent) = styles.get(style).copied().unwrap_or((Shown::Plain, 0));
        let is_percent = shown == Shown::Percent;
        let text = match cell.get_value() {
            DataRef::Empty => {
                empty.push(cell.get_position());
                continue;
            }
            DataRef::Int(number) => number_text(*number as f64, is_percent),
            DataRef::Float(number) => number_text(*number, is_percent),
            DataRef::String(text) => indented(text, indent),
            DataRef::SharedString(text) => indented(text, indent),
            DataRef::Bool(is) => is.to_string(),
            DataRef::DateTime(moment) => moment_text(moment, shown),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::Error(error) => error.to_string(),
        };
        line.put(&mut grid, cell.get_position(), text)?;
    }
    line.end(&mut grid)?;
    drop(cells);
    empty.sort_unstable();
    note_uncomputed(workbook, name, &empty, &mut grid)?;
    for Dimensions { start, end } in merged.into_iter().take(MOST_MERGED) {
        let column = usize::try_from(start.1).unwrap_or(usize::MAX);
        let merged = Merged {
            first: u64::from(start.0) + 1,
            last: u64::from(end.0) + 1,
            width: usize::try_from(end.1.saturating_sub(start.1)).map_or(1, |more| more + 1),
        };
        grid.merge(column, merged);
    }
    Ok(grid)
}

/// Notes which cells without a value are formulas, as programs write them that do not compute.
fn note_uncomputed(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    empty: &[(u32, u32)],
    grid: &mut Grid,
) -> Result<(), FormatProblem> {
    if empty.is_empty() {
        return Ok(());
    }
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(formula) = cells.next_formula().map_err(damaged)? {
        let (row, column) = formula.get_position();
        if empty.binary_search(&(row, column)).is_ok() && !formula.get_value().is_empty() {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            grid.leave_uncomputed(u64::from(row) + 1, column);
        }
    }
    Ok(())
}

/// How cells of a style show numbers.
fn shown_by(style: &Style) -> Shown {
    let Some(format) = &style.number_format else {
        return Shown::Plain;
    };
    let id = format.format_id.and_then(|id| u16::try_from(id).ok());
    match Shown::by(&format.format_code) {
        Shown::Plain => id.map_or(Shown::Plain, Shown::built_in),
        shown => shown,
    }
}

#[cfg(test)]
mod tests;
