//! What a row of a flat sheet says: a project, its stage, a target of that, and where it stands. An
//! empty cell of a fact says nothing and changes nothing.

use crate::ledger::{
    Change, Due, Figure, Goal, Lower, Novelty, ProjectChange, ProjectMention, ReadingChange,
    StageChange, StageMention, TargetChange, WhichTarget, Writing, read_figure,
};
use crate::messages::Refusal;
use crate::model::{
    Commitment, Day, DeclaredBaseline, Given, OVERALL, Percent, PeriodName, Remark, StageFactsEdit,
    StageKind,
};

use super::cells::Cells;
use super::clauses::Told;
use super::deeds::{deed_done, is_deed};
use super::facts::project_facts;
use super::goals::stage;
use super::money::Spending;
use super::values::{code, commitment, kind, period, text};

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
    let mut rest = parts.investment(&project);
    if let Some(stage) = parts.stage() {
        // A row that only reports makes no stage.
        if stage != StageMention::Meant {
            rest.push(Change::Stage(Box::new(
                parts.stage_change(&project, &stage),
            )));
            if let Some(goal) = parts.goal() {
                let target = parts.target(&project, &stage, goal);
                rest.push(Change::Target(Box::new(target)));
            }
        }
        for clause in &parts.clauses {
            rest.extend(clause.changes(&project, parts.as_of));
        }
        let stage = match cells.is_of_whole_project("reading") {
            true => StageMention::Named(OVERALL.to_owned()),
            false => stage,
        };
        rest.extend(parts.reading(project, stage));
    }
    Some((facts, rest))
}

/// What a row says beside its project.
struct Parts {
    stage: Option<String>,
    kind: Option<StageKind>,
    goal: Option<Goal>,
    due: Due,
    words: Given<String>,
    period: Option<PeriodName>,
    baseline: Given<DeclaredBaseline>,
    commitment: Given<Commitment>,
    figure: Option<Figure>,
    /// What the words of the figure say of other stages.
    clauses: Vec<OfStage>,
    as_of: Option<Day>,
    /// The day that the sheet is of.
    said_on: Option<Day>,
    /// The period of the sheet's targets, where the row gives none.
    sheet_period: Option<PeriodName>,
    start: Option<Day>,
    remark: Remark,
    money: Spending,
}

impl Parts {
    fn of(cells: &mut Cells<'_>, day: DayOfFigures) -> Parts {
        let stage = stage(cells);
        let kind = cells.read("kind", kind);
        let goal = cells.goal("percent");
        let (due, words) = due(cells);
        let period = cells.read("period", period);
        let baseline = cells.given_baseline("baseline");
        let commitment = cells.given("commitment", commitment);
        let Progress {
            figure,
            clauses,
            said,
        } = match milestone_done(cells, stage.as_deref(), kind, goal) {
            Some(figure) => Progress {
                figure: Some(figure),
                said: Remark {
                    note: cells.read("reading", text),
                    ..Remark::default()
                },
                ..Progress::default()
            },
            None => progress(cells),
        };
        let money = Spending::of(cells);
        let mut as_of = cells.day("as_of");
        // A figure that is asked about needs its day all the same.
        let has = |column, is_read: bool| is_read || cells.has_fault_in(column);
        let dated = match (has("reading", figure.is_some()), money.spent.is_some()) {
            (false, false) => None,
            (true, _) => Some("reading"),
            (false, true) => Some("spent"),
        };
        if let Some(column) = dated
            && as_of.is_none()
            && cells.lacks("as_of")
        {
            match day {
                DayOfFigures::On(day) => as_of = Some(day),
                DayOfFigures::OfCommand => {}
                DayOfFigures::Unknown => cells.fault(column, Refusal::NoDay),
            }
        }
        Parts {
            stage,
            kind,
            goal,
            due,
            words,
            period,
            baseline,
            commitment,
            figure,
            clauses,
            as_of,
            said_on: as_of.or(match day {
                DayOfFigures::On(day) => Some(day),
                _ => None,
            }),
            sheet_period: None,
            start: cells.day("start"),
            remark: said.join(&Remark {
                note: cells.read("note", text),
                problem: cells.read("problem", text),
                next_step: cells.read("next_step", text),
            }),
            money,
        }
    }

    /// Whether the row says anything of a target.
    fn has_target(&self) -> bool {
        self.goal.is_some()
            || matches!(self.due, Due::Day(_) | Due::Words(_))
            || self.period.is_some()
            || self.baseline.value().is_some()
            || self.commitment.value().is_some()
            || self.start.is_some()
    }

    /// The stage that the row speaks of; without any, it speaks of the project only.
    fn stage(&self) -> Option<StageMention> {
        let whole = || StageMention::Named(OVERALL.to_owned());
        match &self.stage {
            Some(stage) => Some(StageMention::Named(stage.clone())),
            None if self.kind.is_some() || self.has_target() => Some(whole()),
            None if !self.clauses.is_empty() => Some(whole()),
            // As of a command that only reports.
            None => self.figure.is_some().then_some(StageMention::Meant),
        }
    }

    /// Whether the stage is measured, if it is new: unless it is a deed by its name, and no share of it
    /// is spoken of, as a target or a reading in figures.
    fn is_measured(&self) -> bool {
        let is_number = |text: &str| text.chars().any(char::is_numeric);
        match (self.goal, &self.figure) {
            (Some(Goal::Percent(_)), _) => true,
            (_, Some(Figure::Percent { text, .. })) if is_number(text) => true,
            _ => !self.stage.as_deref().is_some_and(is_deed),
        }
    }

    fn stage_change(&self, project: &ProjectMention, stage: &StageMention) -> StageChange {
        StageChange {
            facts: StageFactsEdit {
                kind: self.kind,
                ..StageFactsEdit::default()
            },
            is_measured: self.is_measured(),
            said_on: self.said_on,
            ..StageChange::of(project.clone(), stage.clone(), Novelty::Either)
        }
    }

    /// What is to be reached, if the row may be of a target. One that only names its stage is, if
    /// that is a milestone.
    fn goal(&self) -> Option<Goal> {
        match self.goal {
            None if self.has_target() => Some(Goal::Absent),
            None => self.figure.is_none().then_some(Goal::OfMilestone),
            goal => goal,
        }
    }

    fn target(&self, project: &ProjectMention, stage: &StageMention, goal: Goal) -> TargetChange {
        TargetChange {
            which: WhichTarget {
                period: self.period.or(self.sheet_period),
                is_row: true,
                ..WhichTarget::default()
            },
            goal,
            due: self.due.clone(),
            read_on: self.said_on,
            words: self.words.clone(),
            is_due_implied: matches!(self.due, Due::Day(_)).then_some(false),
            commitment: self.commitment.clone(),
            start: self.start.map_or(Given::Absent, Given::Value),
            baseline: self.baseline.clone(),
            // Beside a figure, it is said of that.
            reason: self.remark.note.clone().filter(|_| self.figure.is_none()),
            ..TargetChange::of(project.clone(), stage.clone())
        }
    }

    /// The money of the project: its total, and what was spent by the day of the row.
    fn investment(&self, project: &ProjectMention) -> Vec<Change> {
        let stage = StageMention::Investment;
        let total = self.money.budget.map(|total| {
            let mut change = StageChange::of(project.clone(), stage.clone(), Novelty::Either);
            change.facts.total = Given::Value(total);
            change.facts.unit = self.money.unit.clone().map_or(Given::Absent, Given::Value);
            change.said_on = self.said_on;
            Change::Stage(Box::new(change))
        });
        let spent = self.money.spent.map(|amount| {
            Change::Reading(Box::new(ReadingChange {
                project: project.clone(),
                stage,
                figure: Figure::Money {
                    amount,
                    unit: self.money.unit.clone(),
                },
                as_of: self.as_of,
                remark: Remark::default(),
                lower: Lower::Told,
                keeps_words: true,
            }))
        });
        total.into_iter().chain(spent).collect()
    }

    fn reading(self, project: ProjectMention, stage: StageMention) -> Option<Change> {
        Some(Change::Reading(Box::new(ReadingChange {
            project,
            stage,
            figure: self.figure?,
            as_of: self.as_of,
            remark: self.remark,
            lower: Lower::Told,
            keeps_words: true,
        })))
    }
}

/// What a clause of the words says of a stage that it names.
struct OfStage {
    stage: String,
    figure: Figure,
    words: String,
}

impl OfStage {
    /// Stages that are told of in passing are measured: the next sheet may give their percent.
    fn changes(&self, project: &ProjectMention, as_of: Option<Day>) -> [Change; 2] {
        let stage = StageMention::Named(self.stage.clone());
        let of = StageChange {
            is_measured: true,
            ..StageChange::of(project.clone(), stage.clone(), Novelty::Either)
        };
        let reading = ReadingChange {
            project: project.clone(),
            stage,
            figure: self.figure.clone(),
            as_of,
            remark: Remark {
                note: Some(self.words.clone()),
                ..Remark::default()
            },
            lower: Lower::Told,
            keeps_words: true,
        };
        [
            Change::Stage(Box::new(of)),
            Change::Reading(Box::new(reading)),
        ]
    }
}

/// How far a row says that things are: its own figure, and, where the cell has words, these and what
/// they say of other stages.
#[derive(Default)]
struct Progress {
    figure: Option<Figure>,
    clauses: Vec<OfStage>,
    said: Remark,
}

/// All of the stage where it is a milestone, as far as the row says, and the cell of progress holds its
/// verb as done: 已开工 of 开工.
fn milestone_done(
    cells: &Cells<'_>,
    stage: Option<&str>,
    kind: Option<StageKind>,
    goal: Option<Goal>,
) -> Option<Figure> {
    let is_measured = kind == Some(StageKind::Measured)
        || matches!(goal, Some(Goal::Percent(p)) if p < Percent::FULL);
    let (stage, progress) = stage.zip(cells.cell("reading"))?;
    deed_done(stage, progress).filter(|_| !is_measured)
}

fn progress(cells: &mut Cells<'_>) -> Progress {
    let column = "reading";
    let Some(prose) = cells.prose(column) else {
        return Progress {
            figure: cells.figure(column, false),
            ..Progress::default()
        };
    };
    let figure = |told| match told {
        Told::Figure(figure) => read_figure(figure, Writing::TYPED),
        Told::Done => read_figure("完成", Writing::TYPED),
        Told::UnderWay => Ok(Figure::UnderWay),
    };
    let read = |cells: &mut Cells<'_>, told| cells.read(column, |_| figure(told));
    let own = read(cells, prose.own.unwrap_or(Told::UnderWay));
    let clauses = (prose.stages.into_iter()).filter_map(|clause| {
        Some(OfStage {
            stage: clause.stage.to_owned(),
            figure: read(cells, clause.told)?,
            words: clause.words.to_owned(),
        })
    });
    Progress {
        figure: own,
        clauses: clauses.collect(),
        said: Remark {
            note: cells.read(column, text),
            ..Remark::default()
        },
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
