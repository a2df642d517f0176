//! Which cells are codes of projects. What only counts rows, such as 3, 1-2 or （1）, is none: next
//! month it stands beside another project.

use std::collections::HashMap;

use crate::model::fold;

use super::columns::plain_header;
use super::grid::Grid;
use super::known::KnownProjects;
use super::numbering::{may_count, whole};

/// Headers under which figures alone are numbers of rows, however long they are.
const COUNTING: [&str; 2] = ["编号", "id"];
/// Elsewhere, figures of that length and more are rather an identifier.
const LONG: usize = 4;

/// A column of a plan that might be one of codes.
pub(super) struct CodeColumn<'g> {
    pub(super) grid: &'g Grid,
    /// The number of the header's row.
    pub(super) header: u64,
    /// The column, and what it is called.
    pub(super) column: usize,
    pub(super) called: &'g str,
    /// The column with the names of projects.
    pub(super) name: Option<usize>,
}

impl CodeColumn<'_> {
    /// Whether its cells are codes: some of them such as the record has printed, or all of them
    /// identifiers, each of one project. `code` is so by its name.
    pub(super) fn is_one(&self, known: &KnownProjects) -> bool {
        let called = plain_header(self.called);
        let (Some(name), false) = (self.name, called == "code") else {
            return true;
        };
        let rows = self.grid.rows().filter(|row| row.number > self.header);
        let cells = rows.filter_map(|row| Some((row.cell(self.column)?, row.cell(name)?)));
        let mut owners: HashMap<String, String> = HashMap::new();
        let mut are_own = true;
        for (cell, name) in cells {
            if known.has_code(cell) {
                return true;
            }
            if whole(cell).is_some_and(|number| number.is_of_titles()) {
                continue;
            }
            let is_long = cell.len() >= LONG && cell.bytes().all(|byte| byte.is_ascii_digit());
            let is_identifier = is_long && !COUNTING.contains(&called.as_str());
            let owner = owners.entry(fold(cell)).or_insert_with(|| fold(name));
            are_own &= (is_identifier || !may_count(cell)) && *owner == fold(name);
        }
        are_own && !owners.is_empty()
    }
}

/// Whether a cell in a column of codes is one: not if it only counts rows, unless the record has it.
pub(super) fn is_code(cell: &str, known: &KnownProjects) -> bool {
    let is_figures = cell.bytes().all(|byte| byte.is_ascii_digit());
    known.has_code(cell) || (is_figures && cell.len() >= LONG) || !may_count(cell)
}
