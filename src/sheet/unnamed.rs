//! Rows that name no project: of the one above only where nothing says otherwise.

use crate::messages::Refusal;

use super::asking::numbered_unnamed;
use super::cells::Cells;
use super::grid::Row;
use super::kind::Kind;

/// Columns by which a row goes on with the project above: what it tells is of a part of that.
const OF_PART: [&str; 7] = [
    "stage",
    "kind",
    "percent",
    "due",
    "due_words",
    "period",
    "start",
];

impl<'a> Cells<'a> {
    /// The row above that names the project, where the row itself has no name.
    fn named_by(&self) -> Option<Row<'a>> {
        let project = self.table.project_row(self.row);
        let is_named = || {
            ["name", "code"]
                .into_iter()
                .any(|column| self.own_cell(column).is_some())
        };
        let is_of_above = self.table.kind == Kind::Flat && project.number != self.row.number;
        (is_of_above && !is_named()).then_some(project)
    }

    /// That a row that names no project is surely of the one above.
    pub(super) fn check_unnamed(&mut self) {
        let Some(above) = self.named_by() else {
            return;
        };
        if self.is_name_merged() {
            return;
        }
        let number = self.table.index("number");
        let number =
            number.and_then(|position| Some((self.row.cell(position)?, above.cell(position))));
        if let Some((own, theirs)) = number
            && !theirs.is_some_and(|theirs| is_beneath(own, theirs))
        {
            let column = self.header("number").unwrap_or_default();
            self.fault("name", numbered_unnamed(own, column));
        } else if OF_PART.into_iter().all(|column| self.lacks(column)) {
            self.fault("name", Refusal::OfWhichProject);
        }
    }

    /// What the project above is called, where a row that names none goes on with it though no cell is
    /// merged.
    pub(super) fn goes_on_with(&self) -> Option<&str> {
        let is_named_elsewhere = self.named_by().is_some()
            && !self.are_empty()
            && !self.is_name_merged()
            && !self.has_fault_in("name");
        let mut names = ["name", "code"].into_iter();
        names
            .find_map(|column| self.cell(column))
            .filter(|_| is_named_elsewhere)
    }

    fn is_name_merged(&self) -> bool {
        let mut positions = ["name", "code"]
            .into_iter()
            .filter_map(|column| self.table.index(column));
        positions.any(|position| self.row.merged(position).is_some())
    }
}

/// Whether a row's number is that of the row above, or counts what stands beneath it: `1.2` and `(2)`
/// beneath `1`.
fn is_beneath(own: &str, theirs: &str) -> bool {
    let own = own.trim();
    let is_bracketed =
        own.starts_with(['(', '（']) || own.starts_with(|c| ('①'..='⑳').contains(&c));
    let rest = own.strip_prefix(theirs.trim());
    is_bracketed
        || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '．', '－']))
}
