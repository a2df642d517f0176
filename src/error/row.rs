//! What can be wrong with a row, and what there is to know about one that was taken.

use crate::model::{CodeError, DateError, Day, Figure, Percent, PercentError};

use super::flat::FlatProblem;
use super::refusal::Refusal;

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The file as named on the command line.
    pub file: String,
    /// As a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// The column.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub problem: RowProblem,
}

/// What is wrong with one cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// Not a percent.
    Percent(PercentError),
    /// A target of 0 %.
    ZeroTarget,
    /// A target on a milestone that is not 100 %.
    MilestoneTarget,
    /// A milestone made of a stage with a target under 100 %.
    PartialTarget,
    /// Not an amount.
    Amount,
    /// Neither a day nor the words of a deadline.
    Date(DateError),
    /// A reading or decision dated after the day of the command.
    FutureDay(Day),
    /// No such project.
    UnknownProject,
    /// Not a code.
    Code(CodeError),
    /// A cell that must not be empty.
    Missing,
    /// The same key in an earlier row.
    Duplicate {
        /// That row's file.
        file: String,
        /// That row.
        row: u64,
    },
    /// Too few or too many cells.
    Columns {
        /// As many as the header has.
        expected: usize,
        /// As many as the row has.
        found: usize,
    },
    /// A quote that is never closed.
    Unclosed,
    /// Bytes that are not UTF-8.
    Encoding,
    /// None of a fixed list of words.
    Choice(Vec<&'static str>),
    /// Not a period.
    Period,
    /// A part of a fiscal year, where the office's year begins in January.
    FiscalYear,
    /// The month in which the year begins, while targets belong to parts of fiscal years.
    YearInUse,
    /// Control or direction marks.
    Unseen,
    /// Not a list of plan points.
    PlanPoints,
    /// Several unmet targets: which one is meant must be said.
    SeveralTargets,
    /// No such target of an earlier period.
    UnknownTarget,
    /// A setting's value that it cannot take.
    Setting,
    /// A row that depends on a skipped one.
    Skipped,
    /// What it asks for cannot be done.
    Refused(Box<Refusal>),
    /// A row of the flat CSV that does not go with what else is there.
    Flat(Box<FlatProblem>),
}

impl From<FlatProblem> for RowProblem {
    fn from(problem: FlatProblem) -> RowProblem {
        RowProblem::Flat(Box::new(problem))
    }
}

/// Something to know about a row that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    /// The file as named on the command line.
    pub file: String,
    /// As a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// What there is to know.
    pub warning: Warning,
}

impl Warning {
    /// Of a kind that real data is full of: the first is told, and how many more there are.
    pub fn is_common(&self) -> bool {
        matches!(
            self,
            Warning::Lower { .. } | Warning::StartWithoutPercent { .. }
        )
    }
}

/// What there is to know about a row or a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The due day lies before the start.
    DueBeforeStart {
        /// The due day.
        due: Day,
        /// The start.
        start: Day,
    },
    /// A plan point that does not lie between start and due day.
    PointOutside {
        /// Its day.
        on: Day,
        /// The first day it may have.
        from: Option<Day>,
        /// The due day.
        due: Day,
    },
    /// More decimals than two were cut away.
    Cut {
        /// As written.
        text: String,
        /// As taken.
        percent: Percent,
    },
    /// Lower than the figure before it.
    Lower {
        /// The figure.
        percent: Percent,
        /// The one before.
        before: Percent,
        /// Its day.
        on: Day,
    },
    /// A declared baseline where a reading stands.
    BaselineIgnored {
        /// The declared percent.
        declared: Percent,
        /// The reading's percent.
        reading: Percent,
        /// Its day.
        on: Day,
    },
    /// A start without a percent, where the stage has later figures only.
    StartWithoutPercent {
        /// The day of which nobody knows the percent.
        on: Day,
        /// The first figure.
        first: Figure,
    },
    /// A row says what the terms of a target were before: they stay as they were revised since.
    EarlierTerms,
    /// A project was found by a name of which it is not certain that it is the project's.
    UncertainAlias {
        /// The name.
        alias: String,
        /// The project's code.
        code: String,
    },
}
