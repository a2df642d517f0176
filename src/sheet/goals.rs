//! What a row is to reach: of a stage in cells of its own, or in a sentence, 12月31日前完成形象进度80%.

use crate::ledger::{Due, Goal, Writing, read_goal, read_percent};
use crate::messages::ValueProblem;
use crate::model::{
    Commitment, DateWays, Deadline, Given, Percent, PercentError, Period, check_deadline, fold,
    read_deadline,
};

use super::aims::{Aim, Reach, read_aims};
use super::asking::goals_in_words;
use super::cells::Cells;
use super::clauses::{is_end_of, is_sentence};
use super::values::{commitment, text};

/// A goal of a row.
#[derive(Clone)]
pub(super) struct RowGoal {
    pub(super) stage: Option<String>,
    /// Only the sentence of the goal names it: what else the row tells may be of the whole works.
    pub(super) is_named_by_goal: bool,
    pub(super) goal: Option<Goal>,
    pub(super) due: Due,
    /// How the words of its deadline are read where they may be read in two ways.
    pub(super) ways: DateWays,
    pub(super) words: Given<String>,
    pub(super) commitment: Given<Commitment>,
}

/// The goals of a row, one at least: those of a sentence where one stands in place of a stage or of a
/// percent, else what the cells say one by one.
pub(super) fn goals(cells: &mut Cells<'_>) -> Vec<RowGoal> {
    let in_stage = in_stage(cells);
    let in_percent = in_percent(cells);
    let stage = match in_stage {
        Some(_) => None,
        None => cells.read("stage", text),
    };
    let goal = match in_percent {
        Some(_) => None,
        None => cells.goal("percent"),
    };
    let (due, words) = due(cells);
    let plain = RowGoal {
        stage,
        is_named_by_goal: false,
        goal,
        ways: cells.ways_of(&due),
        due,
        words,
        commitment: cells.given("commitment", commitment),
    };
    let (column, aims) = match (in_stage, in_percent) {
        (None, None) => return vec![plain],
        (Some(aims), None) => ("stage", aims),
        (None, Some(aims)) => ("percent", aims),
        (Some(aims), Some(same)) if aims == same => ("stage", aims),
        (Some(_), Some(_)) => {
            unclear(cells, "percent");
            return vec![plain];
        }
    };
    let goals = (aims.iter())
        .map(|aim| with_rest_of_row(cells, column, aim, &plain))
        .collect();
    match aims.is_empty() || cells.noted.is_some() {
        true => vec![plain],
        false => goals,
    }
}

/// The goals in the place of a stage's name; a name that only might be one stays a name.
fn in_stage<'a>(cells: &mut Cells<'a>) -> Option<Vec<Aim<'a>>> {
    let name = cells.cell("stage")?;
    let is_dated = |aim: &Aim<'_>| aim.due.is_some() || matches!(aim.reach, Reach::Percent(_));
    match read_aims(name, cells.rules.today) {
        Some(aims) if aims.iter().any(is_dated) => Some(aims),
        _ => {
            let is_before = |(before, _): (&str, &str)| {
                let has_number = before.contains(|c: char| c.is_numeric());
                has_number && check_deadline(before, cells.rules.today).is_ok()
            };
            let is_goal =
                name.contains(['%', '％']) || name.split_once('前').is_some_and(is_before);
            if is_goal {
                unclear(cells, "stage");
            }
            cells.noted.is_some().then(Vec::new)
        }
    }
}

/// The goals in the place of a percent.
fn in_percent<'a>(cells: &mut Cells<'a>) -> Option<Vec<Aim<'a>>> {
    let cell = cells.cell("percent")?;
    let not_a_number = ValueProblem::Goal(PercentError::NotANumber);
    if read_goal(&cells.table.number(cell), Writing::TYPED) != Err(not_a_number) {
        return None;
    }
    let aims = read_aims(cell, cells.rules.today);
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if aims.is_none()
        && (is_sentence(cell) || cell.contains(['%', '％']) || cell.contains(is_chinese))
    {
        unclear(cells, "percent");
        // What it says is asked, not what else may be wrong with it.
        return Some(Vec::new());
    }
    aims
}

/// Says of a cell that its sentence does not tell its goals, unless such cells are notes.
fn unclear(cells: &mut Cells<'_>, column: &str) {
    if cells.has_fault_in(column) {
        return;
    }
    if cells.table.ways(column).keeps_notes {
        cells.noted = cells.cell(column);
        return;
    }
    let name = cells.header(column).unwrap_or_default();
    cells.fault(column, goals_in_words(name, column));
}

/// A goal of a sentence in a column, beside what the other cells of the row say. Where these say
/// otherwise, it is asked.
fn with_rest_of_row(
    cells: &mut Cells<'_>,
    column: &str,
    aim: &Aim<'_>,
    plain: &RowGoal,
) -> RowGoal {
    let goal = match aim.reach {
        Reach::Done => Some(Goal::Done),
        Reach::Percent(figure) => percent(cells, column, figure).map(Goal::Percent),
    };
    let other_stage = |there: &String| {
        let is_own = |stage| fold(stage) == fold(there) || is_end_of(there, stage);
        aim.stage.is_some_and(|stage| !is_own(stage))
    };
    let is_other = plain.stage.as_ref().is_some_and(other_stage)
        || (plain.goal.is_some() && plain.goal != goal);
    if is_other {
        unclear(cells, column);
    } else if aim.due.is_some_and(|due| is_other_day(cells, due, plain))
        && !cells.has_fault_in(column)
    {
        let due = ["due", "due_words"].into_iter().find(|due| cells.has(due));
        let header = due.and_then(|due| cells.header(due)).unwrap_or_default();
        let column_of_due = header.to_owned();
        cells.fault(
            column,
            ValueProblem::OtherDeadline {
                column: column_of_due,
            },
        );
    }
    let own_due = |due: &str| Due::Words(due.to_owned());
    let due = match (&plain.due, aim.due) {
        (Due::Day(_) | Due::Words(_), _) | (_, None) => plain.due.clone(),
        (_, Some(due)) => own_due(due),
    };
    let wording = match (&plain.words, &plain.due) {
        (Given::Value(words), _) => Some(words),
        (_, Due::Words(words)) => Some(words),
        _ => None,
    };
    let words = match wording {
        Some(words) if aim.due.is_none() => format!("{words}; {}", aim.words),
        _ => aim.words.clone(),
    };
    RowGoal {
        is_named_by_goal: plain.stage.is_none(),
        stage: (plain.stage.clone()).or_else(|| aim.stage.map(str::to_owned)),
        goal,
        due,
        ways: plain.ways,
        words: Given::Value(words),
        commitment: match (&plain.commitment, aim.commitment) {
            (Given::Absent | Given::Empty, Some(commitment)) => Given::Value(commitment),
            (given, _) => given.clone(),
        },
    }
}

fn percent(cells: &mut Cells<'_>, column: &str, figure: &str) -> Option<Percent> {
    match read_percent(figure, Writing::TYPED) {
        Ok(Percent::ZERO) => {
            cells.fault(column, ValueProblem::ZeroTarget);
            None
        }
        Ok(percent) => Some(percent),
        Err(problem) => {
            cells.fault(column, problem);
            None
        }
    }
}

/// Whether the deadline of a sentence is another than that of the row; without a year it is of the
/// same.
fn is_other_day(cells: &Cells<'_>, due: &str, plain: &RowGoal) -> bool {
    let rules = cells.rules.with(plain.ways);
    let read = |words: &str, period| match read_deadline(words, period, &rules) {
        Ok(Deadline::On { due, .. }) => Ok(Some(due)),
        Ok(Deadline::Undated { .. }) => Ok(None),
        Err(problem) => Err(problem),
    };
    match &plain.due {
        Due::Day(own) => read(due, Period::year(own.ymd().0)) != Ok(Some(*own)),
        Due::Words(own) => read(due, None) != read(own, None),
        Due::Absent | Due::Implied | Due::Undated => false,
    }
}

/// The day, or the words, of `due`, and the words beside them; else the words of `due_words`.
fn due(cells: &mut Cells<'_>) -> (Due, Given<String>) {
    match (cells.due("due"), cells.given("due_words", text)) {
        (Some(Due::Words(due)), Given::Empty) => (Due::Words(due), Given::Absent),
        (Some(due), words) => (due, words),
        (None, Given::Value(_)) => match cells.words("due_words") {
            Some(words) => (Due::Words(words), Given::Absent),
            None => (Due::Implied, Given::Empty),
        },
        (None, Given::Absent) if !cells.has("due") => (Due::Absent, Given::Absent),
        (None, Given::Absent | Given::Empty) => (Due::Implied, Given::Empty),
    }
}

/// Whether the goals of a row are all of one stage.
pub(super) fn are_of_one_stage(goals: &[RowGoal]) -> bool {
    let stages = goals.iter().map(|goal| goal.stage.as_deref().map(fold));
    let mut pairs = stages.clone().zip(stages.skip(1));
    pairs.all(|(one, next)| one == next)
}
