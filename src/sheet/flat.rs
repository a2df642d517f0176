//! What a row of a flat sheet says: a project, its stage, a target of that, and where it stands. An
//! empty cell of a fact says nothing and changes nothing.

use crate::ledger::{
    Change, Due, Figure, Goal, Lower, Novelty, ProjectChange, ProjectMention, ReadingChange,
    StageChange, StageMention, TargetChange, WhichTarget,
};
use crate::messages::ValueProblem;
use crate::model::{
    Day, DeclaredBaseline, Given, OVERALL, Percent, PeriodName, Remark, StageFactsEdit, StageKind,
};

use super::asking::no_day;
use super::cells::Cells;
use super::deeds::is_deed;
use super::facts::project_facts;
use super::goals::{RowGoal, are_of_one_stage, goals};
use super::money::Spending;
use super::progress::{OfStage, Progress, is_share, milestone_done, progress};
use super::quantity::Quantity;
use super::values::{code, kind, period, says_nothing, text, yes_or_no};

/// Of which day figures are that give none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DayOfFigures {
    /// That day.
    On(Day),
    /// The day of the command, as of what is typed.
    OfCommand,
    /// Nobody said: a file is not of the day on which it is imported.
    Unknown,
}

/// The project of a row, and what else it says, in order. Nothing, if all its cells are empty, as
/// spreadsheets leave them below a table.
pub(super) fn flat(
    cells: &mut Cells<'_>,
    day: DayOfFigures,
    period: Option<PeriodName>,
) -> Option<(ProjectChange, Vec<Change>)> {
    if cells.are_empty() {
        return None;
    }
    let code = cells.read("code", code);
    let name = cells.read("name", text);
    if cells.cell("code").is_none() {
        // Without a code the name must be there.
        cells.needed("name", |_| Ok(()));
    }
    cells.check_unnamed();
    let project = ProjectMention::Named { code, name };
    let mut facts = ProjectChange {
        facts: project_facts(cells),
        texts: cells.kept_texts(),
        ..ProjectChange::of(project.clone(), Novelty::Either)
    };
    cells.check_belonging();
    let parts = Parts {
        sheet_period: period,
        ..Parts::of(cells, day)
    };
    facts.said_on = parts.said_on;
    let mut rest = (parts.money).changes(&project, parts.said_on, parts.as_of);
    for goal in &parts.goals {
        // A row that only reports makes no stage.
        let stage = parts.stage(goal);
        let Some(stage) = stage.filter(|stage| *stage != StageMention::Meant) else {
            continue;
        };
        let change = parts.stage_change(goal, &project, &stage);
        rest.push(Change::Stage(Box::new(change)));
        let target = parts.target(goal, &project, &stage);
        rest.extend(target.map(|target| Change::Target(Box::new(target))));
    }
    for clause in &parts.clauses {
        rest.extend(clause.changes(&project, parts.as_of));
    }
    let is_of_whole = parts.is_figure_of_whole || cells.is_of_whole_project("reading");
    rest.extend(parts.reading(project, is_of_whole));
    Some((facts, rest))
}

/// Whether a figure says that all is done.
fn is_all(figure: Option<&Figure>) -> bool {
    let percent = match figure {
        Some(Figure::Percent { percent, .. }) => Some(*percent),
        _ => None,
    };
    percent == Some(Percent::FULL)
}

/// The day on which the works of a row were finished, so that they have stood so from then on.
fn finished(cells: &mut Cells<'_>) -> Option<Day> {
    let is_said = cells
        .cell("finished")
        .is_some_and(|cell| !says_nothing(cell));
    is_said.then(|| cells.day("finished")).flatten()
}

/// What a row says beside its project.
struct Parts {
    /// One at least.
    goals: Vec<RowGoal>,
    kind: Option<StageKind>,
    period: Option<PeriodName>,
    /// The due day is written out, but nobody gave one: it is that of the period.
    is_due_implied: bool,
    baseline: Given<DeclaredBaseline>,
    figure: Option<Figure>,
    /// What the words of the figure say of other stages.
    clauses: Vec<OfStage>,
    /// The figure is said to be of the whole works, of which the stage of the row is a part.
    is_figure_of_whole: bool,
    /// Of which day the figure is, if of another than the row.
    figure_day: Option<Day>,
    as_of: Option<Day>,
    /// The day that the sheet is of.
    said_on: Option<Day>,
    /// The period of the sheet's targets, where the row gives none.
    sheet_period: Option<PeriodName>,
    /// The year that the sheet is of.
    sheet_year: Option<i32>,
    start: Option<Day>,
    remark: Remark,
    /// No figure stands beside the remark, and it is not said of a goal.
    are_words_alone: bool,
    money: Spending,
    quantity: Option<Quantity>,
}

impl Parts {
    fn of(cells: &mut Cells<'_>, day: DayOfFigures) -> Parts {
        let kind = cells.read("kind", kind);
        let goals = goals(cells);
        let period = cells.read("period", period);
        let is_due_implied = cells.read("due_implied", yes_or_no).unwrap_or(false);
        let baseline = cells.given_baseline("baseline");
        let (quantity, done) = Quantity::of(cells);
        let mut as_of = cells.day("as_of");
        let of_sheet = match day {
            DayOfFigures::On(day) => Some(day),
            DayOfFigures::OfCommand | DayOfFigures::Unknown => None,
        };
        let said_on = as_of.or(of_sheet);
        let by = said_on.unwrap_or(cells.rules.today);
        let Progress {
            figure,
            is_of_whole,
            on,
            clauses,
            remark_of_progress,
        } = match milestone_done(cells, &goals, kind, by) {
            _ if done.is_some() => Progress {
                figure: done,
                ..Progress::default()
            },
            Some((figure, on)) => Progress {
                figure: Some(figure),
                on,
                remark_of_progress: Remark {
                    note: cells.read("reading", text),
                    ..Remark::default()
                },
                ..Progress::default()
            },
            None => progress(cells, "reading", by, |cells| cells.figure("reading", false)),
        };
        // A deed has no share of it done.
        let is_of_part =
            |goal: &RowGoal| goal.is_named_by_goal || goal.stage.as_deref().is_some_and(is_deed);
        let is_deed_of_goal = |goal: &RowGoal| {
            let is_deed = goal.stage.as_deref().is_some_and(is_deed);
            goal.is_named_by_goal && is_deed && !matches!(goal.goal, Some(Goal::Percent(_)))
        };
        let is_share_of_row = is_share(figure.as_ref()) && goals.iter().all(is_deed_of_goal);
        let is_figure_of_whole = (is_of_whole && goals.iter().all(is_of_part)) || is_share_of_row;
        let is_said = |column| match column {
            "baseline" => baseline.value().is_some(),
            _ if is_figure_of_whole => false,
            _ => figure
                .as_ref()
                .is_some_and(|figure| *figure != Figure::UnderWay),
        };
        if !are_of_one_stage(&goals) {
            for column in ["baseline", "reading"]
                .into_iter()
                .filter(|column| is_said(*column))
            {
                cells.fault(column, ValueProblem::OfSeveralGoals);
            }
        }
        let money = Spending::of(cells);
        let (start, start_words) = cells.start("start");
        let start_words = Remark {
            note: start_words,
            ..Remark::default()
        };
        let is_blank = figure.is_none() && cells.cell("reading").is_none_or(says_nothing);
        let is_finished = is_all(figure.as_ref()) || (is_blank && are_of_one_stage(&goals));
        let finished = is_finished.then(|| finished(cells)).flatten();
        let figure = match finished {
            Some(day) if is_blank => Some(Figure::Percent {
                percent: Percent::FULL,
                text: day.to_string(),
            }),
            _ => figure,
        };
        let figure_day = finished.or(on);
        let figure = cells.or_at_fault(figure, &["reading"]);
        let note = cells.note();
        let is_noted = note.is_some();
        let remark = remark_of_progress.join(&start_words).join(&Remark {
            note,
            problem: cells.read("problem", text),
            next_step: cells.read("next_step", text),
        });
        let is_silent = figure.is_none() && clauses.is_empty() && !cells.has_fault_in("reading");
        let is_of_works = remark.problem.is_some() || remark.next_step.is_some();
        // Words beside a goal are rather said of that.
        let is_aimless = |goal: &RowGoal| {
            goal.goal.is_none()
                && goal.stage.is_none()
                && !matches!(goal.due, Due::Day(_) | Due::Words(_))
        };
        let is_report = is_noted && said_on.is_some() && goals.iter().all(is_aimless);
        let are_words_alone = is_silent && cells.has("reading") && (is_of_works || is_report);
        let is_undated = (figure.is_some() && figure_day.is_none())
            || are_words_alone
            || !clauses.iter().all(OfStage::is_dated)
            // A figure that is asked about needs its day all the same.
            || cells.has_fault_in("reading");
        let dated = match (is_undated, money.spent.is_some()) {
            (false, false) => None,
            (true, _) if are_words_alone && remark.problem.is_some() => Some("problem"),
            (true, _) if are_words_alone && remark.next_step.is_some() => Some("next_step"),
            (true, _) => Some("reading"),
            (false, true) => Some("spent"),
        };
        if let Some(column) = dated
            && as_of.is_none()
            && cells.lacks("as_of")
        {
            as_of = of_sheet;
            if day == DayOfFigures::Unknown {
                cells.fault(column, no_day());
            }
        }
        Parts {
            goals,
            kind,
            period,
            is_due_implied,
            baseline,
            figure,
            clauses,
            is_figure_of_whole,
            figure_day,
            as_of,
            said_on,
            sheet_period: None,
            sheet_year: cells.table.year,
            start,
            remark,
            are_words_alone,
            money,
            quantity,
        }
    }

    /// Whether the row says anything of a target.
    fn has_target(&self, goal: &RowGoal) -> bool {
        goal.goal.is_some()
            || matches!(goal.due, Due::Day(_) | Due::Words(_))
            || self.period.is_some()
            || self.baseline.value().is_some()
            || goal.commitment.value().is_some()
            || self.start.is_some()
    }

    /// The stage that a goal of the row is of; without any, it speaks of the project only.
    fn stage(&self, goal: &RowGoal) -> Option<StageMention> {
        let whole = || StageMention::Named(OVERALL.to_owned());
        match &goal.stage {
            Some(stage) => Some(StageMention::Named(stage.clone())),
            None if self.kind.is_some() || self.has_target(goal) => Some(whole()),
            None if !self.clauses.is_empty() || self.quantity.is_some() => Some(whole()),
            // As of a command that only reports.
            None => (self.figure.is_some() || self.are_words_alone).then_some(StageMention::Meant),
        }
    }

    /// Whether the stage is measured, if it is new: unless it is a deed by its name, and no share of it
    /// is spoken of, as a target or a reading in figures.
    fn is_measured(&self, goal: &RowGoal) -> bool {
        let is_number = |text: &str| text.chars().any(char::is_numeric);
        match (goal.goal, &self.figure) {
            (Some(Goal::Percent(_)), _) => true,
            (_, Some(Figure::Percent { text, .. }))
                if is_number(text) && !self.is_figure_of_whole =>
            {
                true
            }
            _ if self.quantity.is_some() => true,
            _ => !goal.stage.as_deref().is_some_and(is_deed),
        }
    }

    fn stage_change(
        &self,
        goal: &RowGoal,
        project: &ProjectMention,
        stage: &StageMention,
    ) -> StageChange {
        let mut facts = StageFactsEdit {
            kind: self.kind,
            ..StageFactsEdit::default()
        };
        if let Some(Quantity { total, unit }) = &self.quantity {
            facts.total = Given::Value(*total);
            facts.unit = unit.clone().map_or(Given::Absent, Given::Value);
        }
        StageChange {
            facts,
            is_measured: self.is_measured(goal),
            said_on: self.said_on,
            ..StageChange::of(project.clone(), stage.clone(), Novelty::Either)
        }
    }

    /// What is to be reached, if the row may be of a target. One that only names its stage is, if
    /// that is a milestone.
    fn target(
        &self,
        goal: &RowGoal,
        project: &ProjectMention,
        stage: &StageMention,
    ) -> Option<TargetChange> {
        let reach = match goal.goal {
            None if self.has_target(goal) => Goal::Absent,
            None if self.figure.is_some() => return None,
            None => Goal::OfMilestone,
            Some(reach) => reach,
        };
        Some(TargetChange {
            which: WhichTarget {
                period: self.period.or(self.sheet_period),
                is_row: true,
                ..WhichTarget::default()
            },
            goal: reach,
            due: goal.due.clone(),
            read_on: self.said_on,
            year: self.sheet_year,
            ways: goal.ways,
            words: goal.words.clone(),
            is_due_implied: (matches!(goal.due, Due::Day(_)) && !self.is_due_implied)
                .then_some(false),
            commitment: goal.commitment.clone(),
            start: self.start.map_or(Given::Absent, Given::Value),
            baseline: self.baseline.clone(),
            // Beside a figure, it is said of that.
            reason: (self.remark.note.clone())
                .filter(|_| self.figure.is_none() && !self.are_words_alone),
            ..TargetChange::of(project.clone(), stage.clone())
        })
    }

    /// The figure of the row, which may be one of its whole project. Beside goals for several stages,
    /// words are said of the whole works.
    fn reading(self, project: ProjectMention, is_of_whole: bool) -> Option<Change> {
        let stage = match self.goals.as_slice() {
            [goal, ..] if !is_of_whole && are_of_one_stage(&self.goals) => self.stage(goal)?,
            _ => StageMention::Named(OVERALL.to_owned()),
        };
        Some(Change::Reading(Box::new(ReadingChange {
            project,
            stage,
            figure: (self.figure).or(self.are_words_alone.then_some(Figure::UnderWay))?,
            as_of: self.figure_day.or(self.as_of),
            remark: self.remark,
            lower: Lower::Told,
            keeps_words: true,
        })))
    }
}
