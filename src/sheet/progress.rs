//! How far a row says that things are: its own figure, and, where the cell has words, these and what
//! they say of other stages.

use crate::ledger::{
    Change, Figure, Goal, Lower, Novelty, ProjectMention, ReadingChange, Scale, StageChange,
    StageMention, Writing, read_figure,
};
use crate::messages::{Hundredths, ValueProblem};
use crate::model::{DateRules, Day, Percent, PercentError, Remark, StageKind};

use super::cells::Cells;
use super::clauses::{Extent, deed_stated, is_structure};
use super::goals::RowGoal;
use super::values::text;

/// What a clause of the words says of a stage that it names.
pub(super) struct OfStage {
    stage: String,
    figure: Figure,
    /// Of which day, where its clause names one.
    on: Option<Day>,
    words: String,
}

impl OfStage {
    pub(super) fn is_dated(&self) -> bool {
        self.on.is_some()
    }

    /// Stages that are told of in passing are measured: the next sheet may give their percent.
    pub(super) fn changes(&self, project: &ProjectMention, as_of: Option<Day>) -> [Change; 2] {
        let stage = StageMention::Named(self.stage.clone());
        let of = StageChange {
            is_measured: true,
            ..StageChange::of(project.clone(), stage.clone(), Novelty::Either)
        };
        let reading = ReadingChange {
            project: project.clone(),
            stage,
            figure: self.figure.clone(),
            as_of: self.on.or(as_of),
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
pub(super) struct Progress {
    pub(super) figure: Option<Figure>,
    /// Its words say that it is of the whole works.
    pub(super) is_of_whole: bool,
    /// Of which day that is, where its words name one.
    pub(super) on: Option<Day>,
    pub(super) clauses: Vec<OfStage>,
    pub(super) remark_of_progress: Remark,
}

/// All of the stage where it is a deed, as far as the row says, or a structure, and the cell of progress
/// states that deed: 已开工 of 开工. The figure, and the day that is stated with it.
pub(super) fn milestone_done(
    cells: &Cells<'_>,
    goals: &[RowGoal],
    kind: Option<StageKind>,
    by: Day,
) -> Option<(Figure, Option<Day>)> {
    let [goal] = goals else {
        return None;
    };
    let is_measured = kind == Some(StageKind::Measured)
        || matches!(goal.goal, Some(Goal::Percent(p)) if p < Percent::FULL);
    let (stage, progress) = goal.stage.as_ref().zip(cells.cell("reading"))?;
    deed_done(cells, stage, progress, by).filter(|_| !is_measured || is_structure(stage))
}

/// All of a stage, and of which day, where a cell of progress states the deed that it is.
pub(super) fn deed_done(
    cells: &Cells<'_>,
    stage: &str,
    progress: &str,
    by: Day,
) -> Option<(Figure, Option<Day>)> {
    let rules = DateRules {
        today: by,
        ..cells.rules
    };
    let day = deed_stated(stage, progress, &rules)?;
    let all = Figure::Percent {
        percent: Percent::FULL,
        text: "完成".to_owned(),
    };
    Some((all, day))
}

/// What a column of progress says in a row by the day of the data; of a cell without words, the figure
/// as it is read there.
pub(super) fn progress<'a>(
    cells: &mut Cells<'a>,
    column: &'static str,
    by: Day,
    bare: impl FnOnce(&mut Cells<'a>) -> Option<Figure>,
) -> Progress {
    let Some(prose) = cells.prose(column, by) else {
        return Progress {
            figure: bare(cells),
            ..Progress::default()
        };
    };
    let of_hundred = Writing {
        scale: Scale::Hundred,
        ..Writing::TYPED
    };
    let figure = |extent| match extent {
        Extent::Figure(figure) => match read_figure(figure, of_hundred) {
            Err(ValueProblem::Spelled(Hundredths(percent))) => {
                let percent = Percent::from_hundredths(percent);
                let text = figure.to_owned();
                percent
                    .map(|percent| Figure::Percent { percent, text })
                    .ok_or(ValueProblem::Figure(PercentError::Over100))
            }
            read => read,
        },
        Extent::Done => read_figure("完成", Writing::TYPED),
        Extent::UnderWay => Ok(Figure::UnderWay),
    };
    if let Some(cell) = cells.cell(column)
        && prose.has_no_figure(cell)
    {
        cells.words_only = Some(column);
    }
    let read = |cells: &mut Cells<'a>, extent| cells.read(column, |_| figure(extent));
    let own = read(cells, prose.own.unwrap_or(Extent::UnderWay));
    let clauses = (prose.stages.into_iter()).filter_map(|clause| {
        Some(OfStage {
            stage: clause.stage.to_owned(),
            figure: read(cells, clause.extent)?,
            on: clause.on,
            words: clause.words.to_owned(),
        })
    });
    Progress {
        figure: own,
        is_of_whole: prose.is_of_whole,
        on: prose.own_day,
        clauses: clauses.collect(),
        remark_of_progress: Remark {
            note: cells.read(column, text),
            ..Remark::default()
        },
    }
}

/// Whether a figure is one between nothing and all.
pub(super) fn is_share(figure: Option<&Figure>) -> bool {
    let between = |percent| Percent::ZERO < percent && percent < Percent::FULL;
    matches!(figure, Some(Figure::Percent { percent, .. }) if between(*percent))
}
