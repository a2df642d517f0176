//! What rows of targets and of readings say.

use crate::error::RowProblem;
use crate::ledger::{
    Due, Earlier, Figure, Goal, Lower, ProjectMention, ReadingChange, StageMention, TargetChange,
    WhichTarget,
};
use crate::model::{Code, Given, Percent, Remark, TargetState, check_deadline};

use super::cells::{
    Cells, amount, choice, code, commitment, count, day, period, plan_points, text, total,
    yes_or_no,
};

/// Project, stage, and what the stage is to reach. A column that the sheet lacks leaves what there
/// is; an empty cell of a column that it has says that there is none: an empty due day is undated.
pub(super) fn target(cells: &mut Cells<'_>) -> Option<(Code, Code, TargetChange)> {
    let (project, stage) = (cells.needed("project", code), cells.needed("stage", code));
    let which = WhichTarget {
        number: cells.read("number", number),
        period: cells.read("period", period),
        label: Some(cells.read("label", text).unwrap_or_default()),
        is_row: true,
        revision: cells.read("revision", count),
    };
    let goal = match cells.percent("percent") {
        Some(Percent::ZERO) => {
            cells.fault("percent", RowProblem::ZeroTarget);
            Goal::Absent
        }
        Some(percent) => Goal::Percent(percent),
        None => Goal::Absent,
    };
    let (due, words) = due(cells);
    let is_due_implied = cells.has("due_implied").then(|| {
        let is_implied = cells.read("due_implied", yes_or_no);
        is_implied.unwrap_or(false)
    });
    let commitment = cells.given("commitment", commitment);
    let start = cells.given("start", day);
    let baseline = match cells.percent("baseline") {
        Some(percent) => Given::Value(percent),
        None if cells.has("baseline") => Given::Empty,
        None => Given::Absent,
    };
    let plan_points = cells.given("via", plan_points);
    let state = cells.read("state", |id| {
        choice(
            TargetState::from_id(id),
            &["active", "suspended", "dropped"],
        )
    });
    let carried_from = cells.given("carried_from", earlier);
    let reason = cells.read("reason", text);
    let decided_on = cells.read("decided_on", day);
    let (project, stage) = (project?, stage?);
    let change = TargetChange {
        project: ProjectMention::Code(project.clone()),
        stage: StageMention::Code(stage.clone()),
        which,
        goal,
        due,
        words,
        is_due_implied,
        commitment,
        start,
        baseline,
        plan_points,
        state,
        carried_from,
        reason,
        decided_on,
    };
    Some((project, stage, change))
}

/// The due day and the words beside it. Words are read as a deadline only in a sheet without a
/// column of due days.
fn due(cells: &mut Cells<'_>) -> (Due, Given<String>) {
    let words = cells.given("due_words", text);
    match (cells.given("due", day), words) {
        (Given::Value(day), words) => (Due::Day(day), words),
        (Given::Empty, words) => (Due::Undated, words),
        (Given::Absent, Given::Value(words)) => {
            check(cells, "due_words", &words);
            (Due::Words(words), Given::Absent)
        }
        (Given::Absent, words) => (Due::Absent, words),
    }
}

/// Words that no period makes a deadline are told with whatever else is wrong with the row.
pub(super) fn check(cells: &mut Cells<'_>, column: &str, words: &str) {
    if let Err(problem) = check_deadline(words) {
        cells.fault(column, RowProblem::Deadline(problem));
    }
}

/// A target's number within its stage, 1 or more.
fn number(text: &str) -> Result<i64, RowProblem> {
    match count(text)? {
        0 => Err(RowProblem::Amount),
        number => Ok(i64::from(number)),
    }
}

/// An earlier target: `#2`, its number, or its period.
fn earlier(text: &str) -> Result<Earlier, RowProblem> {
    match text.strip_prefix(['#', '＃']) {
        Some(text) => number(text).map(Earlier::Number),
        None => period(text).map(Earlier::Period),
    }
}

pub(super) fn reading(cells: &mut Cells<'_>) -> Option<ReadingChange> {
    let (project, stage) = (cells.needed("project", code), cells.needed("stage", code));
    let as_of = cells.needed("as_of", day);
    let figure = Figure::Both {
        percent: cells.percent("percent"),
        amount: cells.read("amount", amount),
        total: cells.read("total", total),
    };
    if cells.cell("total").is_some() && cells.cell("amount").is_none() {
        cells.fault("amount", RowProblem::Missing);
    }
    let remark = Remark {
        note: cells.read("note", text),
        problem: cells.read("problem", text),
        next_step: cells.read("next_step", text),
    };
    Some(ReadingChange {
        project: ProjectMention::Code(project?),
        stage: StageMention::Code(stage?),
        figure,
        as_of: Some(as_of?),
        remark,
        lower: Lower::Told,
        keeps_words: false,
    })
}
