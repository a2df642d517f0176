//! Rows and columns that a worksheet hides, or a filter: they are read like all others, which is told.

use std::ops::RangeInclusive;

use super::grid::{Grid, MOST_COLUMNS};

/// So many stretches of hidden rows are looked at.
const MOST_STRETCHES: usize = 100_000;

/// What a worksheet hides, as a spreadsheet counts: the first row and column are 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    rows: Vec<RangeInclusive<u64>>,
    columns: Vec<RangeInclusive<u64>>,
}

impl Hidden {
    pub(super) fn hide_rows(&mut self, rows: RangeInclusive<u64>) {
        if self.rows.len() < MOST_STRETCHES {
            self.rows.push(rows);
        }
    }

    pub(super) fn hide_columns(&mut self, columns: RangeInclusive<u64>) {
        if self.columns.len() < MOST_COLUMNS {
            self.columns.push(columns);
        }
    }

    /// Its rows that have a text.
    pub(super) fn filled_rows(&self, grid: &Grid) -> Vec<u64> {
        let mut hidden = self.rows.iter().peekable();
        let mut is_hidden = |number: u64| {
            while hidden.next_if(|rows| *rows.end() < number).is_some() {}
            hidden.peek().is_some_and(|rows| rows.contains(&number))
        };
        let filled = grid.rows().filter(|row| row.len() > 0);
        let numbers = filled.map(|row| row.number);
        numbers.filter(|number| is_hidden(*number)).collect()
    }

    /// Its columns that have a text, counted from 0.
    pub(super) fn filled_columns(&self, grid: &Grid) -> Vec<usize> {
        let columns = self.columns.iter().cloned().flatten();
        let columns = columns.map_while(|number| usize::try_from(number.checked_sub(1)?).ok());
        let is_filled = |column: &usize| grid.rows().any(|row| row.cell(*column).is_some());
        columns.take(MOST_COLUMNS).filter(is_filled).collect()
    }
}
