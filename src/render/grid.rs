//! Columns of text side by side, aligned with Chinese in them; or below each other, where they do not
//! fit.

use anstyle::Style;

use crate::assess::Lamp;

use super::help::{item, item_column};
use super::page::{Page, hanging, style, styled};
use super::widths::{Column, Heading, Text, fitted};
use super::wrap::columns;

/// Spaces between columns.
const GAP: usize = 2;

/// Rows of cells, each row with the lamp that colours its first cell, if one does.
pub(super) struct Grid {
    /// The columns.
    pub headings: Vec<Heading>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<(Option<Lamp>, Vec<Text>)>,
}

/// A grid in lines, none wider than the page where it has a width, without padding at their ends.
pub(super) struct Lines {
    /// The heads; nothing where they stand before each cell.
    pub head: String,
    /// A row each.
    pub rows: Vec<String>,
}

impl Grid {
    /// The heads and rows one below the other.
    pub fn text(&self, page: Page) -> String {
        let lines = self.lines(page);
        lines.head + &lines.rows.concat()
    }

    /// The lines on a page: side by side if words stay whole that way, else each row cell by cell.
    pub fn lines(&self, page: Page) -> Lines {
        let columns: Vec<Column> = (self.headings.iter().enumerate())
            .map(|(index, heading)| {
                let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(index));
                Column::of(heading, cells, page)
            })
            .collect();
        let widths = match page.width {
            None => Some(columns.iter().map(|column| column.asked).collect()),
            Some(width) => {
                let gaps = GAP * columns.len().saturating_sub(1);
                fitted(&columns, usize::from(width).saturating_sub(gaps))
            }
        };
        match widths {
            Some(widths) => self.side_by_side(page, &columns, &widths),
            None => self.cell_by_cell(page),
        }
    }

    fn side_by_side(&self, page: Page, columns: &[Column], widths: &[usize]) -> Lines {
        let cells = |row: usize| -> Vec<Vec<&str>> {
            let cells = columns.iter().zip(widths);
            let cells = cells.map(|(column, width)| column.lines(row, *width));
            cells.collect()
        };
        let rows: Vec<Vec<Vec<&str>>> = (0..=self.rows.len()).map(cells).collect();
        // Broken into lines, a column may take less than it got.
        let taken = |index: usize| {
            let lines = rows.iter().filter_map(|cells| cells.get(index)).flatten();
            lines.map(|line| super::wrap::columns(line)).max()
        };
        let widths: Vec<usize> = (0..columns.len())
            .map(|index| taken(index).unwrap_or(0))
            .collect();
        let block = |cells: &[Vec<&str>], style: &dyn Fn(usize) -> Option<Style>| {
            let cells = cells.iter().zip(columns).zip(&widths).enumerate();
            let cells = cells.map(|(index, ((lines, column), width))| Shown {
                lines,
                width: *width,
                is_number: column.is_number,
                style: style(index).filter(|_| page.has_colour),
            });
            block(&cells.collect::<Vec<_>>())
        };
        let mut rows = rows.iter();
        let head = rows.next().map_or(String::new(), |cells| {
            block(cells, &|_| Some(Style::new().bold()))
        });
        let rows = rows.zip(&self.rows).map(|(cells, (lamp, _))| {
            let style = lamp.map(style);
            block(cells, &|index| style.filter(|_| index == 0))
        });
        Lines {
            head,
            rows: rows.collect(),
        }
    }

    fn cell_by_cell(&self, page: Page) -> Lines {
        let width = page.width.map_or(usize::MAX, usize::from);
        let heads = || self.headings.iter().map(|heading| &heading.head).skip(1);
        let column = item_column(heads(), width);
        let row = |(lamp, cells): &(Option<Lamp>, Vec<Text>)| {
            let mut cells = cells.iter().map(Text::all);
            let first = hanging(page, "", &cells.next().unwrap_or_default(), "  ");
            let mut out = match lamp {
                Some(lamp) => styled(page, style(*lamp), &first),
                None => first,
            };
            out.push('\n');
            for (head, text) in heads().zip(cells).filter(|(_, text)| !text.is_empty()) {
                item(&mut out, head, &text, width, column);
            }
            out
        };
        Lines {
            head: String::new(),
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// A cell in lines.
struct Shown<'a> {
    lines: &'a [&'a str],
    width: usize,
    /// Whether it stands to the right.
    is_number: bool,
    style: Option<Style>,
}

/// Cells of several lines side by side.
fn block(cells: &[Shown<'_>]) -> String {
    let mut out = String::new();
    let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    for line in 0..height {
        // What is written before text, and nowhere else: nothing stands at the end of a line.
        let mut blank = 0;
        for cell in cells {
            let text = cell.lines.get(line).copied().unwrap_or_default();
            if text.is_empty() {
                blank += cell.width + GAP;
                continue;
            }
            let rest = cell.width.saturating_sub(columns(text));
            let (before, after) = match cell.is_number {
                true => (rest, 0),
                false => (0, rest),
            };
            out.push_str(&" ".repeat(blank + before));
            match cell.style {
                Some(style) => out.push_str(&format!("{style}{text}{style:#}")),
                None => out.push_str(text),
            }
            blank = after + GAP;
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests;
