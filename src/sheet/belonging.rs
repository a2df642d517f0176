//! What a cell of a plan says where it is not the row's own: merged cells, titles above, and rows
//! that tell of a part of what another one names.

use crate::messages::Refusal;

use super::cells::Cells;
use super::grid::Merged;
use super::roles::Role;
use super::values::says_nothing;

/// What is of a project as a whole, so that a row beneath that of the project need not say it again.
const OF_PROJECT: [&str; 6] = [
    "name_en",
    "unit",
    "lead",
    "budget",
    "annual_budget",
    "spent",
];
/// Columns in which one figure may stand for several rows.
const FIGURES: [&str; 4] = ["reading", "budget", "annual_budget", "spent"];
const MONEY: [&str; 3] = ["budget", "annual_budget", "spent"];

impl<'a> Cells<'a> {
    /// The text of a cell of a plan: of one that is merged over several rows, that of the first.
    pub(super) fn flat_cell(&self, column: &str) -> Option<&'a str> {
        let standing = self.table.standing(self.row);
        let stage = standing.and_then(|standing| standing.stage.as_deref());
        let merged = || self.row.merged(self.table.index(column)?);
        match column {
            "name" | "code" => self.table.project_cell(self.row, column),
            "stage" => stage.or_else(merged),
            "category" => merged().or_else(|| self.table.section(self.row)),
            "lamp" if stage.is_some() => None,
            _ if stage.is_some() && self.is_said_of_project(column) => None,
            _ if FIGURES.contains(&column) && self.is_said_above(column) => None,
            "reading" | "problem" | "next_step" => merged().filter(|text| !says_nothing(text)),
            _ => merged(),
        }
    }

    /// Whether the row of the project says what is of the project as a whole.
    fn is_said_of_project(&self, column: &str) -> bool {
        let project = self.table.project_row(self.row);
        let is_said = |column: &str| {
            let index = self.table.index(column);
            index.is_some_and(|index| project.merged(index).is_some())
        };
        match MONEY.contains(&column) {
            true => MONEY.into_iter().any(is_said),
            false => OF_PROJECT.contains(&column) && is_said(column),
        }
    }

    /// Whether the row is of a part, and says otherwise of the project what the project's row says: that
    /// is not read.
    pub(super) fn has_unread_facts(&self) -> bool {
        let is_part = self
            .table
            .standing(self.row)
            .is_some_and(|it| it.stage.is_some());
        let project = self.table.project_row(self.row);
        is_part
            && OF_PROJECT.into_iter().any(|column| {
                let index = self.table.index(column);
                let cells = index.map(|index| (self.row.cell(index), project.merged(index)));
                let (own, of_project) = cells.unwrap_or_default();
                own.is_some() && own != of_project && self.is_said_of_project(column)
            })
    }

    /// Whether a merged cell was read in a row above, of the same project.
    fn is_said_above(&self, column: &str) -> bool {
        let mut above = self.other_rows(column).into_iter().flatten();
        above.any(|(number, project)| number < self.row.number && project == self.project())
    }

    /// Whether the figure of the row is one of its project, since its cell is merged over several rows
    /// of it.
    pub(super) fn is_of_whole_project(&self, column: &str) -> bool {
        let mut others = self.other_rows(column).into_iter().flatten();
        others.any(|(number, project)| number != self.row.number && project == self.project())
    }

    /// That the row is told apart from an earlier one of its name, and that none of its money is
    /// that of several projects together.
    pub(super) fn check_belonging(&mut self) {
        let standing = self.table.standing(self.row);
        if let Some(first) = standing.and_then(|standing| standing.repeats) {
            let first = self.table.row_ref(first);
            self.fault("name", Refusal::SameName { first });
        }
        let shared = MONEY.into_iter().filter(|column| {
            let mut others = self.other_rows(column).into_iter().flatten();
            let is_shared = others.any(|(_, project)| project != self.project());
            let index = self.table.index(column);
            is_shared && index.is_some_and(|index| self.row.merged(index).is_some())
        });
        for column in shared.collect::<Vec<_>>() {
            self.fault(column, Refusal::SharedMoney);
        }
    }

    fn project(&self) -> u64 {
        self.table.project_row(self.row).number
    }

    /// The rows that a cell is merged over, and those that name their projects.
    fn other_rows(&self, column: &str) -> Option<impl Iterator<Item = (u64, u64)>> {
        let Merged { first, last, .. } = self.row.merge_of(self.table.index(column)?)?;
        let table = self.table;
        Some((first..=last).filter_map(move |number| {
            let standing = table.standing(table.row(number)?)?;
            (standing.role == Role::Data).then_some((number, standing.project))
        }))
    }

    /// The text of the row's own cell, which is not merged with one above it.
    pub(super) fn own_cell(&self, column: &str) -> Option<&'a str> {
        self.row.cell(self.table.index(column)?)
    }
}
