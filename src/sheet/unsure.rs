//! What rows that are at fault, or asked about, say all the same: it is planned, but not recorded, so
//! that whatever is asked of them is asked at once.

use crate::ledger::{Change, Figure, Goal};

use super::cells::Cells;

/// Columns by which a target is due at another time.
const OF_DUE: [&str; 3] = ["due", "due_words", "period"];

/// Whether a row names its project beyond doubt.
pub(super) fn is_named(cells: &Cells<'_>) -> bool {
    ["name", "code"]
        .into_iter()
        .all(|column| !cells.has_fault_in(column) && !cells.table.is_in_question(column))
}

/// What a statement beside that of the project tells: all, where only a day is asked; else only by
/// when a target is due, and of which day a reading is.
pub(super) fn unquestioned(cells: &Cells<'_>, change: Change) -> Option<Change> {
    if cells.are_undated() && cells.table.questions.is_empty() {
        return Some(change);
    }
    let is_in_question = |column: &&str| cells.table.is_in_question(column);
    let is_at_fault = |column: &&str| cells.has_fault_in(column);
    match change {
        _ if OF_DUE.iter().any(is_in_question) => None,
        Change::Target(_) if OF_DUE.iter().any(is_at_fault) => None,
        Change::Stage(mut stage) => {
            // The figure that cannot be read may be a share.
            stage.is_measured = true;
            Some(Change::Stage(stage))
        }
        Change::Target(mut target) => {
            target.goal = Goal::Absent;
            Some(Change::Target(target))
        }
        Change::Reading(mut reading) if !cells.table.is_in_question("as_of") => {
            reading.figure = Figure::UnderWay;
            Some(Change::Reading(reading))
        }
        _ => None,
    }
}
