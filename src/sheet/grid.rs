//! A sheet as rows of texts, whatever kind of file it came from.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::messages::{FormatProblem, Size};
use crate::model::is_weightless;

use super::source::LARGEST;

/// The most columns that a sheet may have: many times more than any kind has.
pub(super) const MOST_COLUMNS: usize = 1_000;
/// The most cells: those of the largest text, if they have three characters and a separator each.
pub(super) const MOST_CELLS: usize = LARGEST / 4;

/// All cells of a sheet, in one piece of memory.
#[derive(Default)]
pub(super) struct Grid {
    text: String,
    /// Where in the text each cell ends.
    ends: Vec<u32>,
    /// Of each row its number and its first cell.
    rows: Vec<(u64, usize)>,
    /// Rows and columns of formulas whose values are not known.
    uncomputed: HashSet<(u64, usize)>,
    /// Where cells are merged: by their first column, then by their first row.
    merges: HashMap<usize, BTreeMap<u64, Merged>>,
}

/// Cells that are merged, by what they reach to from the first of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Merged {
    /// The first row.
    pub(super) first: u64,
    /// The last row.
    pub(super) last: u64,
    /// How many columns.
    pub(super) width: usize,
}

/// A row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Row<'g> {
    grid: &'g Grid,
    /// As a spreadsheet counts: the first row is 1.
    pub(super) number: u64,
    first: usize,
    end: usize,
}

impl Grid {
    /// Adds a row behind the others. Cells without text at its end are left out, and so is what cells
    /// hold without weight.
    ///
    /// # Errors
    /// [`FormatProblem::ManyColumns`], [`FormatProblem::ManyCells`], [`FormatProblem::LargeFile`].
    pub(super) fn push<'c>(
        &mut self,
        number: u64,
        cells: impl IntoIterator<Item = &'c str>,
    ) -> Result<(), FormatProblem> {
        let (first, start) = (self.ends.len(), self.text.len());
        let (mut filled, mut filled_text) = (first, start);
        for cell in cells {
            if self.text.len() + cell.len() > LARGEST {
                return Err(FormatProblem::LargeFile(Size(LARGEST)));
            }
            match cell.contains(is_weightless) {
                true => (self.text).extend(cell.chars().filter(|c| !is_weightless(*c))),
                false => self.text.push_str(cell),
            }
            let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
            self.ends.push(end);
            let is_filled = |c: char| !c.is_whitespace() && !is_weightless(c);
            if cell.contains(is_filled) {
                (filled, filled_text) = (self.ends.len(), self.text.len());
            }
            if self.ends.len() > MOST_CELLS {
                return Err(FormatProblem::ManyCells(MOST_CELLS));
            }
        }
        self.ends.truncate(filled);
        self.text.truncate(filled_text);
        if filled - first > MOST_COLUMNS {
            return Err(FormatProblem::ManyColumns {
                row: number,
                most: MOST_COLUMNS,
            });
        }
        self.rows.push((number, first));
        Ok(())
    }

    /// Notes that cells are one, from this column on.
    pub(super) fn merge(&mut self, column: usize, merged: Merged) {
        if merged.first < merged.last || merged.width > 1 {
            let of_column = self.merges.entry(column).or_default();
            of_column.insert(merged.first, merged);
        }
    }

    /// Notes that a cell is a formula whose value is not known.
    pub(super) fn leave_uncomputed(&mut self, row: u64, column: usize) {
        self.uncomputed.insert((row, column));
    }

    /// Whether any of its cells are merged.
    pub(super) fn has_merges(&self) -> bool {
        !self.merges.is_empty()
    }

    /// The rows from a number on, with the numbers that they have.
    ///
    /// # Errors
    /// Those of [`Grid::push`].
    pub(super) fn from(&self, number: u64) -> Result<Grid, FormatProblem> {
        let mut rest = Grid {
            merges: self.merges.clone(),
            uncomputed: self.uncomputed.clone(),
            ..Grid::default()
        };
        for row in self.rows().filter(|row| row.number >= number) {
            let cells = (0..row.len()).map(|column| row.written(column).unwrap_or_default());
            rest.push(row.number, cells)?;
        }
        Ok(rest)
    }

    /// Its rows, in order; blank ones have no cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        (0..self.rows.len()).filter_map(|at| self.at(at))
    }

    /// The row of a number, as far as there is one.
    pub(super) fn row(&self, number: u64) -> Option<Row<'_>> {
        let found = self.rows.binary_search_by_key(&number, |(row, _)| *row);
        self.at(found.ok()?)
    }

    fn at(&self, at: usize) -> Option<Row<'_>> {
        let (number, first) = *self.rows.get(at)?;
        let next = self.rows.get(at + 1);
        Some(Row {
            grid: self,
            number,
            first,
            end: next.map_or(self.ends.len(), |(_, next)| *next),
        })
    }
}

impl<'g> Row<'g> {
    /// How many cells it has up to the last one with text.
    pub(super) fn len(&self) -> usize {
        self.end - self.first
    }

    /// The trimmed text of a cell; none where it is blank or the row is shorter.
    pub(super) fn cell(&self, column: usize) -> Option<&'g str> {
        let text = self.written(column)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The text of the cell, or of the one above with which it is merged.
    pub(super) fn merged(&self, column: usize) -> Option<&'g str> {
        let of_merged = || {
            let above = self.grid.row(self.merge_of(column)?.first)?;
            above.cell(column)
        };
        self.cell(column).or_else(of_merged)
    }

    /// Whether a cell is a formula whose value is not known.
    pub(super) fn is_uncomputed(&self, column: usize) -> bool {
        self.grid.uncomputed.contains(&(self.number, column))
    }

    /// The merged cells that begin in a column and to which the row belongs.
    pub(super) fn merge_of(&self, column: usize) -> Option<Merged> {
        let merges = self.grid.merges.get(&column)?;
        let (_, merged) = merges.range(..=self.number).next_back()?;
        (self.number <= merged.last).then_some(*merged)
    }

    /// A cell as it was written, with the white space around it.
    pub(super) fn written(&self, column: usize) -> Option<&'g str> {
        let at = self.first.checked_add(column).filter(|at| *at < self.end)?;
        let end = |at: usize| usize::try_from(*self.grid.ends.get(at)?).ok();
        let start = match at.checked_sub(1) {
            None => 0,
            Some(before) => end(before)?,
        };
        self.grid.text.get(start..end(at)?)
    }

    /// The trimmed texts of its cells, blank ones empty.
    pub(super) fn cells(self) -> impl Iterator<Item = &'g str> {
        (0..self.len()).map(move |column| self.cell(column).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_row_and_column_and_blank_ends_are_none() {
        let mut grid = Grid::default();
        grid.push(1, ["a", " b ", "", " "]).unwrap();
        grid.push(4, ["", ""]).unwrap();
        grid.push(5, ["", "金辉"]).unwrap();
        let row = grid.row(1).unwrap();
        assert_eq!(
            (row.len(), row.cell(0), row.cell(1)),
            (2, Some("a"), Some("b"))
        );
        assert_eq!(row.cell(2), None);
        assert_eq!(grid.row(4).map(|row| row.len()), Some(0));
        assert!(grid.row(2).is_none());
        let rows: Vec<(u64, Vec<&str>)> = (grid.rows())
            .map(|row| (row.number, row.cells().collect()))
            .collect();
        assert_eq!(
            rows,
            [(1, vec!["a", "b"]), (4, vec![]), (5, vec!["", "金辉"])]
        );
    }

    #[test]
    fn more_than_any_office_fills_is_refused() {
        let mut grid = Grid::default();
        let wide = vec!["x"; MOST_COLUMNS + 1];
        assert!(matches!(
            grid.push(3, wide),
            Err(FormatProblem::ManyColumns { row: 3, .. })
        ));
        let mut grid = Grid::default();
        let many = std::iter::repeat_n("", MOST_CELLS + 1);
        let problem = grid.push(1, many);
        assert_eq!(problem, Err(FormatProblem::ManyCells(MOST_CELLS)));
        let mut grid = Grid::default();
        let long = "x".repeat(LARGEST);
        let problem = grid.push(1, [long.as_str(), "x"]);
        assert_eq!(problem, Err(FormatProblem::LargeFile(Size(LARGEST))));
    }
}
