//! What rows of targets and of readings say.

use crate::ledger::{
    Due, Earlier, Figure, Goal, Lower, ProjectMention, ReadingChange, StageMention, TargetChange,
    WhichTarget, mentions,
};
use crate::messages::{Refusal, ValueProblem};
use crate::model::{Code, CodeError, Given, Remark, TargetState, fold};

use super::cells::Cells;
use super::typing::Typing;
use super::values::{amount, choice, code, commitment, count, period, text, total, yes_or_no};

/// Project, stage, and what the stage is to reach. A column that the sheet lacks leaves what there
/// is; an empty cell of a column that it has says that there is none: an empty due day is undated.
pub(super) fn target(cells: &mut Cells<'_>) -> Option<(Code, TargetChange)> {
    let (project, stage) = (cells.needed("project", code), cells.needed("stage", stage));
    let which = WhichTarget {
        number: cells.read("number", number),
        period: cells.read("period", period),
        label: label(cells),
        is_new: false,
        is_row: true,
        revision: cells.read("revision", revision),
    };
    let goal = cells.goal("percent").unwrap_or(Goal::Absent);
    let (due, words) = due(cells);
    let ways = cells.ways_of(&due);
    let is_due_implied = cells.has("due_implied").then(|| {
        let is_implied = cells.read("due_implied", yes_or_no);
        is_implied.unwrap_or(false)
    });
    let commitment = cells.given("commitment", commitment);
    let start = cells.given_day("start");
    let baseline = cells.given_baseline("baseline");
    let plan_points = cells.given_plan("via");
    let state = cells.read("state", |id| {
        choice(
            TargetState::from_id(id),
            &["active", "suspended", "dropped"],
        )
    });
    let carried_from = cells.given("carried_from", earlier);
    let reason = cells.read("reason", text);
    let decided_on = cells.day("decided_on");
    let (project, stage) = (project?, stage?);
    let change = TargetChange {
        project: ProjectMention::Code(project.clone()),
        stage,
        which,
        goal,
        due,
        year: None,
        read_on: None,
        ways,
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
    Some((project, change))
}

/// A stage by its code, or by a name that can be none.
fn stage(cell: &str) -> Result<StageMention, ValueProblem> {
    match Code::new(cell) {
        Ok(code) => Ok(StageMention::Code(code)),
        Err(CodeError::Space) => text(cell).map(StageMention::Named),
        Err(problem) => Err(ValueProblem::Code(problem)),
    }
}

/// The label; an empty one is that of a target without, and a sheet without the column tells none.
fn label(cells: &mut Cells<'_>) -> Option<String> {
    let label = cells.read("label", text);
    cells.has("label").then(|| label.unwrap_or_default())
}

/// By when, and the words beside it. Those are read as a deadline only in a sheet without a column
/// of due days.
fn due(cells: &mut Cells<'_>) -> (Due, Given<String>) {
    match (cells.due("due"), cells.given("due_words", text)) {
        (Some(Due::Words(due)), Given::Empty) => (Due::Words(due), Given::Absent),
        (Some(due), words) => (due, words),
        (None, words) if cells.has("due") => (Due::Undated, words),
        (None, Given::Value(_)) => match cells.words("due_words") {
            Some(words) => (Due::Words(words), Given::Absent),
            None => (Due::Undated, Given::Absent),
        },
        (None, words) => (Due::Absent, words),
    }
}

/// A target's number within its stage, 1 or more.
fn number(text: &str) -> Result<i64, ValueProblem> {
    revision(text).map(i64::from)
}

/// The place of a revision among those of its target: the first is 1.
fn revision(text: &str) -> Result<u32, ValueProblem> {
    match count(text)? {
        0 => Err(ValueProblem::Whole { least: 1 }),
        stage_path => Ok(stage_path),
    }
}

/// An earlier target: `#2`, its number, or its period.
fn earlier(text: &str) -> Result<Earlier, ValueProblem> {
    match text.strip_prefix(['#', '＃']) {
        Some(text) => number(text).map(Earlier::Number),
        None => period(text).map(Earlier::Period),
    }
}

/// A reading. Typed, projects and stages are named as in a command, and what stands beside the
/// table speaks for rows that say nothing else; a row of a file names codes and its day.
pub(super) fn reading(cells: &mut Cells<'_>, typing: Option<&Typing>) -> Option<ReadingChange> {
    let (project, stage) = match typing {
        Some(_) => typed_target(cells),
        None => {
            let (project, stage) = (cells.needed("project", code), cells.needed("stage", stage));
            cells.need("as_of");
            (project.map(ProjectMention::Code), stage)
        }
    };
    let figure = figure(cells, typing.is_some());
    let figure = cells.or_at_fault(figure, &["percent", "amount", "total"]);
    let as_of = cells.day("as_of");
    let remark = Remark {
        note: cells.read("note", text),
        problem: cells.read("problem", text),
        next_step: cells.read("next_step", text),
    };
    Some(ReadingChange {
        project: project?,
        stage: stage?,
        figure: figure?,
        as_of: as_of.or(typing.and_then(|typing| typing.on)),
        remark: match typing {
            Some(typing) => remark.or(&typing.remark),
            None => remark,
        },
        lower: typing.map_or(Lower::Told, |typing| typing.lower),
        keeps_words: false,
    })
}

/// `CODE/STAGE` in one cell, or each in its own.
fn typed_target(cells: &mut Cells<'_>) -> (Option<ProjectMention>, Option<StageMention>) {
    let (stage_path, stage) = (cells.read("project", text), cells.read("stage", text));
    let Some(stage_path) = stage_path else {
        if cells.lacks("project") {
            cells.fault("project", Refusal::NoCode);
        }
        return (None, None);
    };
    let (project, stage) = match stage {
        Some(stage) => (
            ProjectMention::Typed(stage_path),
            StageMention::Typed(stage),
        ),
        None => mentions(&stage_path),
    };
    (Some(project), Some(stage))
}

/// The figure of a percent and an amount, of which each may be missing; of neither: under way.
fn figure(cells: &mut Cells<'_>, is_typed: bool) -> Option<Figure> {
    let figure = cells.figure("percent", is_typed);
    let (amount, total) = (
        cells.read_number("amount", amount),
        cells.read_number("total", total),
    );
    if cells.cell("total").is_some() && cells.cell("amount").is_none() {
        cells.fault("amount", Refusal::Missing);
    }
    let percent = match figure {
        None => None,
        Some(Figure::Percent { percent, .. }) => Some(percent),
        Some(other) if amount.is_none() => return Some(other),
        Some(_) => {
            cells.fault("percent", Refusal::FigureAndAmount);
            return None;
        }
    };
    Some(Figure::Both {
        percent,
        amount,
        total,
    })
}

/// What tells a row of targets from the others of a sheet.
pub(super) fn key(project: &Code, target: &TargetChange) -> String {
    let which = &target.which;
    let stage = match &target.stage {
        StageMention::Code(code) => code.key().to_owned(),
        StageMention::Named(name) => fold(name),
        other => format!("{other:?}"),
    };
    format!(
        "{}/{stage} {:?}|{:?}|{:?}|{:?}|{:?}",
        project.key(),
        which.number,
        which.period,
        which.label,
        target.decided_on,
        which.revision
    )
}
