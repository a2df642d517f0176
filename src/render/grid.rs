//! Columns of text side by side, aligned with Chinese in them; or below each other, where they do not
//! fit.

use std::cmp::Reverse;

use anstyle::Style;

use crate::assess::Lamp;

use super::help::{item, item_column};
use super::page::{Page, hanging, style, styled};
use super::wrap::{Bond, Pieces, columns};

/// Spaces between columns.
const GAP: usize = 2;

/// So many lines of a row are none too many.
const FEW_LINES: usize = 2;

/// A column of text is never narrower than this, but where nothing in it is wider.
const NARROWEST: usize = 10;

/// A word wider than this is broken rather than that columns stand below each other.
const LONG_WORD: usize = 16;

/// Widths are found by so many rows; a longer table looks alike.
const MOST_MEASURED: usize = 200;

/// A column: its head, and how its cells are laid out.
pub(super) struct Heading {
    /// What stands over it.
    pub head: String,
    /// Whether its cells may be broken into lines.
    pub wraps: bool,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// What stands in a cell: a text, which is broken but never cut, and a note, which can be looked up
/// elsewhere and stays away where it would take too many lines.
#[derive(Clone, Default)]
pub(super) struct Text {
    pub text: String,
    pub note: String,
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        let note = String::new();
        Text { text, note }
    }
}

impl From<[String; 2]> for Text {
    fn from([text, note]: [String; 2]) -> Text {
        Text { text, note }
    }
}

impl Text {
    fn all(&self) -> String {
        format!("{}{}", self.text, self.note)
    }
}

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

/// A cell as it may be broken: all of it, and without its note if it has one.
struct Cell {
    all: Pieces,
    text: Option<Pieces>,
}

impl Cell {
    fn of(cell: &Text, wraps: bool) -> Cell {
        let pieces = |text: String| match wraps {
            true => Pieces::of(text),
            false => Pieces::whole(text),
        };
        Cell {
            all: pieces(cell.all()),
            text: (wraps && !cell.note.is_empty()).then(|| pieces(cell.text.clone())),
        }
    }

    fn at(&self, width: usize) -> &Pieces {
        match &self.text {
            Some(text) if self.all.lines(width, width).count() > FEW_LINES => text,
            _ => &self.all,
        }
    }

    /// How many lines it takes, and whether some line ends where it had better not.
    fn cost(&self, width: usize) -> (usize, bool) {
        let pieces = self.at(width);
        let is_split = width < pieces.widest(Bond::Free);
        (pieces.lines(width, width).count(), is_split)
    }
}

/// A column with all its cells, the head first.
struct Column {
    cells: Vec<Cell>,
    is_number: bool,
    /// The width of its widest cell.
    asked: usize,
    /// The width under which words would be broken.
    least: usize,
}

impl Column {
    fn of<'a>(heading: &Heading, cells: impl Iterator<Item = &'a Text>, page: Page) -> Column {
        let wraps = heading.wraps && page.width.is_some();
        let head = Cell::of(&Text::from(heading.head.clone()), wraps);
        let cells = cells.map(|cell| Cell::of(cell, wraps));
        let cells: Vec<Cell> = [head].into_iter().chain(cells).collect();
        let asked = cells.iter().map(|cell| cell.all.width()).max();
        let asked = asked.unwrap_or(0);
        let kept = cells.iter().map(|cell| {
            let pieces = cell.text.as_ref().unwrap_or(&cell.all);
            pieces.widest(Bond::Loose)
        });
        let least = kept.max().unwrap_or(0).clamp(NARROWEST, LONG_WORD);
        let head = cells.first().map_or(0, |head| head.all.widest(Bond::Free));
        Column {
            cells,
            is_number: heading.is_number,
            asked,
            least: match wraps {
                true => least.max(head).min(asked),
                false => asked,
            },
        }
    }

    fn lines(&self, row: usize, width: usize) -> Vec<&str> {
        let cell = self.cells.get(row);
        cell.map_or(Vec::new(), |cell| cell.at(width).even_lines(width))
    }

    fn costs(&self, width: usize) -> Vec<(usize, bool)> {
        let cells = self.cells.iter().take(MOST_MEASURED);
        cells.map(|cell| cell.cost(width)).collect()
    }
}

/// A column on its way to a width: what its cells cost there, and with a column less.
struct Fitting {
    width: usize,
    costs: Vec<(usize, bool)>,
    narrower: Vec<(usize, bool)>,
}

/// What each column gets so that all fit the room: what it asks for; else one after the other gives a
/// little of its width, wherever that costs the table least. None if they do not fit however narrow.
fn fitted(columns: &[Column], room: usize) -> Option<Vec<usize>> {
    if columns.iter().map(|column| column.least).sum::<usize>() > room {
        return None;
    }
    let at = |column: &Column, width: usize| Fitting {
        width,
        costs: column.costs(width),
        narrower: column.costs(width.saturating_sub(1)),
    };
    let mut fitting: Vec<Fitting> = (columns.iter())
        .map(|column| at(column, column.asked.min(room)))
        .collect();
    while fitting.iter().map(|fitting| fitting.width).sum::<usize>() > room {
        let may_give = columns.iter().zip(&fitting).enumerate();
        let may_give = may_give.filter(|(_, (column, fitting))| fitting.width > column.least);
        let (index, _) = may_give
            .min_by_key(|(index, (_, given))| (cost(&fitting, *index), Reverse(given.width)))?;
        let (column, fitting) = (columns.get(index)?, fitting.get_mut(index)?);
        *fitting = at(column, fitting.width - 1);
    }
    Some(fitting.iter().map(|fitting| fitting.width).collect())
}

/// What a table costs where one of its columns gives a little: lines that are too many and words that
/// are broken above all, then lines.
fn cost(fitting: &[Fitting], giving: usize) -> (usize, usize) {
    let columns: Vec<&Vec<(usize, bool)>> = (fitting.iter().enumerate())
        .map(|(index, fitting)| match index == giving {
            true => &fitting.narrower,
            false => &fitting.costs,
        })
        .collect();
    let rows = columns.first().map_or(0, |cells| cells.len());
    let (mut bad, mut all) = (0, 0);
    for row in 0..rows {
        let cells = || columns.iter().filter_map(|cells| cells.get(row));
        let lines = cells().map(|(lines, _)| *lines).max().unwrap_or(0);
        bad += lines.saturating_sub(FEW_LINES) + cells().filter(|(_, is_split)| *is_split).count();
        all += lines;
    }
    (bad, all)
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
