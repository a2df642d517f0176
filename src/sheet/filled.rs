//! What a row of the monthly form says: a reading of the stage that it was written for.

use crate::ledger::{
    Change, Figure, Lower, ProjectMention, ReadingChange, Scale, StageMention, Writing,
};
use crate::messages::Refusal;
use crate::model::{FormRow, Remark};

use super::asking::no_day;
use super::cells::Cells;
use super::flat::DayOfFigures;
use super::progress::{Progress, deed_done, progress};
use super::values::{amount, text};

/// A figure of the form is a percent from 0 to 100, as its header and its cells say: 1 is 1 %,
/// whatever else stands in the column. What is less is asked about as everywhere.
const WRITING: Writing = Writing {
    is_computed: true,
    scale: Scale::Unknown,
};

/// Whether neither figure nor problem nor next step was filled in: such a row says nothing, whatever
/// else became of it.
pub(super) fn is_blank(cells: &Cells<'_>) -> bool {
    let mut open = ["percent", "amount", "problem", "next_step"].into_iter();
    open.all(|column| cells.lacks(column))
}

/// The stage that a row was written for.
pub(super) fn stage_path(cells: &Cells<'_>) -> Option<String> {
    let row = cells.cell("row").and_then(FormRow::read)?;
    Some(row.stage_path())
}

/// The reading of a row that is not blank, and what its words say of other stages; one with words and
/// no figure is under way.
pub(super) fn filled(
    cells: &mut Cells<'_>,
    day: DayOfFigures,
) -> Option<(ReadingChange, Vec<Change>)> {
    let stage = stage(cells);
    let as_of = match (cells.lacks("as_of"), day) {
        (true, DayOfFigures::On(day)) => Some(day),
        (true, DayOfFigures::OfCommand) => None,
        (true, DayOfFigures::Unknown) => {
            cells.fault("as_of", no_day());
            None
        }
        (false, _) => cells.day("as_of"),
    };
    let of_figure = |figure| Progress {
        figure,
        ..Progress::default()
    };
    let progressed = match (cells.lacks("percent"), cells.lacks("amount")) {
        (true, true) => of_figure(Some(Figure::UnderWay)),
        (true, false) => {
            let amount = cells.read_number("amount", amount);
            of_figure(amount.map(|amount| Figure::Amount(amount, None)))
        }
        (false, true) => {
            let by = as_of.unwrap_or(cells.rules.today);
            let deed = (cells.cell("stage").zip(cells.cell("percent")))
                .and_then(|(stage, progress)| deed_done(cells, stage, progress, by));
            let bare = |cells: &mut Cells<'_>| cells.figure_in("percent", WRITING);
            match deed {
                Some((figure, on)) => Progress {
                    on,
                    remark_of_progress: Remark {
                        note: cells.read("percent", text),
                        ..Remark::default()
                    },
                    ..of_figure(Some(figure))
                },
                None => progress(cells, "percent", by, bare),
            }
        }
        (false, false) => {
            cells.fault("amount", Refusal::PercentAndAmount);
            Progress::default()
        }
    };
    let remark = progressed.remark_of_progress.join(&Remark {
        note: None,
        problem: cells.read("problem", text),
        next_step: cells.read("next_step", text),
    });
    let (project, stage) = stage?;
    let others = progressed.clauses.iter();
    let others = others.flat_map(|clause| clause.changes(&project, as_of));
    let others = others.collect();
    let reading = ReadingChange {
        project,
        stage,
        figure: cells.or_at_fault(progressed.figure, &["percent", "amount"])?,
        as_of: progressed.on.or(as_of),
        remark,
        lower: Lower::Told,
        // What a row leaves blank says nothing.
        keeps_words: true,
    };
    Some((reading, others))
}

/// The stage of a row by its hidden cell, which its code must bear out: where the two differ,
/// cells were moved without their rows.
fn stage(cells: &mut Cells<'_>) -> Option<(ProjectMention, StageMention)> {
    let Some(row) = cells.cell("row").and_then(FormRow::read) else {
        cells.fault("code", Refusal::AddedRow);
        return None;
    };
    let stage_path = row.stage_path();
    if cells.cell("code") != Some(stage_path.as_str()) {
        cells.fault("code", Refusal::ChangedCode { stage_path });
        return None;
    }
    let FormRow { project, stage } = row;
    Some((ProjectMention::Code(project), StageMention::Coded(stage)))
}
