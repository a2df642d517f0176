//! Titles that name a day to come: what depends on them is not read.

use crate::ledger::Origin;
use crate::messages::{BadRow, RowRef, ValueProblem};

use super::cells::Cells;
use super::kind::Kind;
use super::sheets::Fitness;
use super::table::Table;
use super::taking::Taking;

impl Taking<'_> {
    /// What is wrong with a title that names a day to come. Its figures are planned as of today, and
    /// none is recorded.
    pub(super) fn future_title(&self, table: &mut Table) -> Option<BadRow> {
        let today = self.how.today?;
        let title = table.day.as_mut().filter(|title| title.day > today)?;
        if self.how.of(&table.file).on.is_some() {
            // It is a day of something else, then.
            table.day = None;
            return None;
        }
        title.day = today;
        Some(BadRow {
            at: RowRef {
                column: Some(title.column.clone()),
                ..RowRef::of(&table.file, title.row)
            },
            field: String::new(),
            value: title.title.clone(),
            problem: ValueProblem::FutureTitle { today }.into(),
        })
    }

    /// Whether a row depends on a title that names a day to come, which is told once.
    pub(super) fn is_of_future(&mut self, cells: &Cells<'_>, kind: Kind, origin: Origin) -> bool {
        if !self.is_title_wrong || (kind == Kind::Form && !cells.lacks("as_of")) {
            return false;
        }
        if let Some(title) = self.future.take() {
            let row = title.at.row;
            self.bad(Origin { row, ..origin }, vec![title]);
        }
        self.sheets
            .bad_rows
            .entry(origin)
            .or_insert(Fitness::Undated);
        true
    }
}
